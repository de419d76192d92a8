/** The proof as the command line tells it: the table at every run, `prove`, and what a refuted theorem looks like. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requesterWords, requestWords } from "../../modules/cli/proof/request-words";
import { proofLine, proofTable } from "../../modules/cli/proof/table";
import { columnsOf } from "../../modules/output/visible";
import { type PlatformPlan, planPlatform } from "../../modules/pipeline";
import { theorems } from "../../modules/verify/theorems";
import { expectGolden } from "./golden";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const examples = ["techflow", "multi-account", "pixelflow"];
const refuted = caseText("cli/refuted.yaml");
const hint = "; details: rolewright prove --explain\n";

function example(name: string) {
  const surroundings = terminal();
  surroundings.write("platform.yaml", readFileSync(join(__dirname, "../../examples", name, "platform.yaml")));
  return surroundings;
}

function broken(...parameters: Parameters<typeof terminal>) {
  const surroundings = terminal(...parameters);
  surroundings.write("platform.yaml", refuted);
  return surroundings;
}

function planOf(text: string): PlatformPlan {
  const outcome = planPlatform({ file: "platform.yaml", text });
  const plan = outcome.ok ? outcome.value : outcome.refuted;
  if (plan === undefined) throw new Error(JSON.stringify(outcome.problems));
  return plan;
}

/** The number of danger rules grows; what else is counted does not. */
function withoutRules(text: string): string {
  return text.replace(/(?<=^\w+ +danger +)\d+/m, (count) => "#".repeat(count.length)).replace(/\d+(?= danger rules)/, "#");
}

const plain = (text: string): string => text;
const style = { proved: plain, refuted: plain, unknown: plain, faint: plain };

describe("the table", () => {
  test.each(examples)("of %s is short, and stands after the roles at every generate", async (name) => {
    const { rolewright } = example(name);
    const { code, out, err } = await rolewright("prove");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expectGolden(`cli/prove/${name}.golden.txt`, withoutRules(out));
    expect(out.split("\n").length - 1).toBeLessThanOrEqual(theorems.length + 3);
    const generated = await rolewright("generate");
    expect(generated.out.endsWith(`\n\n${out.trimEnd()}${hint}`)).toBe(true);
  });

  test.each([60, 80, 100, 160])("fits a terminal of %i columns, with every sentence or with none", (width) => {
    const lines = proofTable(planOf(refuted), width, style).trimEnd().split("\n").slice(0, -1);
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
    const said = new Set(lines.map((line) => line.split(/ {2,}/).length));
    expect([...said]).toEqual([width >= 100 ? 4 : 3]);
  });

  test("has colours on a terminal and nowhere else", async () => {
    expect((await broken({ tty: true }).rolewright("prove")).out).toContain("\u001b[31mREFUTED\u001b[39m");
    expect((await broken().rolewright("prove")).out).not.toContain("\u001b[");
  });

  test("is not printed for a platform without stacks, nor is there a certificate", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", '{"platform": "p", "accounts": {"a": "111122223333"}}');
    expect((await rolewright("generate")).out).toBe("");
    expect(Object.keys(files("generated"))).not.toContain("proof.json");
    const { code, out, err } = await rolewright("check");
    expect({ code, out }).toEqual({ code: 0, out: "platform.yaml: no errors (0 stacks, 0 roles)\n" });
    expect(err).toMatch(/^platform\.yaml:1:1 nothing-declared \(warning\): [\s\S]*\n1 warning\n$/);
  });

  test("is left out with --quiet and in forms for programs", async () => {
    const { rolewright } = example("techflow");
    expect((await rolewright("generate", "--quiet")).out).toBe("");
    expect((await rolewright("generate", "--format", "json")).out).toBe("[]\n");
  });
});

describe("the verdict", () => {
  const { proof } = planOf(refuted);
  type Verdict = (typeof proof.theorems)[number]["verdict"];
  const all = <T>(model: T, verdicts: readonly Verdict[]) => verdicts.map((verdict) => ({ ...model, verdict }));
  const expectation = { effect: "allow" as const, actions: [], on: [], words: "", path: [], questions: 1, owners: [] };

  test.each<[readonly Verdict[], readonly Verdict[], string]>([
    [["proved"], [], "1 theorem proved"],
    [["proved", "proved"], [], "2 theorems proved"],
    [["proved", "unknown"], [], "1 of 2 theorems proved, 1 unknown"],
    [["refuted", "unknown", "refuted"], [], "0 of 3 theorems proved, 2 refuted, 1 unknown"],
    [["proved"], ["proved"], "1 theorem proved; 1 expectation proved"],
    [["proved"], ["proved", "refuted"], "1 theorem proved; 1 of 2 expectations proved, 1 refuted"],
  ])("on %j and expectations %j is `%s`", (theorems, expected, line) => {
    const expectations = { results: all(expectation, expected), problems: [] };
    expect(proofLine({ proof: { ...proof, theorems: all(proof.theorems[0]!, theorems) }, expectations })).toBe(line);
  });

  test("is told by check in one line on standard error", async () => {
    expect(await example("techflow").rolewright("check")).toMatchObject({
      code: 0,
      err: `${theorems.length} theorems proved\n`,
    });
  });
});

describe("a refuted theorem", () => {
  test("stops generate with the table, and after it the counterexample in words at its line", async () => {
    const { rolewright, files } = broken();
    const { code, out, err } = await rolewright("generate");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expectGolden("cli/prove/refuted-generate.golden.txt", withoutRules(err));
    expect(Object.keys(files())).toEqual(["platform.yaml"]);
  });

  test("prints problems alone with --quiet, with check and in forms for programs", async () => {
    const { rolewright } = broken();
    for (const args of [["generate", "-q"], ["check"]]) {
      const { code, out, err } = await rolewright(...args);
      expect({ code, out }).toEqual({ code: 1, out: "" });
      expect(err).toMatch(/^platform\.yaml:14:9 proof-failed: /);
    }
    const { code, out, err } = await rolewright("generate", "--format", "json");
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(JSON.parse(out)).toMatchObject([{ code: "proof-failed", at: { line: 14 } }]);
  });

  test("is printed by prove with everything else, and ends it with 1", async () => {
    const { code, out, err } = await broken().rolewright("prove");
    expect(code).toBe(1);
    expect(out).toMatch(/^REFUTED {2}isolation /m);
    expect(err).toMatch(/^platform\.yaml:14:9 proof-failed: /);
  });

  test("does not hide that a stack does not exist", async () => {
    const { code, out, err } = await broken().rolewright("prove", "--stack", "prod-eu-west-2");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("did you mean `prod-eu-west-1`?");
  });
});

describe("prove --explain", () => {
  test.each(["multi-account", "pixelflow"])("of %s says what was compared, assumed, shared and open", async (name) => {
    const { code, out } = await example(name).rolewright("prove", "--explain");
    expect(code).toBe(0);
    expectGolden(`cli/prove/${name}-explained.golden.txt`, withoutRules(out));
  });

  test("of a refuted platform gives the concrete request, and the dangers that are taken on", async () => {
    const { code, out } = await broken().rolewright("prove", "--explain");
    expect(code).toBe(1);
    expectGolden("cli/prove/refuted-explained.golden.txt", withoutRules(out));
  });

  test("limits the lists to the stacks that were asked for, and the theorems to nothing", async () => {
    const { rolewright } = example("multi-account");
    const all = (await rolewright("prove", "--explain")).out;
    const one = (await rolewright("prove", "--explain", "--stack", "gov-workload-us-gov-west-1")).out;
    expect(all).toContain("by `orders-eu`, `orders-us`: each names it");
    expect(one).toContain("shared by several services: none");
    expect(one.slice(0, one.indexOf("shared by"))).toBe(all.slice(0, all.indexOf("shared by")));
  });

  test("names who shares by `sharedWith`, and where it says so", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", refuted.replace("  payments:\n", "  payments:\n    sharedWith: [reports]\n"));
    const { code, out } = await rolewright("prove", "--explain");
    expect(code).toBe(0);
    expect(out).toContain("what is `payments`'s, with `reports`: `sharedWith` (platform.yaml:7)");
  });

  test("shows text that writes to the terminal with escapes", async () => {
    const { rolewright, write } = terminal({ tty: true, env: { NO_COLOR: "1" } });
    write("platform.yaml", refuted.replace("why: deploys the thumbnail function }", 'why: "\\e[31m\\u202Ex\\nPROVED" }'));
    for (const args of [["prove"], ["prove", "--explain"], ["prove", "--format", "json"]]) {
      expect((await rolewright(...args)).out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    }
    expect((await rolewright("prove", "--explain")).out).toContain("\\u001b[31m\\u202ex PROVED");
  });
});

describe("expectations", () => {
  const holds = "expect:\n  - { deny: secretsmanager:GetSecretValue, on: '*', service: deployer }\n";
  const fails = "requests:\n  - { allow: s3:GetObject, on: 'arn:aws:s3:::x/y', service: payments }\n";
  const sound = refuted.replace("secret:pay*", "secret:reports-*");

  test("have a line of the table, a list in the explanation, and a place in the certificate", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", sound + holds);
    const { code, out } = await rolewright("prove");
    expect(code).toBe(0);
    expect(out.split("\n").length - 1).toBeLessThanOrEqual(theorems.length + 3);
    expect(out).toMatch(/^PROVED {3}expectations +1 {2}what the platform file and the requests file expect is so$/m);
    expect(out).toMatch(
      new RegExp(`^${theorems.length} theorems proved of 6 roles, under 1 assumption; 1 expectation proved$`, "m"),
    );
    expect((await rolewright("prove", "--explain")).out).toMatch(
      /^expectations:\n {2}PROVED platform\.yaml:29: deny `secretsmanager:GetSecretValue` on `\*`: /m,
    );
    const { expectations, requests } = JSON.parse((await rolewright("prove", "--format", "json")).out);
    expect(expectations).toMatchObject([
      { verdict: "proved", effect: "deny", askedForBy: "expect deny secretsmanager:GetSecretValue" },
    ]);
    expect(requests).toBeUndefined();
    expect((await rolewright("check")).err).toBe(
      `${theorems.length} theorems proved, under 1 assumption; 1 expectation proved\n`,
    );
  });

  test("that fail stop generate like a theorem, wherever they stand", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", sound);
    write("security/requests.yaml", fails);
    const { code, err } = await rolewright("generate", "--requests", "security/requests.yaml");
    expect(code).toBe(1);
    expect(err).toMatch(/^REFUTED {2}expectations +1 /m);
    expect(err).toContain("security/requests.yaml:2:");
    expect(Object.keys(files("generated"))).toEqual([]);
    const { out } = await rolewright("prove", "--format", "json", "--requests", "security/requests.yaml");
    expect(JSON.parse(out)).toMatchObject({
      requests: { file: "requests.yaml", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      expectations: [{ verdict: "refuted", askedForBy: "requests.yaml" }],
    });
  });
});

describe("requests in words", () => {
  test.each<[Parameters<typeof requesterWords>[0], string]>([
    [{ kind: "role", arn: "arn:r" }, "a session of role `arn:r`"],
    [{ kind: "user", arn: "arn:u" }, "user `arn:u`"],
    [{ kind: "root", account: "111122223333" }, "the root user of account `111122223333`"],
    [{ kind: "federated-user", arn: "arn:f" }, "federated user `arn:f`"],
    [{ kind: "service", name: "ecs.amazonaws.com" }, "the service `ecs.amazonaws.com`"],
    [{ kind: "federated", provider: "arn:p" }, "somebody whom `arn:p` vouches for"],
    [{ kind: "anonymous" }, "somebody without credentials"],
  ])("%j is %s", (requester, expected) => {
    expect(requesterWords(requester)).toBe(expected);
  });

  test("name the circumstances, late values and lists", () => {
    const context = { "aws:SourceAccount": "1", "aws:TagKeys": ["a", "b"], "aws:PrincipalTag/x": [] };
    const late = { late: "arn", name: "var.topic", template: "${var.topic}" } as const;
    expect(requestWords({ principal: { kind: "anonymous" }, action: "s3:GetObject", resource: late, context })).toBe(
      "somebody without credentials asks for `s3:GetObject` on `${var.topic}`, while `aws:SourceAccount` is `1` and `aws:TagKeys` is the list of `a`, `b` and `aws:PrincipalTag/x` is the list of nothing",
    );
  });

  test("every theorem is in the table", () => {
    expect(theorems.map(({ id }) => id)).toEqual(planOf(refuted).proof.theorems.map(({ id }) => id));
  });
});
