/**
 * What the service authorization reference says of actions and resources
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 * The actions that rolewright writes by itself are always there; those of statements are looked up in the whole reference.
 */

import { resourceGlob } from "../evaluate/named";
import { type Glob, glob, intersects } from "../glob";
import { showText, type Text } from "../text";
import { actions } from "./data";
import { type ActionFacts, actionsMatching, type ServiceFacts, serviceFacts } from "./reference";

/** The ARNs that an action accepts; of those in `perhaps` it is not known, nor whether there are others when it is not `complete`. */
interface Accepted {
  readonly arns: readonly string[];
  readonly perhaps: readonly string[];
  readonly complete: boolean;
}

const own = new Map(
  actions.map((line): readonly [string, Accepted] => {
    const [action = "", ...arns] = line.split(" ");
    return [action, { arns, perhaps: [], complete: true }];
  }),
);
const looked = new Map<string, Accepted | undefined>();

/** Of the action in lower case, or of every action that the pattern matches; `undefined` when there is none. */
function acceptedBy(name: string): Accepted | undefined {
  const known = own.get(name) ?? looked.get(name);
  if (known !== undefined || looked.has(name)) return known;
  const found = actionsMatching(name);
  const accepted = found.length === 0 ? undefined : union(found);
  looked.set(name, accepted);
  return accepted;
}

function union(found: readonly ActionFacts[]): Accepted {
  const arns = found.flatMap(({ name, arns: listed }) => own.get(name.toLowerCase())?.arns ?? listed ?? []);
  const open = found.filter(({ name, arns: listed }) => listed === undefined && !own.has(name.toLowerCase()));
  const newer = servicesOf(found).flatMap((service) => service.newer);
  const any = servicesOf(open).flatMap(({ prefix, arns: all }) => [`arn:*:${prefix}:*`, ...all]);
  return { arns: [...new Set(arns)], perhaps: [...newer, ...any], complete: open.length === 0 };
}

function servicesOf(found: readonly ActionFacts[]): readonly ServiceFacts[] {
  const prefixes = new Set(found.map(({ name }) => name.split(":")[0] ?? ""));
  return [...prefixes].flatMap((prefix) => serviceFacts(prefix) ?? []);
}

/** Whether AWS has an action of this name, or one that the pattern matches, by the reference; names have no case. */
export function isKnownAction(action: string): boolean {
  return action === "*" || acceptedBy(action.toLowerCase()) !== undefined;
}

/** Of the actions that are always there, those of that level. */
const managing: ReadonlySet<string> = new Set(["kms:creategrant", "rds-db:connect"]);

/** Whether AWS classes the action, or one that the pattern matches, as permissions management. */
export function managesPermissions(action: string): boolean {
  const name = action.toLowerCase();
  return own.has(name) ? managing.has(name) : actionsMatching(name).some(({ level }) => level === "permissions");
}

/**
 * Whether the action, or every action of the pattern, has no resource type, so that it is only ever granted on `*`; `undefined` when the reference
 * does not know.
 */
export function hasNoResource(action: string): boolean | undefined {
  const accepted = acceptedBy(action.toLowerCase());
  if (accepted === undefined) return undefined;
  if (accepted.arns.length > 0) return false;
  return accepted.complete ? true : undefined;
}

/**
 * Whether the action, or one of those that the pattern matches, can be on some resource of this ARN; `undefined` when the reference does not know. An
 * action with no resource type accepts `*` only. What only Terraform knows, and what a policy variable becomes, may be right.
 */
export function acceptsResource(action: string, resource: Text): boolean | undefined {
  if (resource === "*" || action === "*") return true;
  const accepted = acceptedBy(action.toLowerCase());
  if (accepted === undefined) return undefined;
  if (accepts(accepted.arns, resource)) return true;
  return accepts(accepted.perhaps, resource) ? undefined : false;
}

function accepts(arns: readonly string[], resource: Text): boolean {
  if (typeof resource !== "string") return acceptsLate(arns, resource);
  const possible = arns.filter((arn) => isOfForm(resource, arn)).map(formOf);
  const asked = partsOfArn(resource);
  return asked.isClosed
    ? possible.some((form) => isAt(form, asked) && isCalled(form, asked.name))
    : possible.some(({ whole }) => intersects(whole, resourceGlob(resource)) !== undefined);
}

/** An ARN or its form, in two: up to the colon after the account, and the rest. Closed when no wildcard could move that colon. */
interface ArnParts {
  readonly place: readonly string[];
  readonly name: string;
  readonly isClosed: boolean;
}

function partsOfArn(arn: string): ArnParts {
  const place: string[] = [];
  let from = 0;
  for (let end = arn.indexOf(":"); end !== -1 && place.length < 5; end = arn.indexOf(":", from)) {
    place.push(arn.slice(from, end));
    from = end + 1;
  }
  const open = arn.search(/[*?$]/);
  return { place, name: arn.slice(from), isClosed: place.length === 5 && (open === -1 || open >= from) };
}

/** The form of an ARN: the pieces of its name between the stars, the name as a glob, and all of it as one. */
interface Form extends ArnParts {
  readonly pieces: readonly string[];
  readonly names: Glob;
  readonly whole: Glob;
}

const forms = new Map<string, Form>();

/** Regions and accounts may be empty, names have a letter at least; those of buckets have three (https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html). */
function formOf(arn: string): Form {
  const known = forms.get(arn);
  if (known !== undefined) return known;
  const parts = partsOfArn(arn);
  const name = `${arn.includes(":s3:::") ? "??" : ""}${parts.name.replaceAll("*", "?*")}`;
  const whole = glob([...parts.place, name].join(":"));
  const made = { ...parts, pieces: parts.name.split("*"), names: glob(name), whole };
  forms.set(arn, made);
  return made;
}

function isAt({ place }: Form, asked: ArnParts): boolean {
  return place.every((segment, index) => segment === "*" || segment === asked.place[index]);
}

/** Whether a name, or one that a pattern writes, is of the form. */
function isCalled({ pieces, names }: Form, name: string): boolean {
  return isPlainlyCalled(pieces, name) || (/[*?$]/.test(name) && intersects(names, resourceGlob(name)) !== undefined);
}

/** The common case at once: between the stars, the form is found in the name piece by piece. */
function isPlainlyCalled([first = "", ...rest]: readonly string[], name: string): boolean {
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const [index, piece] of rest.entries()) {
    // No name is empty.
    const at = index === rest.length - 1 ? Math.max(name.length - piece.length, from + 1) : name.indexOf(piece, from + 1);
    if (at === -1 || !name.startsWith(piece, at)) return false;
    from = at + piece.length;
  }
  return from === name.length;
}

/** A late value may be anything, also several segments. */
function acceptsLate(arns: readonly string[], resource: Text): boolean {
  const open = withoutVariables(showText(resource), "*");
  return arns.some((arn) => intersects(glob(arn), resourceGlob(open)) !== undefined);
}

/** The names of buckets and tables have no slash: what has one is an object, an index or a stream. A slash within `${...}` is no path. */
function isOfForm(resource: string, arn: string): boolean {
  const plain = resource.includes("${") ? withoutVariables(resource, "x") : resource;
  if (arn === "arn:*:s3:::*") return !/^[^*?]*:::[^*?]*\//.test(plain);
  return !(arn.endsWith(":table/*") && /:table\/[^*?/]*\//.test(plain));
}

function withoutVariables(text: string, by: string): string {
  return text.replaceAll(/\$\{[^}]*\}/g, by);
}
