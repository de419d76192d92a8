/** The guards of every kind of resource that has some. */
import { isObject } from "../../collections";
import { showText } from "../../iam/text";
import { type TerraformResource, textOf } from "../terraform/resource";
import {
  attributeGuard,
  blockOf,
  blocksOf,
  type Guard,
  type GuardedResource,
  leveled,
  plainGuard,
  unknownGuard,
  wordsOf,
} from "./guard";
import { serviceGuards, taskDefinitionGuards } from "./task-definition";
import { userDataOfTemplate, userDataOfText } from "./user-data";

interface Form {
  /** The attribute that has the name in AWS. */
  readonly name: string;
  readonly read: (resource: TerraformResource) => readonly Guard[];
  /** The attribute that names what stands open once the resource is gone. */
  readonly of?: string;
}

const instance = (name: string): Form => ({ name, read: (one) => [...metadataGuards(one), ...userData(one)] });
const publicBlock = (name: string): Form => ({ name, of: name, read: publicAccessGuards });

const forms: Readonly<Record<string, Form>> = {
  aws_launch_template: instance("name"),
  aws_launch_configuration: instance("name"),
  aws_instance: instance("id"),
  aws_ecs_task_definition: { name: "family", read: taskDefinitionGuards },
  aws_ecs_service: { name: "name", read: serviceGuards },
  aws_ecr_repository: { name: "name", read: repositoryGuards },
  aws_s3_bucket_public_access_block: publicBlock("bucket"),
  aws_s3_account_public_access_block: publicBlock("account_id"),
  aws_s3_bucket: { name: "bucket", read: (one) => (one.values.acl === undefined ? [] : [attributeGuard(one, "acl", acls)]) },
  aws_s3_bucket_acl: {
    name: "bucket",
    read: (one) => [attributeGuard(one, "acl", acls), ...policyGuard(one, "access_control_policy")],
  },
  aws_s3_bucket_ownership_controls: { name: "bucket", of: "bucket", read: ownershipGuards },
};

/** Types of resources that have guards. */
export function isGuarded(type: string): boolean {
  return Object.hasOwn(forms, type);
}

/** A resource with its guards, or nothing where its type has none. */
export function guardedResource(resource: TerraformResource): readonly GuardedResource[] {
  const form = isGuarded(resource.type) ? forms[resource.type] : undefined;
  if (form === undefined) return [];
  const { type, address, formerly, values } = resource;
  const name = textOf(resource, form.name);
  const of = form.of === undefined ? undefined : textOf(resource, form.of);
  const written = values.dynamic === undefined ? [] : [plainGuard("dynamic blocks", values.dynamic)];
  return [
    {
      type,
      name: name === undefined ? address : showText(name),
      address,
      ...(formerly === undefined ? {} : { formerly }),
      guards: [...form.read(resource), ...written],
      askedForBy: [],
      ...(form.of === undefined ? {} : { of: of === undefined ? address : showText(of) }),
    },
  ];
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html; what is not set is decided by the account and the image. */
function metadataGuards({ values, unknown }: TerraformResource): readonly Guard[] {
  const options = blockOf(values.metadata_options) ?? {};
  const of = (name: string, guard: (value: unknown) => Guard): Guard => {
    const value = options[name];
    const isLate = (value === undefined || value === null) && unknown.has("metadata_options");
    return isLate ? unknownGuard(`metadata_options.${name}`) : guard(value);
  };
  return [
    of("http_endpoint", (value) => leveled("metadata_options.http_endpoint", value, { enabled: 1, disabled: 2 })),
    of("http_tokens", (value) => leveled("metadata_options.http_tokens", value, { optional: 0, required: 1 })),
    of("http_put_response_hop_limit", hopGuard),
    leveled("metadata_options.http_protocol_ipv6", options.http_protocol_ipv6, { enabled: 0, disabled: 1 }, "disabled"),
  ];
}

/** With more than one hop, containers on a network of their own reach the metadata of the instance. */
function hopGuard(value: unknown): Guard {
  const name = "metadata_options.http_put_response_hop_limit";
  const hops = typeof value === "number" ? value : typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
  if (hops === undefined) return value === undefined || value === null ? { name, state: "not set" } : plainGuard(name, value);
  return { name, state: String(hops), level: -hops, ...(hops > 1 ? { open: true as const } : {}) };
}

function userData(resource: TerraformResource): readonly Guard[] {
  const { values, unknown } = resource;
  return ["user_data", "user_data_base64"].flatMap((attribute) => {
    const value = values[attribute];
    if (value === undefined || value === null || value === "")
      return unknown.has(attribute) ? [unknownGuard(attribute)] : attribute === "user_data" ? userDataOfText("") : [];
    if (typeof value === "string") return userDataOfText(value);
    return userDataOfTemplate(isObject(value) && typeof value.template === "string" ? value.template : wordsOf(value));
  });
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html */
function repositoryGuards(resource: TerraformResource): readonly Guard[] {
  const levels = { MUTABLE: 0, IMMUTABLE: 2 };
  const mutability = attributeGuard(resource, "image_tag_mutability", levels, "MUTABLE");
  const filters = blocksOf(resource.values.image_tag_mutability_exclusion_filter);
  return [mutability, ...(filters.length === 0 ? [] : [plainGuard("image_tag_mutability_exclusion_filter", filters)])];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function publicAccessGuards(resource: TerraformResource): readonly Guard[] {
  return ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map((name) =>
    attributeGuard(resource, name, { true: 1, false: 0 }, "false"),
  );
}

const acls = {
  private: 1,
  "bucket-owner-read": 1,
  "bucket-owner-full-control": 1,
  "public-read": 0,
  "public-read-write": 0,
  "authenticated-read": 0,
};

function policyGuard({ values, unknown }: TerraformResource, attribute: string): readonly Guard[] {
  const blocks = blocksOf(values[attribute]);
  if (blocks.length > 0) return [plainGuard(attribute, blocks)];
  return unknown.has(attribute) && values.acl === undefined ? [unknownGuard(attribute)] : [];
}

function ownershipGuards({ values }: TerraformResource): readonly Guard[] {
  return [
    leveled("object_ownership", blockOf(values.rule)?.object_ownership, {
      ObjectWriter: 1,
      BucketOwnerPreferred: 1,
      BucketOwnerEnforced: 2,
    }),
  ];
}
