/** A command loads what it needs and no more: starting is most of the time of most runs. */
import { execFileSync } from "node:child_process";
import { join, relative } from "node:path";

const root = join(__dirname, "../..");

const script = `
  const { run } = require("./modules/cli/run.ts");
  const { processIo } = require("./modules/cli/io.ts");
  const silent = { write() {}, isTTY: false };
  run(process.argv.slice(1), { ...processIo(), stdout: silent, stderr: silent }).then((code) => {
    process.stdout.write(JSON.stringify({ code, files: Object.keys(require.cache) }));
  });
`;

/** The files that a command line loads. */
function filesOf(...args: readonly string[]): readonly string[] {
  const out = execFileSync(process.execPath, ["-r", "./scripts/typescript.js", "-e", script, "--", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  const { code, files } = JSON.parse(out) as { code: number; files: readonly string[] };
  expect(code).toBe(0);
  return files.map((file) => relative(root, file));
}

/** The folders of `modules/` and the packages among them. */
function loadedBy(...args: readonly string[]): readonly string[] {
  const names = filesOf(...args).map((file) => /(?:^|\/)(?:node_)?modules\/([^/]+)/.exec(file)?.[1] ?? "");
  return [...new Set(names)].sort();
}

const engine = ["iam", "spec", "model", "policy", "agent", "verify", "resources", "pipeline.ts", "review", "yaml", "zod"];

test.each<[readonly string[], readonly string[]]>([
  [["--help"], [...engine, "hcl"]],
  [["--version"], [...engine, "hcl"]],
  [
    ["init", "--help"],
    [...engine, "hcl"],
  ],
  [
    ["help", "init"],
    [...engine, "hcl"],
  ],
  [["schema"], ["iam", "model", "policy", "agent", "verify", "resources", "review", "hcl"]],
  [["print", "--help"], engine],
])("%j loads none of %j", (args, unwanted) => {
  const loaded = loadedBy(...args);
  expect(loaded).toContain("commander");
  expect(loaded.filter((name) => unwanted.includes(name))).toEqual([]);
});

test("`check` loads the engine", () => {
  expect(loadedBy("check", "examples/techflow/platform.yaml")).toEqual(expect.arrayContaining(["yaml", "zod", "verify"]));
});

describe("the reference of all actions", () => {
  const parts = (file: string): readonly string[] =>
    filesOf("check", file).flatMap((one) => /actions\/reference-(.-.)\.ts$/.exec(one)?.[1] ?? []);

  test.each([
    ["no statement", "examples/techflow/platform.yaml", []],
    ["a statement of one service", "test/cases/cli/statement.yaml", ["a-c"]],
  ])("%s loads what it needs", (_, file, expected) => expect(parts(file)).toEqual(expected));
});
