/** Whole platform files: what is refused, with which codes, and what is accepted. Each file in cases/platform names what it expects. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { planPlatform } from "../modules/pipeline";
import { stackJson } from "../modules/resources/configuration";

const folder = join(__dirname, "cases", "platform");

interface Case {
  readonly name: string;
  readonly text: string;
  readonly expected: readonly string[];
}

function casesOf(kind: "refused" | "accepted"): readonly Case[] {
  return readdirSync(join(folder, kind))
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, kind, file), "utf8");
      return {
        name: file.replace(".yaml", ""),
        text,
        expected: [...text.matchAll(/^# expect: (\S+)$/gm)].map((match) => match[1] ?? ""),
      };
    });
}

describe("refused platform files", () => {
  test.each(casesOf("refused"))("$name", ({ text, expected }) => {
    const outcome = planPlatform({ file: "platform.yaml", text });
    const errors = outcome.problems.filter((problem) => problem.severity === "error");
    expect(outcome.ok).toBe(false);
    expect(errors.map((problem) => problem.code).sort()).toEqual([...expected].sort());
    for (const problem of errors) {
      expect(problem.at).toMatchObject({ file: "platform.yaml", line: expect.any(Number), column: expect.any(Number) });
      expect(problem.help).toEqual(expect.stringMatching(/\S/));
      expect(problem.message).toMatch(/^[^A-Z]|^`|^(?:AWS|ECS|Fargate|Terraform|Windows|FireLens|Bottlerocket|EC2|Spot|KMS|IAM)/);
      expect(problem.message).not.toMatch(/\.$/);
    }
  });
});

describe("accepted platform files", () => {
  test.each(casesOf("accepted"))("$name", ({ text, expected }) => {
    const outcome = planPlatform({ file: "platform.yaml", text });
    expect(outcome.problems.map((problem) => `${problem.severity} ${problem.code}`)).toEqual(
      expected.map((code) => `warning ${code}`),
    );
    if (!outcome.ok) throw new Error("refused");
    expect(outcome.value.stacks.length).toBeGreaterThan(0);
    for (const { resources } of outcome.value.stacks)
      expect(JSON.parse(JSON.stringify(stackJson(resources)))).toHaveProperty("resource");
  });
});

test("the order of the platform file does not matter", () => {
  const one = planPlatform({ file: "p.yaml", text: orderOne });
  const two = planPlatform({ file: "p.yaml", text: orderTwo });
  if (!one.ok || !two.ok) throw new Error("refused");
  const bare = (outcome: typeof one) =>
    JSON.stringify(outcome.ok ? outcome.value.stacks.map(({ resources }) => stackJson(resources)) : []).replace(
      /p\.yaml:\d+(?:, p\.yaml:\d+)*/g,
      "",
    );
  expect(bare(two)).toBe(bare(one));
});

const orderOne = `
platform: shop
accounts: { main: { id: "123456789012", region: us-east-1 } }
clusters: { a: {}, b: {} }
repositories: { xx: {}, yy: {} }
services:
  one: { cluster: a, containers: { app: { image: "xx:1" }, side: { image: "yy:1", essential: false } }, access: [{ s3: { bucket: photos, can: read } }, { sqs: { queue: jobs, can: send } }] }
  two: { cluster: b, containers: { app: { image: "yy:1", environment: { A: "1", B: "2" } } } }
`;

const orderTwo = `
services:
  two: { containers: { app: { environment: { B: "2", A: "1" }, image: "yy:1" } }, cluster: b }
  one: { access: [{ sqs: { can: send, queue: jobs } }, { s3: { can: read, bucket: photos } }], containers: { side: { essential: false, image: "yy:1" }, app: { image: "xx:1" } }, cluster: a }
repositories: { yy: {}, xx: {} }
clusters: { b: {}, a: {} }
accounts: { main: { region: us-east-1, id: "123456789012" } }
platform: shop
`;
