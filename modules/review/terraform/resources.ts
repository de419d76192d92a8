/** Policies of resources in somebody's Terraform. */
import { groupBy } from "../../collections";
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

/** A policy, and what it is on, told as exactly as the side tells it: by its ARN or URL, or by the address of the resource. */
interface Found {
  readonly access: ResourceAccess;
  readonly on: string;
  readonly separate: boolean;
}

/**
 * The policies of resources. One that is listed in a resource because a resource of its own manages it is not counted twice; permissions of one function are
 * together. Whatever else is called the same is kept beside it.
 */
export function resourcesOf(side: TerraformSide): readonly ResourceAccess[] {
  const found = side.resources.flatMap((resource) => policyOn(resource, side) ?? []);
  const managed = new Set(found.filter(({ separate }) => separate).map(({ on }) => on));
  const kept = found.filter(({ separate, on }) => separate || !managed.has(on));
  const groups = groupBy(kept, ({ access, on }) => (access.kind === "function" ? on : access.address));
  return [...groups.values()].flatMap((group) => {
    const all = group.map(({ access }) => access);
    return all.slice(0, 1).map((first) => ({ ...first, ...together(all) }));
  });
}

function policyOn(resource: TerraformResource, side: TerraformSide): Found | undefined {
  return resource.type === "aws_lambda_permission" ? permission(resource, side) : resourcePolicy(resource, side);
}

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
  const { name, id } = ownerOf(resource, known, side);
  const held = isUnwritten ? noPolicies : policyIn(resource, attribute, name);
  const isEmpty = held.policies.length + held.opaque.length + held.unknown.length === 0;
  if (isEmpty) return undefined;
  return { access: { ...identity(resource, kind, name), ...held }, on: `${kind} ${id}`, separate: of !== undefined };
}

function identity(resource: TerraformResource, kind: PolicyResourceType, name: string) {
  return { kind, name, address: resource.address, ...(resource.formerly === undefined ? {} : { formerly: resource.formerly }) };
}

/** What a policy is on: as given, or what it refers to, whose address does where nothing is known yet. `name` is short; two things may share it. */
function ownerOf(resource: TerraformResource, { names, of }: PolicyForm, side: TerraformSide): { name: string; id: string } {
  const given = stringOf(resource, names);
  if (given !== undefined && !resource.unknown.has(names)) return { name: shortName(given), id: idOf(given) };
  const [target, ...more] = of === undefined ? [resource] : side.targets(resource, names, [of.type]);
  if (target !== undefined && more.length === 0) {
    const known = of === undefined ? undefined : stringOf(target, of.attribute);
    return { name: shortName(known ?? plainName(target) ?? target.address), id: idOf(known ?? target.address) };
  }
  const text = textOf(resource, names);
  const shown = text === undefined ? resource.address : showText(text);
  return { name: shown, id: shown };
}

/** A key is named by its id as well as by its ARN; of everything else the same thing is called the same. */
function idOf(given: string): string {
  return given.startsWith("arn:") && given.split(":")[2] === "kms" ? shortName(given) : given;
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
  const access = { ...identity(resource, "function", name.split(":").at(-1) ?? name), ...held };
  return { access, on: `function ${name}`, separate: true };
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
