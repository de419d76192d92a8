/** Types of late values: a configuration does not tell what a variable holds, the platform file that it was generated from does. */
import type { LateType } from "../iam/text";
import type { Access, AccessDocument, StackAccess } from "./access";

type Types = ReadonlyMap<string, LateType>;

/** `untyped`, a side that was read from configuration, with the types that the other side gives to late values of the same names. */
export function withTypesOf(other: Access, untyped: Access): Access {
  const types = new Map<string, LateType>();
  visit(other.stacks, (name, late) => types.set(name, late));
  return types.size === 0 ? untyped : { ...untyped, stacks: untyped.stacks.map((stack) => typedStack(stack, types)) };
}

function visit(value: unknown, found: (name: string, late: LateType) => void): void {
  if (typeof value !== "object" || value === null) return;
  if ("late" in value && "name" in value) found(String(value.name), value.late as LateType);
  else for (const item of Object.values(value)) visit(item, found);
}

function typedStack(stack: StackAccess, types: Types): StackAccess {
  const document = (one: AccessDocument): AccessDocument => ({ ...one, document: typed(one.document, types) });
  return {
    ...stack,
    principals: stack.principals.map((one) => ({
      ...one,
      policies: one.policies.map(document),
      ...(one.trust === undefined ? {} : { trust: document(one.trust) }),
    })),
    resources: stack.resources.map((one) => ({ ...one, policies: one.policies.map(document) })),
  };
}

function typed(value: unknown, types: Types): unknown {
  if (Array.isArray(value)) return value.map((item) => typed(item, types));
  if (typeof value !== "object" || value === null) return value;
  if ("late" in value && "name" in value) return { ...value, late: types.get(String(value.name)) ?? value.late };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item, types)]));
}
