/** The judge can fail: each fault that the product had is put back, and seen. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import type { StackPlan } from "../../../modules/pipeline";
import type { RolePolicies } from "../../../modules/policy/policy-set";
import type { Statement } from "../../../modules/policy/statement";
import { platformOf } from "./generate";
import { judge } from "./judge";
import { type Answer, answerOf } from "./product";
import type { Options } from "./raw";

interface Case {
  readonly name: string;
  readonly theorem: string;
  readonly answer: string;
  readonly platform: Options;
}

const cases = load(readFileSync(join(__dirname, "../../cases/judge/faults.yaml"), "utf8")) as readonly Case[];

/** The answer of a product that says PROVED of everything, and nothing beside it. */
function believing(answer: Answer): Answer {
  return { ...answer, theorems: answer.theorems.map((theorem) => ({ ...theorem, verdict: "proved", assumptions: [] })) };
}

describe.each(cases)("$name", ({ theorem, answer, platform }) => {
  test("has the right answer", () => {
    const { theorems } = answerOf(platform);
    expect(theorems.find(({ id }) => id === theorem)?.verdict).toBe(answer);
    expect(judge(platform).faults).toEqual([]);
  });

  test("would be found if it were PROVED", () => {
    const { faults } = judge(platform, believing(answerOf(platform)));
    expect(faults).toContainEqual(expect.objectContaining({ kind: "false-proved", theorem }));
  });
});

type Change = (statement: Statement) => Statement | undefined;

/** The answer with every statement of the permissions, or of the trust policies, changed. */
function withStatements(answer: Answer, part: "policies" | "trust", change: Change): Answer {
  const changed = (policy: RolePolicies["trust"]): RolePolicies["trust"] => ({
    ...policy,
    grants: policy.grants.flatMap((grant) => {
      const statement = change(grant.statement);
      return statement === undefined ? [] : [{ ...grant, statement }];
    }),
  });
  const roles = (all: readonly RolePolicies[]): readonly RolePolicies[] =>
    all.map((role) =>
      part === "trust" ? { ...role, trust: changed(role.trust) } : { ...role, policies: role.policies.map(changed) },
    );
  const stacks = answer.stacks.map(
    (plan): StackPlan => ({ ...plan, policies: { ...plan.policies, roles: roles(plan.policies.roles) } }),
  );
  return { ...answer, stacks };
}

function without({ Condition: _, ...statement }: Statement): Statement {
  return statement;
}

const changes: readonly (readonly [string, string, "policies" | "trust", Change])[] = [
  [
    "every action of a service",
    "containment",
    "policies",
    (one) => ({ ...one, Action: one.Action.map((each) => each.replace(/:.*/, ":*")) }),
  ],
  ["every resource", "containment", "policies", (one) => ({ ...one, Resource: ["*"] })],
  [
    "longer names",
    "containment",
    "policies",
    (one) => ({ ...one, Resource: (one.Resource ?? []).map((each) => (typeof each === "string" ? `${each}*` : each)) }),
  ],
  ["no conditions", "containment", "policies", without],
  ["no statements", "coverage", "policies", () => undefined],
  ["no conditions of trust", "trust", "trust", without],
  ["another service that assumes", "trust", "trust", (one) => ({ ...one, Principal: { Service: ["ec2.amazonaws.com"] } })],
  ["everybody who assumes", "trust", "trust", (one) => ({ ...without(one), Principal: "*" })],
];

test.each(changes)("documents with %s are found: %s", (_name, theorem, part, change) => {
  const found = Array.from({ length: 40 }, (_, seed) => platformOf(seed)).filter((platform) => {
    const { faults } = judge(platform, believing(withStatements(answerOf(platform), part, change)));
    return faults.some((fault) => fault.kind === "false-proved" && fault.theorem === theorem);
  });
  expect(found.length).toBeGreaterThan(8);
});
