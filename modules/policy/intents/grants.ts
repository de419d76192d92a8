/** From an item and its intent to statements: one for each distinct pair of resources and conditions. */

import { groupByContent } from "../../collections";
import { viaService } from "../../iam/partition";
import { isLate, showText, type Text } from "../../iam/text";
import type { IntentAccess } from "../../model/access/access";
import type { AccountRegion } from "../../model/model";
import type { Conditions, Grant } from "../statement";
import { both, deadline, present } from "./conditions";
import { keyGrant } from "./encryption";
import type { ActionGroup, Intent, Verb } from "./intent";
import { resourceWord } from "./sid";

interface Part {
  readonly verb: Verb;
  readonly group: ActionGroup;
  readonly resources: readonly Text[];
  readonly conditions: Conditions;
}

/** Statements of an item with an intent of the catalogue, the key's last. */
export function intentGrants(access: IntentAccess, intent: Intent, place: AccountRegion): readonly Grant[] {
  const verbs = access.can.flatMap((name) => intent.verbs[name] ?? []);
  const parts = verbs.flatMap((verb) => verb.groups.flatMap((group) => part(access, intent, verb, group, place)));
  const grants = sameReach(parts).map((same) => grant(access, intent, same));
  return [...grants, ...keyGrant(access, intent, verbs, place)];
}

function part(access: IntentAccess, intent: Intent, verb: Verb, group: ActionGroup, place: AccountRegion): Part[] {
  if (group.flag !== undefined && !access.flags.includes(group.flag)) return [];
  const resources = group.on.length === 0 ? ["*"] : group.on.flatMap((kind) => access.resources[kind] ?? []);
  if (resources.length === 0) return [];
  const limits = (group.limits ?? []).map((name) => limit(access, intent, name));
  const conditions = [group.always ?? {}, ...limits, ofKey(access, place), deadline(access.until)].reduce(both);
  return [{ verb, group, resources, conditions }];
}

function limit(access: IntentAccess, intent: Intent, name: string): Conditions {
  const values = access.limits[name];
  const how = intent.limits?.[name];
  if (values === undefined || how === undefined) return {};
  return both({ [how.operator]: { [how.key]: values } }, how.and ?? {});
}

/** The conditions that a `kms` item may carry: calls through one service, and an encryption context. */
function ofKey(access: IntentAccess, place: AccountRegion): Conditions {
  const [service] = access.limits.via ?? [];
  const via = service === undefined ? undefined : viaService(showText(service), access.place.region, place.partition);
  const context = Object.entries(access.context ?? {}).map(([key, value]) => [`kms:EncryptionContext:${key}`, [value]] as const);
  return both(
    via === undefined ? {} : { [via.operator]: { "kms:ViaService": [via.value] } },
    context.length === 0 ? {} : { StringEquals: Object.fromEntries(context) },
  );
}

/** Parts with equal resources and conditions become one statement: the same rights in fewer characters. */
function sameReach(parts: readonly Part[]): readonly (readonly Part[])[] {
  return groupByContent(parts, ({ resources, conditions }) => [resources, conditions]);
}

function grant(access: IntentAccess, intent: Intent, same: readonly Part[]): Grant {
  const wildcard = wildcardReason(access, intent, same);
  const does = [...new Set(same.map(({ verb }) => verb.does))].join(", ");
  return {
    statement: {
      Sid: `${sidWords(same)}${intent.sid}${resourceWord(access.name)}`,
      Effect: "Allow",
      Action: [...new Set(same.flatMap(({ group }) => group.actions))],
      Resource: same[0]?.resources ?? [],
      ...present(same[0]?.conditions ?? {}),
    },
    reason: {
      paths: [access.path],
      what: access.name === "" ? does : `${does} \`${access.name}\``,
      ...(wildcard === undefined ? {} : { wildcard }),
      ...(access.why === undefined ? {} : { why: access.why }),
      page: intent.page,
    },
    ...conditionalOn(access),
  };
}

/** The words of a Sid: those of the verbs, and those of action groups whose verb has its word elsewhere. */
function sidWords(parts: readonly Part[]): string {
  const verbs = new Set(parts.filter(({ group }) => group.sid === undefined).map(({ verb }) => verb.sid));
  return [...new Set(parts.map(({ group, verb }) => (verbs.has(verb.sid) ? verb.sid : (group.sid ?? verb.sid))))].join("");
}

function wildcardReason(access: IntentAccess, intent: Intent, same: readonly Part[]): string | undefined {
  const kinds = new Set(same.flatMap(({ group }) => group.on));
  if (kinds.size === 0) return intent.wildcard;
  const open = [...kinds].filter((kind) => access.resources[kind]?.some((arn) => showText(arn).endsWith("*")));
  const reasons = new Set(open.flatMap((kind) => intent.resources[kind]?.wildcard ?? []));
  return reasons.size === 0 ? undefined : [...reasons].join("; ");
}

/** A `kms` item whose key may be empty is nothing at all then. */
function conditionalOn(access: IntentAccess): Pick<Grant, "when"> {
  const key = access.intent === "kms" ? access.key : undefined;
  return key !== undefined && isLate(key) && key.mayBeEmpty ? { when: key } : {};
}
