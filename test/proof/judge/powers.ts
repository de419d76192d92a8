/** Grants that can act on nothing, and dangers that nobody took on: of each role, by what the evaluator allows it. */

import { actionsOn, isOfKnownKind, knows } from "./authorization";
import { ownerIn } from "./claim";
import { contextOf } from "./contexts";
import { type EmittedStack, emittedRoles, isAllowed, type Written } from "./emitted";
import type { Violation } from "./isolation";
import { fits, headOf, isOpen, samplesOf } from "./pattern";
import { listOf, mapOf, textOf } from "./raw";
import type { JudgedRole, Trial } from "./trial";
import { accountId } from "./world";

/** Actions on resources of which the judge knows that no request can have both; what only Terraform knows may be right. */
export function deadGrants(stacks: readonly EmittedStack[]): readonly Violation[] {
  return emittedRoles(stacks, new Map()).flatMap(({ arn: role, statements }) =>
    statements.flatMap(({ Action, Resource }) => {
      const [action = "", resource = ""] = deadIn(Action, Resource) ?? [];
      const open = !knows(action) || isOpen(resource);
      return action === "" ? [] : [{ theorem: "dead-grants", role, action, resource, why: "no such request", open }];
    }),
  );
}

/** An action that none of the resources is for, or a resource that none of the actions is on; certain ones first. */
function deadIn(actions: readonly string[], resources: readonly string[]): readonly [string, string] | undefined {
  const lonely = actions.filter((action) => resources.every((resource) => isDead(action, resource)));
  const useless = resources.filter((resource) => actions.every((action) => isDead(action, resource)));
  const found = [
    ...lonely.map((action) => [action, resources.find(isOpen) ?? resources[0] ?? ""] as const),
    ...useless.map((resource) => [actions[0] ?? "", resource] as const),
  ];
  return found.find(([action, resource]) => knows(action) && !isOpen(resource)) ?? found[0];
}

function isDead(action: string, resource: string): boolean {
  const samples = samplesOf(resource);
  return !isOpen(action) && samples.every((each) => isOfKnownKind(each) && !actionsOn(each).includes(action));
}

/**
 * Actions with which somebody raises himself, opens what he guards, commands others or carries data away, and the rules of docs/danger.md of which
 * one must be acknowledged for each: the judge's own list, from the pages of AWS that the names of the actions are documented on.
 */
const dangerous: readonly (readonly [action: string, ids: string])[] = [
  ["iam:CreatePolicyVersion", "iam-001"],
  ["iam:CreateAccessKey", "iam-002"],
  ["iam:PutRolePolicy", "iam-005"],
  ["iam:AttachRolePolicy", "iam-009"],
  ["iam:UpdateAssumeRolePolicy", "iam-012"],
  ["iam:DeleteRolePermissionsBoundary", "boundary-delete"],
  ["s3:PutBucketPolicy", "bucket-policy"],
  ["s3:PutBucketAcl", "bucket-acl"],
  ["s3:PutBucketPublicAccessBlock", "bucket-public-access"],
  ["s3:PutReplicationConfiguration", "bucket-replication"],
  ["sqs:AddPermission", "queue-permission"],
  ["sqs:SetQueueAttributes", "queue-attributes"],
  ["sns:AddPermission", "topic-permission"],
  ["sns:Subscribe", "topic-subscription"],
  ["secretsmanager:PutResourcePolicy", "secret-policy"],
  ["dynamodb:PutResourcePolicy", "table-policy"],
  ["dynamodb:ExportTableToPointInTime", "table-export"],
  ["kms:PutKeyPolicy", "key-policy"],
  ["kms:CreateGrant", "key-grant"],
  ["lambda:UpdateFunctionCode", "lambda-003"],
  ["lambda:UpdateFunctionConfiguration", "function-configuration"],
  ["lambda:AddPermission", "function-permission"],
  ["logs:PutSubscriptionFilter", "log-subscription"],
  ["events:PutPermission", "bus-permission"],
  ["kinesis:PutResourcePolicy", "stream-policy"],
  ["ecr:PutImage", "image-put"],
  ["ecr:SetRepositoryPolicy", "repository-policy"],
  ["ecs:ExecuteCommand", "task-command"],
  ["ecs:Poll", "agent-poll"],
  ["ecs:UpdateService", "service-update"],
  ["ecs:CreateTaskSet", "service-update"],
  ["ssm:SendCommand", "ssm-002"],
  ["ssm:StartSession", "ssm-001"],
  ["ec2-instance-connect:SendSSHPublicKey", "ec2instanceconnect-003"],
];

/** What carries data to whoever owns the resource. */
const carriers = [
  "dynamodb:PutItem",
  "elasticfilesystem:ClientWrite",
  "es:ESHttpPost",
  "events:PutEvents",
  "firehose:PutRecord",
  "kafka-cluster:WriteData",
  "kinesis:PutRecord",
  "lambda:InvokeFunction",
  "s3:PutObject",
  "secretsmanager:PutSecretValue",
  "sns:Publish",
  "sqs:SendMessage",
  "states:StartExecution",
];

/** Dangers of which not all services of the role say that they take them on. */
export function dangers(trial: Trial): readonly Violation[] {
  const { world, roles } = trial;
  const accounts = Object.keys(mapOf(world.accounts)).map((name) => accountId(world.accounts, name));
  return roles.flatMap((role) => {
    const owners = world.services.filter(({ name }) => role.services.includes(name));
    const taken = (id: string): boolean =>
      owners.length > 0 &&
      owners.every(({ options }) => listOf(options.acknowledge).some((each) => textOf(mapOf(each).id) === id));
    const found = role.emitted.statements.flatMap((statement) => dangersOf(trial, role, statement, accounts));
    return found
      .filter(({ id }) => !taken(id))
      .map(({ id, action, resource }): Violation => {
        return { theorem: "danger", role: role.emitted.arn, action, resource, why: `nobody takes ${id} on`, open: false };
      });
  });
}

interface Danger {
  readonly id: string;
  readonly action: string;
  readonly resource: string;
}

function dangersOf(trial: Trial, role: JudgedRole, statement: Written, accounts: readonly string[]): readonly Danger[] {
  const resources = statement.Resource.filter((each) => !each.includes("${")).flatMap(samplesOf);
  // ECS grants EBS its own volumes only, and agents poll for their own cluster: what these roles hold beside that is containment's.
  const ofEcs = role.emitted.kind === "infrastructure" || role.emitted.kind === "instance";
  const matched = dangerous.filter(([action]) => !ofEcs && speaks(statement, action));
  const plain = matched.flatMap(([action, id]): readonly Danger[] => {
    const resource = resources.find((each) => may(trial, role, statement, action, each));
    return resource === undefined ? [] : [{ id, action, resource }];
  });
  const abroad = carriers
    .filter((action) => speaks(statement, action))
    .flatMap((action): readonly Danger[] => {
      const resource = statement.Resource.find((each) => isAbroad(each, accounts));
      return resource !== undefined && may(trial, role, statement, action, samplesOf(resource)[0] ?? "")
        ? [{ id: "foreign-write", action, resource }]
        : [];
    });
  return [...plain, ...abroad, ...passing(trial, role, statement), ...anyOf(trial, role, statement)];
}

/** By its account, by no account at all, or by a bucket's name that anybody may take. */
function isAbroad(pattern: string, accounts: readonly string[]): boolean {
  const owner = ownerIn(pattern);
  if (owner === undefined) return pattern === "*" || (pattern.startsWith("arn:aws:s3:::") && isOpen(pattern.split("/")[0] ?? ""));
  return /^[0-9]{12}$/.test(owner) && !accounts.includes(owner);
}

function speaks({ Action }: Written, action: string): boolean {
  const lower = action.toLowerCase();
  return Action.some((each) => fits(each.toLowerCase(), lower));
}

/** The role's own side: what the owner of a resource abroad says is not known. */
function may(
  { known, count }: Trial,
  { emitted }: JudgedRole,
  statement: Written,
  action: string,
  resource: string,
  extra = {},
): boolean {
  count.requests += 1;
  return isAllowed(emitted, { action, resource, owner: emitted.account }, { ...contextOf(statement), ...extra }, known);
}

/** Passing more than one role, or to a service that nobody names. */
function passing(trial: Trial, role: JudgedRole, statement: Written): readonly Danger[] {
  const action = "iam:PassRole";
  if (!speaks(statement, action)) return [];
  return statement.Resource.flatMap((pattern): readonly Danger[] => {
    const [resource = ""] = samplesOf(pattern);
    const anywhere = { "iam:PassedToService": "nosuch.amazonaws.com" };
    return [
      ...(isOpen(pattern) && may(trial, role, statement, action, resource)
        ? [{ id: "pass-role-wildcard", action, resource }]
        : []),
      ...(may(trial, role, statement, action, resource, anywhere) ? [{ id: "pass-role-any-service", action, resource }] : []),
    ];
  });
}

/** Roles and keys by a pattern. */
function anyOf(trial: Trial, role: JudgedRole, statement: Written): readonly Danger[] {
  return statement.Resource.filter((pattern) => isOpen(pattern) && !pattern.includes("${")).flatMap((pattern) => {
    const [resource = ""] = samplesOf(pattern);
    const uses = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"].filter((action) => speaks(statement, action));
    const used = uses.find(
      (action) => headOf(pattern).startsWith("arn:aws:kms:") && may(trial, role, statement, action, resource),
    );
    // Whom a role lets in is its trust policy's; that the wildcard reaches it is the danger.
    const assumes = headOf(pattern).startsWith("arn:aws:iam::") && speaks(statement, "sts:AssumeRole");
    return [
      ...(used === undefined ? [] : [{ id: "any-key", action: used, resource }]),
      ...(assumes ? [{ id: "sts-001", action: "sts:AssumeRole", resource }] : []),
    ];
  });
}
