/** The resources that a question is about: what a name stands for, given the action. */

import { acceptsResource } from "../../iam/actions/table";
import { showText, type Text, text } from "../../iam/text";
import type { Target } from "../../model/expectation";
import type { NamedResource } from "../../model/named-resources";
import type { ProvenRole } from "../theorems/proven-role";
import { keyOf } from "../theorems/traced-permission";

/** Whether a name stands for the thing itself, or for the thing and everything in it. */
export type Extent = "itself" | "with-parts";

/** Service prefixes of actions on resources whose ARNs have another one. */
const prefixes: Readonly<Record<string, string>> = {
  "rds-data": "rds",
  "kafka-cluster": "kafka",
  sts: "iam",
  "execute-api": "execute-api",
};

/**
 * The resources of a target for an action, as a policy would write them. A pattern is itself. A name is the thing of that name that the action is about:
 * itself, or where the action is about parts only (objects of a bucket) all of these; with its parts for a claim about everything in it. Of several
 * things the nearest to the role count for `itself`: those of its own services, of its stack, of the platform. Empty when nothing of that name is of the
 * action's service.
 */
export function askedOf(target: Target, action: string, extent: Extent, near: ProvenRole | undefined): readonly Text[] {
  if (target.kind === "pattern") return [escaped(target.text)];
  const fitting = target.things.filter((thing) => isOfService(thing, action));
  const meant = extent === "itself" ? nearest(fitting, near) : fitting;
  const all = meant.flatMap((thing) =>
    target.rest === "" ? within(thing, action, extent) : [text`${thing.arn}/${escaped(target.rest)}`],
  );
  return [...new Map(all.map((resource) => [keyOf(resource), resource])).values()];
}

/** Policy variables are no part of a question: `$` is a letter of it. */
function escaped(pattern: string): string {
  return pattern.replaceAll("$", () => "${$}");
}

function isOfService({ arn }: NamedResource, action: string): boolean {
  const prefix = action.split(":")[0]?.toLowerCase() ?? "";
  const [, , service = ""] = showText(arn).split(":");
  // a late ARN may be of any service
  return /[*?]/.test(prefix) || !showText(arn).startsWith("arn:") || service === (prefixes[prefix] ?? prefix);
}

function nearest(things: readonly NamedResource[], near: ProvenRole | undefined): readonly NamedResource[] {
  const own = things.filter(
    ({ service, stack }) => stack === near?.stack.name && service !== undefined && near.services.includes(service),
  );
  const local = things.filter(({ stack }) => stack === near?.stack.name);
  return own.length > 0 ? own : local.length > 0 ? local : things;
}

function within({ arn, more }: NamedResource, action: string, extent: Extent): readonly Text[] {
  const parts = partsOf(arn);
  const fits = (resource: Text): boolean => acceptsResource(action, resource) !== false;
  if (extent === "with-parts") return [arn, ...parts, ...more].filter(fits);
  if (fits(arn)) return [arn];
  const fitting = parts.filter((part) => acceptsResource(action, part) === true);
  return fitting.length > 0 ? fitting : more.filter(fits);
}

/** What is within a resource: objects of a bucket, indexes and streams of a table, consumers of a stream, log streams of a group. */
function partsOf(arn: Text): readonly Text[] {
  const shown = showText(arn);
  if (/^arn:[^:]*:(?:s3|dynamodb|kinesis):/.test(shown)) return [text`${arn}/*`];
  return shown.includes(":log-group:") ? [text`${arn}:*`] : [];
}
