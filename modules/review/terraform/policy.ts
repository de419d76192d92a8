/** The policy in an attribute of a resource. */

import { isObject } from "../../collections";
import { parseJson } from "../../iam/evaluate/json-text";
import type { Late } from "../../iam/text";
import { quote } from "../../problem";
import { type AccessDocument, type AttachedPolicies, noPolicies, plainDocument } from "../access";
import type { TerraformResource } from "./resource";

/** A policy that is written in the configuration itself: a document with late values, or an expression that nobody can read. */
export type ConfiguredPolicy =
  | { readonly policy: "document"; readonly document: unknown; readonly onlyWith: Readonly<Record<string, Late>> }
  | { readonly policy: "opaque"; readonly text: string };

/** What an attribute holds of a policy: one document, an expression, a doubt, or nothing. `name` is what people call the policy. */
export function policyIn(resource: TerraformResource, attribute: string, name: string): AttachedPolicies {
  if (resource.unknown.has(attribute)) {
    return { ...noPolicies, unknown: [`${quote(attribute)} of ${quote(resource.address)} is known after apply`] };
  }
  return policyOf(resource.values[attribute], name);
}

/** The policy of a value: JSON text, or what the reader of configurations made of it. */
export function policyOf(value: unknown, name: string): AttachedPolicies {
  if (typeof value === "string" && value.trim() !== "") return { ...noPolicies, policies: [parsed(value, name)] };
  if (!isObject(value)) return noPolicies;
  if (value.policy === "opaque") return { ...noPolicies, opaque: [String(value.text)] };
  if (value.policy !== "document") return noPolicies;
  const { document, onlyWith } = value as ConfiguredPolicy & { readonly policy: "document" };
  return { ...noPolicies, policies: [{ ...plainDocument(name, document), onlyWith: isObject(onlyWith) ? onlyWith : {} }] };
}

/** Text that is no JSON stays text, which no reader of policies takes. */
function parsed(text: string, name: string): AccessDocument {
  const json = parseJson(text);
  return plainDocument(name, json.ok ? json.value : text);
}

/** Several of them as one. */
export function together(all: readonly AttachedPolicies[]): AttachedPolicies {
  return {
    policies: all.flatMap(({ policies }) => policies),
    opaque: all.flatMap(({ opaque }) => opaque),
    unknown: all.flatMap(({ unknown }) => unknown),
  };
}
