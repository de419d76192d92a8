/** Settings that keep access away beside policies: what is read of a resource, whatever file it was in. */
import { isObject } from "../../collections";
import { showText } from "../../iam/text";
import { isText, type TerraformResource } from "../terraform/resource";

/** A setting and its state. States of one name are compared by level, where both have one, else by their text. */
export interface Guard {
  readonly name: string;
  /** In words: `required`, `not set`. */
  readonly state: string;
  /** What tells states apart, where that is more than `state` says. */
  readonly text?: string;
  /** The higher, the better guarded; absent where states cannot be ordered. */
  readonly level?: number;
  /** It guards nothing: a new resource with it is worth a look. */
  readonly open?: true;
  /** Only Terraform will know. */
  readonly unknown?: true;
  /** What it counts as where a resource does not mention it. */
  readonly otherwise?: { readonly state: string; readonly level: number };
}

/** A resource with its guards. */
export interface GuardedResource {
  readonly type: string;
  readonly name: string;
  readonly address: string;
  readonly formerly?: string;
  readonly account?: string;
  readonly guards: readonly Guard[];
  /** Where the platform file asks for it. */
  readonly askedForBy: readonly string[];
  /** What it guards, where without the resource that stands open: a bucket, by its name or what stands for it. */
  readonly of?: string;
}

/** The guard of an attribute that is known after apply. */
export function unknownGuard(name: string): Guard {
  return { name, state: "known after apply", unknown: true };
}

/** Something that is let out of its container, or in from outside, and is not there otherwise. */
export function opening(name: string): Guard {
  return { name, state: "yes", level: 0, open: true, otherwise: { state: "no", level: 1 } };
}

/** A state that has no order. */
export function plainGuard(name: string, value: unknown): Guard {
  return { name, state: wordsOf(value) };
}

/** How good each known state of a setting is; nought guards nothing. */
export type Levels = Readonly<Record<string, number>>;

/** The guard of an attribute with known states; `unset` is the state that counts where it is not written. */
export function leveled(name: string, value: unknown, levels: Levels, unset?: string): Guard {
  const given = value === undefined || value === null || value === "" ? unset : value;
  if (given === undefined) return { name, state: "not set" };
  const state = wordsOf(given);
  const level = typeof given === "object" || !Object.hasOwn(levels, state) ? undefined : levels[state];
  return { name, state, ...(level === undefined ? {} : { level }), ...(level === 0 ? { open: true as const } : {}) };
}

/** The guard of a top-level attribute of a resource. */
export function attributeGuard({ values, unknown }: TerraformResource, attribute: string, levels: Levels, unset?: string): Guard {
  const value = values[attribute];
  const isMissing = value === undefined || value === null;
  return isMissing && unknown.has(attribute) ? unknownGuard(attribute) : leveled(attribute, value, levels, unset);
}

/** A block, which one syntax writes as a list of one. */
export function blockOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const body: unknown = Array.isArray(value) ? value[0] : value;
  return isObject(body) ? body : undefined;
}

/** All blocks of one name. */
export function blocksOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A value of a resource in words. */
export function wordsOf(value: unknown): string {
  if (isText(value)) return showText(value);
  return JSON.stringify(value) ?? "not set";
}
