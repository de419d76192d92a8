/** The ways in which whoever holds some permissions acts as another role: a table. What each needs is AWS's; that it is enough is shown by the page. */

import type { Handle } from "./role";

/** One way: an action on something that gives the role away, beside actions on whatever. */
export interface Way {
  /** What is done to the role, as a phrase between "can" and its name. */
  readonly does: string;
  /** Any one of them is enough. */
  readonly actions: readonly string[];
  /** Keys that the request has. */
  readonly context?: Readonly<Record<string, string>>;
  /** What the action is on. */
  readonly on: Handle;
  /** Lists of actions of which the holder needs one whole, too. */
  readonly beside?: readonly (readonly string[])[];
  readonly source: string;
}

const register = "ecs:RegisterTaskDefinition";

/** All ways, the plainest first. */
export const ways: readonly Way[] = [
  {
    does: "run a task of its own with",
    actions: ["iam:PassRole"],
    context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    on: "role of tasks",
    // A task may override both roles of its definition.
    beside: [
      ["ecs:RunTask"],
      ["ecs:StartTask"],
      [register, "ecs:CreateService"],
      [register, "ecs:UpdateService"],
      [register, "ecs:CreateTaskSet"],
      ["ecs:CreateExpressGatewayService"],
      ["ecs:RegisterDaemonTaskDefinition", "ecs:CreateDaemon"],
      ["ecs:RegisterDaemonTaskDefinition", "ecs:UpdateDaemon"],
      // Jobs of AWS Batch are ECS tasks.
      ["batch:RegisterJobDefinition", "batch:SubmitJob"],
    ],
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html",
  },
  {
    does: "rewrite who may assume",
    actions: ["iam:UpdateAssumeRolePolicy"],
    on: "role",
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html",
  },
  {
    does: "open a shell in tasks with",
    actions: ["ecs:ExecuteCommand"],
    on: "open tasks",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  },
  {
    does: "start a session in tasks with",
    actions: ["ssm:StartSession"],
    on: "open tasks",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-limit-access-start-session",
  },
  {
    does: "collect, as the agent of an instance, the credentials of tasks with",
    actions: ["ecs:Poll"],
    on: "placed tasks",
    source: "https://naorhaziz.com/posts/under-the-hood-of-amazon-ecs",
  },
  {
    does: "push an image that runs with",
    actions: ["ecr:PutImage"],
    on: "images",
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html",
  },
  {
    does: "start an instance of its own with",
    actions: ["iam:PassRole"],
    context: { "iam:PassedToService": "ec2.amazonaws.com" },
    on: "role of instances",
    beside: [
      ["ec2:RunInstances"],
      ["ec2:RequestSpotInstances"],
      ["ec2:RequestSpotFleet"],
      ["ec2:CreateFleet"],
      ["autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"],
      ["ec2:AssociateIamInstanceProfile"],
      ["ec2:ReplaceIamInstanceProfileAssociation"],
    ],
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html",
  },
  {
    does: "run commands on instances with",
    actions: [
      "ssm:SendCommand",
      "ssm:StartSession",
      "ssm:CreateAssociation",
      "ec2-instance-connect:SendSSHPublicKey",
      "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
    ],
    on: "instances",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html",
  },
  {
    does: "run a function of its own with",
    actions: ["iam:PassRole"],
    context: { "iam:PassedToService": "lambda.amazonaws.com" },
    on: "role of functions",
    beside: [
      ["lambda:CreateFunction", "lambda:InvokeFunction"],
      ["lambda:CreateFunction", "lambda:AddPermission"],
      ["lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
      ["lambda:CreateFunction", "lambda:CreateFunctionUrlConfig"],
      ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
    ],
    source: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  },
  {
    does: "change the code of functions with",
    actions: ["lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
    on: "functions",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html",
  },
  {
    does: "put another disk into instances with",
    actions: ["ec2:CreateReplaceRootVolumeTask"],
    on: "instances",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/replace-root.html",
  },
  {
    does: "exchange the user data of instances with",
    actions: ["ec2:ModifyInstanceAttribute"],
    on: "instances",
    beside: [["ec2:StopInstances", "ec2:StartInstances"]],
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  },
  {
    does: "exchange the launch template of instances with",
    actions: ["ec2:CreateLaunchTemplateVersion"],
    on: "launch templates",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html",
  },
];

/** Assuming a role whose trust policy lets the holder in: by its own name, or by its account. */
export const assuming: Omit<Way, "on"> = {
  does: "assume",
  actions: ["sts:AssumeRole"],
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_manage-assume.html",
};

/** Actions by which a role changes its own policies: whoever may do that to itself acts as it likes. */
export const ownPolicies: Omit<Way, "on"> = {
  does: "give itself every permission, also those of",
  actions: ["iam:PutRolePolicy", "iam:AttachRolePolicy"],
  source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
};
