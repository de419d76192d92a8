import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import fc from "fast-check";
import { readQuickly } from "../../modules/spec/quick";
import { decode } from "../../modules/spec/text";
import { parseYaml } from "../../modules/spec/yaml";
import { runs } from "../laws";

const root = join(__dirname, "../..");
const texts = ["test", "examples", "modules"]
  .flatMap((folder) => (readdirSync(join(root, folder), { recursive: true }) as string[]).map((file) => join(folder, file)))
  .filter((file) => /\.(?:ya?ml|json)$/.test(file) && !/\.golden\.json$|[/\\]\.terraform|generated/.test(file))
  .map((file) => [basename(file), readFileSync(join(root, file), "utf8")] as const);

/** The law: the quick reader has no answer, or the very answer of the full reader. Returns whether it had one. */
function agrees(text: string): boolean {
  const decoded = decode({ file: "f", text });
  const quick = decoded.ok ? readQuickly(decoded.value.text) : undefined;
  if (!decoded.ok || quick === undefined) return false;
  const { tree, problems } = parseYaml(decoded.value);
  expect({ value: quick.value, keys: JSON.stringify(quick.value), problems: [] }).toEqual({
    value: tree?.value,
    keys: JSON.stringify(tree?.value),
    problems,
  });
  return true;
}

const fragments = [
  "{",
  "}",
  "[",
  "]",
  ": ",
  ":",
  ", ",
  ",",
  "- ",
  "-",
  "? ",
  "#",
  " #",
  '"',
  "'",
  "''",
  "\\",
  "\n",
  "\n  ",
  "\n    ",
  " ",
  "a",
  "b: ",
  "key",
  "1",
  "0",
  ".5",
  "1e3",
  "true",
  "null",
  "~",
  "é",
  "|",
  ">",
  "&a ",
  "*a",
  "!t ",
  "<<: ",
  "@",
  "%",
  "---",
  "...",
];
const fragment = fc.constantFrom(...fragments);
const key = fc.constantFrom("a", "b", "c-d", "e_f", "g.h", "i/j", '"k l"', "'m'", "n", "o", "true", "1");
const plain = fc.constantFrom(
  "x",
  "x y",
  "a:b",
  "a# b",
  "s3://x/*",
  "$(id)",
  "12",
  "0",
  "true",
  "x, y",
  "a{b}",
  "-5",
  "1.50",
  "~",
  "null",
  "a #b",
  "a: b",
  "@x",
  "",
);
const scalar = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "x",
      "x y",
      "a:b",
      "s3://x/*",
      "12",
      "0",
      "true",
      "/p",
      "1.2.3",
      '"q"',
      "'r''s'",
      '"\\u00e9\\n"',
      "''",
    ),
  },
  { weight: 1, arbitrary: plain },
);

/** Text that is nearly always YAML, so that both readers get far: lines of a block, by what they hold. */
const { block } = fc.letrec<{ block: readonly string[]; flow: string }>((tie) => {
  const comment = fc.constantFrom("", "", "", " # c", "  ", "#d");
  const entry = fc.tuple(key, tie("flow"), comment).map(([name, value, end]) => [`${name}: ${value}${end}`]);
  const nested = fc
    .tuple(key, comment, fc.constantFrom(0, 1, 2, 4), tie("block"))
    .map(([name, end, width, lines]) => [`${name}:${end}`, ...indented(lines, width)]);
  const item = fc.tuple(tie("flow"), comment).map(([value, end]) => [`- ${value}${end}`]);
  const compact = fc
    .tuple(fc.constantFrom("- ", "-   "), tie("block"))
    .map(([dash, [first = "x", ...rest]]) => [`${dash}${first}`, ...indented(rest, dash.length)]);
  const blank = fc.constantFrom(["# c"], [""], ["   "], ["  # c"]);
  const unique = { maxLength: 4, selector: (lines: readonly string[]) => lines[0]?.split(":")[0] };
  return {
    flow: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      scalar,
      fc
        .uniqueArray(fc.tuple(key, tie("flow")), { maxLength: 3, selector: ([name]) => name })
        .map((pairs) => `{ ${pairs.map(([name, value]) => `${name}: ${value}`).join(", ")} }`),
      fc.array(tie("flow"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    ),
    block: fc.oneof(
      { depthSize: "small" },
      fc.uniqueArray(fc.oneof(entry, entry, nested, blank), { minLength: 1, ...unique }).map((parts) => parts.flat()),
      fc.array(fc.oneof(item, compact), { minLength: 1, maxLength: 3 }).map((parts) => parts.flat()),
    ),
  };
});
const document = fc.tuple(block, fc.constantFrom("", "\n")).map(([lines, end]) => lines.join("\n") + end);

function indented(lines: readonly string[], width: number): readonly string[] {
  return lines.map((line) => " ".repeat(width) + line);
}

function mutate(text: string, at: number, drop: number, insert: string): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + insert + text.slice(start + drop);
}

describe("the quick reader agrees with the full one", () => {
  it.each(texts)("about %s", (_, text) => {
    agrees(text);
  });

  it("and has an answer for the files that people write", () => {
    const answered = texts.filter(([, text]) => agrees(text)).map(([file]) => file);
    expect(answered).toEqual(
      expect.arrayContaining(["techflow.yaml", "json.yaml", "intents.yaml", "smallest.yaml", "ports-in-every-form.yaml"]),
    );
    expect(answered.length).toBeGreaterThan(70);
  });

  it.each([
    "platform: p\naccounts: { prod: ,111122223333 }\n",
    "platform: p\naccounts: { a }\n",
    "platform: p\naccounts: { 'a', b: c }\n",
    "platform: p\naccounts: { [a]: b }\n",
  ])("and leaves braces with an entry that has no key to it: %j", (text) => {
    expect(readQuickly(text)).toBeUndefined();
  });

  it("about made-up documents", () => {
    let answered = 0;
    const law = fc.property(document, (text) => {
      if (agrees(text)) answered++;
    });
    fc.assert(law, { seed: 11, numRuns: runs(4_000) });
    expect(answered).toBeGreaterThan(runs(4_000) / 8);
  });

  it("about files with a change", () => {
    const law = fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 6 }), fragment, ([, text], at, drop, insert) => {
      agrees(mutate(text, at, drop, insert));
    });
    fc.assert(law, { seed: 12, numRuns: runs(2_000) });
  });

  it("about JSON, in one line and over several", () => {
    let answered = 0;
    const law = fc.property(
      fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 })),
      fc.constantFrom(0, 2),
      (value, space) => {
        if (agrees(JSON.stringify(value, null, space))) answered++;
      },
    );
    fc.assert(law, { seed: 13, numRuns: runs(500) });
    expect(answered).toBeGreaterThan(runs(500) / 10);
  });
});
