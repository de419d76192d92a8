/** The judge can fail: each fault that the product had is put back, and seen. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import type { StackPlan } from "../../../modules/pipeline";
import type { RolePolicies } from "../../../modules/policy/policy-set";
import type { Statement } from "../../../modules/policy/statement";
import { coverageOf } from "./coverage";
import { platformOf } from "./generate";
import { judge } from "./judge";
import { type Answer, answerOf } from "./product";
import { mapOf, type Options } from "./raw";
import { shrunk } from "./shrink";

interface Case {
  readonly name: string;
  readonly theorem: string;
  readonly answer: string;
  readonly platform: Options;
}

const cases = load(readFileSync(join(__dirname, "../../cases/judge/faults.yaml"), "utf8")) as readonly Case[];

/** The answer of a product that says PROVED of everything, and nothing beside it. */
function believing(answer: Answer): Answer {
  return {
    ...answer,
    theorems: answer.theorems.map((theorem) => ({ ...theorem, verdict: "proved", assumptions: [] })),
    expectations: answer.expectations.map((expected) => ({ ...expected, verdict: "proved" })),
  };
}

describe.each(cases)("$name", ({ theorem, answer, platform }) => {
  test("has the right answer", () => {
    const { theorems, expectations } = answerOf(platform);
    const [expected] = expectations;
    expect(theorem === "expectations" ? expected?.verdict : theorems.find(({ id }) => id === theorem)?.verdict).toBe(answer);
    expect(judge(platform).faults).toEqual([]);
  });

  test("would be found if it were PROVED", () => {
    const { faults } = judge(platform, believing(answerOf(platform)));
    expect(faults).toContainEqual(expect.objectContaining({ kind: "false-proved", theorem }));
  });
});

type Change = (statement: Statement) => Statement | undefined;
type Part = "policies" | "trust" | "repositories" | "buckets";

/** The answer with every statement of the permissions, of the trust policies, or of repositories or buckets, changed. */
function withStatements(answer: Answer, part: Part, change: Change): Answer {
  const changed = (policy: RolePolicies["trust"]): RolePolicies["trust"] => ({
    ...policy,
    grants: policy.grants.flatMap((grant) => {
      const statement = change(grant.statement);
      return statement === undefined ? [] : [{ ...grant, statement }];
    }),
  });
  const of = (wanted: Part) => (policy: RolePolicies["trust"]) => (part === wanted ? changed(policy) : policy);
  const stacks = answer.stacks.map((plan): StackPlan => {
    const { roles, repositories, buckets } = plan.policies;
    const policies = {
      roles: roles.map((role) => ({ ...role, trust: of("trust")(role.trust), policies: role.policies.map(of("policies")) })),
      repositories: repositories.map((entry) => ({ ...entry, policy: of("repositories")(entry.policy) })),
      buckets: buckets.map((entry) => ({ ...entry, policy: of("buckets")(entry.policy) })),
    };
    return { ...plan, policies };
  });
  return { ...answer, stacks };
}

/** The answer with the roles that Terraform gets changed. */
function withRoles(answer: Answer, change: (config: object) => object): Answer {
  const stacks = answer.stacks.map((plan): StackPlan => {
    const resources = plan.resources.resources.map((resource) =>
      resource.type === "aws_iam_role" ? ({ ...resource, config: change(resource.config) } as typeof resource) : resource,
    );
    return { ...plan, resources: { ...plan.resources, resources } };
  });
  return { ...answer, stacks };
}

function without({ Condition: _, ...statement }: Statement): Statement {
  return statement;
}

const stranger = { AWS: ["arn:aws:iam::999999999999:root"] };

const changes: readonly (readonly [name: string, theorem: string, change: (answer: Answer) => Answer])[] = [
  [
    "every action of a service",
    "containment",
    inPolicies((one) => ({ ...one, Action: one.Action.map((each) => each.replace(/:.*/, ":*")) })),
  ],
  ["every resource", "containment", inPolicies((one) => ({ ...one, Resource: ["*"] }))],
  [
    "longer names",
    "containment",
    inPolicies((one) => ({
      ...one,
      Resource: (one.Resource ?? []).map((each) => (typeof each === "string" ? `${each}*` : each)),
    })),
  ],
  ["no conditions", "containment", inPolicies(without)],
  ["no statements", "coverage", inPolicies(() => undefined)],
  ["no conditions of trust", "trust", within("trust", without)],
  [
    "another service that assumes",
    "trust",
    within("trust", (one) => ({ ...one, Principal: { Service: ["lambda.amazonaws.com"] } })),
  ],
  ["everybody who assumes", "trust", within("trust", (one) => ({ ...without(one), Principal: "*" }))],
  ["no policies of repositories", "pairing", within("repositories", () => undefined)],
  ["repositories for a stranger", "pairing", within("repositories", (one) => ({ ...without(one), Principal: stranger }))],
  ["repositories for everybody", "pairing", within("repositories", (one) => ({ ...without(one), Principal: "*" }))],
  ["every action of repositories", "pairing", within("repositories", (one) => ({ ...without(one), Action: ["ecr:*"] }))],
  [
    "no statements that pull",
    "pairing",
    inPolicies((one) => (one.Action.some((each) => each.startsWith("ecr:")) ? undefined : one)),
  ],
  ["buckets without a guard", "perimeter", within("buckets", () => undefined)],
  ["buckets that let nobody in", "perimeter", within("buckets", without)],
  ["buckets that guard one action", "perimeter", within("buckets", (one) => ({ ...one, Action: ["s3:GetObject"] }))],
  ["roles of another path", "attributes", (answer) => withRoles(answer, (role) => ({ ...role, path: "/elsewhere/" }))],
  [
    "roles without a boundary",
    "attributes",
    (answer) => withRoles(answer, (role) => ({ ...role, permissionsBoundary: undefined })),
  ],
  ["roles without tags", "attributes", (answer) => withRoles(answer, (role) => ({ ...role, tags: {} }))],
];

function within(part: Part, change: Change): (answer: Answer) => Answer {
  return (answer) => withStatements(answer, part, change);
}

function inPolicies(change: Change): (answer: Answer) => Answer {
  return within("policies", change);
}

test.each(changes)("documents with %s are found: %s", (_name, theorem, change) => {
  const found = Array.from({ length: 40 }, (_, seed) => platformOf(seed)).filter((platform) => {
    const { faults } = judge(platform, believing(change(answerOf(platform))));
    return faults.some((fault) => fault.kind === "false-proved" && fault.theorem === theorem);
  });
  expect(found.length).toBeGreaterThan(2);
});

test("a failing seed is shrunk to what it takes", () => {
  const broken = (raw: Options): Answer => believing(answerOf(raw));
  const seed = Array.from({ length: 60 }, (_, index) => index).find((index) =>
    judge(platformOf(index), broken(platformOf(index))).faults.some(({ theorem }) => theorem === "isolation"),
  );
  const small = shrunk(platformOf(seed ?? 0), "false-proved", "isolation", broken);
  expect(judge(small, broken(small)).faults).toContainEqual(expect.objectContaining({ theorem: "isolation" }));
  expect(Object.keys(mapOf(small.services))).toHaveLength(2);
  expect(JSON.stringify(small).length).toBeLessThan(900);
});

test("the platforms have every feature, and none is in all of them", () => {
  const count = 2000;
  const rare = Object.entries(coverageOf(1, count)).filter(([, found]) => found < 20 || found === count);
  expect(rare).toEqual([]);
});
