/** What constructs take of one another, and of resources that others have written: plain shapes, so that any binding's class fits. */
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type Late, partsOf, type Text, text } from "../iam/text";
import type { ClusterModel, Role } from "../model/model";
import { error } from "../problem";
import type { Grantable } from "./grants";
import type { PropsReader } from "./props";
import {
  callback,
  element,
  isObject,
  listOf,
  optional,
  type PropShape,
  type PropShapes,
  required,
  text as shapeOfText,
  thing,
} from "./shape";

/** An element that others can wait for. */
export type Waitable = ITerraformDependable & Construct;

/** A cluster that a construct runs in; a `Cluster` fits, and so does an `EcsCluster`. */
export interface ClusterReference {
  /** Name of the cluster. */
  readonly name: string;
  /** ARN of the cluster. Default: made from its name, in the construct's account and region. */
  readonly arn?: string;
  /** Where ECS Exec logs sessions. Default: nowhere. */
  readonly exec?: ExecLogging;
  /** What must exist before tasks start. Default: nothing. */
  readonly ready?: readonly Waitable[];
}

/** Where the ECS Exec sessions of a cluster are logged, and the key of their data channel. */
export interface ExecLogging {
  /** Name of the log group. Default: none. */
  readonly logGroup?: string;
  /** Name of the bucket. Default: none. */
  readonly bucket?: string;
  /** Key prefix in that bucket. Default: none. */
  readonly prefix?: string;
  /** ARN of the customer-managed key of the data channel. Default: none. */
  readonly key?: string;
}

/** A role that somebody else has written; a `TaskRole` or an `ExecutionRole` fits, and so does an `IamRole`. */
export interface RoleReference {
  /** ARN of the role; an `ExecutionRole` that nothing needs has none. */
  readonly arn?: string;
  /** What gives the role its permissions; tasks wait for it. Default: nothing. */
  readonly ready?: readonly Waitable[];
  /** Adds access; a `TaskRole` has it. Default: nothing can be granted to the role. */
  readonly grant?: Grantable["grant"];
  /** Tells what else gives the role its permissions after a grant. Default: nothing is ever granted. */
  readonly onGrant?: (listener: (added: readonly TerraformResource[]) => void) => void;
}

/** A role that a construct has written. */
export interface WrittenRole {
  /** ARN, as a reference to the role. */
  readonly arn: string;
  /** Name, as a reference to the role. */
  readonly name: string;
  /** ARN made from account, path and name: with a literal account it is known before the role exists, to any other stack. */
  readonly knownArn: string;
}

/** What must exist before something. */
export const waitables = listOf(element);

const anyCluster = 'pass a `Cluster`, an `EcsCluster`, or `{ name: "..." }`';

const execShape = thing("an object", "pass `{ logGroup }` or `{ bucket }`, or leave it out", {
  logGroup: optional(shapeOfText),
  bucket: optional(shapeOfText),
  prefix: optional(shapeOfText),
  key: optional(shapeOfText),
});

/** The form of what is read of a cluster. */
const clusterShapes: PropShapes<ClusterReference> = {
  name: required(shapeOfText, "`name`: the name of the cluster"),
  arn: optional(shapeOfText),
  exec: optional(execShape),
  ready: optional(waitables),
};

/** A cluster; `more` is what else is read of it. */
export function clusterShape(more: Readonly<Record<string, PropShape>> = {}) {
  return required(thing("a cluster", anyCluster, { ...clusterShapes, ...more }), anyCluster);
}

const roleShapes: PropShapes<RoleReference> = {
  arn: optional(shapeOfText),
  ready: optional(waitables),
  grant: optional(callback),
  onGrant: optional(callback),
};

/** A role that exists, or options of one to write, which the schema checks. */
export function roleShape(construct: string) {
  const cure = `pass ${construct}, an \`IamRole\`, \`{ arn: "..." }\`, or the options of a role to write`;
  const role = thing("a role", cure, roleShapes);
  const options = thing("a role", cure, {});
  return optional((value, path) => (isObject(value) && "arn" in value ? role : options)(value, path));
}

/** The attributes of a role that was written. */
export function writtenRole(element: TerraformResource, role: Pick<Role, "arn">): WrittenRole {
  return {
    arn: element.getStringAttribute("arn"),
    name: element.getStringAttribute("name"),
    knownArn: tokenString(role.arn),
  };
}

/** A text as CDKTF has it: tokens where late values are. */
export function tokenString(value: Text): string {
  return partsOf(value)
    .map((part) => (typeof part === "string" ? part : part.template))
    .join("");
}

/** The key under which a section names its cluster. */
export const clusterKey = "cluster";

/** The model of a cluster that exists, as far as services read it. Its ARN follows from its name, so that policies are known at plan time. */
export function knownCluster(
  { book, place: { place, declared } }: PropsReader,
  reference: ClusterReference | undefined,
): ClusterModel {
  const name = book.text(reference?.name ?? clusterKey, "name", ["cluster", "name"]);
  const exec = reference?.exec;
  return {
    key: clusterKey,
    name: typeof name === "string" ? name : clusterKey,
    arn: text`arn:${place.partition}:ecs:${place.region}:${place.account}:cluster/${name}`,
    path: ["cluster"],
    place,
    existing: true,
    containerInsights: "enabled",
    fargate: true,
    capacities: [],
    tags: declared.account.tags,
    ...(exec === undefined ? {} : { exec: execOf(exec, book.text(exec.key ?? "", "kms-key-arn", ["cluster", "exec", "key"])) }),
  };
}

function execOf({ logGroup, bucket, prefix }: ExecLogging, key: Text): NonNullable<ClusterModel["exec"]> {
  return {
    ...(logGroup === undefined ? {} : { logGroup }),
    ...(bucket === undefined ? {} : { bucket: { name: bucket, ...(prefix === undefined ? {} : { prefix }) } }),
    ...(key === "" ? {} : { key }),
  };
}

/** The model of a role that is only referred to; `kind` is what the model calls it, no name of it is ever written. */
export function knownRole({ book }: PropsReader, kind: "taskRole" | "executionRole", arn: string): Role {
  return {
    name: kind,
    rolePath: "/",
    arn: book.text(arn, "arn", [kind, "arn"]),
    existing: true,
    policies: "inline",
    tags: {},
    path: [kind],
  };
}

/** Whether role options are a role that exists already. */
export function isRoleReference<T extends object>(role: T | RoleReference | undefined): role is RoleReference {
  return role !== undefined && "arn" in role;
}

/** Reports texts that are tokens although names follow from them. */
export function literalName({ book, report }: PropsReader, value: string, path: readonly string[]): string {
  const name: Text | Late = book.text(value, "name", path);
  if (typeof name === "string") return name;
  const help = "write the name itself; of an `EcsCluster` it is what you gave to it, not its attribute `name`";
  report(error("wrong-type", path, "the name must be literal, because it goes into user data and names", help));
  return "unknown";
}
