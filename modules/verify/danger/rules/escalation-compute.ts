/**
 * Paths to another role's privileges through something that runs code. Identifiers with numbers, and which actions belong together, are those
 * of pathfinding.cloud by DataDog, Apache-2.0 (https://github.com/DataDog/pathfinding.cloud), as of December 2025; the sentences are not.
 */
import { combined, type DangerRule } from "../rule";

function path(id: string, actions: readonly string[], harm: string): DangerRule {
  return combined(id, actions, `https://pathfinding.cloud/paths/${id}`, harm);
}

const pass = "iam:PassRole";

/** Containers, instances and functions, and shells into them. */
export const computeEscalations: readonly DangerRule[] = [
  path("apprunner-001", [pass, "apprunner:CreateService"], "run code of its own in App Runner under a role that it passes"),
  path("apprunner-002", ["apprunner:UpdateService"], "exchange the code of an App Runner service, which keeps its role"),
  path("ec2-001", [pass, "ec2:RunInstances"], "start an instance with a stronger role and user data of its own"),
  path(
    "ec2-002",
    ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"],
    "exchange the user data of an instance and restart it, so that the script runs with the instance's role",
  ),
  path("ec2-003", [pass, "ec2:RequestSpotInstances"], "start a spot instance with a stronger role and user data of its own"),
  path(
    "ec2-004",
    ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"],
    "put user data of its own into the launch template from which an Auto Scaling group starts instances",
  ),
  path("ec2instanceconnect-003", ["ec2-instance-connect:SendSSHPublicKey"], "log in to an instance and use its role"),
  path(
    "ecs-001",
    [pass, "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:CreateService"],
    "make a cluster and run a service in it, with containers of its own under a role that it passes",
  ),
  path(
    "ecs-002",
    [pass, "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
    "make a cluster and run a task in it, with containers of its own under a role that it passes",
  ),
  path(
    "ecs-003",
    [pass, "ecs:RegisterTaskDefinition", "ecs:CreateService"],
    "run a service with containers of its own under a role that it passes",
  ),
  path(
    "ecs-004",
    [pass, "ecs:RegisterTaskDefinition", "ecs:RunTask"],
    "run a task with containers of its own under a role that it passes",
  ),
  path(
    "ecs-005",
    [pass, "ecs:RegisterTaskDefinition", "ecs:StartTask"],
    "start a task with containers of its own, under a role that it passes, on an instance that it chooses",
  ),
  path(
    "lambda-001",
    [pass, "lambda:CreateFunction", "lambda:InvokeFunction"],
    "write a function under a stronger role and call it",
  ),
  path(
    "lambda-002",
    [pass, "lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
    "write a function under a stronger role and have an event source call it",
  ),
  path("lambda-003", ["lambda:UpdateFunctionCode"], "exchange the code of a function, which keeps its role"),
  path(
    "lambda-004",
    ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
    "exchange the code of a function and call it at once",
  ),
  path(
    "lambda-005",
    ["lambda:UpdateFunctionCode", "lambda:AddPermission"],
    "exchange the code of a function and let itself, or another account, call it",
  ),
  path(
    "lambda-006",
    [pass, "lambda:CreateFunction", "lambda:AddPermission"],
    "write a function under a stronger role and let itself, or another account, call it",
  ),
  path("ssm-001", ["ssm:StartSession"], "open a shell on an instance and use its role"),
  path("ssm-002", ["ssm:SendCommand"], "run commands on an instance and use its role"),
  combined(
    "task-command",
    ["ecs:ExecuteCommand"],
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommand.html",
    "open a shell in a running container and use its task role",
  ),
  combined(
    "image-put",
    ["ecr:PutImage"],
    "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html",
    "push an image that other tasks will run with their roles",
  ),
  combined(
    "foreign-instance",
    [pass, "ecs:StartTask", "ecs:RegisterContainerInstance", "ecs:DeregisterContainerInstance"],
    "https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/",
    "join an instance of its own to the cluster, start a task there under a role that it passes, and read the credentials",
  ),
];
