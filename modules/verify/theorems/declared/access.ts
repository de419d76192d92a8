/** What the items of an `access` list declare, read from the catalogue's data; how policies are built from them plays no part here. */

import { show, type Text } from "../../../iam/text";
import type { AccessItem, IntentAccess, StatementAccess } from "../../../model/access/access";
import type { AccountRegion } from "../../../model/model";
import { catalogue } from "../../../policy/catalogue";
import type { Intent, Verb } from "../../../policy/intents/intent";
import { type Demand, keyOf, type Row } from "../row";
import { demand, permit, through } from "./permit";

/** The permissions of one item, for a service at `place`. */
export function accessRows(access: AccessItem, place: AccountRegion): readonly Row[] {
  if (access.intent === "statement") return statementRows(access);
  const intent: Intent = catalogue[access.intent];
  const verbs = access.can.flatMap((name) => intent.verbs[name] ?? []);
  return [...verbs.flatMap((verb) => verbRows(access, intent, verb, place)), ...keyRows(access, intent, verbs, place)];
}

function verbRows(access: IntentAccess, intent: Intent, verb: Verb, place: AccountRegion): readonly Row[] {
  return verb.groups.flatMap(({ actions, on, limits = [], always = {}, flag }) => {
    if (flag !== undefined && !access.flags.includes(flag)) return [];
    const resources = on.flatMap((kind) => access.resources[kind] ?? []);
    const demands = [
      ...demandsOf(always),
      ...limits.flatMap((limit) => limitDemands(access, intent, limit)),
      ...ofKeyItem(access, place),
      ...untilDemand(access),
    ];
    const when = access.intent === "kms" ? access.key : undefined;
    const permission = { actions, on: on.length === 0 ? ["*"] : resources, demands, when, base: baseOf(access) };
    return permission.on.length === 0 ? [] : permit(permission, [access.path]);
  });
}

/** The shortest of an item's resources: the bucket of its objects, the table of its indexes. */
function baseOf({ resources }: IntentAccess): Text | undefined {
  const all = Object.values(resources).flat();
  return all.toSorted((left, right) => show(left).length - show(right).length)[0];
}

function demandsOf(conditions: StatementAccess["conditions"]): readonly Demand[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => demand(operator, key, values)),
  );
}

function limitDemands(access: IntentAccess, { limits = {} }: Intent, name: string): readonly Demand[] {
  const [values, how] = [access.limits[name], limits[name]];
  if (values === undefined || how === undefined) return [];
  return [demand(how.operator, how.key, values), ...demandsOf(how.and ?? {})];
}

/** A `kms` item may be narrowed to one service and to an encryption context. */
function ofKeyItem(access: IntentAccess, { partition }: AccountRegion): readonly Demand[] {
  const vias = (access.limits.via ?? []).slice(0, 1);
  const context = Object.entries(access.context ?? {});
  return [
    ...vias.map((service) => through(show(service), { region: access.place.region, partition })),
    ...context.map(([key, value]) => demand("StringEquals", `kms:EncryptionContext:${key}`, [value])),
  ];
}

function untilDemand({ until }: AccessItem): readonly Demand[] {
  return until === undefined ? [] : [demand("DateLessThan", "aws:CurrentTime", [until])];
}

/** What the verbs need on the key that encrypts the resource: there if and only if the item names one. */
function keyRows(
  access: IntentAccess,
  { encryption }: Intent,
  verbs: readonly Verb[],
  { partition }: AccountRegion,
): readonly Row[] {
  const { key } = access;
  if (encryption === undefined || key === undefined) return [];
  const needs = verbs.flatMap((verb) => verb.key ?? []);
  const actions = needs.flatMap((need) => (need.flag === undefined || access.flags.includes(need.flag) ? need.actions : []));
  const context = Object.entries(encryption.context).flatMap(([name, sources]) => {
    const values = sources.flatMap((source) => contextValues(access, source));
    return values.length === 0 ? [] : [demand("StringLike", `kms:EncryptionContext:${name}`, values)];
  });
  const demands = [through(encryption.service, { region: access.place.region, partition }), ...context, ...untilDemand(access)];
  return actions.length === 0 ? [] : permit({ actions: [...new Set(actions)], on: [key], demands, when: key }, [access.path]);
}

function contextValues(access: IntentAccess, source: string): readonly Text[] {
  if (source === "@account") return [access.place.account];
  if (source === "@id") return access.id === undefined ? [] : [access.id];
  return access.resources[source] ?? [];
}

/** A statement of the user's own declares what it says. */
function statementRows(access: StatementAccess): readonly Row[] {
  const demands = [...demandsOf(access.conditions), ...untilDemand(access)];
  return access.resources.flatMap((resource) =>
    permit({ actions: access.actions, on: [resource], demands, base: namedBy(resource) }, [access.path]),
  );
}

// `arn:aws:s3:::BUCKET/...` and `arn:...:TYPE/NAME/...`
const bucketOfObjects = /^(arn:[^:]*:s3:::[^*?$/]+)\//;
const nameBeforeWildcard = /^(arn:(?:[^:]*:){4}[^/:*?$]+[/:][^/:*?$]+)[/:]/;

/** What a resource of a statement names: the bucket of objects, the resource itself, what stands whole before a wildcard; else nothing. */
function namedBy(resource: Text): Text {
  const key = keyOf(resource);
  const bucket = bucketOfObjects.exec(key)?.[1];
  if (bucket !== undefined) return bucket;
  return /[*?]/.test(key) ? (nameBeforeWildcard.exec(key)?.[1] ?? "*") : resource;
}
