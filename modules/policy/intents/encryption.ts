/** The side of the key: what the caller needs on the customer-managed key of a resource, and nothing when there is none. */

import { viaService } from "../../iam/partition";
import { isLate, showText, type Text } from "../../iam/text";
import type { IntentAccess } from "../../model/access/access";
import type { AccountRegion } from "../../model/model";
import type { Conditions, Grant } from "../statement";
import { both, deadline, present } from "./conditions";
import type { Encryption, Intent, Verb } from "./intent";
import { resourceWord } from "./sid";

/**
 * The statement on the key, or none: one if and only if the item names a key and one of its verbs needs it. The exact key ARN, through the
 * resource's service only, with the encryption context that AWS documents. Conditional when the key may be empty.
 */
export function keyGrant(access: IntentAccess, intent: Intent, verbs: readonly Verb[], place: AccountRegion): readonly Grant[] {
  const { encryption } = intent;
  const { key } = access;
  if (encryption === undefined || key === undefined) return [];
  const actions = [...new Set(verbs.flatMap(({ key: needs = [] }) => needs).flatMap((need) => needed(access, need)))];
  if (actions.length === 0) return [];
  const via = viaService(encryption.service, access.place.region, place.partition);
  const context = contextOf(access, encryption);
  const conditions = [{ [via.operator]: { "kms:ViaService": [via.value] } }, context.conditions, deadline(access.until)].reduce(
    both,
  );
  return [
    {
      statement: {
        Sid: `${sidVerb(actions)}${intent.sid}${resourceWord(access.name)}`,
        Effect: "Allow",
        Action: actions,
        Resource: [key],
        ...present(conditions),
      },
      reason: {
        paths: [access.path],
        what: `use the customer-managed key of \`${access.name}\`${context.missing}`,
        ...(access.why === undefined ? {} : { why: access.why }),
        page: encryption.page,
      },
      ...(isLate(key) && key.mayBeEmpty ? { when: key } : {}),
    },
  ];
}

function needed(access: IntentAccess, need: { readonly actions: readonly string[]; readonly flag?: string }): readonly string[] {
  return need.flag === undefined || access.flags.includes(need.flag) ? need.actions : [];
}

function sidVerb(actions: readonly string[]): string {
  if (actions.every((action) => action === "kms:Decrypt")) return "Decrypt";
  return actions.includes("kms:Decrypt") ? "EncryptAndDecrypt" : "Encrypt";
}

function contextOf(access: IntentAccess, { context }: Encryption): { readonly conditions: Conditions; readonly missing: string } {
  const known = Object.entries(context).map(([key, sources]) => ({
    key,
    values: sources.flatMap((source) => valuesOf(access, source)),
  }));
  const missing = known.filter(({ values }) => values.length === 0).map(({ key }) => key);
  const conditions = known.filter(({ values }) => values.length > 0).map(({ key, values }) => condition(key, values));
  return {
    conditions: conditions.reduce(both, {}),
    missing:
      missing.length === 0
        ? ""
        : ` (the item does not tell the encryption context ${missing.map((key) => `\`${key}\``).join(", ")})`,
  };
}

function valuesOf(access: IntentAccess, source: string): readonly Text[] {
  if (source === "@account") return [access.place.account];
  if (source === "@id") return access.id === undefined ? [] : [access.id];
  return access.resources[source] ?? [];
}

function condition(key: string, values: readonly Text[]): Conditions {
  const operator = values.some((value) => /[*?]/.test(showText(value))) ? "StringLike" : "StringEquals";
  return { [operator]: { [`kms:EncryptionContext:${key}`]: values } };
}
