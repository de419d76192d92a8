/** The theorems notice what is wrong with the documents of a stack that has every feature: a sample; the whole is in test/proof. */
import type { StackPlan } from "../../../modules/pipeline";
import type { Grant, Policy, Statement } from "../../../modules/policy/statement";
import { prove } from "../../../modules/verify/prove";
import { sample } from "../../laws";
import { everyPolicy, everyStack } from "../../policy/everything";
import { mutantsOf } from "../../proof/mutants";

const plan = { stack: everyStack, policies: everyPolicy } as StackPlan;
const mutants = mutantsOf([plan]);

test("there are mutants of every kind of document", () => {
  expect(mutants.length).toBeGreaterThan(1000);
});

test("one mutant of each kind is refuted by the theorem that it breaks, in words", () => {
  const kinds = new Map(mutants.map((mutant) => [`${mutant.by.join()} ${mutant.name.split(": ").at(-1)}`, mutant]));
  const survivors = sample([...kinds.values()], 6).flatMap(({ name, stacks, by }) => {
    const { theorems } = prove({ model: { stacks: [everyStack] }, stacks });
    const refuted = theorems.filter(({ verdict }) => verdict === "refuted");
    const words = refuted.flatMap(({ counterexamples }) => counterexamples.map((one) => one.words));
    expect(words.filter((one) => one === "" || /undefined|\[object/.test(one))).toEqual([]);
    const missed = by.filter((id) => !refuted.some((theorem) => theorem.id === id));
    return missed.length === 0 ? [] : [`${name}: not by ${missed.join(", ")}`];
  });
  expect(survivors).toEqual([]);
});

/** Every policy of the stack with its grants changed. */
function changed(change: (grant: Grant, policy: Policy) => Grant): readonly StackPlan[] {
  const of = (policy: Policy): Policy => ({ ...policy, grants: policy.grants.map((grant) => change(grant, policy)) });
  const policies = {
    ...everyPolicy,
    roles: everyPolicy.roles.map((entry) => ({ ...entry, trust: of(entry.trust), policies: entry.policies.map(of) })),
    repositories: everyPolicy.repositories.map((entry) => ({ ...entry, policy: of(entry.policy) })),
    buckets: everyPolicy.buckets.map((entry) => ({ ...entry, policy: of(entry.policy) })),
  };
  return [{ ...plan, policies }];
}

const verdictsOf = (stacks: readonly StackPlan[]): Readonly<Record<string, string>> =>
  Object.fromEntries(prove({ model: { stacks: [everyStack] }, stacks }).theorems.map(({ id, verdict }) => [id, verdict]));

test("a variable that is not closed, in any document, is a doubt or a refutation and never a proof", () => {
  const spoilt = changed(({ statement, ...rest }) => ({
    ...rest,
    statement: { ...statement, Condition: { ...statement.Condition, StringLike: { "aws:PrincipalTag/a": ["${open"] } } },
  }));
  const verdicts = verdictsOf(spoilt);
  for (const id of ["containment", "coverage", "pairing", "trust", "perimeter"]) {
    expect([id, verdicts[id]]).not.toEqual([id, "proved"]);
  }
});

const everywhere: readonly (readonly [string, (grant: Grant) => Partial<Statement>, readonly string[]])[] = [
  [
    "every action of another service",
    () => ({ Action: ["glue:*"] }),
    ["containment", "coverage", "trust", "pairing", "perimeter"],
  ],
  [
    "refusals for grants",
    ({ statement }) => ({ Effect: statement.Effect === "Allow" ? "Deny" : "Allow" }),
    ["coverage", "trust", "perimeter"],
  ],
  [
    "everybody for principals",
    ({ statement }) => (statement.Principal === undefined ? {} : { Principal: "*" }),
    ["trust", "pairing"],
  ],
  ["no conditions", () => ({ Condition: {} }), ["containment", "kms", "trust", "perimeter"]],
  [
    "a key of nobody",
    ({ statement }) =>
      statement.Action.some((name) => name.startsWith("kms:")) ? { Resource: ["arn:aws:kms:us-east-1:123456789012:key/0"] } : {},
    ["containment", "coverage", "kms"],
  ],
];

test.each(sample(everywhere, 2))(
  "%s everywhere is refuted, although no line of the platform file asked for it",
  (_, change, by) => {
    const stacks = changed((grant) => ({
      ...grant,
      reason: { ...grant.reason, paths: [] },
      statement: { ...grant.statement, ...change(grant) } as Statement,
    }));
    const { theorems, problems } = prove({ model: { stacks: [everyStack] }, stacks });
    const refuted = theorems.filter(({ verdict }) => verdict === "refuted").map(({ id }) => id);
    expect(refuted).toEqual(expect.arrayContaining([...by]));
    expect(problems.filter(({ path }) => path.length === 0)).toEqual([]);
    expect(Math.max(...theorems.map(({ counterexamples }) => counterexamples.length))).toBeLessThanOrEqual(20);
  },
);

test("nothing at all is written: everything that is declared is missing", () => {
  const stacks = [{ ...plan, policies: { ...everyPolicy, roles: [], repositories: [], buckets: [] } }] as readonly StackPlan[];
  expect(verdictsOf(stacks)).toMatchObject({ coverage: "refuted", containment: "proved", pairing: "refuted" });
});
