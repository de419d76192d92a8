/** The words in which the cases are written: two accounts, a bucket, a role, and short forms for statements and requests. */
import type { DecisionOutcome, PolicyValues, Request, Requester, RuleId } from "../../evaluate";

export const HOME = "111122223333";
export const AWAY = "444455556666";
export const BUCKET = "arn:aws:s3:::photos";
export const OBJECT = "arn:aws:s3:::photos/cat.jpg";
export const TABLE = `arn:aws:dynamodb:us-east-1:${HOME}:table/sessions`;
export const QUEUE = `arn:aws:sqs:us-east-1:${HOME}:orders`;
export const KEY = `arn:aws:kms:us-east-1:${HOME}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const ROLE = `arn:aws:iam::${HOME}:role/app/orders`;
export const SESSION = `arn:aws:sts::${HOME}:assumed-role/orders/task-1`;
export const USER = `arn:aws:iam::${HOME}:user/div/bob`;
export const FEDERATED = `arn:aws:sts::${HOME}:federated-user/bob`;
export const ROOT = `arn:aws:iam::${HOME}:root`;
export const FOREIGN_ROLE = `arn:aws:iam::${AWAY}:role/reader`;
export const FOREIGN_ROOT = `arn:aws:iam::${AWAY}:root`;

export const role: Requester = { kind: "role", arn: ROLE, session: "task-1" };
export const user: Requester = { kind: "user", arn: USER };
export const root: Requester = { kind: "root", account: HOME };
export const federatedUser: Requester = { kind: "federated-user", arn: FEDERATED, user: USER };
export const foreignRole: Requester = { kind: "role", arn: FOREIGN_ROLE, session: "s" };
export const ecsTasks: Requester = { kind: "service", name: "ecs-tasks.amazonaws.com" };
export const anybody: Requester = { kind: "anonymous" };

/** A case: what is claimed, the request, the policies, and what AWS decides. */
export interface Case {
  readonly name: string;
  readonly request: Request;
  readonly policies: PolicyValues;
  readonly outcome: DecisionOutcome;
  readonly rule?: RuleId;
}

/** Cases about one subject, with the AWS page that decides them. */
export interface Chapter {
  readonly title: string;
  readonly page: string;
  readonly cases: readonly Case[];
}

/** A policy document, or a part of one. */
export type Json = Readonly<Record<string, unknown>>;

export const document = (...statements: readonly Json[]): Json => ({ Version: "2012-10-17", Statement: statements });
export const allow = (Action: unknown, Resource: unknown = "*", more: Json = {}): Json => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
export const deny = (Action: unknown, Resource: unknown = "*", more: Json = {}): Json => ({
  Effect: "Deny",
  Action,
  Resource,
  ...more,
});
/** A statement of a resource-based policy. */
export const grant = (Principal: unknown, Action: unknown, more: Json = {}): Json => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource: "*",
  ...more,
});
export const refuse = (Principal: unknown, Action: unknown, more: Json = {}): Json => ({
  Effect: "Deny",
  Principal,
  Action,
  Resource: "*",
  ...more,
});
/** A statement of a trust policy. */
export const trust = (Principal: unknown, more: Json = {}): Json => ({
  Effect: "Allow",
  Principal,
  Action: "sts:AssumeRole",
  ...more,
});

export const everything = document(allow("*"));
export const nothing = document(deny("iam:*"));

/** A session of the role reads an object. */
export const read = (more: Partial<Request> = {}): Request => ({
  principal: role,
  action: "s3:GetObject",
  resource: OBJECT,
  resourceAccount: HOME,
  ...more,
});

const outcomes = { yes: "allowed", no: "implicitly-denied", never: "explicitly-denied" } as const;

/** `yes`, `no` for an implicit and `never` for an explicit deny. */
const decides =
  (verdict: keyof typeof outcomes) =>
  (name: string, request: Request, policies: PolicyValues, rule?: RuleId): Case => ({
    name,
    request,
    policies,
    outcome: outcomes[verdict],
    ...(rule === undefined ? {} : { rule }),
  });
export const yes = decides("yes");
export const no = decides("no");
export const never = decides("never");

/** Cases about one condition: an identity policy allows the read if and only if the condition holds. */
const onCondition =
  (verdict: "yes" | "no") =>
  (name: string, condition: Json, context: Request["context"] = {}, principal: Requester = role): Case =>
    decides(verdict)(name, read({ context, principal }), {
      identity: [document(allow("s3:GetObject", "*", { Condition: condition }))],
    });
export const holds = onCondition("yes");
export const fails = onCondition("no");
