/** What decides about access and is not read: policies of other kinds, and which role something runs with. A change of it is said, and not decided. */
import { isObject } from "../../collections";
import { showText } from "../../iam/text";
import { accessAttributes } from "./access-attributes";
import { readTypes } from "./principals";
import { isText, type TerraformResource, type TerraformSide } from "./resource";
import { isPolicyOfKnownForm } from "./resources";

/** Paths of attributes by type, of every type of the provider that decides about access; `*` is the whole resource. */
const pathsByType: ReadonlyMap<string, readonly string[]> = new Map(
  accessAttributes
    .flatMap((line) => line.split(" "))
    .map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1).split(",")]),
);

type Unread = readonly (readonly [where: string, text: string])[];

/**
 * What decides about access and is not read, as text by address and attribute: by the list of the provider's types, and by what looks like a policy. What is
 * known after apply is a text of its own.
 */
export function unreadPolicies(resource: TerraformResource, side: TerraformSide): Unread {
  const { address, type, values, unknown } = resource;
  if (isPolicyOfKnownForm(type) || readTypes.has(type)) return [];
  const listed = pathsByType.get(type) ?? [];
  if (listed.includes("*")) return [[address, JSON.stringify([Object.entries(values), [...unknown]].map(withoutLabels))]];
  const known = leavesOf(values).filter(
    ([path, value]) => isGiven(value) && (isListed(path, listed) ? maySay(value) : isPolicy(value)),
  );
  const late = [...unknown].filter((name) => isLate(name, listed, pathsByType.has(type)) && side.isWritten(resource, name));
  return [
    ...known.map(([path, value]) => [`${address}: ${path}`, JSON.stringify(value)] as const),
    ...late.map((name) => [`${address}: ${name}`, "known after apply"] as const),
  ];
}

/** What says nothing of access: tags, the id that the provider gives, how long to wait. */
const labels: ReadonlySet<string> = new Set(["tags", "tags_all", "id", "timeouts"]);

function withoutLabels(names: readonly (string | readonly [string, unknown])[]): unknown {
  return names.filter((one) => !labels.has(typeof one === "string" ? one : one[0])).sort();
}

/** Whether a leaf is at or below one of the paths, numbers of lists left out. */
function isListed(path: string, listed: readonly string[]): boolean {
  const plain = path.split(".").filter((name) => !/^\d+$/.test(name));
  return listed.some((one) => one.split(".").every((name, index) => plain[index] === name));
}

/** An attribute, or a block in which it stands; of a type that nobody knows, by its name. */
function isLate(name: string, listed: readonly string[], isKnownType: boolean): boolean {
  if (isKnownType) return listed.some((one) => one.split(".")[0] === name);
  return /(?:^|_)polic(?:y|ies)(?:_document)?$/.test(name) && !/^(?:ssl|tls|security)_/.test(name);
}

/** JSON that is certainly no policy of access: a lifecycle policy has rules and no statements. */
function maySay(value: unknown): boolean {
  const json = typeof value === "string" ? objectOf(value) : documentOf(value);
  return json === undefined || "Statement" in json;
}

/** Attributes that name a role, or a profile of one. */
const roleAttribute = /(?:^|_)(?:role|roles|role_arn|role_arns|role_name|role_names|instance_profile(?:_arn|_name)?)$/;

/** Resources of IAM that say what a role may do and not who runs with it. */
const ofRoles = /^aws_iam_(?!instance_profile$)/;

/** Which roles something runs with, as text by address and attribute; what is known after apply is a text of its own. */
export function rolesRunWith({ address, type, values, unknown }: TerraformResource): Unread {
  if (ofRoles.test(type)) return [];
  const known = leavesOf(values).filter(
    ([path, value]) => path.split(".").some((name) => roleAttribute.test(name)) && isGiven(value),
  );
  const late = [...unknown].filter((name) => roleAttribute.test(name));
  return [
    ...known.map(([path, value]) => [`${address}: ${path}`, JSON.stringify(value)] as const),
    ...late.map((name) => [`${address}: ${name}`, "known after apply"] as const),
  ];
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== "" && value !== undefined;
}

/** The document that a configuration writes out, where it was read. */
function documentOf(value: unknown): object | undefined {
  return isObject(value) && value.policy === "document" && isObject(value.document) ? value.document : undefined;
}

/** JSON with statements, or an expression that makes such. */
function isPolicy(value: unknown): boolean {
  if (isConfigured(value)) return "Statement" in (documentOf(value) ?? { Statement: "" });
  if (typeof value !== "string") return isText(value) && /\bStatement\b/.test(showText(value));
  return value.includes('"Statement"') && "Statement" in (objectOf(value) ?? {});
}

/** What the reader of configurations made of a policy: a document, or an expression that nobody can read. */
function isConfigured(value: unknown): boolean {
  return isObject(value) && (value.policy === "document" || value.policy === "opaque");
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const MAX_DEPTH = 16;

/** Everything in a value that is no list and no mapping, by its path; texts with late values stay whole. */
function leavesOf(value: unknown, path = "", depth = 0): readonly (readonly [path: string, value: unknown])[] {
  const isWhole = !isObject(value) || "late" in value || "parts" in value || isConfigured(value);
  if ((isWhole && !Array.isArray(value)) || depth > MAX_DEPTH) return [[path, value]];
  return Object.entries(value as object).flatMap(([key, item]) =>
    leavesOf(item, path === "" ? key : `${path}.${key}`, depth + 1),
  );
}
