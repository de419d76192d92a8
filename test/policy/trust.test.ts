/** Who may assume each kind of role, and nobody else. */
import { document } from "../../modules/policy/document";
import { executionTrust, infrastructureTrust, instanceTrust, taskTrust } from "../../modules/policy/trust";
import { executionRole, late, place, role, taskRole } from "./fixture";

const byTasks = (arn: string, account: string) => ({
  Sid: "AssumeByTasks",
  Effect: "Allow",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": arn } },
});
const ours = byTasks("arn:aws:ecs:us-east-1:444455556666:*", "444455556666");

test("a task role is assumed by tasks of its account and region", () => {
  expect(document(taskTrust(taskRole(), place)).Statement).toEqual([ours]);
});

test.each([
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
  ["aws-iso-b", "us-isob-east-1"],
  ["aws-eusc", "eusc-de-east-1"],
])("in %s the ARN is of the partition, and the principal is the same as everywhere", (partition, region) => {
  const [statement] = document(taskTrust(taskRole(), { account: "444455556666", region, partition })).Statement;
  expect(statement).toEqual(byTasks(`arn:${partition}:ecs:${region}:444455556666:*`, "444455556666"));
});

test("an execution role is too, unless its conditions are switched off", () => {
  const { Condition: _condition, ...bare } = ours;
  expect(document(executionTrust(executionRole(), place)).Statement).toEqual([ours]);
  expect(document(executionTrust(executionRole({ sourceConditions: false }), place)).Statement).toEqual([bare]);
});

test("an instance role is assumed by EC2, an infrastructure role by ECS itself", () => {
  expect(document(instanceTrust(role("i"))).Statement).toEqual([
    { Sid: "AssumeByInstances", Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
  expect(document(infrastructureTrust(role("i"))).Statement).toEqual([
    { Sid: "AssumeByEcs", Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
});

test("a role that assumes itself is named by condition, because it cannot be a principal before it exists", () => {
  expect(document(taskTrust(taskRole({ selfAssume: true }), place)).Statement).toEqual([
    ours,
    {
      Sid: "AssumeSelf",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444455556666:root" },
      Action: "sts:AssumeRole",
      Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/shop-orders-task" } },
    },
  ]);
});

test("the reason of each statement is the line that asks for it", () => {
  const [tasks, self] = taskTrust(taskRole({ selfAssume: true }), place).grants;
  expect(tasks?.reason.paths).toEqual([["services", "shop-orders-task"]]);
  expect(self?.reason.paths).toEqual([["services", "shop-orders-task", "selfAssume"]]);
});

test("a place that only Terraform knows stays a hole in the document", () => {
  const account = late("account", "account-id");
  const [statement] = document(taskTrust(taskRole(), { ...place, account })).Statement;
  expect(statement?.Condition).toEqual({
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": { parts: ["arn:aws:ecs:us-east-1:", account, ":*"] } },
  });
});
