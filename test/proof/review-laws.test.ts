/** Laws of comparing access: every pair out of a pool of random documents, held against the engine's answer on whole documents. */
import fc from "fast-check";
import { implies, type PolicyDocument, type Request, readDocument } from "../../modules/iam";
import { saysAlone } from "../../modules/iam/evaluate/policies";
import { document } from "../../modules/iam/test/proof/compare-pool";
import { type Access, noPolicies, plainDocument } from "../../modules/review/access";
import { type AccessChange, isWidening } from "../../modules/review/change";
import { diffAccess } from "../../modules/review/diff";

const SIZE = 12;
const SEED = 20_261_122;

const pool = fc.sample(document, { numRuns: SIZE, seed: SEED });
const pairs = pool.flatMap((before) => pool.map((after) => [before, after] as const));

function accessOf(value: unknown): Access {
  const arn = "arn:aws:iam::123456789012:role/a";
  const held = { ...noPolicies, policies: [plainDocument("p", value)] };
  const principal = { kind: "role", name: "a", address: "aws_iam_role.a", arn, services: [], attached: [], ...held } as const;
  return { stacks: [{ name: "", principals: [principal], resources: [], unread: {} }] };
}

function read(value: unknown): PolicyDocument {
  const outcome = readDocument(value, "identity");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const compared = new Map<unknown, Map<unknown, readonly AccessChange[]>>();

function changesOf(before: unknown, after: unknown): readonly AccessChange[] {
  const known = compared.get(before) ?? new Map<unknown, readonly AccessChange[]>();
  compared.set(before, known);
  const changes = known.get(after) ?? diffAccess(accessOf(before), accessOf(after)).changed.flatMap((one) => one.changes);
  known.set(after, changes);
  return changes;
}

const isAllowed = (value: unknown, request: Request): boolean => {
  const { allow, deny } = saysAlone(read(value), request);
  return allow !== undefined && deny === undefined;
};

test("nothing differs from itself", () => {
  for (const one of pool) expect(changesOf(one, one)).toEqual([]);
});

test("what is wider one way is narrower the other way, change by change", () => {
  const opposite = { gained: "lost", widened: "narrowed", narrowed: "widened", lost: "gained" } as const;
  const short = ({ aspect, decided, permission }: AccessChange, kind: string): string =>
    JSON.stringify([kind, aspect, decided, permission]);
  for (const [before, after] of pairs) {
    const there = changesOf(before, after).map((change) => short(change, change.kind));
    const back = changesOf(after, before).map((change) => short(change, opposite[change.kind]));
    expect([...there].sort()).toEqual([...back].sort());
  }
});

test("more access is reported whenever the engine refutes that the new policy is within the old one, and never when it proves that", () => {
  const counts = { wider: 0, within: 0, undecided: 0 };
  for (const [before, after] of pairs) {
    const { verdict } = implies(read(after), read(before));
    const wider = changesOf(before, after).filter(isWidening);
    if (verdict === "refuted") {
      counts.wider += 1;
      expect(wider.length).toBeGreaterThan(0);
    } else if (verdict === "proved") {
      counts.within += 1;
      // A Deny that is gone counts, whatever else the policy allows.
      expect(wider.filter(({ aspect, decided }) => aspect !== "refusal" && decided)).toEqual([]);
    } else counts.undecided += 1;
  }
  expect(counts.wider).toBeGreaterThan(50);
  expect(counts.within).toBeGreaterThanOrEqual(SIZE);
});

test("every request is allowed by one side and not by the other, and of a refusal refused by one side only", () => {
  let requests = 0;
  for (const [before, after] of pairs) {
    for (const change of changesOf(before, after)) {
      if (change.request === undefined) continue;
      requests += 1;
      const [has, lacks] = isWidening(change) ? [after, before] : [before, after];
      if (change.aspect === "refusal") {
        expect(saysAlone(read(lacks), change.request).deny).toBeDefined();
        expect(saysAlone(read(has), change.request).deny).toBeUndefined();
      } else expect([isAllowed(has, change.request), isAllowed(lacks, change.request)]).toEqual([true, false]);
    }
  }
  expect(requests).toBeGreaterThan(200);
});
