/** Danger rules: which roles meet them, which uses are documented as safe, and what acknowledging does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { actionFacts, actionsMatching } from "../../../modules/iam/actions/reference";
import type { Reason } from "../../../modules/policy/statement";
import { documentedUses } from "../../../modules/verify/danger/documented-use";
import { permissionRules } from "../../../modules/verify/danger/permissions";
import { namedRules } from "../../../modules/verify/danger/rules";
import { prove } from "../../../modules/verify/prove";
import type { ProvenStack } from "../../../modules/verify/theorems/proven-role";
import { permissions, type TracedPermission } from "../../../modules/verify/theorems/traced-permission";
import { withDangerRules } from "../../../scripts/danger-docs";
import { sample } from "../../laws";
import { platformOf, proofOf, verdicts, wordsOf } from "../theorems/platform";

const role = "arn:aws:iam::123456789012:role/worker";
const grant = (actions: readonly string[], resource = "*", conditions = ""): string =>
  `{ statement: { actions: [${actions.map((action) => `"${action}"`).join(", ")}], resources: ["${resource}"], why: a reason${conditions} } }`;
const service = (...items: readonly string[]): string => `access: [${items.join(", ")}]`;
const actionRules = namedRules.filter(({ kind }) => kind !== "scope");
/** What a role must hold to meet a rule: all of the actions, or each of them. */
const waysInto = actionRules.flatMap(({ id, kind, actions }) =>
  kind === "combined" ? [{ id, actions }] : actions.map((action) => ({ id, actions: [action] })),
);

/** Ids of the dangers that are reported of services. */
function dangersOf(
  services: Readonly<Record<string, string>>,
  head?: string,
  accounts?: string,
): readonly (string | undefined)[] {
  return wordsOf(proofOf(services, head, accounts), "danger")
    .map((words) => /danger `(.+)`$/.exec(words)?.[1])
    .toSorted();
}

/** The stacks with one more statement in the first role: what no platform file could say is decided, too. */
function withGrant(stacks: readonly ProvenStack[], action: string): readonly ProvenStack[] {
  const reason = { paths: [], what: "a test", page: "https://docs.aws.amazon.com/", why: "a test" };
  const one = { statement: { Sid: "Test", Effect: "Allow" as const, Action: [action], Resource: ["*"] }, reason };
  return stacks.map((stack) => ({
    ...stack,
    policies: {
      ...stack.policies,
      roles: stack.policies.roles.map((entry) => ({ ...entry, policies: [{ name: "test", grants: [one] }] })),
    },
  }));
}

function permissionOn(resource: string): TracedPermission {
  const [found] = permissions(["iam:CreatePolicyVersion"], [resource], { paths: [] });
  if (found === undefined) throw new Error("no permission");
  return found;
}

describe("combinations", () => {
  test.each(sample(waysInto, 3))("$id is refuted when a role holds $actions", ({ id, actions }) => {
    const holds = (name: string): boolean => actions.includes(name);
    const inside = namedRules.filter((rule) => (rule.kind === "combined" ? rule.actions.every(holds) : rule.actions.some(holds)));
    const proof = proofOf({ a: service(grant(actions)) });
    expect(verdicts(proof)).toEqual({ danger: "refuted" });
    const named = dangersOf({ a: service(grant(actions)) });
    const listed = named.filter((rule) => rule?.startsWith("permissions-") !== true);
    expect(inside.map((rule) => rule.id)).toEqual(expect.arrayContaining([...listed]));
    const hasSmaller = inside.some(
      (rule) => rule.id !== id && (rule.kind === "single" || (rule.kind === "combined" && rule.actions.length < actions.length)),
    );
    expect(named.includes(id)).toBe(!hasSmaller);
    const ids = [...new Set([...inside.map((rule) => rule.id), ...named])];
    const acknowledge = ids.map((rule) => `{ id: ${rule}, why: needed }`).join(", ");
    const accepted = proofOf({ a: `${service(grant(actions))}, acknowledge: [${acknowledge}]` });
    expect(verdicts(accepted)).toEqual({});
    expect(accepted.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each(
    sample(
      waysInto.filter(({ actions }) => actions.length > 1),
      3,
    ),
  )("$id needs all of its actions", ({ id, actions }) => {
    for (const left of actions) {
      const others = actions.filter((action) => action !== left);
      expect(dangersOf({ a: service(grant(others)) })).not.toContain(id);
    }
  });

  test("actions of two items count together, actions of two roles do not", () => {
    const [create, execute] = [grant(["cloudformation:CreateChangeSet"]), grant(["cloudformation:ExecuteChangeSet"])];
    expect(dangersOf({ a: service(create, execute) })).toEqual(["cloudformation-005"]);
    expect(dangersOf({ a: service(create), b: service(execute) })).toEqual([]);
  });

  test("a wildcard in the action counts as every action that it matches", () => {
    const proof = proofOf({ a: service(grant(["iam:Put*"])) });
    expect(wordsOf(proof, "danger").join()).toContain("`iam-005`");
    expect(proof.problems[0]).toMatchObject({
      code: "danger",
      path: ["services", "a", "access", 0],
      help: expect.stringMatching(/^whoever holds that can write any permission into a role.+`acknowledge: .+https:/),
    });
  });
});

describe("acknowledgements", () => {
  test("of a rule that does not exist are refused, of one that nothing meets a warning", () => {
    const { problems } = proofOf({ a: "acknowledge: [{ id: iam-05, why: x }, { id: iam-005, why: x }]" });
    expect(problems.map(({ code, severity, path }) => ({ code, severity, path }))).toEqual([
      { code: "unknown-reference", severity: "error", path: ["services", "a", "acknowledge", 0, "id"] },
      { code: "unused-acknowledgement", severity: "warning", path: ["services", "a", "acknowledge", 1, "id"] },
    ]);
  });

  test("of a scope of `iam:PassRole` leave what it makes possible as it is", () => {
    const items = service(grant(["iam:PassRole", "lambda:CreateFunction", "lambda:AddPermission"]));
    const known =
      "{ id: pass-role-wildcard, why: x }, { id: pass-role-any-service, why: x }, { id: function-permission, why: x }";
    expect(dangersOf({ a: items })).toEqual(["function-permission", "pass-role-any-service", "pass-role-wildcard"]);
    expect(dangersOf({ a: `${service(grant(["iam:PassRole", "glue:CreateDevEndpoint"]))}, acknowledge: [${known}]` })).toEqual([
      "glue-001",
    ]);
  });

  test("of one service leave the danger of another as it is", () => {
    const items = service(grant(["iam:PutRolePolicy"]));
    expect(dangersOf({ a: `${items}, acknowledge: [{ id: iam-005, why: x }]`, b: items })).toEqual(["iam-005"]);
  });
});

describe("passing roles", () => {
  const to = (...services: readonly string[]): string =>
    `, conditions: { StringEquals: { "iam:PassedToService": [${services.map((name) => `"${name}"`).join(", ")}] } }`;
  const run = ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"];
  test.each<[string, string, readonly string[]]>([
    ["one exact role to one service", grant(run, role, to("ecs-tasks.amazonaws.com")), []],
    ["one exact role to two services", grant(["iam:PassRole"], role, to("ecs-tasks.amazonaws.com", "lambda.amazonaws.com")), []],
    ["any role to one service", grant(run, "*", to("ecs-tasks.amazonaws.com")), ["pass-role-wildcard", "task-override"]],
    ["one exact role to any service", grant(run, role), ["pass-role-any-service", "task-override"]],
    [
      "roles by a wildcard, without anything to use them",
      grant(["iam:PassRole"], `${role}-*`, to("ecs.amazonaws.com")),
      ["pass-role-wildcard"],
    ],
    ["one role to services by a wildcard", grant(["iam:PassRole"], role, to("*.amazonaws.com")), ["pass-role-any-service"]],
    [
      "one role where the condition may be left out",
      grant(["iam:PassRole"], role, ', conditions: { StringEqualsIfExists: { "iam:PassedToService": "ecs.amazonaws.com" } }'),
      ["pass-role-any-service"],
    ],
    [
      "one role to every service but one",
      grant(["iam:PassRole"], role, ', conditions: { StringNotEquals: { "iam:PassedToService": "ecs.amazonaws.com" } }'),
      ["pass-role-any-service"],
    ],
    ["everything of IAM on one role", grant(["iam:Pass*"], role, to("ecs.amazonaws.com")), []],
    [
      "one role under a condition on something else",
      grant(["iam:PassRole"], role, ', conditions: { StringEquals: { "aws:RequestedRegion": "us-east-1" } }'),
      ["pass-role-any-service"],
    ],
    [
      "one role to one service, in any case of the key",
      grant(["iam:PassRole"], role, ', conditions: { StringLike: { "IAM:passedtoservice": "ecs.amazonaws.com" } }'),
      [],
    ],
    [
      "one role to one service or by a wildcard",
      grant(["iam:PassRole"], role, to("ecs.amazonaws.com", "l*.amazonaws.com")),
      ["pass-role-any-service"],
    ],
  ])("%s", (_, item, expected) => {
    expect(dangersOf({ a: service(item) })).toEqual(expected);
  });
});

describe("assuming roles", () => {
  const foreign = "arn:aws:iam::999999999999:role/worker";
  const when = (key: string, value: string): string => `, conditions: { StringEquals: { "${key}": "${value}" } }`;
  const head = "organization: o-a1b2c3d4e5";
  test.each<[string, string, readonly string[]]>([
    ["an exact role of a declared account", "{ assume-role: { role: worker } }", []],
    ["any role of a declared account", grant(["sts:AssumeRole"], "arn:aws:iam::123456789012:role/*"), ["sts-001"]],
    ["a role of an account that nobody declared", `{ assume-role: { role: "${foreign}" } }`, ["foreign-role"]],
    ["any role of an account that nobody declared", grant(["sts:AssumeRole"], "arn:aws:iam::999999999999:role/*"), ["sts-001"]],
    [
      "such a role if it is of the organization",
      grant(["sts:AssumeRole"], foreign, when("aws:ResourceOrgID", "o-a1b2c3d4e5")),
      [],
    ],
    [
      "such a role if it is of another organization",
      grant(["sts:AssumeRole"], foreign, when("aws:ResourceOrgID", "o-z9z9z9z9z9")),
      ["foreign-role"],
    ],
    [
      "such a role if its account is declared",
      grant(["sts:AssumeRole"], foreign, when("aws:ResourceAccount", "123456789012")),
      [],
    ],
    ["every role of every account", grant(["sts:*"]), ["root-session", "sts-001"]],
    ["a role that a variable names", "{ assume-role: { role: { var: worker } } }", []],
  ])("%s", (_, item, expected) => {
    expect(dangersOf({ a: service(item) }, head)).toEqual(expected);
  });
});

describe("carrying data into other accounts", () => {
  const queue = (account: string): string => `arn:aws:sqs:us-east-1:${account}:orders`;
  const when = (operator: string, key: string, value: string): string =>
    `, conditions: { "${operator}": { "${key}": ${value} } }`;
  const send = (resource: string, conditions = ""): string => grant(["sqs:SendMessage"], resource, conditions);
  const put = (resource: string, conditions = ""): string => grant(["s3:PutObject"], resource, conditions);
  test.each<[string, string, readonly string[]]>([
    ["a queue of a declared account", send(queue("123456789012")), []],
    ["a queue of an account that is declared for nothing else", send(queue("222222222222")), []],
    ["a queue of an account that nobody declared", send(queue("999999999999")), ["foreign-write"]],
    ["the same by the intent", `{ sqs: { queue: "${queue("999999999999")}", can: send } }`, ["foreign-write"]],
    ["receiving from such a queue", `{ sqs: { queue: "${queue("999999999999")}", can: consume } }`, []],
    [
      "every action on such a queue",
      grant(["sqs:*"], queue("999999999999")),
      ["foreign-write", "permissions-sqs", "queue-attributes", "queue-permission"],
    ],
    ["every queue there is", send("*"), ["foreign-write"]],
    [
      "every queue of declared accounts",
      send("*", when("StringEquals", "aws:ResourceAccount", '["123456789012", "222222222222"]')),
      [],
    ],
    ["every queue of the own account", send("*", when("StringEquals", "aws:ResourceAccount", '"${aws:PrincipalAccount}"')), []],
    [
      "every queue of two accounts, one of them foreign",
      send("*", when("StringEquals", "aws:ResourceAccount", '["123456789012", "999999999999"]')),
      ["foreign-write"],
    ],
    ["every queue of the organization", send("*", when("StringEquals", "aws:ResourceOrgID", '"o-a1b2c3d4e5"')), []],
    ["every queue of the own organization", send("*", when("StringEquals", "aws:ResourceOrgID", '"${aws:PrincipalOrgID}"')), []],
    [
      "every queue below a part of the organization",
      send("*", when("ForAnyValue:StringLike", "aws:ResourceOrgPaths", '"o-a1b2c3d4e5/r-1/*"')),
      [],
    ],
    [
      "every queue below any organization",
      send("*", when("ForAnyValue:StringLike", "aws:ResourceOrgPaths", '"*"')),
      ["foreign-write"],
    ],
    [
      "every queue if the owner is known",
      send("*", when("StringEqualsIfExists", "aws:ResourceOrgID", '"o-a1b2c3d4e5"')),
      ["foreign-write"],
    ],
    [
      "every queue outside the organization",
      send("*", when("StringNotEquals", "aws:ResourceOrgID", '"o-a1b2c3d4e5"')),
      ["foreign-write"],
    ],
    [
      "every queue under a condition on something else",
      send("*", when("StringEquals", "aws:RequestedRegion", '"us-east-1"')),
      ["foreign-write"],
    ],
    ["a bucket by its name, whoever has it", put("arn:aws:s3:::photos/*"), []],
    ["buckets by the beginning of their names, which anybody may take", put("arn:aws:s3:::photos-*/*"), ["foreign-write"]],
    [
      "such buckets of the own account",
      put("arn:aws:s3:::photos-*/*", when("StringEquals", "s3:ResourceAccount", '"123456789012"')),
      [],
    ],
    [
      "a bucket that a foreign account owns",
      put("arn:aws:s3:::photos/*", when("StringEquals", "s3:ResourceAccount", '"999999999999"')),
      ["foreign-write"],
    ],
    ["the same by the intent", '{ s3: { bucket: photos, can: write, owner: "999999999999" } }', ["foreign-write"]],
    [
      "an access point of an account that nobody declared",
      '{ s3: { bucket: "arn:aws:s3:us-east-1:999999999999:accesspoint/photos", can: write } }',
      ["foreign-write"],
    ],
    ["a queue that a variable names", "{ sqs: { queue: { var: queue }, can: send } }", []],
    ["a bucket that the caller's tag names", put("arn:aws:s3:::home-${aws:PrincipalTag/team}/*"), []],
    [
      "a queue that a variable names in a statement",
      '{ statement: { actions: ["sqs:SendMessage"], resources: [{ var: queue }] } }',
      [],
    ],
  ])("%s", (_, item, expected) => {
    const accounts = '{ production: { id: "123456789012", region: us-east-1 }, data: "222222222222" }';
    const head = "organization: o-a1b2c3d4e5\ndefaults: { account: production }";
    expect(dangersOf({ a: service(item) }, head, accounts)).toEqual(expected);
  });

  test("is told with the resource, once for a line of the platform file", () => {
    const items = service(grant(["sqs:SendMessage", "sqs:send*"], queue("999999999999")), send("*"));
    expect(wordsOf(proofOf({ a: items }), "danger")).toEqual([
      "the task role of service `a` can `sqs:SendMessage` on `arn:aws:sqs:us-east-1:999999999999:orders`, which is the danger `foreign-write`",
      "the task role of service `a` can `sqs:SendMessage` on `*`, which is the danger `foreign-write`",
    ]);
  });

  test("nothing is foreign where nobody declared accounts", () => {
    const { model, stacks } = platformOf({ a: service(send(queue("999999999999"))) });
    const without = { stacks: model.stacks };
    expect(verdicts(prove({ model: without, stacks }))).toEqual({});
    expect(verdicts(prove({ model, stacks }))).toEqual({ danger: "refuted" });
  });
});

describe("keys by a pattern", () => {
  const [pattern, key] = ["arn:aws:kms:us-east-1:123456789012:key/*", "arn:aws:kms:us-east-1:123456789012:key/1234abcd"];
  const decrypt = (operator: string, name: string, value: string, resource = pattern): string =>
    grant(["kms:Decrypt"], resource, `, conditions: { "${operator}": { "${name}": ${value} } }`);
  test.each<[string, string, readonly string[]]>([
    ["every key of an account", grant(["kms:Decrypt"], pattern), ["any-key"]],
    ["a key by its ARN", grant(["kms:Decrypt"], key), []],
    ["describing every key", grant(["kms:DescribeKey"], pattern), []],
    ["those of an alias", decrypt("StringEquals", "kms:ResourceAliases", '"alias/orders"'), []],
    ["those of one of two aliases", decrypt("ForAnyValue:StringLike", "kms:ResourceAliases", '["alias/a*", "alias/b"]'), []],
    ["that which is asked for by an alias, in any case", decrypt("StringEquals", "KMS:RequestAlias", '"alias/orders"'), []],
    ["those of a tag", decrypt("StringEquals", "aws:ResourceTag/team", '"${aws:PrincipalTag/team}"'), []],
    ["those of an alias, whatever it is", decrypt("StringLike", "kms:RequestAlias", '"alias/*"'), ["any-key"]],
    ["those of one alias or any", decrypt("StringLike", "kms:RequestAlias", '["alias/orders", "*"]'), ["any-key"]],
    ["those that have a tag", decrypt("StringLike", "aws:ResourceTag/team", '"?*"'), ["any-key"]],
    ["those that lack a tag", decrypt("StringNotEquals", "aws:ResourceTag/team", '"a"'), ["any-key"]],
    ["those of an alias, if it is known", decrypt("StringEqualsIfExists", "kms:RequestAlias", '"alias/orders"'), ["any-key"]],
    ["those through a service", decrypt("StringEquals", "kms:ViaService", '"s3.us-east-1.amazonaws.com"'), ["any-key"]],
  ])("%s", (_, item, expected) => {
    expect(dangersOf({ a: service(item) }).filter((id) => id === "any-key")).toEqual(expected);
  });
});

describe("grants on keys", () => {
  const key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
  const when = (operator: string, name: string, value: string): string =>
    grant(["kms:CreateGrant"], key, `, conditions: { "${operator}": { "${name}": ${value} } }`);
  test.each<[string, string, readonly string[]]>([
    ["for services of AWS only", when("Bool", "kms:GrantIsForAWSResource", '"true"'), []],
    ["for services of AWS only, in any case of the key", when("Bool", "KMS:grantisforawsresource", '"true"'), []],
    ["for everybody else", when("Bool", "kms:GrantIsForAWSResource", '"false"'), ["key-grant"]],
    ["for either", when("Bool", "kms:GrantIsForAWSResource", '["true", "false"]'), ["key-grant"]],
    ["for services of AWS, if it is known", when("BoolIfExists", "kms:GrantIsForAWSResource", '"true"'), ["key-grant"]],
    ["over a secure line", when("Bool", "aws:SecureTransport", '"true"'), ["key-grant"]],
    ["for everybody", grant(["kms:CreateGrant"], key), ["key-grant"]],
  ])("%s", (_, item, expected) => expect(dangersOf({ a: service(item) })).toEqual(expected));
});

describe("actions on everything", () => {
  /** The platform with the reasons of its statements changed: a platform file cannot leave out `why`. */
  function dangersWithout(item: string, change: (reason: Reason) => Reason): readonly string[] {
    const { model, stacks } = platformOf({ a: service(item) });
    const changed = stacks.map((plan) => ({
      ...plan,
      policies: {
        ...plan.policies,
        roles: plan.policies.roles.map((entry) => ({
          ...entry,
          policies: entry.policies.map((policy) => ({
            ...policy,
            grants: policy.grants.map((one) => ({ ...one, reason: change(one.reason) })),
          })),
        })),
      },
    }));
    return wordsOf(prove({ model, stacks: changed }), "danger");
  }
  const asItIs = (reason: Reason): Reason => reason;
  const withoutWhy = ({ why: _, wildcard: __, ...reason }: Reason): Reason => reason;
  const found = (action: string): string =>
    `the task role of service \`a\` can \`${action}\` on \`*\`, which is the danger \`scopable-wildcard\``;

  test.each<[string, string, (reason: Reason) => Reason, readonly string[]]>([
    ["an action without resource types needs no reason of the user", "{ xray: {} }", asItIs, []],
    ["an action of the catalogue may be narrowed by something else", "{ metrics: { namespace: Shop } }", asItIs, []],
    ["an action with resource types may be on `*` with a reason", grant(["dynamodb:GetItem"]), asItIs, []],
    ["and may not without one", grant(["dynamodb:GetItem"]), withoutWhy, [found("dynamodb:GetItem")]],
    [
      "a reason of blanks is none",
      grant(["dynamodb:GetItem"]),
      (reason) => ({ ...reason, why: " ", wildcard: " " }),
      [found("dynamodb:GetItem")],
    ],
    ["every action of a service has resource types", grant(["dynamodb:*"]), withoutWhy, [found("dynamodb:*")]],
    [
      "so has one whose resources nobody knows",
      grant(["s3express:GetMetricsConfiguration"]),
      withoutWhy,
      [found("s3express:GetMetricsConfiguration")],
    ],
    [
      "an action on one resource needs no reason",
      grant(["dynamodb:GetItem"], "arn:aws:dynamodb:us-east-1:123456789012:table/a"),
      withoutWhy,
      [],
    ],
  ])("%s", (_, item, change, expected) => {
    expect(dangersWithout(item, change).filter((words) => words.includes("scopable"))).toEqual(expected);
  });
});

describe("permissions management", () => {
  const all = actionsMatching("*").filter(({ level }) => level === "permissions");
  const byService = [...new Set(all.map(({ name }) => name.split(":")[0] ?? ""))].map((prefix) => ({
    prefix,
    actions: all.filter(({ name }) => name.startsWith(`${prefix}:`)).map(({ name }) => name),
  }));

  test.each(sample(byService, 3))("every such action of $prefix is refused on everything", ({ actions }) => {
    const { model, stacks } = platformOf({ a: "access: []" });
    for (const action of actions) {
      const proof = prove({ model, stacks: withGrant(stacks, action) });
      expect([action, verdicts(proof)]).toEqual([action, expect.objectContaining({ danger: "refuted" })]);
    }
  });

  test("has a rule for each service whose actions no other rule names", () => {
    const rules = permissionRules();
    expect(rules.length).toBeGreaterThan(80);
    const named = new Set(actionRules.filter(({ kind }) => kind === "single").flatMap(({ actions }) => actions));
    const ofServices = rules.flatMap(({ actions }) => actions);
    expect(ofServices.filter((action) => named.has(action))).toEqual([]);
    expect(all.map(({ name }) => name).filter((name) => !named.has(name) && !ofServices.includes(name))).toEqual([
      "iam:PassRole",
    ]);
  });

  const s3 = "s3:DeleteBucketPolicy";
  test.each<[string, string, readonly string[]]>([
    ["an action of a service", service(grant([s3])), ["permissions-s3"]],
    ["on one resource of the service's own", service(grant([s3], "arn:aws:s3:::photos")), ["permissions-s3"]],
    ["in another case", service(grant(["s3:deletebucketpolicy"])), ["permissions-s3"]],
    ["by a wildcard", service(grant(["s3:DeleteBucketPol*"])), ["permissions-s3"]],
    ["of two services", service(grant([s3, "ecr:DeleteRepositoryPolicy"])), ["permissions-ecr", "permissions-s3"]],
    ["acknowledged", `${service(grant([s3]))}, acknowledge: [{ id: permissions-s3, why: x }]`, []],
    [
      "of which one service's is acknowledged",
      `${service(grant([s3, "ecr:DeleteRepositoryPolicy"]))}, acknowledge: [{ id: permissions-s3, why: x }]`,
      ["permissions-ecr"],
    ],
    ["reading what is allowed", service(grant(["s3:GetBucketPolicy", "s3:GetBucketAcl"])), []],
    [
      "connecting as one user of one database",
      service(grant(["rds-db:connect"], "arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABC/app")),
      [],
    ],
    [
      "connecting as anybody",
      service(grant(["rds-db:connect"], "arn:aws:rds-db:us-east-1:123456789012:dbuser:*/*")),
      ["permissions-rds-db"],
    ],
  ])("%s", (_, items, expected) => expect(dangersOf({ a: items })).toEqual(expected));

  test.each<[string, string, string, readonly string[]]>([
    ["a version of a policy of AWS", "iam:CreatePolicyVersion", "arn:aws:iam::aws:policy/ReadOnly*", []],
    ["another version of one", "iam:SetDefaultPolicyVersion", "arn:aws:iam::aws:policy/job-function/Support", []],
    ["a policy of AWS itself", "iam:DeletePolicy", "arn:aws:iam::aws:policy/ReadOnlyAccess", []],
    ["a version of a policy of the account", "iam:CreatePolicyVersion", "arn:aws:iam::123456789012:policy/aws", ["iam-001"]],
    ["the version that counts", "iam:SetDefaultPolicyVersion", "*", ["policy-version-default"]],
    ["the policy itself", "iam:DeletePolicy", "arn:aws:iam::123456789012:policy/aws", ["permissions-iam"]],
  ])("%s", (_, action, resource, expected) => {
    expect(dangersOf({ a: service(grant([action], resource)) })).toEqual(expected);
  });

  test.each([
    ["arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess", true],
    ["arn:aws:iam::*:policy/ReadOnlyAccess", false],
    ["arn:*:iam::aws:policy/ReadOnlyAccess", false],
    ["arn:aws:iam::aws:*", false],
  ])("%s is of AWS: %s", (resource, isOfAws) => {
    expect(documentedUses.get("iam:CreatePolicyVersion")?.covers(permissionOn(resource))).toBe(isOfAws);
  });

  test("an acknowledgement of a service without such actions names no rule", () => {
    const { problems } = proofOf({ a: "acknowledge: [{ id: permissions-sts2, why: x }, { id: permissions-, why: x }]" });
    expect(problems.map(({ code }) => code)).toEqual(["unknown-reference", "unknown-reference"]);
  });

  test("what nobody knows is named as not checked", () => {
    const item =
      '{ statement: { actions: ["s3:PutNewThing", "s3:DeleteBucketPolicy"], resources: ["*"], unchecked: ["s3:PutNewThing"], why: new } }';
    const { theorems } = proofOf({ a: `access: [${item}], acknowledge: [{ id: permissions-s3, why: x }]` });
    expect(theorems.find(({ id }) => id === "danger")).toMatchObject({
      verdict: "proved",
      assumptions: [
        "acknowledged: `permissions-s3` for the task role of service `a`",
        "not checked: which dangers `s3:PutNewThing` of the task role of service `a` is",
      ],
    });
  });
});

describe("the list of rules", () => {
  test("has ids of its own, a page and a harm for each", () => {
    expect(new Set(namedRules.map(({ id }) => id)).size).toBe(namedRules.length);
    expect(namedRules.filter(({ source }) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
    expect(namedRules.filter(({ harm }) => !/^[a-z][^\n]{15,}[^.]$/.test(harm))).toEqual([]);
    expect(namedRules.filter(({ id }) => /^[a-z0-9-]+$/.test(id))).toHaveLength(namedRules.length);
  });

  test("has the sixty-five paths of pathfinding.cloud", () => {
    expect(namedRules.filter(({ source }) => source.startsWith("https://pathfinding.cloud/"))).toHaveLength(65);
  });

  test("names only actions that AWS has, as AWS writes them", () => {
    const actions = [...new Set(namedRules.flatMap((rule) => rule.actions))];
    expect(actions.filter((action) => actionFacts(action)?.name !== action)).toEqual([]);
  });

  test("has no action in two rules that judge it alone, and no combination that a single rule makes idle but those of pathfinding.cloud", () => {
    const alone = actionRules.filter(({ kind }) => kind === "single").flatMap(({ actions }) => actions);
    expect(alone.filter((action, index) => alone.indexOf(action) !== index)).toEqual([]);
    const idle = actionRules.filter(
      ({ kind, actions }) => kind === "combined" && actions.some((action) => alone.includes(action)),
    );
    expect(idle.filter(({ source }) => !source.startsWith("https://pathfinding.cloud/"))).toEqual([]);
  });

  test("docs/danger.md is written from it", () => {
    const page = readFileSync(join(__dirname, "../../../docs/danger.md"), "utf8");
    expect(withDangerRules(page)).toBe(page);
    for (const { id } of namedRules) expect(page).toContain(`\n### \`${id}\`\n`);
  });
});
