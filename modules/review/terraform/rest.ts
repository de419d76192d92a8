/** What a configuration says besides the policies that are compared by their meaning: for edits of which only this much can be said, the same or not. */
import { isObject } from "../../collections";
import { isPolicyOfKnownForm } from "./resources";

/**
 * The text of each resource, data source and other block by its address; equal for equal content, whatever the order of arguments, and without comments. The
 * policies of IAM and of resources whose policies are read are left out.
 */
export function restOf(configuration: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(configuration).flatMap(([kind, value]) => {
      const hasAddresses = (kind === "resource" || kind === "data") && isObject(value);
      return hasAddresses ? addressesIn(kind, value) : [[kind, JSON.stringify(sorted(value))] as const];
    }),
  );
}

function addressesIn(
  kind: string,
  types: Readonly<Record<string, unknown>>,
): readonly (readonly [address: string, text: string])[] {
  return Object.entries(types).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).map(([name, body]) => {
      const content = isComparedByMeaning(kind, type) ? withoutPolicies(body) : body;
      return [`${kind === "data" ? "data." : ""}${type}.${name}`, JSON.stringify(sorted(content))] as const;
    }),
  );
}

/** Addresses of what is on one side only, or not the same on both. */
export function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((address) => one.get(address) !== other.get(address)).sort();
}

function isComparedByMeaning(kind: string, type: string): boolean {
  return (
    kind === "resource" &&
    (/^aws_iam_(?:role|user|group|policy|role_policy|user_policy|group_policy)$/.test(type) || isPolicyOfKnownForm(type))
  );
}

function withoutPolicies(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutPolicies);
  if (!isObject(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== "policy" && name !== "assume_role_policy"));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sorted(item)] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
