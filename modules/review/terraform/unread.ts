/** What decides about access and is not read: policies of other kinds, and which role something runs with. A change of it is said, and not decided. */
import { isObject } from "../../collections";
import type { TerraformResource } from "./resource";
import { isPolicyOfKnownForm, isUnreadType } from "./resources";

/** Policies that are not read, as text by address and attribute: by the list of types that have nothing else, and by what looks like one. */
export function unreadPolicies(resource: TerraformResource): readonly (readonly [where: string, text: string])[] {
  const { address, type, values } = resource;
  if (isUnreadType(type)) return [[address, JSON.stringify(values)]];
  if (isPolicyOfKnownForm(type) || /^aws_iam_/.test(type)) return [];
  return leavesOf(values)
    .filter(([, value]) => typeof value === "string" && isPolicy(value))
    .map(([path, value]) => [`${address}: ${path}`, JSON.stringify(value)] as const);
}

/** Attributes that name a role, or a profile of one. */
const roleAttribute = /(?:^|_)(?:role|roles|role_arn|role_arns|role_name|role_names|instance_profile)$/;

/** Resources of IAM that say what a role may do and not who runs with it. */
const ofRoles = /^aws_iam_(?!instance_profile$)/;

/** Which roles something runs with, as text by address and attribute; what is known after apply is a text of its own. */
export function rolesRunWith({
  address,
  type,
  values,
  unknown,
}: TerraformResource): readonly (readonly [where: string, text: string])[] {
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

function isPolicy(text: string): boolean {
  if (!text.includes('"Statement"')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && "Statement" in value;
  } catch {
    return false;
  }
}

const MAX_DEPTH = 16;

/** Everything in a value that is no list and no mapping, by its path; texts with late values stay whole. */
function leavesOf(value: unknown, path = "", depth = 0): readonly (readonly [path: string, value: unknown])[] {
  const isWhole = !isObject(value) || "late" in value || "parts" in value;
  if ((isWhole && !Array.isArray(value)) || depth > MAX_DEPTH) return [[path, value]];
  return Object.entries(value as object).flatMap(([key, item]) =>
    leavesOf(item, path === "" ? key : `${path}.${key}`, depth + 1),
  );
}
