/** `rolewright explain` of words that are not of the platform: problem codes, danger rules and theorems. */
import { problemDescriptions } from "../../modules/problem/codes";
import { namedRules } from "../../modules/verify/danger/rules";
import { theorems } from "../../modules/verify/theorems";
import { sample } from "../laws";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const techflow = caseText("cli/techflow.yaml");

test.each(sample(Object.keys(problemDescriptions), 5))("%s is explained without a platform file", async (code) => {
  const { out, ...rest } = await terminal().rolewright("explain", code);
  expect(rest).toEqual({ code: 0, err: "" });
  expect(out).toMatch(new RegExp(`^${code}: .+ \\(problem\\)\n\n[^]+\n\nCure: [^]+\n\nMore: docs/problems\\.md\n`));
});

test.each([
  "permissions-s3",
  "permissions-iam",
  ...sample(
    namedRules.map(({ id }) => id),
    9,
  ),
])("%s is explained with what it forbids and where that comes from", async (id) => {
  const { code, out } = await terminal().rolewright("explain", id);
  expect(code).toBe(0);
  expect(out).toContain(`${id}: `);
  expect(out.replaceAll("\n", " ")).toContain("Whoever holds that can");
  expect(out).toMatch(/^Source: https:\S+$/m);
});

test.each(theorems.map(({ id }) => id))("theorem %s is explained with what it speaks of", async (id) => {
  const { code, out } = await terminal().rolewright("explain", id);
  expect(code).toBe(0);
  expect(out).toContain(`${id}: `);
  expect(out.replaceAll("\n", " ")).toMatch(/ \(theorem\) {2}It speaks of .+\. {2}Compares .+\. {2}More: docs\/proof\.md/);
});

test("what is explained fits the terminal", async () => {
  const { out } = await terminal({ tty: true, columns: 70, env: { NO_COLOR: "1" } }).rolewright("explain", "proof-failed");
  expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(70);
});

test("JSON and Markdown have the same", async () => {
  const json = JSON.parse((await terminal().rolewright("explain", "unknown-key", "--format", "json")).out);
  expect(json).toMatchObject([{ kind: "problem", id: "unknown-key", page: "docs/problems.md" }]);
  const { out } = await terminal().rolewright("explain", "unknown-key", "--format", "markdown");
  expect(out).toMatch(/^### unknown-key: /);
  for (const paragraph of json[0].paragraphs) expect(out).toContain(paragraph.split("`")[0].slice(0, 20));
});

describe("beside a platform file", () => {
  const explained = async (platform: string, ...args: readonly string[]) => {
    const one = terminal();
    one.write("platform.yaml", platform);
    return one.rolewright("explain", ...args);
  };

  test("with that very problem, the code is explained and nothing else said", async () => {
    const { code, out, err } = await explained(`${techflow}unknown-key: 1\n`, "unknown-key");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^unknown-key: /);
  });

  test("without a thing of that name, the code is explained and nothing else said", async () => {
    const { code, out, err } = await explained(techflow, "unknown-key");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^unknown-key: /);
  });

  const withService = techflow.replace("order-cache:", "danger:");

  test("with a service of that name, both are explained, the platform first", async () => {
    const { code, out } = await explained(withService, "danger");
    expect(code).toBe(0);
    expect(out.indexOf("techflow-danger-task")).toBeGreaterThanOrEqual(0);
    expect(out.indexOf("\n\ndanger: ")).toBeGreaterThan(out.indexOf("techflow-danger-task"));
  });

  test("as JSON the platform's thing is the answer, and the other is mentioned", async () => {
    const { code, out, err } = await explained(withService, "danger", "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(out)[0].owner.usedBy).toEqual(["danger"]);
    expect(err).toContain("danger is a problem and a theorem too");
  });

  test("a code that is misspelt gets the right one", async () => {
    const { code, err } = await explained(techflow, "unknown-keys");
    expect(code).toBe(1);
    expect(err).toContain("did you mean `unknown-key`?");
  });
});

test("a code that is misspelt is a problem without a platform file, too", async () => {
  expect((await terminal().rolewright("explain", "unknown-keys")).code).toBe(1);
});
