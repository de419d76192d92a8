/** Managed resources as the readers of Terraform's JSON find them, whatever file they were in. */
import { isObject } from "../../collections";
import { showText, type Text } from "../../iam/text";

/** A resource. Strings of `values` may be texts with late values. */
export interface TerraformResource {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** The address of its module; empty for the root. */
  readonly module: string;
  /** The key of `count` or `for_each`, as JSON text; empty without. */
  readonly index: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes that are known after apply, wholly or in parts. */
  readonly unknown: ReadonlySet<string>;
  /** The address before a `moved` block. */
  readonly formerly?: string;
}

/** All resources of one side. `targets` finds the resources of some types that an attribute refers to; none where that cannot be told for certain. */
export interface TerraformSide {
  readonly resources: readonly TerraformResource[];
  readonly targets: (from: TerraformResource, attribute: string, types: readonly string[]) => readonly TerraformResource[];
  /** Whether the configuration of this side may say what an attribute is: what it certainly does not say is computed, and so is all of a state. */
  readonly isWritten: (resource: TerraformResource, attribute: string) => boolean;
}

/** Whether a value may stand for a string of the configuration. */
export function isText(value: unknown): value is Text {
  return typeof value === "string" || (isObject(value) && ("late" in value || "parts" in value));
}

/** A text attribute; undefined where it is null, absent, empty, unknown or something else. */
export function textOf(resource: TerraformResource, attribute: string): Text | undefined {
  const value = resource.values[attribute];
  return isText(value) && value !== "" ? value : undefined;
}

/** A string attribute that is known. */
export function stringOf(resource: TerraformResource, attribute: string): string | undefined {
  const value = textOf(resource, attribute);
  return typeof value === "string" ? value : undefined;
}

/** The texts of a list attribute, as people read them. */
export function stringsOf(resource: TerraformResource, attribute: string): readonly string[] {
  const value = resource.values[attribute];
  return Array.isArray(value) ? value.filter(isText).map(showText) : [];
}

/** A reference of a configuration is as good as unknown: what it refers to may be at hand. */
export function isKnown(resource: TerraformResource, attribute: string): boolean {
  return !resource.unknown.has(attribute) && typeof resource.values[attribute] === "string";
}

/** What people call a resource. */
export function nameOf(resource: TerraformResource): string {
  return stringOf(resource, "name") ?? resource.address;
}
