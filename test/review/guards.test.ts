/** Guards and declarations: cases as data, of Terraform's JSON and of platform files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { guardWords } from "../../modules/cli/diff/guard-words";
import { citation, sectionsOf } from "../../modules/cli/diff/sections";
import type { Access } from "../../modules/review/access";
import type { AccessDiff } from "../../modules/review/change";
import { diffAccess } from "../../modules/review/diff";
import { terraformAccess } from "../../modules/review/terraform/access";
import { accessOf } from "./platform";

function casesIn<T>(file: string): readonly T[] {
  return parse(readFileSync(join(__dirname, "../cases/review", `${file}.yaml`), "utf8"));
}

interface GuardCase {
  readonly name: string;
  readonly type: string;
  readonly before?: object;
  readonly after?: object;
  readonly unknown?: readonly string[];
  readonly says?: readonly string[];
  readonly undecided?: true;
}

function planOf({ type, before, after, unknown = [] }: GuardCase): AccessDiff {
  const resource = { address: `${type}.x`, mode: "managed", type, name: "x" };
  const side = (values: object | undefined) => ({
    root_module: { resources: values === undefined ? [] : [{ ...resource, values }] },
  });
  const after_unknown = Object.fromEntries(unknown.map((name) => [name, true]));
  const read = terraformAccess(
    {
      format_version: "1.2",
      prior_state: { values: side(before) },
      planned_values: side(after),
      resource_changes: [{ ...resource, change: { after_unknown } }],
    },
    "",
  );
  if (!read.ok || read.value.before === undefined) throw new Error(JSON.stringify(read));
  return diffAccess(read.value.before, read.value.after);
}

const linesOf = ({ guards }: AccessDiff): readonly string[] =>
  guards.map((change) => {
    const { head, sentence } = guardWords(change, false);
    return `${change.direction}: ${head} ${sentence}`;
  });

describe("a guard of somebody's Terraform", () => {
  const cases = casesIn<GuardCase>("guards");

  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const diff = planOf(one);
    if (one.says !== undefined) expect(linesOf(diff)).toEqual(one.says);
    else expect(new Set(diff.guards.map(({ direction }) => direction))).toEqual(new Set(["undecided"]));
    const isOpen = diff.guards.some(({ direction }) => direction !== "stronger");
    expect(diff.verdict).toBe(isOpen ? "widened" : "unchanged");
  });

  const decided = cases.filter(
    ({ before, after, unknown, says = [] }) =>
      before && after && !unknown && says.every((line) => !line.startsWith("undecided")) && says.length > 0,
  );
  test.each(decided.map((one) => [one.name, one] as const))("what is weaker one way is stronger the other: %s", (_, one) => {
    const opposite = { weaker: "stronger", stronger: "weaker", undecided: "undecided" } as const;
    const back = planOf({ ...one, before: one.after as object, after: one.before as object });
    const ways = (diff: AccessDiff) => diff.guards.map(({ name, direction }) => [name, direction] as const);
    expect(ways(back).toSorted()).toEqual(
      ways(planOf(one))
        .map(([name, direction]) => [name, opposite[direction]] as const)
        .toSorted(),
    );
  });

  test("is the same on both sides: no change, for every case", () => {
    for (const one of cases.filter(({ after, unknown }) => after !== undefined && unknown === undefined)) {
      expect([one.name, planOf({ ...one, before: one.after as object }).guards]).toEqual([one.name, []]);
    }
  });

  test("of a bucket that is gone with its block is missed by nobody", () => {
    const state = (types: readonly string[]): Access => {
      const resources = types.map((type) => ({
        address: `${type}.x`,
        mode: "managed",
        type,
        name: "x",
        values: { bucket: "photos", block_public_acls: true },
      }));
      const read = terraformAccess({ format_version: "1.0", values: { root_module: { resources } } }, "");
      if (!read.ok) throw new Error("unreadable");
      return read.value.after;
    };
    const both = state(["aws_s3_bucket", "aws_s3_bucket_public_access_block"]);
    expect(diffAccess(both, state([])).guards).toEqual([]);
    expect(diffAccess(both, state(["aws_s3_bucket"])).guards).toMatchObject([{ direction: "weaker" }, ...Array(0)]);
  });
});

interface PlatformCase {
  readonly name: string;
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
  readonly verdict: string;
  readonly says: readonly string[];
}

const container = { containers: { app: { image: "public.ecr.aws/docker/library/busybox:stable" } }, logs: { driver: "none" } };
const service = { cluster: "main", ...container };

/** A platform with two services; `part` adds keys, and keys of its services. */
function platformOf({ services = {}, ...part }: Record<string, unknown>): string {
  const given = services as Record<string, object>;
  const own = Object.fromEntries(Object.entries(given).map(([name, more]) => [name, { ...service, ...more }]));
  return JSON.stringify({
    platform: "shop",
    accounts: { prod: { id: "123456789012", region: "eu-west-1" } },
    clusters: { main: {} },
    repositories: {},
    ...part,
    services: { web: service, jobs: service, ...own },
  });
}

describe("a platform file declares", () => {
  test.each(casesIn<PlatformCase>("declarations").map((one) => [one.name, one] as const))(
    "%s",
    (_, { before, after, verdict, says }) => {
      const diff = diffAccess(accessOf(platformOf(before)), accessOf(platformOf(after)));
      const entries = sectionsOf(diff)
        .filter(({ kind }) => kind === "declarations")
        .flatMap((section) => section.entries);
      expect(entries.map((entry) => `${entry.head} ${entry.sentence}${citation(entry)}`)).toEqual(says);
      expect(diff.verdict).toBe(verdict);
    },
  );
});
