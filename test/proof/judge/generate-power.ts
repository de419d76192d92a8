/** Random statements with power over others: what leads to other roles, what is dangerous, and what no action can be on. */

import type { Surroundings } from "./generate";
import { kinds } from "./kinds";
import type { Random } from "./random";
import type { Options, Value } from "./raw";

function statement(actions: readonly string[], resources: readonly Value[], conditions?: Options): Options {
  return { statement: { why: "tried", actions, resources, ...(conditions === undefined ? {} : { conditions }) } };
}

/** Each list of actions starts what the passing of a role is for. */
const starts: readonly (readonly string[])[] = [
  ["ecs:RunTask"],
  ["ecs:StartTask"],
  ["ecs:Run*"],
  ["ecs:RegisterTaskDefinition", "ecs:CreateService"],
  ["ecs:RegisterTaskDefinition", "ecs:UpdateService"],
  ["ecs:CreateTaskSet", "ecs:RegisterTaskDefinition"],
  ["ecs:RegisterTaskDefinition"],
  ["ecs:UpdateService"],
  ["batch:RegisterJobDefinition", "batch:SubmitJob"],
  ["ec2:RunInstances"],
  ["ec2:CreateFleet"],
];

/** Two statements, or one, by which a role may act as another one. */
export function chainItems(around: Surroundings): readonly Options[] {
  const { random, place } = around;
  const role = roleOf(around);
  const tagged = random.chance(10) ? { StringEquals: { "aws:PrincipalTag/team": "blue" } } : undefined;
  const on = (service: string, rest: string): string => `arn:aws:${service}:${place.region}:${place.account}:${rest}`;
  const ways: readonly (() => readonly Options[])[] = [
    () => passing(around, role),
    () => passing(around, role),
    () => [statement(["iam:UpdateAssumeRolePolicy"], [role], tagged)],
    () => [statement([random.pick(["ecs:ExecuteCommand", "ecs:Exec*"])], [on("ecs", `task/${cluster(random)}/*`)], tagged)],
    () => [statement(["ssm:StartSession"], [on("ecs", `task/${cluster(random)}/*`)], tagged)],
    () => [statement(["ecs:Poll"], [on("ecs", `container-instance/${cluster(random)}/*`)], tagged)],
    () => [statement(["ecr:PutImage"], [on("ecr", `repository/${random.pick(["api", "web", "ap*"])}`)], tagged)],
    () => [statement([random.pick(["iam:PutRolePolicy", "iam:AttachRolePolicy", "iam:*"])], [role], tagged)],
    () => [
      statement([random.pick(["ssm:SendCommand", "ec2-instance-connect:SendSSHPublicKey"])], [on("ec2", "instance/*")], tagged),
    ],
    () => [statement(["sts:AssumeRole"], [role], tagged)],
  ];
  return random.pick(ways)();
}

function cluster(random: Random): string {
  return random.pick(["c0", "c1", "metal", "*"]);
}

/** Roles of the platform by name or by a pattern, seldom one that nobody writes. */
function roleOf({ random, place, names, rolePath }: Surroundings): string {
  const kind = random.pick(["task", "task", "execution"]);
  const name = random.pick([`shop-${random.pick(names)}-${kind}`, `shop-${random.pick(names)}-${kind}`, "shop-*", "*", "legacy"]);
  const metal = random.chance(10) ? "shop-metal-instance" : name;
  return `arn:aws:iam::${place.account}:role${rolePath}${metal}`;
}

function passing({ random, place }: Surroundings, role: string): readonly Options[] {
  const to = random.pick(["ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com", "ec2.amazonaws.com", "lambda.amazonaws.com"]);
  const conditions = random.chance(60) ? { StringEquals: { "iam:PassedToService": to } } : undefined;
  const pass = statement([random.chance(85) ? "iam:PassRole" : "iam:Pass*"], [role], conditions);
  if (random.chance(25)) return [pass];
  const all = `arn:aws:ecs:${place.region}:${place.account}:task-definition/*:*`;
  const actions = random.pick(starts);
  const run = actions.every((each) => /Run|StartTask/.test(each) && each.startsWith("ecs:"));
  return [pass, statement(actions, [run && random.chance(50) ? all : "*"])];
}

/** Actions with which a role raises itself, opens what it guards, or carries data away, on a resource of the kind. */
const dangers: readonly (readonly [kind: string, action: string])[] = [
  ["bucket", "s3:PutBucketPolicy"],
  ["bucket", "s3:PutBucketAcl"],
  ["bucket", "s3:PutReplicationConfiguration"],
  ["bucket", "s3:PutBucket*"],
  ["queue", "sqs:AddPermission"],
  ["queue", "sqs:SetQueueAttributes"],
  ["topic", "sns:Subscribe"],
  ["topic", "sns:*"],
  ["secret", "secretsmanager:PutResourcePolicy"],
  ["table", "dynamodb:PutResourcePolicy"],
  ["table", "dynamodb:ExportTableToPointInTime"],
  ["key", "kms:PutKeyPolicy"],
  ["key", "kms:CreateGrant"],
  ["function", "lambda:UpdateFunctionCode"],
  ["function", "lambda:AddPermission"],
  ["function", "lambda:Update*"],
  ["group", "logs:PutSubscriptionFilter"],
  ["stream", "kinesis:PutResourcePolicy"],
];

/** What carries data into an account that nobody declares. */
const carriers: readonly (readonly [kind: string, action: string])[] = [
  ["table", "dynamodb:PutItem"],
  ["queue", "sqs:SendMessage"],
  ["topic", "sns:Publish"],
  ["stream", "kinesis:PutRecord"],
  ["function", "lambda:InvokeFunction"],
];

/** A dangerous statement. */
export function dangerItem({ random, place }: Surroundings): Options {
  const abroad = random.chance(25);
  const [kind, action] = random.pick(abroad ? carriers : dangers);
  const { names, arn } = kinds[kind] as (typeof kinds)[string];
  return statement([action], [arn(random.pick(names), abroad ? { ...place, account: "555566667777" } : place)]);
}

/** An action on a resource of another kind, alone or beside one that it can be on. */
export function deadItem({ random, place }: Surroundings): Options {
  const [one, two] = [random.pick(Object.keys(kinds)), random.pick(Object.keys(kinds))];
  const { actions } = kinds[one] as (typeof kinds)[string];
  const resources = [one, two].map((name) => {
    const { names, arn, below } = kinds[name] as (typeof kinds)[string];
    return `${arn(random.pick(names), place)}${below.length > 0 && random.chance(30) ? random.pick(below) : ""}`;
  });
  return statement([random.pick(actions)], random.chance(50) ? resources : resources.slice(1));
}
