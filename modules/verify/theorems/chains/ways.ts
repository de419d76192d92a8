/** The ways in which whoever holds some permissions acts as another role: a table. What each needs is AWS's; that it is enough is shown by the page. */

import { type Text, text } from "../../../iam/text";
import type { ProvenRole } from "../proven-role";

/** One way: an action on something that gives the role away, beside actions on whatever. */
export interface Way {
  /** What is done to the role, as a phrase between "can" and its name. */
  readonly does: string;
  /** Any one of them is enough. */
  readonly actions: readonly string[];
  /** Keys that the request has. */
  readonly context?: Readonly<Record<string, string>>;
  /** The resources of the action that give this role away; none when the way does not lead to it. */
  readonly on: (role: ProvenRole) => readonly Text[];
  /** Lists of actions of which the holder needs one whole, too. */
  readonly beside?: readonly (readonly string[])[];
  readonly source: string;
}

const register = "ecs:RegisterTaskDefinition";

/** Roles that ECS tasks assume. */
function ofTasks({ kind, role }: ProvenRole): readonly Text[] {
  return kind === "task" || kind === "execution" ? [role.arn] : [];
}

function ofInstances({ kind, role }: ProvenRole): readonly Text[] {
  return kind === "instance" ? [role.arn] : [];
}

/** The tasks of the services that run with the role and let ECS Exec in. */
function openTasks({ kind, owners }: ProvenRole): readonly Text[] {
  if (kind !== "task") return [];
  return owners.flatMap(({ cluster, exec, place: { partition, region, account } }) =>
    cluster === undefined || exec === undefined ? [] : [text`arn:${partition}:ecs:${region}:${account}:task/${cluster.name}/*`],
  );
}

/** The container instances of the clusters on which tasks with the role may run; AWS's own of Fargate have no agent that polls with a role of the account. */
function placedTasks({ kind, owners }: ProvenRole): readonly Text[] {
  if (kind !== "task" && kind !== "execution") return [];
  return owners.flatMap(({ cluster, launchType, place: { partition, region, account } }) =>
    cluster === undefined || launchType === "fargate"
      ? []
      : [text`arn:${partition}:ecs:${region}:${account}:container-instance/${cluster.name}/*`],
  );
}

/** The repositories whose images run with the role, where no digest says which. */
function repositories({ kind, owners }: ProvenRole): readonly Text[] {
  if (kind !== "task") return [];
  return owners.flatMap(({ containers = [] }) =>
    containers.flatMap(({ image: { ecr, uri } }) => (ecr === undefined || isPinned(uri) ? [] : [ecr.repositoryArn])),
  );
}

function isPinned(uri: Text): boolean {
  const parts = typeof uri === "string" ? [uri] : [];
  return parts.some((part) => /@sha256:[0-9a-f]{64}$/.test(part));
}

/** What the container instances of the role's account and region are called. */
function inRegion(type: string): (role: ProvenRole) => readonly Text[] {
  return ({ kind, stack: { place } }) =>
    kind === "instance" ? [text`arn:${place.partition}:ec2:${place.region}:${place.account}:${type}/*`] : [];
}

/** All ways, the plainest first. */
export const ways: readonly Way[] = [
  {
    does: "run a task of its own with",
    actions: ["iam:PassRole"],
    context: { "iam:PassedToService": "ecs-tasks.amazonaws.com" },
    on: ofTasks,
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
    on: ({ role }) => [role.arn],
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html",
  },
  {
    does: "open a shell in tasks with",
    actions: ["ecs:ExecuteCommand"],
    on: openTasks,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  },
  {
    does: "start a session in tasks with",
    actions: ["ssm:StartSession"],
    on: openTasks,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-limit-access-start-session",
  },
  {
    does: "collect, as the agent of an instance, the credentials of tasks with",
    actions: ["ecs:Poll"],
    on: placedTasks,
    source: "https://naorhaziz.com/posts/under-the-hood-of-amazon-ecs",
  },
  {
    does: "push an image that runs with",
    actions: ["ecr:PutImage"],
    on: repositories,
    source: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html",
  },
  {
    does: "start an instance of its own with",
    actions: ["iam:PassRole"],
    context: { "iam:PassedToService": "ec2.amazonaws.com" },
    on: ofInstances,
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
    on: inRegion("instance"),
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html",
  },
  {
    does: "put another disk into instances with",
    actions: ["ec2:CreateReplaceRootVolumeTask"],
    on: inRegion("instance"),
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/replace-root.html",
  },
  {
    does: "exchange the user data of instances with",
    actions: ["ec2:ModifyInstanceAttribute"],
    on: inRegion("instance"),
    beside: [["ec2:StopInstances", "ec2:StartInstances"]],
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  },
  {
    does: "exchange the launch template of instances with",
    actions: ["ec2:CreateLaunchTemplateVersion"],
    on: inRegion("launch-template"),
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html",
  },
];

/** Actions by which a role changes its own policies: whoever may do that to itself acts as it likes. */
export const ownPolicies: Omit<Way, "on"> = {
  does: "give itself every permission",
  actions: ["iam:PutRolePolicy", "iam:AttachRolePolicy"],
  source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
};
