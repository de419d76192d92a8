/** Trust policies: who may assume each kind of role. */

import { servicePrincipal } from "../iam/partition";
import { type Text, text } from "../iam/text";
import type { AccountRegion, ExecutionRoleModel, Role, TaskRoleModel } from "../model/model";
import type { Conditions, Grant, Policy, Principal, Reason } from "./statement";

const guide = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";

/**
 * Tasks of this account and region, and with `selfAssume` the role itself. The second statement trusts the account but wants the
 * role's own ARN as `aws:PrincipalArn`: as a principal the role could not be named before it exists
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
 */
export function taskTrust({ role, selfAssume }: TaskRoleModel, place: AccountRegion): Policy {
  const page = `${guide}/task-iam-roles.html`;
  const tasks = assume("AssumeByTasks", { Service: [servicePrincipal("ecs-tasks")] }, tasksOf(place), {
    paths: [role.path],
    what: "let ECS start tasks of this account and region with the role",
    page,
  });
  if (!selfAssume) return trust([tasks]);
  const root = accountRoot(place.partition, place.account);
  const self = assume(
    "AssumeSelf",
    { AWS: [root] },
    { ArnEquals: { "aws:PrincipalArn": [role.arn] } },
    {
      paths: [[...role.path, "selfAssume"]],
      what: "let the role assume itself",
      page,
    },
  );
  return trust([tasks, self]);
}

/**
 * Tasks of this account and region; without `sourceConditions`, ECS on behalf of anybody whom it lets pass the role. AWS documents the
 * conditions for task roles and assumes execution roles the same way.
 */
export function executionTrust({ role, sourceConditions }: ExecutionRoleModel, place: AccountRegion): Policy {
  const reason = {
    paths: [role.path],
    what: "let ECS prepare tasks of this account and region with the role",
    page: `${guide}/task_execution_IAM_role.html`,
  };
  const Principal = { Service: [servicePrincipal("ecs-tasks")] };
  return trust([assume("AssumeByTasks", Principal, sourceConditions ? tasksOf(place) : undefined, reason)]);
}

/** EC2, for the instances that have the role's instance profile. */
export function instanceTrust({ path }: Role): Policy {
  const reason = { paths: [path], what: "let container instances use the role", page: `${guide}/instance_IAM_role.html` };
  return trust([assume("AssumeByInstances", { Service: [servicePrincipal("ec2")] }, undefined, reason)]);
}

/** ECS itself, without conditions: AWS documents none for infrastructure roles, so that it is not known whether ECS would meet them. */
export function infrastructureTrust({ path }: Role): Policy {
  const reason = {
    paths: [path],
    what: "let ECS manage infrastructure with the role",
    page: `${guide}/infrastructure_IAM_role.html`,
  };
  return trust([assume("AssumeByEcs", { Service: [servicePrincipal("ecs")] }, undefined, reason)]);
}

/** The principal that stands for a whole account. */
export function accountRoot(partition: Text, account: Text): Text {
  return text`arn:${partition}:iam::${account}:root`;
}

function tasksOf({ partition, region, account }: AccountRegion): Conditions {
  return {
    StringEquals: { "aws:SourceAccount": [account] },
    ArnLike: { "aws:SourceArn": [text`arn:${partition}:ecs:${region}:${account}:*`] },
  };
}

function assume(Sid: string, Principal: Principal, Condition: Conditions | undefined, reason: Reason): Grant {
  const statement = { Sid, Effect: "Allow", Principal, Action: ["sts:AssumeRole"] } as const;
  return { statement: Condition === undefined ? statement : { ...statement, Condition }, reason };
}

function trust(grants: readonly Grant[]): Policy {
  return { name: "trust", grants };
}
