/** Laws that every statement of every policy keeps, checked on a stack that uses every feature. */
import { showText } from "../../modules/iam/text";
import { document } from "../../modules/policy/document";
import { limits, policySize } from "../../modules/policy/size";
import type { Policy } from "../../modules/policy/statement";
import { deadParts } from "./authorization";
import { everyPolicy, permissionGrants, resourcePolicyGrants } from "./everything";

const all = [...permissionGrants, ...resourcePolicyGrants];
const policies: readonly Policy[] = [
  ...everyPolicy.roles.flatMap(({ policies, trust }) => [...policies, trust]),
  ...everyPolicy.repositories.map(({ policy }) => policy),
  ...everyPolicy.buckets.map(({ policy }) => policy),
];

/** An old guide names this, the service authorization reference does not. */
const documentedOnly: readonly string[] = ["ecs:Poll does not accept arn:aws:ecs:us-east-1:444455556666:task-set/production/*"];

test("the stack has every kind of role and policy", () => {
  expect(everyPolicy.roles.map(({ kind }) => kind)).toEqual([
    "execution",
    "task",
    "infrastructure",
    "task",
    "instance",
    "infrastructure",
    "task",
  ]);
  expect(permissionGrants.length).toBeGreaterThan(70);
  expect(resourcePolicyGrants.length).toBeGreaterThan(10);
});

test("no grant is dead: every action exists and accepts its resources and condition keys", async () => {
  const dead = await Promise.all(permissionGrants.map(({ statement }) => deadParts(statement)));
  expect(dead.flat()).toEqual(documentedOnly);
});

test("every action of a resource policy exists", async () => {
  const dead = await Promise.all(
    everyPolicy.repositories.flatMap(({ policy }) => policy.grants.map(({ statement }) => deadParts(statement))),
  );
  expect(dead.flat()).toEqual([]);
});

test("Sids have letters and digits only, and are unique in their policy", () => {
  for (const { grants } of policies) {
    const sids = grants.map(({ statement }) => statement.Sid);
    expect(sids.filter((sid) => !/^[A-Z][A-Za-z0-9]*$/.test(sid))).toEqual([]);
    expect(new Set(sids).size).toBe(sids.length);
  }
});

test("no list is empty", () => {
  for (const { statement } of all) {
    expect(statement.Action.length).toBeGreaterThan(0);
    expect(statement.Resource?.length).not.toBe(0);
    for (const keys of Object.values(statement.Condition ?? {})) {
      expect(Object.keys(keys).length).toBeGreaterThan(0);
      for (const values of Object.values(keys)) expect(values.length).toBeGreaterThan(0);
    }
  }
});

test("a reason for the wildcard is there if and only if there is a wildcard", () => {
  for (const { statement, reason } of all) {
    const wild = (statement.Resource ?? []).some((resource) => showText(resource).endsWith("*"));
    expect([statement.Sid, reason.wildcard !== undefined]).toEqual([statement.Sid, wild]);
  }
});

test("every reason names a place, what it is for and a page of AWS", () => {
  for (const { reason } of all) {
    expect(reason.paths.length).toBeGreaterThan(0);
    expect(reason.what).toMatch(/^[a-z].*[^.]$/);
    expect(reason.page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html(#\S+)?$/);
  }
});

test("no ARN has a wildcard before its resource, save Fargate's instances", () => {
  const wild = permissionGrants
    .flatMap(({ statement }) => statement.Resource ?? [])
    .map(showText)
    .filter((arn) => arn !== "*" && /[*?]/.test(arn.split(":").slice(0, 5).join(":")));
  expect(wild).toEqual(["arn:aws:ec2:us-east-1:*:instance/*"]);
});

test("no permission has a wildcard action", () => {
  expect(permissionGrants.flatMap(({ statement }) => statement.Action).filter((action) => /[*?]/.test(action))).toEqual([]);
});

test("confused-deputy keys stand in trust policies only, where they are in the context", () => {
  expect(permissionGrants.filter(({ statement }) => JSON.stringify(statement).includes("aws:Source"))).toEqual([]);
});

test("every trust policy is below the default quota", () => {
  expect(Math.max(...everyPolicy.roles.map(({ trust }) => policySize(document(trust))))).toBeLessThan(limits.trust);
});

test("trust and repository policies have no resource", () => {
  const documents = [...everyPolicy.roles.map(({ trust }) => trust), ...everyPolicy.repositories.map(({ policy }) => policy)].map(
    document,
  );
  expect(JSON.stringify(documents)).not.toContain('"Resource"');
});
