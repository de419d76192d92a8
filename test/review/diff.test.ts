/** What a comparison says: cases as data, and what holds of every case. */
import { changeWords, headWords } from "../../modules/cli/diff/words";
import { evaluate, type Policies, readDocument } from "../../modules/iam";
import { saysAlone } from "../../modules/iam/evaluate/policies";
import type { Access } from "../../modules/review/access";
import { type AccessDiff, isWidening } from "../../modules/review/change";
import { diffAccess } from "../../modules/review/diff";
import { withManagedPolicies } from "../../modules/review/managed-policies/known";
import { runs } from "../laws";
import { cpuTime } from "../verify/cpu-time";
import { casesOf, type ReviewCase, sidesOf } from "./cases";
import { accessOf } from "./platform";

function linesOf({ changed }: AccessDiff): readonly string[] {
  return changed.flatMap((one) => one.changes.map((change) => `${headWords(one)} ${changeWords(change, one.owner).sentence}`));
}

const compared = (one: ReviewCase): AccessDiff => diffAccess(...sidesOf(one));

describe("no change:", () => {
  test.each(casesOf("no-change").map((one) => [one.name, one] as const))("%s", (_, one) => {
    expect(linesOf(compared(one))).toEqual([]);
    expect(compared({ ...one, before: one.after ?? {}, after: one.before ?? {} }).verdict).toBe("unchanged");
  });
});

describe.each([
  ["wider", "widened"],
  ["narrower", "changed"],
] as const)("%s:", (file, verdict) => {
  test.each(casesOf(file).map((one) => [one.name, one] as const))("%s", (_, one) => {
    const diff = compared(one);
    expect(linesOf(diff)).toEqual(one.says);
    expect(diff.verdict).toBe(verdict);
  });
});

const all = [...casesOf("wider"), ...casesOf("narrower"), ...casesOf("no-change")];

test("there are at least 60 cases, as many without a change as of either kind", () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(casesOf("no-change").length).toBeGreaterThanOrEqual(casesOf("wider").length);
});

describe("what holds of every case", () => {
  const known = all.filter(({ before, after }) => before?.unknown === undefined && after?.unknown === undefined);

  test.each(known.map((one) => [one.name, one] as const))("nothing differs from itself: %s", (_, one) => {
    for (const side of sidesOf(one)) expect(diffAccess(side, side)).toMatchObject({ verdict: "unchanged", changed: [] });
  });

  // A role that is gone takes its refusals with it, and a trust policy or an unknown policy that is gone is not said.
  const kept = all.filter(({ before, after }) => before !== undefined && after !== undefined);
  test.each(kept.map((one) => [one.name, one] as const))("what one direction gains, the other loses: %s", (_, one) => {
    const [before, after] = sidesOf(one);
    const opposite = { gained: "lost", widened: "narrowed", narrowed: "widened", lost: "gained" } as const;
    const kinds = (diff: AccessDiff): readonly string[] =>
      diff.changed
        .flatMap(({ changes }) =>
          changes.filter(({ aspect }) => aspect !== "boundary").map(({ kind, aspect }) => `${kind} ${aspect}`),
        )
        .sort();
    const there = diffAccess(before, after);
    const back = diffAccess(after, before);
    const turned = back.changed.flatMap(({ changes }) =>
      changes.filter(({ aspect }) => aspect !== "boundary").map(({ kind, aspect }) => `${opposite[kind]} ${aspect}`),
    );
    expect(kinds(there)).toEqual([...turned].sort());
  });

  test.each(all.map((one) => [one.name, one] as const))("the evaluator confirms every request: %s", (_, one) => {
    const sides = sidesOf(one);
    for (const { changes } of diffAccess(...sides).changed) {
      for (const change of changes) {
        if (change.request === undefined) continue;
        const [has, lacks] = isWidening(change) ? [sides[1], sides[0]] : [sides[0], sides[1]];
        if (change.aspect === "refusal") {
          expect(says(lacks, change.aspect, change).deny).toBeDefined();
          expect(says(has, change.aspect, change).deny).toBeUndefined();
        } else {
          const [yes, no] = [says(has, change.aspect, change), says(lacks, change.aspect, change)];
          expect(yes.allow !== undefined && yes.deny === undefined).toBe(true);
          expect(no.allow !== undefined && no.deny === undefined && no.naming === yes.naming).toBe(false);
        }
      }
    }
  });
});

/** What all policies of one aspect of a side say to the request of a change, by the evaluator alone. */
function says(access: Access, aspect: string, { request }: AccessDiff["changed"][number]["changes"][number]) {
  const [stack] = access.stacks;
  const [principal] = (stack?.principals ?? []).map(withManagedPolicies);
  const [resource] = stack?.resources ?? [];
  const bounds = principal?.boundary?.document;
  const documents =
    aspect === "trust"
      ? [principal?.trust]
      : aspect === "boundary"
        ? [bounds]
        : [...(principal?.policies ?? []), ...(resource?.policies ?? [])];
  const kind = aspect === "trust" ? "trust" : resource === undefined ? "identity" : "resource";
  const statements = documents.flatMap((document) => {
    const read = document === undefined ? undefined : readDocument(document.document, kind);
    return read?.ok === true ? read.value.statements : [];
  });
  return saysAlone({ version: "2012-10-17", statements }, request!);
}

test("a request of a widening is a request like any other: the public evaluator denies it before and allows it now", () => {
  const [one] = casesOf("wider");
  const [before, after] = sidesOf(one!);
  const request = diffAccess(before, after).changed[0]?.changes[0]?.request;
  const policies = (access: Access): Policies => ({
    identity: (access.stacks[0]?.principals[0]?.policies ?? []).flatMap(({ document }) => {
      const read = readDocument(document, "identity");
      return read.ok ? [read.value] : [];
    }),
  });
  expect(evaluate(request!, policies(before)).outcome).toBe("implicitly-denied");
  expect(evaluate(request!, policies(after)).outcome).toBe("allowed");
});

const platform = (services: string): string => `platform: shop
accounts: { production: { id: "123456789012", region: us-east-1 } }
clusters: { main: {} }
services:
${services}`;
const service = (name: string, access: string, more = ""): string =>
  `  ${name}: { cluster: main, containers: { app: { image: "docker.io/library/nginx:1.27" } }, access: [${access}]${more} }\n`;

describe("platform files", () => {
  const compare = (before: string, after: string) => diffAccess(accessOf(platform(before)), accessOf(platform(after)));

  test("cite the line that asks for more", () => {
    const diff = compare(
      service("orders", "{ dynamodb: { table: sessions, can: read } }"),
      service("orders", "{ dynamodb: { table: sessions, can: [read, write] } }"),
    );
    expect(diff.verdict).toBe("widened");
    expect(diff.changed[0]?.changes.map(({ askedForBy: lines }) => lines)).toEqual([["platform.yaml:5"]]);
  });

  test("in another order are the same", () => {
    const [one, two] = [
      service("orders", "{ sqs: { queue: jobs, can: send } }"),
      service("users", "{ s3: { bucket: photos, can: read } }"),
    ];
    expect(compare(one + two, two + one)).toMatchObject({ verdict: "unchanged", changed: [] });
  });

  test("with managed instead of inline policies are the same", () => {
    const text = platform(service("orders", "{ dynamodb: { table: sessions, can: read } }"));
    const managed = text.replace("region: us-east-1 }", "region: us-east-1, policies: managed }");
    expect(diffAccess(accessOf(text), accessOf(managed)).verdict).toBe("unchanged");
  });

  test("follow a renamed service, which is neither removed nor new", () => {
    const diff = compare(
      service("orders", "{ s3: { bucket: photos, can: read } }"),
      service("purchases", "{ s3: { bucket: photos, can: [read, write] } }", ", renamed: orders"),
    );
    const [task, ...others] = diff.changed.filter(({ owner }) => owner.kind === "task");
    expect(others).toEqual([]);
    expect(task).toMatchObject({ status: "kept", owner: { before: "shop-orders-task" } });
    expect(task?.changes.every(({ kind }) => kind === "gained")).toBe(true);
  });

  test("without a service lose what it had, with a new one gain what it has", () => {
    const both = service("orders", "{ s3: { bucket: photos, can: read } }");
    expect(
      compare(both, service("users", "{ sqs: { queue: jobs, can: send } }"))
        .changed.map(({ status }) => status)
        .sort(),
    ).toEqual(["new", "new", "removed", "removed"]);
  });

  test("of many services without a change are compared by their text alone", () => {
    const count = runs(1_000);
    const many = Array.from({ length: count }, (_, index) =>
      service(`s-${index}`, `{ s3: { bucket: photos-${index}, can: read } }`),
    ).join("");
    const before = accessOf(platform(many));
    const after = structuredClone(before);
    const time = cpuTime(() => {
      expect(diffAccess(before, after)).toMatchObject({ verdict: "unchanged", compared: 2 * count });
    });
    expect(time).toBeLessThan(1000);
  });
});
