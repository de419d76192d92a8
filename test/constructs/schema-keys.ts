/** Where the schema of the platform file takes a customer-managed key. */
import type { z } from "zod";
import { keyReference } from "../../modules/spec/scalar";

type Schema = z.core.$ZodTypes;

/** Every description of the one key type shares its options. */
const keyOptions = (keyReference as unknown as { readonly _zod: { readonly def: { readonly options: unknown } } })._zod.def
  .options;

/**
 * The paths of all keys: `*` for names and items, `{secret}` where a mapping may have other options instead. An option that is called `key` counts
 * whatever its type is, so that none goes unseen.
 */
export function keyPlaces(schema: z.core.$ZodType, path = ""): readonly string[] {
  const { def } = (schema as Schema)._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
      return keyPlaces(def.innerType, path);
    case "union": {
      if (def.options === keyOptions) return [path];
      const mappings = def.options.filter((option) => (option as Schema)._zod.def.type === "object");
      return def.options.flatMap((option) => keyPlaces(option, mappings.length > 1 ? `${path}${required(option)}` : path));
    }
    case "array":
      return keyPlaces(def.element, `${path}.*`);
    case "record":
      return keyPlaces(def.valueType, `${path}.*`);
    case "object":
      return Object.entries(def.shape).flatMap(([name, option]) => {
        const at = path === "" ? name : `${path}.${name}`;
        const found = keyPlaces(option, at);
        return found.length === 0 && /^(?:kms)?key$/i.test(name) ? [at] : found;
      });
    default:
      return [];
  }
}

/** What tells a mapping from the others of its union. */
function required(schema: z.core.$ZodType): string {
  const { def } = (schema as Schema)._zod;
  if (def.type !== "object") return "";
  return `{${Object.entries(def.shape).find(([, option]) => (option as Schema)._zod.def.type !== "optional")?.[0]}}`;
}
