/** Policies of resources in somebody's Terraform. */
import { showText } from "../../iam/text";
import { type AttachedPolicies, noPolicies, type PolicyResourceType, plainDocument, type ResourceAccess } from "../access";
import { policyIn, together } from "./policy";
import { stringOf, type TerraformResource, type TerraformSide, textOf } from "./resource";

/** Where a type of resource has its policy: in itself, or as a resource that names the other one. */
interface PolicyForm {
  readonly kind: PolicyResourceType;
  readonly attribute: string;
  /** The attribute that names the resource, and the type and attribute that it may refer to. */
  readonly names: string;
  readonly of?: { readonly type: string; readonly attribute: string };
}

const forms: Readonly<Record<string, PolicyForm>> = {
  aws_ecr_repository_policy: form("repository", "repository", "aws_ecr_repository", "name"),
  aws_s3_bucket_policy: form("bucket", "bucket", "aws_s3_bucket", "bucket"),
  aws_s3_bucket: own("bucket", "bucket"),
  aws_kms_key_policy: form("key", "key_id", "aws_kms_key", "key_id"),
  aws_kms_key: own("key", "key_id"),
  aws_sqs_queue_policy: form("queue", "queue_url", "aws_sqs_queue", "url"),
  aws_sqs_queue: own("queue", "url"),
  aws_sns_topic_policy: form("topic", "arn", "aws_sns_topic", "arn"),
  aws_sns_topic: own("topic", "arn"),
  aws_secretsmanager_secret_policy: form("secret", "secret_arn", "aws_secretsmanager_secret", "arn"),
  aws_secretsmanager_secret: own("secret", "arn"),
};

function form(kind: PolicyResourceType, names: string, type: string, attribute: string): PolicyForm {
  return { kind, names, attribute: "policy", of: { type, attribute } };
}

function own(kind: PolicyResourceType, names: string): PolicyForm {
  return { kind, names, attribute: "policy" };
}

/** Whether the policies of a type are read. */
export function isPolicyOfKnownForm(type: string): boolean {
  return Object.hasOwn(forms, type) || type === "aws_lambda_permission";
}

/** The policies of resources: what several resources of Terraform say of one is together, and a policy that has a resource of its own is not counted twice. */
export function resourcesOf(side: TerraformSide): readonly ResourceAccess[] {
  const found = new Map<string, ResourceAccess & { readonly separate: boolean }>();
  for (const resource of side.resources) {
    const access = resource.type === "aws_lambda_permission" ? permission(resource, side) : resourcePolicy(resource, side);
    if (access === undefined) continue;
    const key = `${access.kind} ${access.name}`;
    const known = found.get(key);
    // AWS reports the policy in the resource too, so that both are the same.
    if (known === undefined || (access.separate && !known.separate)) found.set(key, access);
    else if (access.kind === "function") found.set(key, { ...known, ...together([known, access]) });
  }
  return [...found.values()].map(({ separate: _separate, ...access }) => access);
}

type Found = ResourceAccess & { readonly separate: boolean };

function resourcePolicy(resource: TerraformResource, side: TerraformSide): Found | undefined {
  const known = forms[resource.type];
  if (known === undefined || !Object.hasOwn(forms, resource.type)) return undefined;
  const { kind, attribute, of } = known;
  // A policy that nobody writes is AWS's own, and known when it exists.
  const isUnwritten =
    of === undefined &&
    resource.unknown.has(attribute) &&
    resource.values[attribute] === undefined &&
    !side.isWritten(resource, attribute);
  const name = ownerName(resource, known, side);
  const held = isUnwritten ? noPolicies : policyIn(resource, attribute, name);
  const isEmpty = held.policies.length + held.opaque.length + held.unknown.length === 0;
  return isEmpty ? undefined : { ...identity(resource, kind, name), ...held, separate: of !== undefined };
}

function identity(resource: TerraformResource, kind: PolicyResourceType, name: string) {
  return { kind, name, address: resource.address, ...(resource.formerly === undefined ? {} : { formerly: resource.formerly }) };
}

/** The name of the resource that a policy is on: as given, or that of the resource it refers to, whose address does where nothing is known yet. */
function ownerName(resource: TerraformResource, { names, of }: PolicyForm, side: TerraformSide): string {
  const given = stringOf(resource, names);
  if (given !== undefined && !resource.unknown.has(names)) return shortName(given);
  if (of === undefined) return plainName(resource) ?? resource.address;
  const [target, ...more] = side.targets(resource, names, [of.type]);
  if (target !== undefined && more.length === 0)
    return shortName(stringOf(target, of.attribute) ?? plainName(target) ?? target.address);
  const text = textOf(resource, names);
  return text === undefined ? resource.address : showText(text);
}

function plainName(resource: TerraformResource): string | undefined {
  return stringOf(resource, "name") ?? stringOf(resource, "bucket");
}

/** The last piece of the URL of a queue or of an ARN. */
function shortName(name: string): string {
  if (/^https?:\/\//.test(name)) return name.split("/").at(-1) ?? name;
  return /^arn:[^:]*:(?:sns|secretsmanager|kms):/.test(name) ? (name.split(/[:/]/).at(-1) ?? name) : name;
}

/** The statement that a permission of a Lambda function becomes (https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html). */
function permission(resource: TerraformResource, side: TerraformSide): Found {
  const named = stringOf(resource, "function_name");
  const [target] = named === undefined ? side.targets(resource, "function_name", ["aws_lambda_function"]) : [];
  const name = named ?? (target === undefined ? undefined : stringOf(target, "function_name")) ?? resource.address;
  const doubt = ["principal", "action"].find((attribute) => resource.unknown.has(attribute));
  const held: AttachedPolicies =
    doubt === undefined
      ? {
          ...noPolicies,
          policies: [plainDocument(resource.address, { Version: "2012-10-17", Statement: permissionStatement(resource) })],
        }
      : policyIn(resource, doubt, name);
  return { ...identity(resource, "function", name.split(":").at(-1) ?? name), ...held, separate: true };
}

function permissionStatement(resource: TerraformResource): object {
  const principal = stringOf(resource, "principal") ?? "";
  const isService = /\.(?:amazonaws\.com|aws\.internal)(?:\.cn)?$/.test(principal);
  const who = principal === "*" ? "*" : { [isService ? "Service" : "AWS"]: principal };
  const condition = (attribute: string, operator: string, key: string) => {
    const value = resource.unknown.has(attribute)
      ? { late: "string", name: `${resource.address}.${attribute}` }
      : textOf(resource, attribute);
    return value === undefined ? {} : { [operator]: { [key]: value } };
  };
  const equals = {
    ...condition("source_account", "StringEquals", "aws:SourceAccount").StringEquals,
    ...condition("principal_org_id", "StringEquals", "aws:PrincipalOrgID").StringEquals,
    ...condition("function_url_auth_type", "StringEquals", "lambda:FunctionUrlAuthType").StringEquals,
  };
  const conditions = {
    ...condition("source_arn", "ArnLike", "aws:SourceArn"),
    ...(Object.keys(equals).length === 0 ? {} : { StringEquals: equals }),
  };
  return {
    Effect: "Allow",
    Principal: who,
    Action: stringOf(resource, "action") ?? "lambda:InvokeFunction",
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}
