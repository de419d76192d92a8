/** Comparisons of access on the mutants of every example: every mutant that means something else is reported, in the direction that the engine proves. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { equivalent, implies, type PolicyDocument, readDocument } from "../../modules/iam";
import { draftPlatform, type StackPlan } from "../../modules/pipeline";
import { document } from "../../modules/policy/document";
import type { Policy } from "../../modules/policy/statement";
import type { Access } from "../../modules/review/access";
import { type AccessChange, isWidening } from "../../modules/review/change";
import { diffAccess } from "../../modules/review/diff";
import { snapshot } from "../../modules/review/snapshot";
import { type Mutant, mutantsOf } from "./mutants";

const examples = join(__dirname, "..", "..", "examples");

function examplePlans(): readonly { readonly name: string; readonly stacks: readonly StackPlan[] }[] {
  return readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(examples, entry.name)).includes("platform.yaml"))
    .map(({ name }) => {
      const draft = draftPlatform({ file: "platform.yaml", text: readFileSync(join(examples, name, "platform.yaml"), "utf8") });
      if (!draft.ok) throw new Error(`${name} is refused`);
      return { name, stacks: draft.value.stacks };
    });
}

const accessOf = (stacks: readonly StackPlan[]): Access => ({ stacks: stacks.map((stack) => snapshot(stack, () => "")) });

function read(policy: Policy): PolicyDocument | undefined {
  const kind = policy.grants.some(({ statement }) => statement.Principal !== undefined) ? "resource" : "identity";
  if (policy.grants.length === 0) return { version: "2012-10-17", statements: [] };
  const outcome = readDocument(document(policy), kind);
  return outcome.ok ? outcome.value : undefined;
}

/** What the engine says of the policy that a mutant changes; undefined where the mutant is about something else, directions only where no late value decides. */
function expected({
  change,
}: Mutant): { readonly wider?: string; readonly narrower?: string; readonly same: string } | undefined {
  if (change === undefined) return undefined;
  const conditional = [change.from, change.to].some(({ grants }) => grants.some(({ when }) => when !== undefined));
  const [from, to] = [read(change.from), read(change.to)];
  if (from === undefined || to === undefined) return undefined;
  const same = equivalent(from, to).verdict;
  return conditional ? { same } : { wider: implies(to, from).verdict, narrower: implies(from, to).verdict, same };
}

/** A second role that nobody assumes and that may do nothing is no access. */
function hasIdleStray({ stacks }: Mutant): boolean {
  const strays = stacks.flatMap(({ policies }) => policies.roles.filter(({ role }) => role.name === "stray"));
  return strays.length === 1 && strays.every(({ policies, trust }) => policies.length + trust.grants.length === 0);
}

function fault(mutant: Mutant, changes: readonly AccessChange[]): string | undefined {
  const says = expected(mutant);
  const wider = changes.some((change) => isWidening(change) && change.aspect !== "refusal");
  const narrower = changes.some((change) => !isWidening(change) && change.aspect !== "refusal");
  const isAttribute = mutant.by.length === 1 && mutant.by[0] === "attributes" && !/boundary/.test(mutant.name);
  if (isAttribute) return changes.length === 0 ? undefined : "reported, although access is the same";
  if (changes.length === 0) return says?.same === "proved" || hasIdleStray(mutant) ? undefined : "not reported";
  if (says === undefined || /policies exchanged/.test(mutant.name)) return undefined;
  if (says.wider === "refuted" && !changes.some(isWidening)) return "wider, and not said so";
  if (says.narrower === "refuted" && changes.every(isWidening)) return "narrower, and not said so";
  if (says.wider === "proved" && wider) return "said to be wider";
  return says.narrower === "proved" && narrower ? "said to be narrower" : undefined;
}

/** The faults of one mutant, and what was said of it. */
function judged(before: Access, mutant: Mutant) {
  const { changed, verdict } = diffAccess(before, accessOf(mutant.stacks));
  const changes = changed.flatMap(({ changes: own }) => own);
  const silent = changes.filter(
    ({ decided, permission, request }) => decided && permission !== undefined && request === undefined,
  );
  const found = fault(mutant, changes);
  return {
    verdict,
    undecided: changes.some(({ decided, aspect }) => !decided && aspect !== "boundary"),
    faults: [...silent.map(() => "a change without a request"), ...(found === undefined ? [] : [found])].map(
      (text) => `${mutant.name}: ${text}`,
    ),
  };
}

/** What is added to every grant alike, about roles, is told of one in four. */
function told(mutants: readonly Mutant[]): readonly Mutant[] {
  const added = /: (?:(?:passes|runs tasks with|assumes) .* role|passes every role|rewrites who may assume)/;
  return mutants.filter(({ name }, index) => !added.test(name) || index % 4 === 0);
}

test("the mutants of every example are reported in the direction that the engine proves", () => {
  const all = examplePlans().flatMap(({ name, stacks }) => {
    const before = accessOf(stacks);
    return told(mutantsOf(stacks)).map((mutant) => ({ name, ...judged(before, mutant) }));
  });
  const count = (verdict: string): number => all.filter((one) => one.verdict === verdict).length;
  const undecided = all.filter((one) => one.undecided).length;
  console.info(
    `access diff: ${all.length} mutants, ${count("widened")} wider, ${count("changed")} narrower, ${count("unchanged")} the same, ${undecided} with something undecided`,
  );
  expect(all.flatMap(({ name, faults }) => faults.map((text) => `${name}: ${text}`))).toEqual([]);
  expect(count("widened")).toBeGreaterThan(500);
});
