/** Bugs that other generators of ECS roles have shipped, each by name. None of them may come back here. */

import { showText } from "../../modules/iam/text";
import type { AccessItem } from "../../modules/model/access/access";
import { document } from "../../modules/policy/document";
import { executionRoleGrants } from "../../modules/policy/execution-role";
import { planPolicies } from "../../modules/policy/plan";
import { repositoryPolicy } from "../../modules/policy/repository-policy";
import { taskRoleGrants } from "../../modules/policy/task-role";
import { deadParts } from "./authorization";
import { everyPolicy, everyStack, permissionGrants } from "./everything";
import {
  appAccount,
  container,
  ecrImage,
  key,
  parameter,
  reporting,
  repository,
  role,
  secret,
  service,
  stack,
  stackOf,
  taskRole,
} from "./fixture";

const puller = {
  service: "orders",
  account: appAccount,
  roleArn: `arn:aws:iam::${appAccount}:role/shop-orders-execution`,
  path: ["services", "orders"],
};
const pullable = reporting((report) =>
  repositoryPolicy(repository({ pullers: [puller], accounts: ["777788889999"], organization: "o-a1b2c3d4e5" }), report),
).value!;
const allActions = [...permissionGrants.flatMap(({ statement }) => statement.Action)];

test("bug 1: a secret under an imported or foreign customer-managed key gets kms:Decrypt on that key", () => {
  const foreign = "arn:aws:kms:us-east-1:999988887777:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const [, decrypt] = executionRoleGrants([service({ containers: [container({ secrets: [secret("a", { key: foreign })] })] })]);
  expect([decrypt?.statement.Action, decrypt?.statement.Resource]).toEqual([["kms:Decrypt"], [foreign]]);
});

test("bug 2: a list that is empty leaves its statement out, never its resource", () => {
  expect(executionRoleGrants([service()])).toEqual([]);
  expect(permissionGrants.filter(({ statement }) => statement.Resource === undefined || statement.Resource.length === 0)).toEqual(
    [],
  );
});

test("bug 3: a repository policy has neither a token action nor a resource", () => {
  const written = JSON.stringify(document(pullable));
  expect(written).not.toContain("GetAuthorizationToken");
  expect(written).not.toContain("Resource");
  expect(new Set(pullable.grants.flatMap(({ statement }) => statement.Action))).toEqual(
    new Set(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]),
  );
});

test("bug 4: no principal is a role that may not exist yet, and no account is trusted to avoid that", () => {
  const { value } = reporting((report) => repositoryPolicy(repository({ pullers: [puller] }), report));
  const principals = value!.grants.map(({ statement }) => statement.Principal);
  expect(principals).toEqual([{ AWS: [`arn:aws:iam::${appAccount}:root`] }]);
  expect(value!.grants.map(({ statement }) => statement.Condition)).toEqual([
    { ArnEquals: { "aws:PrincipalArn": [puller.roleArn] } },
  ]);
});

test("bug 5: the JSON key and version of a secret are no part of its IAM resource", () => {
  const { resource } = secret("a");
  const read = executionRoleGrants([
    service({ containers: [container({ secrets: [secret("a", { valueFrom: `${showText(resource)}:key:AWSPREVIOUS:` })] })] }),
  ]);
  expect(read.map(({ statement }) => statement.Resource)).toEqual([[resource]]);
});

test("bug 8: every policy of both roles is in the plan, for resources to depend on", () => {
  const model = stackOf(
    service({ containers: [container({ secrets: [secret("a")] })], taskRole: taskRole({ role: role("t"), selfAssume: true }) }),
  );
  const { roles } = reporting((report) => planPolicies(model, report)).value;
  expect(roles.map(({ kind, policies }) => [kind, policies.length])).toEqual([
    ["execution", 1],
    ["task", 1],
  ]);
});

test("bug 13: no role gets an AWS managed policy or a read-only grant of everything", () => {
  expect(JSON.stringify(everyPolicy)).not.toMatch(/:iam::aws:policy|ReadOnlyAccess/);
});

test("bug 14: no grant is dead (dynamodb:GetRecords on a table, kinesis:SubscribeToShard on a stream, ssm:DescribeParameters on a parameter)", async () => {
  const dead = await Promise.all(permissionGrants.map(({ statement }) => deadParts(statement)));
  expect(dead.flat().filter((sentence) => !sentence.includes(":task-set/"))).toEqual([]);
  expect(allActions).not.toContain("ssm:DescribeParameters");
});

test("bug 15: no two policies of an account have one name, also when roles are called like parts", () => {
  const large = (name: string) => {
    const secrets = Array.from({ length: 100 }, (_, index) => secret(`s${index}`));
    const executionRole = { role: role(name, { policies: "managed" }), services: [name], sourceConditions: true };
    return service({
      name,
      containers: [container({ secrets })],
      executionRole,
      taskRole: taskRole({ role: role(`${name}-task`) }),
    });
  };
  const services = ["orders", "orders-1", "orders-1-1"].map(large);
  const model = stack({ services, executionRoles: services.map(({ executionRole }) => executionRole) });
  const names = reporting((report) => planPolicies(model, report)).value.roles.flatMap(({ policies }) =>
    policies.map(({ name }) => name.toLowerCase()),
  );
  expect(names).toEqual(["orders-1", "orders-2", "orders-1-1", "orders-1-2", "orders-1-1-1", "orders-1-1-2"]);
});

test("bug 16: logging of ECS Exec comes with its permissions, on its log group", () => {
  const grants = taskRoleGrants(
    service({ exec: { logGroupArn: "arn:aws:logs:us-east-1:444455556666:log-group:/exec", path: ["exec"] } }),
    taskRole(),
  );
  const write = grants.find(({ statement }) => statement.Action.includes("logs:PutLogEvents"));
  expect(write?.statement.Resource).toEqual(["arn:aws:logs:us-east-1:444455556666:log-group:/exec:*"]);
});

test("bug 18: in another partition no policy says `arn:aws:`", () => {
  // Every place, ARN and service of the model is moved; what is left is what the policy stage itself has written.
  const moved = JSON.parse(
    JSON.stringify(everyStack)
      .replaceAll("arn:aws:", "arn:aws-us-gov:")
      .replaceAll('"partition":"aws"', '"partition":"aws-us-gov"')
      .replaceAll("us-east-1", "us-gov-west-1"),
  );
  const policies = reporting((report) => planPolicies(moved, report)).value;
  expect(JSON.stringify(policies)).not.toMatch(/arn:aws:|"arn:\*/);
});

test("bug 19: a trust policy has one statement, or two when the role assumes itself", () => {
  for (const { trust } of everyPolicy.roles) {
    const selfAssuming = trust.grants.some(({ statement }) => statement.Sid === "AssumeSelf");
    expect(trust.grants).toHaveLength(selfAssuming ? 2 : 1);
  }
});

test("bug 20: no statement has `*` in an action, not even one that nothing asked for", () => {
  expect(allActions.filter((action) => action.includes("*"))).toEqual([]);
});

test("an image under a customer-managed key needs no KMS of who pulls it", () => {
  const grants = executionRoleGrants([service({ containers: [container({ image: ecrImage("orders") })] })]);
  expect(grants.flatMap(({ statement }) => statement.Action)).toEqual([
    "ecr:GetAuthorizationToken",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
  ]);
});

test("one account's parameter is not another's: resources are the model's, to the letter", () => {
  const grants = executionRoleGrants([service({ containers: [container({ secrets: [parameter("a", { key })] })] })]);
  expect(grants.map(({ statement }) => statement.Resource)).toEqual([[parameter("a").resource], [key]]);
});

test("access that is asked for under `statement` is granted as it stands", () => {
  const access: AccessItem = {
    intent: "statement",
    path: ["services", "orders", "access", 0],
    sid: "Publish",
    actions: ["iot:Publish"],
    resources: ["arn:aws:iot:us-east-1:444455556666:topic/orders"],
    conditions: { StringEquals: { "aws:ResourceAccount": ["444455556666"] } },
    unchecked: [],
  };
  const [grant] = taskRoleGrants(service(), taskRole({ access: [access] }));
  expect(grant?.statement).toEqual({
    Sid: "Publish",
    Effect: "Allow",
    Action: ["iot:Publish"],
    Resource: ["arn:aws:iot:us-east-1:444455556666:topic/orders"],
    Condition: { StringEquals: { "aws:ResourceAccount": ["444455556666"] } },
  });
});
