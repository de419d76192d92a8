/** From the name, ARN or variable of a resource to its ARN. */

import { arnProblem, parseArn, regionProblem } from "../../iam/arn";
import { partitionOf } from "../../iam/partition";
import { isLate, showText, type Text, text } from "../../iam/text";
import { error, type Path, type Problem, quote } from "../../problem";
import type { ResourceReference } from "../../spec/access/item";
import type { AccountRegion } from "../identity";
import { isVariable, type ModelScope } from "../scope";
import { literalProblem } from "./literal";

/** One kind of resource: what its names and ARNs look like. */
export interface ResourceNaming {
  /** As messages call it: "table". */
  readonly called: string;
  /** The service segment of its ARN. */
  readonly service: string;
  /** The resource segment of its ARN; the first group is the name. */
  readonly resource: RegExp;
  readonly name: RegExp;
  /** What names may be, for the help: "3 to 255 letters, digits and `_.-`". */
  readonly names: string;
  /** The resource segment for a name. */
  readonly form: (name: Text) => Text;
  readonly example: string;
  /** Segments of the ARN that AWS leaves empty. */
  readonly without?: readonly ("region" | "account")[];
}

/** A resource found: its ARN, its name where known, where it lives, and what people call it. */
export interface ResolvedResource {
  readonly arn: Text;
  readonly id?: Text;
  readonly label: string;
  readonly place: AccountRegion;
}

/** Where a resource lives that is given by name, as the platform file says it. */
export interface ResourceLocation {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** Where an item is looked at: the scope, and the path of the intent's mapping. */
export interface ItemContext {
  readonly scope: ModelScope;
  readonly path: Path;
  /** The intent, for the descriptions of variables. */
  readonly intent: string;
}

/**
 * Resolves a resource of one kind. Reports `invalid-name`, `invalid-arn`, `wildcard-in-arn`, `partition-mismatch`, `invalid-region`, `invalid-value`
 * (an account or region beside an ARN, a policy variable) and what the scope reports; returns nothing then.
 */
export function find(
  reference: ResourceReference,
  option: string,
  kind: ResourceNaming,
  itemContext: ItemContext,
  at: ResourceLocation = {},
): ResolvedResource | undefined {
  const path = [...itemContext.path, option];
  const { scope } = itemContext;
  if (typeof reference === "object" && "arn" in reference) {
    if (typeof reference.arn === "string") return ofArn(reference.arn, kind, itemContext, [...path, "arn"], at);
    const place = accountRegionOf(at, itemContext);
    if (place === undefined) return undefined;
    const arn = scope.variable(reference.arn, "arn", [...path, "arn"], `ARN of the ${kind.called} of \`${itemContext.intent}\``);
    return { arn, label: reference.arn.var, place };
  }
  if (!isVariable(reference) && reference.startsWith("arn:")) return ofArn(reference, kind, itemContext, path, at);
  return ofName(reference, kind, itemContext, path, at);
}

function ofName(
  reference: Exclude<ResourceReference, { arn: unknown }>,
  kind: ResourceNaming,
  itemContext: ItemContext,
  path: Path,
  at: ResourceLocation,
): ResolvedResource | undefined {
  const { scope } = itemContext;
  const problem = isVariable(reference) ? undefined : nameProblem(reference, kind, path);
  if (problem !== undefined) scope.report(problem);
  const place = accountRegionOf(at, itemContext);
  if (problem !== undefined || place === undefined) return undefined;
  const id = isVariable(reference)
    ? scope.variable(reference, "name", path, `name of the ${kind.called} of \`${itemContext.intent}\``)
    : reference;
  return { arn: arnAt(place, kind, kind.form(id)), id, label: isVariable(reference) ? reference.var : reference, place };
}

/** The ARN of a resource segment of this kind at a place. */
export function arnAt(
  place: AccountRegion,
  { service, without = [] }: Pick<ResourceNaming, "service" | "without">,
  resource: Text,
): Text {
  const region = without.includes("region") ? "" : place.region;
  const account = without.includes("account") ? "" : place.account;
  return text`arn:${place.partition}:${service}:${region}:${account}:${resource}`;
}

function nameProblem(name: string, kind: ResourceNaming, path: Path): Problem | undefined {
  const literal = literalProblem(name, path);
  if (literal !== undefined || kind.name.test(name)) return literal;
  return error(
    "invalid-name",
    path,
    `${quote(name)} is not the name of a ${kind.called}`,
    `use ${kind.names}, or an ARN like \`${kind.example}\``,
  );
}

function ofArn(
  arn: string,
  kind: ResourceNaming,
  itemContext: ItemContext,
  path: Path,
  at: ResourceLocation,
): ResolvedResource | undefined {
  const { scope } = itemContext;
  const problem =
    arnProblem(arn, { service: kind.service, resource: kind.resource, example: kind.example, wildcards: "none" }, path) ??
    literalProblem(arn, path) ??
    elsewhereProblem(arn, at, itemContext.path) ??
    partitionProblem(arn, scope.place, path);
  const parsed = parseArn(arn);
  if (problem !== undefined || parsed === undefined) {
    if (problem !== undefined) scope.report(problem);
    return undefined;
  }
  const name = kind.resource.exec(parsed.resource)?.[1] ?? parsed.resource;
  const place = {
    account: parsed.account === "" ? scope.place.account : parsed.account,
    region: parsed.region === "" ? scope.place.region : parsed.region,
    partition: parsed.partition,
  };
  return { arn, id: name, label: name, place };
}

function elsewhereProblem(arn: string, at: ResourceLocation, path: Path): Problem | undefined {
  const option = at.account !== undefined ? "account" : at.region !== undefined ? "region" : undefined;
  if (option === undefined) return undefined;
  return error(
    "invalid-value",
    [...path, option],
    `\`${option}\` beside the ARN ${quote(arn)}`,
    "the ARN says where the resource lives; leave the option out",
  );
}

/** `partition-mismatch` when the ARN is of another partition than the service. */
export function partitionProblem(arn: string, { partition }: AccountRegion, path: Path): Problem | undefined {
  const own = parseArn(arn)?.partition;
  if (own === undefined || typeof partition !== "string" || own === partition) return undefined;
  const message = `${quote(arn)} is in partition ${quote(own)}, the service in \`${partition}\``;
  return error("partition-mismatch", path, message, "no role reaches another partition; use a resource of the service's own");
}

/** Where a resource lives that is given by name. Codes: invalid-region, partition-mismatch, unknown-reference. */
export function accountRegionOf({ account, region }: ResourceLocation, { scope, path }: ItemContext): AccountRegion | undefined {
  const problem = region === undefined ? undefined : regionOutside(region, scope.place, [...path, "region"]);
  if (problem !== undefined) scope.report(problem);
  const owner = account === undefined ? scope.place.account : scope.account(account, [...path, "account"]);
  if (problem !== undefined || owner === undefined) return undefined;
  return { account: owner, region: region ?? scope.place.region, partition: scope.place.partition };
}

function regionOutside(region: string, place: AccountRegion, path: Path): Problem | undefined {
  const problem = regionProblem(region, path);
  const partition = partitionOf(region);
  if (problem !== undefined || typeof place.partition !== "string" || partition === place.partition) return problem;
  const message = `region ${quote(region)} is in partition \`${partition}\`, the service in \`${place.partition}\``;
  return error("partition-mismatch", path, message, "no role reaches another partition; use a region of the service's own");
}

/** Where a resource lives, for items with several resources: what is given by ARN says so itself. */
export function ifNamed(reference: ResourceReference, at: ResourceLocation): ResourceLocation {
  const arn = typeof reference === "object" && "arn" in reference ? reference.arn : reference;
  return typeof arn === "string" && arn.startsWith("arn:") ? {} : at;
}

/** Like `find`, for services that know no access from other accounts: reports `cross-account-resource` as well. */
export function findHere(
  reference: ResourceReference,
  option: string,
  kind: ResourceNaming,
  itemContext: ItemContext,
  at: ResourceLocation = {},
): ResolvedResource | undefined {
  const found = find(reference, option, kind, itemContext, at);
  if (found === undefined || !isOtherAccount(found.place, itemContext.scope.place)) return found;
  const message = `${quote(found.label)} is in account \`${showText(found.place.account)}\`, the task role in \`${showText(itemContext.scope.place.account)}\``;
  const help = "this service has no access across accounts; assume a role of the other account instead (`assume-role`)";
  itemContext.scope.report(error("cross-account-resource", [...itemContext.path, option], message, help));
  return undefined;
}

/** Whether two places are certainly of different accounts; late values are never certain. */
export function isOtherAccount(left: AccountRegion, right: AccountRegion): boolean {
  return typeof left.account === "string" && typeof right.account === "string" && left.account !== right.account;
}

/** The name of a text for people: of a late value the variable's, without `var.`. */
export function labelOf(value: Text): string {
  return isLate(value) ? value.name.replace(/^var\./, "") : showText(value);
}
