/** What the items of an `access` list declare, read from the catalogue's data; how policies are built from them plays no part here. */

import type { ConditionText } from "../../../iam/difference";
import { showText, type Text } from "../../../iam/text";
import type { AccessItem, IntentAccess, StatementAccess } from "../../../model/access/access";
import type { AccountRegion } from "../../../model/model";
import { catalogue } from "../../../policy/catalogue";
import type { Intent, Verb } from "../../../policy/intents/intent";
import type { TracedPermission } from "../traced-permission";
import { condition, permit, through } from "./permit";

/** The permissions of one item, for a service at `place`. */
export function accessPermissions(access: AccessItem, place: AccountRegion): readonly TracedPermission[] {
  if (access.intent === "statement") return statementPermissions(access);
  const intent: Intent = catalogue[access.intent];
  const verbs = access.can.flatMap((name) => intent.verbs[name] ?? []);
  return [
    ...verbs.flatMap((verb) => verbPermissions(access, intent, verb, place)),
    ...keyPermissions(access, intent, verbs, place),
  ];
}

function verbPermissions(access: IntentAccess, intent: Intent, verb: Verb, place: AccountRegion): readonly TracedPermission[] {
  return verb.groups.flatMap(({ actions, on, limits = [], always = {}, flag }) => {
    if (flag !== undefined && !access.flags.includes(flag)) return [];
    const resources = on.flatMap((kind) => access.resources[kind] ?? []);
    // of a bucket only that tells the account
    const [owner] = access.limits.owner ?? [];
    const conditions = [
      ...conditionsOf(always),
      ...limits.flatMap((limit) => limitConditions(access, intent, limit)),
      ...ofKeyItem(access, place),
      ...untilCondition(access),
    ];
    const when = access.intent === "kms" ? access.key : undefined;
    const all = on.length === 0 ? ["*"] : resources;
    return all.flatMap((resource) =>
      permit({ actions, on: [resource], conditions, when, base: baseOf(access, resource), owner }, [access.path]),
    );
  });
}

/** The shortest of an item's resources: the table of its indexes, the bucket of its objects. Of objects with a prefix the prefix is named. */
function baseOf({ intent, limits, resources }: IntentAccess, resource: Text): Text | undefined {
  const all = Object.values(resources).flat();
  const [shortest] = all.toSorted((left, right) => showText(left).length - showText(right).length);
  const hasPrefix = intent === "s3" && limits.prefix !== undefined && /\/.*\*$/.test(showText(resource));
  return hasPrefix ? undefined : shortest;
}

function conditionsOf(conditions: StatementAccess["conditions"]): readonly ConditionText[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => condition(operator, key, values)),
  );
}

function limitConditions(access: IntentAccess, { limits = {} }: Intent, name: string): readonly ConditionText[] {
  const [values, how] = [access.limits[name], limits[name]];
  if (values === undefined || how === undefined) return [];
  return [condition(how.operator, how.key, values), ...conditionsOf(how.and ?? {})];
}

/** A `kms` item may be narrowed to one service and to an encryption context. */
function ofKeyItem(access: IntentAccess, { partition }: AccountRegion): readonly ConditionText[] {
  const vias = (access.limits.via ?? []).slice(0, 1);
  const context = Object.entries(access.context ?? {});
  return [
    ...vias.map((service) => through(showText(service), { region: access.place.region, partition })),
    ...context.map(([key, value]) => condition("StringEquals", `kms:EncryptionContext:${key}`, [value])),
  ];
}

function untilCondition({ until }: AccessItem): readonly ConditionText[] {
  return until === undefined ? [] : [condition("DateLessThan", "aws:CurrentTime", [until])];
}

/** What the verbs need on the key that encrypts the resource: there if and only if the item names one. */
function keyPermissions(
  access: IntentAccess,
  { encryption }: Intent,
  verbs: readonly Verb[],
  { partition }: AccountRegion,
): readonly TracedPermission[] {
  const { key } = access;
  if (encryption === undefined || key === undefined) return [];
  const needs = verbs.flatMap((verb) => verb.key ?? []);
  const actions = needs.flatMap((need) => (need.flag === undefined || access.flags.includes(need.flag) ? need.actions : []));
  const context = Object.entries(encryption.context).flatMap(([name, sources]) => {
    const values = sources.flatMap((source) => contextValues(access, source));
    return values.length === 0 ? [] : [condition("StringLike", `kms:EncryptionContext:${name}`, values)];
  });
  const conditions = [
    through(encryption.service, { region: access.place.region, partition }),
    ...context,
    ...untilCondition(access),
  ];
  return actions.length === 0 ? [] : permit({ actions: [...new Set(actions)], on: [key], conditions, when: key }, [access.path]);
}

function contextValues(access: IntentAccess, source: string): readonly Text[] {
  if (source === "@account") return [access.place.account];
  if (source === "@id") return access.id === undefined ? [] : [access.id];
  return access.resources[source] ?? [];
}

/** A statement of the user's own declares what it says. */
function statementPermissions(access: StatementAccess): readonly TracedPermission[] {
  const conditions = [...conditionsOf(access.conditions), ...untilCondition(access)];
  return access.resources.flatMap((resource) => permit({ actions: access.actions, on: [resource], conditions }, [access.path]));
}
