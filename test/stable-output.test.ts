/** Generated files say what asked for what they have, never where it stands: lines that move change none of them but the hash of the platform file. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parseDocument, visit } from "yaml";
import { removeFolders, terminal } from "./cli/terminal";
import { sample } from "./laws";

afterAll(removeFolders);

const examples = join(__dirname, "..", "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "platform.yaml")));

/** Everything that is generated, without the hash of the platform file, and without the hash of the certificate that holds that hash. */
async function generated(text: string, flavour: string): Promise<Readonly<Record<string, string>>> {
  const { rolewright, write, files } = terminal();
  write("platform.yaml", text);
  expect(await rolewright("generate", "--quiet", "--flavour", flavour)).toMatchObject({ code: 0 });
  const certificate = (hash: string): string => hash.replace(/("file":"platform\.yaml","sha256":)"[0-9a-f]{64}"/, "$1null");
  const marker = (hash: string): string => hash.replace(/("proof\.json": )"[0-9a-f]{64}"/, "$1null");
  return Object.fromEntries(
    Object.entries(files("generated")).map(([path, content]) => [
      path,
      path === "proof.json" ? certificate(content) : path === ".rolewright.json" ? marker(content) : content,
    ]),
  );
}

/** A comment before every service. */
function commented(text: string): string {
  const lines = text.split("\n");
  const services = lines.indexOf("services:");
  return lines.flatMap((line, index) => (index > services && /^ {2}\w/.test(line) ? ["  # a comment", line] : [line])).join("\n");
}

/** The keys of every mapping in the opposite order. Anchors must stay before their aliases, so they are written out first. */
function reordered(text: string): string {
  const document = parseDocument(JSON.stringify(parseDocument(text, { merge: true }).toJS()));
  visit(document, (_, node) => {
    if (isMap(node)) node.items.sort((left, right) => (keyOf(left.key) < keyOf(right.key) ? 1 : -1));
  });
  return document.toString();
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : "";
}

const changes: readonly (readonly [string, (text: string) => string])[] = [
  ["a comment on top", (text) => `# a comment\n\n${text}`],
  ["comments between services", commented],
  ["keys in another order", reordered],
];

describe.each(sample(names, 3))("the files of %s", (name) => {
  const text = readFileSync(join(examples, name, "platform.yaml"), "utf8");
  const flavour = name === "terraform-module" ? "module" : "root";

  test.each(changes)("are the same with %s", async (_, change) => {
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(await generated(changed, flavour)).toEqual(await generated(text, flavour));
  });

  test("name no line of the platform file", async () => {
    expect(Object.values(await generated(text, flavour)).join("\n")).not.toMatch(/platform\.yaml:\d/);
  });
});
