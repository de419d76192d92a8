/** The app that cdktf.json names: what it reads, what it writes, what it says. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planPlatform } from "../modules/pipeline";

const root = join(__dirname, "..");
const techflow = join(root, "examples", "techflow", "platform.yaml");
let folder = "";
let problems: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolewright-main-"));
  problems = [];
  jest.spyOn(console, "error").mockImplementation((text: string) => void problems.push(text));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** Runs main.ts as `cdktf synth` runs it: it gets outdir and context from the environment. */
function run(environment: Readonly<Record<string, string>>): number {
  const before = { ...process.env };
  const exitCode = process.exitCode;
  Object.assign(process.env, { CDKTF_OUTDIR: join(folder, "out"), ...environment });
  try {
    afresh();
    return Number(process.exitCode);
  } finally {
    process.env = before;
    process.exitCode = exitCode;
  }
}

/** Loads main.ts anew, as each process does; in workers that share their modules it is forgotten first. */
function afresh(): void {
  if ("isolateModules" in jest) jest.isolateModules(() => void require("../main"));
  else {
    delete require.cache[require.resolve("../main")];
    require("../main");
  }
}

function writtenStacks(): readonly string[] {
  return readdirSync(join(folder, "out", "stacks")).sort();
}

test("synthesises every stack of the default file, techflow", () => {
  expect(run({})).toBe(0);
  expect(problems).toEqual([]);
  const planned = planPlatform({ file: techflow, text: readFileSync(techflow, "utf8") });
  expect(writtenStacks()).toEqual(planned.ok && planned.value.stacks.map(({ resources }) => resources.name));
  expect(Object.keys(JSON.parse(readFileSync(join(folder, "out", "manifest.json"), "utf8")).stacks)).toEqual(writtenStacks());
});

test("takes the file of cdktf.json's context, and the environment variable before it", () => {
  const context = JSON.stringify({ "rolewright:file": "no-such-file.yaml" });
  expect(run({ CDKTF_CONTEXT_JSON: context })).toBe(1);
  expect(problems.join("\n")).toMatch(
    /^file-unreadable: Error: ENOENT.*no-such-file\.yaml.*\nhelp: name the platform file in `rolewright:file`/,
  );
  expect(run({ CDKTF_CONTEXT_JSON: context, ROLEWRIGHT_FILE: techflow })).toBe(0);
});

test("says every problem with its place, exits with 1 and writes no stack", () => {
  const file = join(folder, "platform.yaml");
  writeFileSync(file, "platform: shop\naccounts: { prod: '4444' }\nclsters: {}\n");
  expect(run({ ROLEWRIGHT_FILE: file })).toBe(1);
  expect(problems).toEqual([
    expect.stringMatching(/platform\.yaml:2:\d+ invalid-account: .*\nhelp: /),
    expect.stringMatching(/platform\.yaml:3:1 unknown-key: unknown key `clsters`\nhelp: did you mean `clusters`\?/),
  ]);
  expect(writtenStacks()).toEqual([]);
});

test("refuses a text that CDKTF would take for its token, without a stack trace", () => {
  const file = join(folder, "platform.yaml");
  const container = '{ image: "docker.io/library/nginx:1", environment: { A: "${TfToken[TOKEN.1]}" } }';
  const service = `services: { orders: { cluster: main, containers: { app: ${container} } } }`;
  writeFileSync(
    file,
    `platform: shop\naccounts: { prod: { id: '111122223333', region: us-east-1 } }\nclusters: { main: {} }\n${service}\n`,
  );
  expect(run({ ROLEWRIGHT_FILE: file })).toBe(1);
  expect(problems.join("\n")).toMatch(/^prod-us-east-1: 1 problem\ninvalid-value: .*\nhelp: .*$/);
});

test("cdktf.json runs the compiled app", () => {
  const config = JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8"));
  expect(config).toMatchObject({
    language: "typescript",
    app: "node dist/main.js",
    context: { "rolewright:file": "examples/techflow/platform.yaml" },
  });
});
