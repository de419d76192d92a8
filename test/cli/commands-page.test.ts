/** docs/commands.md is made from the commands, and every command line in it and in the help does what it should. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitWordsOf } from "../../modules/cli/exit-code";
import { commands } from "../../modules/cli/program";
import { withCommands } from "../../scripts/commands-docs";
import { caseText, removeFolders, type Terminal, terminal } from "./terminal";

afterAll(removeFolders);

const root = join(__dirname, "../..");
const page = readFileSync(join(root, "docs/commands.md"), "utf8");
const platform = readFileSync(join(root, "examples/techflow/platform.yaml"), "utf8");

test("docs/commands.md has the commands of the code", () => {
  expect(withCommands(page)).toBe(page);
});

/** A folder with what the examples name. */
async function folder(line: string): Promise<Terminal> {
  const one = terminal({ stdin: platform });
  one.write("platform.yaml", platform);
  one.write("old/platform.yaml", platform.replace("can: read }", "can: [read, write] }"));
  one.write("plan.json", caseText("review/terraform/plan.json"));
  if (line.includes("cdk.tf.json")) {
    await one.rolewright("generate", "--quiet", "--syntax", "json", "--out", "x");
    one.write("cdktf.out/stacks/app/cdk.tf.json", one.files("x")["production-us-east-1/cdk.tf.json"] ?? "");
  }
  if (line.startsWith("rolewright verify")) await one.rolewright("generate", "--quiet");
  if (/--base|v1\.2:/.test(line)) {
    await one.rolewright("generate", "--quiet");
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: one.cwd });
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-qm", "all");
    git("tag", "v1.2");
  }
  return one;
}

/** The arguments of `rolewright` in a command line; pipes and redirections around it are left to the shell. */
function argumentsIn(line: string): readonly string[] {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([whole, quoted]) => ({
    word: quoted ?? whole,
    plain: quoted === undefined,
  }));
  const first = words.findIndex(({ word }) => word === "rolewright");
  const own = words.slice(first + 1);
  const last = own.findIndex(({ word, plain }) => plain && /^(\||\|\||&&|>|>>|;)$/.test(word));
  return (last < 0 ? own : own.slice(0, last)).map(({ word }) => word);
}

const examples = commands.flatMap(({ name, load }) => load().definition.examples.map((line) => [name, line] as const));

test.each(examples)("%s: `%s` works", async (name, line) => {
  const [command, ...args] = argumentsIn(line);
  expect(command).toBe(name);
  const { code, err } = await (await folder(line)).rolewright(name, ...args);
  expect(err).not.toContain("error:");
  expect([0, 2, 3]).toContain(code);
  const definition = commands.find((one) => one.name === name)?.load().definition;
  expect(exitWordsOf(definition?.exits ?? {}).map(([number]) => number)).toContain(code);
});

test("every command has examples", () => {
  for (const { name } of commands) expect(examples.filter(([of]) => of === name).length).toBeGreaterThan(0);
});

const sessions = [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, text = ""]) =>
  text.split(/^\$ /m).filter((entry) => entry !== ""),
);

test.each(sessions)("prints what the page shows: %s", async (entry) => {
  const [line = "", ...expected] = entry.split("\n");
  const { out } = await (await folder(line)).rolewright(...argumentsIn(line));
  expect(out).toBe(expected.join("\n"));
});
