/** Which formats each command has, and that what it says in them is well formed. */

import { processIo } from "../../modules/cli/io";
import { program } from "../../modules/cli/program";
import { theorems } from "../../modules/verify/theorems";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const all = ["text", "json", "markdown", "sarif", "github"];
const answers = ["text", "json", "markdown"];
const formatsOf: Readonly<Record<string, readonly string[] | undefined>> = {
  generate: all,
  check: all,
  prove: all,
  roles: answers,
  explain: answers,
  can: answers,
  "who-can": answers,
  diff: all,
  verify: all,
  print: all,
  init: undefined,
  schema: undefined,
};

test("every command has the formats that are said of it, and `text` unless told otherwise", () => {
  const found = program(processIo(), () => {}).commands.map((command) => {
    const option = command.options.find(({ long }) => long === "--format");
    if (option !== undefined) expect(option.defaultValue).toBe("text");
    return [command.name(), option?.argChoices] as const;
  });
  expect(Object.fromEntries(found)).toEqual(formatsOf);
});

const lines: Readonly<Record<string, readonly string[]>> = {
  generate: [],
  check: [],
  prove: [],
  roles: [],
  explain: ["order-cache"],
  can: ["order-cache", "dynamodb:GetItem", "sessions"],
  "who-can": ["dynamodb:GetItem", "sessions"],
  diff: ["platform.yaml", "platform.yaml"],
};

const cases = Object.entries(lines).flatMap(([command, args]) =>
  (formatsOf[command] ?? []).map((format) => [command, format, args] as const),
);

describe("of a platform without problems", () => {
  test.each(cases)("%s says nothing on standard error in %s but what it did", async (command, format, args) => {
    const one = terminal();
    one.write("platform.yaml", caseText("cli/techflow.yaml"));
    const { code, out, err } = await one.rolewright(command, ...args, "--format", format);
    expect(code).toBe(0);
    if (format === "json" || format === "sarif") JSON.parse(out);
    if (format === "github") expect(out).toBe("");
    if (format === "markdown") expect(out).toMatch(/\*\*|^- |^### /);
    expect(err.replace(/^wrote .*\n/gm, "")).toBe(
      format === "text" && command === "check" ? `${theorems.length} theorems proved, under 3 assumptions\n` : "",
    );
  });
});

describe("of a platform that cannot be read", () => {
  test.each(cases)("%s says so in the format %s", async (command, format, args) => {
    const one = terminal();
    one.write("platform.yaml", "platform: [shop]\n");
    const { code, out, err } = await one.rolewright(command, ...args, "--format", format);
    expect(code).toBe(1);
    expect(format === "text" ? err : out).toContain("wrong-type");
    expect(format === "text" ? out : err).toBe("");
    if (format === "json" || format === "sarif") JSON.parse(out);
  });
});

const hostile = "platform: shop\naccounts:\n  '| </details> <b> [x](http://e.vil) \\u001b[31m `': { id: 1 }\n";

test("markdown keeps text of the user text", async () => {
  const one = terminal();
  one.write("platform.yaml", hostile);
  const { out } = await one.rolewright("check", "--format", "markdown");
  const bare = out.replaceAll(/(`+)[^`].*?\1|<code>.*?<\/code>/g, "");
  expect(bare).not.toMatch(/<\/?(details|b)>|\]\(http/);
  expect(bare).not.toContain("\u001b");
});

describe("what could not be decided", () => {
  const undecided = () => {
    const one = terminal();
    one.write("platform.yaml", caseText("cli/questions.yaml"));
    one.write("requests.yaml", 'requests:\n  - { deny: "iam:*" }\n');
    return one;
  };

  test.each(["check", "prove", "generate"])("%s ends with 3", async (command) => {
    const { code, err } = await undecided().rolewright(command);
    expect(err).toContain("expectation-unknown (warning)");
    expect(code).toBe(3);
  });

  test.each(["check", "prove", "generate"])("%s ends with 1 where something else is wrong", async (command) => {
    const one = undecided();
    one.write("requests.yaml", 'requests:\n  - { deny: "iam:*" }\n  - { deny: "dynamodb:GetItem" }\n');
    expect((await one.rolewright(command)).code).toBe(1);
  });

  test("generate writes all the same", async () => {
    const one = undecided();
    await one.rolewright("generate");
    expect(Object.keys(one.files("generated"))).toContain("proof.json");
  });
});

test("prove as Markdown has a row for each theorem, and the problems below", async () => {
  const one = terminal();
  one.write("platform.yaml", caseText("cli/questions.yaml"));
  one.write("requests.yaml", 'requests:\n  - { deny: "iam:*" }\n');
  const { out, err } = await one.rolewright("prove", "--format", "markdown");
  expect(err).toBe("");
  expect(out).toContain("| ✅ proved | `isolation` |");
  expect(out).toContain("| ⚠️ unknown | `expectations` |");
  expect(out).toContain("**expectation-unknown** (warning)");
});

test("roles as Markdown has a section for each role with its statements", async () => {
  const one = terminal();
  one.write("platform.yaml", caseText("cli/techflow.yaml"));
  const { out } = await one.rolewright("roles", "--format", "markdown");
  expect(out).toContain("## `prod-us-east-1`");
  expect(out).toContain("### `techflow-order-cache-task`");
  expect(out).toContain("dynamodb:GetItem");
});

test("explain as Markdown has a heading for each policy and the lines that ask", async () => {
  const one = terminal();
  one.write("platform.yaml", caseText("cli/techflow.yaml"));
  const { out } = await one.rolewright("explain", "techflow-order-cache-task", "--format", "markdown");
  expect(out).toMatch(/^### techflow-order-cache-task: task role of order-cache/m);
  expect(out).toMatch(/^ {2}- asked by `platform\.yaml:\d+ {2}.*dynamodb/m);
  expect(out).toMatch(/^- \*\*\w+\*\*: .*\(\[AWS\]\(https:/m);
});
