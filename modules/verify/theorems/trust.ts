/** Trust: who may assume each role. */

import type { ConditionText } from "../../iam/difference";
import { difference } from "../../iam/difference";
import { type Text, text } from "../../iam/text";
import type { RoleKind } from "../../policy/policy-set";
import type { ProvenRole } from "./proven-role";
import { type Counterexample, type Finding, type Theorem, together } from "./theorem";
import { permissions, type TracedPermission } from "./traced-permission";

/** The services that assume the roles of ECS, by their principals (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html). */
const assumers: Readonly<Record<RoleKind, string>> = {
  task: "ecs-tasks.amazonaws.com",
  execution: "ecs-tasks.amazonaws.com",
  instance: "ec2.amazonaws.com",
  infrastructure: "ecs.amazonaws.com",
};

/** Every written role is assumed by the service of its kind, for tasks of this account and region only, and with `selfAssume` by itself. */
export const trust = {
  id: "trust",
  title:
    "task and execution roles are assumed by ECS tasks of this account only, instance roles by EC2, infrastructure roles by ECS",
  short: "only ECS, or EC2 for its instances, of this account assumes roles",
  scope: "role",
  holdsOver: "the trust policy of every role that is written; who may pass a role to ECS is not looked at",
  compared: "permissions to assume a role",
  sides: [
    "the trust policies, as Terraform gets them",
    "the service of AWS that each kind of role is for, in this account and region",
  ],
  find: ({ roles }) => {
    const open = roles.some(({ written, sourceConditions }) => written !== undefined && !sourceConditions);
    return { ...together(roles.map(trustOf)), ...(open ? { claim: withoutConditions } : {}) };
  },
} as const satisfies Theorem;

/** With `sourceConditions: false` a role does not ask for which account ECS assumes it. */
const withoutConditions = [
  "task and execution roles are assumed by ECS tasks, of this account only but for those without source conditions, instance roles by EC2, infrastructure roles by ECS",
  "only ECS, or EC2 for its instances, assumes roles; not all ask for the account",
] as const;

function trustOf(proven: ProvenRole): Finding {
  if (proven.written === undefined) return { compared: 0, counterexamples: [], assumptions: [] };
  const expected = expectedTrust(proven);
  const strangers = difference(proven.trust, expected, "trust").map(({ verdict, permission, request }): Counterexample => {
    const who = permission.principal === undefined ? "somebody else" : `\`${String(nameOf(permission.principal.name))}\``;
    return {
      verdict,
      words: `${proven.label} can be assumed by ${who} under other conditions than tasks of its account and region meet`,
      path: proven.role.path,
      about: { role: proven.role.name },
      ...(request === undefined ? {} : { request }),
    };
  });
  const missing = difference(expected, proven.trust, "trust").map(
    ({ verdict, request }): Counterexample => ({
      verdict,
      words: `${proven.label} cannot be assumed by \`${assumers[proven.kind]}\` or by itself as declared`,
      path: proven.role.path,
      about: { role: proven.role.name },
      ...(request === undefined ? {} : { request }),
    }),
  );
  return {
    compared: proven.trust.length + expected.length,
    counterexamples: [...strangers, ...missing],
    assumptions: proven.sourceConditions
      ? []
      : [`without source conditions: ${proven.label} is assumed by ECS for whatever account, region and task asks`],
  };
}

function nameOf(name: Text): string {
  return typeof name === "string" ? name : "a late value";
}

function expectedTrust({ kind, role, stack, selfAssume, sourceConditions }: ProvenRole): readonly TracedPermission[] {
  const { partition, region, account } = stack.place;
  const ofTasks: readonly ConditionText[] = [
    { operator: "StringEquals", key: "aws:SourceAccount", values: [account] },
    { operator: "ArnLike", key: "aws:SourceArn", values: [text`arn:${partition}:ecs:${region}:${account}:*`] },
  ];
  const bound = kind === "task" || (kind === "execution" && sourceConditions);
  const itself: readonly ConditionText[] = [{ operator: "ArnEquals", key: "aws:PrincipalArn", values: [role.arn] }];
  const may = (principal: { readonly kind: string; readonly name: Text }, conditions: readonly ConditionText[]) =>
    permissions(["sts:AssumeRole"], undefined, { principals: [principal], conditions, paths: [role.path] });
  return [
    ...may({ kind: "Service", name: assumers[kind] }, bound ? ofTasks : []),
    ...(selfAssume ? may({ kind: "AWS", name: text`arn:${partition}:iam::${account}:root` }, itself) : []),
  ];
}
