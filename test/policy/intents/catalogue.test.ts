import { catalogue } from "../../../modules/policy/catalogue";
import type { Intent } from "../../../modules/policy/intents/intent";
import { intents as registered } from "../../../modules/spec/access/intents";
import { accountRegionOf, granted } from "./cases";
import { plain, run } from "./item";
import { actionOf, resourceMatches } from "./reference";

const intents = Object.entries(catalogue).map(([name, intent]) => ({ name, intent: intent as Intent }));

describe.each(intents)("$name", ({ name, intent }) => {
  const all = Object.values(intent.verbs);
  const groups = all.flatMap((verb) => verb.groups);

  test("names only actions that AWS defines", async () => {
    const actions = [
      ...groups.flatMap((group) => group.actions),
      ...all.flatMap(({ key = [] }) => key.flatMap((need) => need.actions)),
    ];
    const unknown = await Promise.all(actions.map(async (action) => ((await actionOf(action)) === undefined ? [action] : [])));
    expect(unknown.flat()).toEqual([]);
  });

  test("uses only condition keys that its actions know", async () => {
    const used = groups.flatMap((group) => {
      const limits = (group.limits ?? []).map((limit) => intent.limits?.[limit]?.key ?? `no limit ${limit}`);
      const always = Object.values(group.always ?? {}).flatMap(Object.keys);
      return group.actions.flatMap((action) => [...limits, ...always].map((key) => ({ action, key })));
    });
    for (const { action, key } of used.filter(({ key }) => !key.startsWith("aws:"))) {
      const details = await actionOf(action);
      const known = [
        ...(details?.conditionKeys ?? []),
        ...(details?.resourceTypes ?? []).flatMap(({ conditionKeys }) => conditionKeys),
      ];
      expect({ action, known }).toEqual({ action, known: expect.arrayContaining([key]) });
    }
  });

  test("has the verbs of the schema, in its order", () => {
    expect(Object.keys(intent.verbs)).toEqual([...registered[name as keyof typeof registered].verbs]);
  });

  test("describes every kind of resource that its actions are on", () => {
    const kinds = new Set(groups.flatMap(({ on }) => on));
    expect([...kinds].filter((kind) => !(kind in intent.resources))).toEqual([]);
    expect(Object.keys(intent.resources).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test("writes the ARNs of its resources as AWS does", async () => {
    const forms = groups.flatMap(({ on, actions }) =>
      on.map((kind) => ({ kind, actions, arn: intent.resources[kind]?.arn ?? "" })),
    );
    for (const { kind, actions, arn } of forms) {
      const taken = await Promise.all(actions.map((action) => resourceMatches(action, arn)));
      expect({ kind, arn, taken: taken.includes(true) }).toEqual({ kind, arn, taken: true });
    }
  });

  test("says why `*` cannot be avoided if and only if an action has no resource", () => {
    expect(intent.wildcard !== undefined).toBe(groups.some(({ on }) => on.length === 0));
  });

  test("has an encryption side if and only if a verb needs the key", () => {
    expect(intent.encryption !== undefined).toBe(all.some(({ key }) => key !== undefined));
    const sources = Object.values(intent.encryption?.context ?? {}).flat();
    expect(sources.filter((source) => !source.startsWith("@") && !(source in intent.resources))).toEqual([]);
  });

  test("names its AWS pages", () => {
    expect([intent.page, intent.encryption?.page ?? intent.page]).toEqual(
      Array(2).fill(expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\/[A-Za-z0-9/._-]+\.html$/)),
    );
  });
});

describe("every statement of every case", () => {
  const statements = granted
    .filter(({ item }) => !("statement" in item))
    .flatMap((one) => {
      const outcome = run(one.item, accountRegionOf(one), one.organization);
      return "schema" in outcome ? [] : outcome.grants.map((grant) => ({ claim: one.claim, grant, statement: plain(grant) }));
    });

  test("has no dead grant: each action accepts each resource", async () => {
    const dead: string[] = [];
    for (const { statement } of statements) {
      for (const action of statement.Action as string[]) {
        for (const resource of statement.Resource as string[]) {
          // The type of an ARN that only Terraform knows cannot be told.
          if (resource !== "*" && !resource.startsWith("arn:")) continue;
          // This variable stands for name and uuid.
          const arn = resource.replace("${var.cluster}", "orders/1234abcd-12ab-34cd-56ef-1234567890ab-1");
          if (!(await resourceMatches(action, arn))) dead.push(`${action} on ${resource}`);
        }
      }
    }
    expect(dead).toEqual([]);
  });

  test("gives a reason for a wildcard at the end, and only for that", () => {
    for (const { claim, grant, statement } of statements) {
      const open = (statement.Resource as string[]).some((resource) => resource.endsWith("*"));
      expect({ claim, wildcard: grant.reason.wildcard !== undefined }).toEqual({ claim, wildcard: open });
      expect(grant.reason.paths).toEqual([["services", "web", "access", 0]]);
      expect(grant.reason.what).not.toContain("undefined");
    }
  });

  test("has a Sid that IAM accepts, no empty list and no wildcard before the resource", () => {
    for (const { statement } of statements) {
      expect(statement.Sid).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(statement).not.toHaveProperty("NotAction");
      for (const list of [statement.Action, statement.Resource] as string[][]) expect(list.length).toBeGreaterThan(0);
      for (const resource of statement.Resource as string[]) {
        if (resource.startsWith("arn:")) expect(resource.split(":").slice(0, 5).join(":")).not.toMatch(/[*?]/);
      }
      for (const action of statement.Action as string[]) expect(action).not.toMatch(/[*?]/);
    }
  });
});

describe("every pair of verbs, and all of them, of every case", () => {
  const combinations = granted.flatMap((one) => {
    const [intent = "", options = {}] = Object.entries(one.item)[0] ?? [];
    const can = (options as { can?: unknown }).can;
    const known: readonly string[] = registered[intent as keyof typeof registered]?.verbs ?? [];
    if (can === undefined) return [];
    const pairs = known.flatMap((first, index) => known.slice(index).map((second) => [...new Set([first, second])]));
    return [...pairs, known].map((some) => ({
      item: { [intent]: { ...(options as object), can: some } },
      place: accountRegionOf(one),
    }));
  });

  test("gives Sids that are unique within the item, until the end date on each statement", () => {
    for (const { item, place } of combinations) {
      const [[intent, options]] = Object.entries(item) as [[string, object]];
      const outcome = run({ [intent]: { ...options, until: "2027-01-31" } }, place);
      if ("schema" in outcome || outcome.problems.length > 0) continue;
      const found = outcome.grants.map(({ statement }) => statement);
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map(({ Sid }) => Sid)).size).toBe(found.length);
      for (const { Condition } of found) expect(Condition?.DateLessThan).toEqual({ "aws:CurrentTime": ["2027-01-31T00:00:00Z"] });
    }
  });
});
