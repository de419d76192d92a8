/** What an attribute that is known after apply refers to, from the configuration that a plan carries. */
import { groupBy, isObject } from "../../collections";
import type { TerraformResource, TerraformSide } from "./resource";

/** Finds the resources, of some types, that an attribute of a resource refers to. */
type Targets = (resources: readonly TerraformResource[]) => TerraformSide["targets"];

/** Where a reference stands: in a module, and in which instance of a resource. */
interface Standpoint {
  readonly module: string;
  readonly index: string;
}

/** Chains of variables and outputs are short; a circle is none. */
const MAX_STEPS = 20;

/**
 * The references of a plan's configuration: through variables of modules and outputs of modules, to the same instance where there are several. Empty where a
 * reference goes through a local value or leads to several things.
 */
export function referencesOf(configuration: unknown): Targets {
  const root = field(configuration, "root_module");
  return (resources) => {
    const byName = instancesByName(resources);
    return (from, attribute, types) => {
      const instances = (name: string, at: Standpoint) => instanceOf(byName.get(`${at.module}\n${name}`) ?? [], at.index);
      const find = (references: readonly string[], at: Standpoint, steps: number): readonly TerraformResource[] =>
        references.flatMap((reference) => {
          const [first = "", second = ""] = reference.split(/[.[]/);
          if (types.includes(first)) return instances(`${first}.${second}`, at);
          const next = first === "var" || first === "module" ? stepFrom(root, reference, at) : undefined;
          return next === undefined || steps >= MAX_STEPS ? [] : find(next.references, next.at, steps + 1);
        });
      return [...new Set(find(configuredReferences(root, from, attribute), from, 0))];
    };
  };
}

/** Whether the configuration of a plan says what an attribute of a resource is; it may where the resource cannot be found in it. */
export function isWrittenIn(configuration: unknown): TerraformSide["isWritten"] {
  const root = field(configuration, "root_module");
  return (resource, attribute) => {
    const configured = configuredResource(root, resource);
    return configured === undefined || field(field(configured, "expressions"), attribute) !== undefined;
  };
}

function instancesByName(resources: readonly TerraformResource[]): ReadonlyMap<string, readonly TerraformResource[]> {
  return groupBy(resources, ({ module, type, name }) => `${module}\n${type}.${name}`);
}

function configuredReferences(root: unknown, resource: TerraformResource, attribute: string): readonly string[] {
  return referencesIn(field(field(configuredResource(root, resource), "expressions"), attribute));
}

function configuredResource(root: unknown, { module, type, name }: TerraformResource): unknown {
  return elementsOf(field(moduleAt(root, module), "resources")).find(
    (one) => field(one, "type") === type && field(one, "name") === name && field(one, "mode") !== "data",
  );
}

/** Out of a module through a variable, or into one through an output. */
function stepFrom(root: unknown, reference: string, { module }: Standpoint) {
  const [first = "", second = ""] = reference.split(/[.[]/);
  if (first === "var") {
    const [parent, call] = parentOf(module);
    const given = field(field(field(moduleAt(root, parent), "module_calls"), call), "expressions");
    return call === "" ? undefined : { references: referencesIn(field(given, second)), at: { module: parent, index: "" } };
  }
  const child = `${module === "" ? "" : `${module}.`}module.${second}`;
  const output = field(field(moduleAt(root, child), "outputs"), outputName(reference, second));
  return { references: referencesIn(field(output, "expression")), at: { module: child, index: "" } };
}

/** The only instance, or the one with the same key. */
function instanceOf(instances: readonly TerraformResource[], index: string): readonly TerraformResource[] {
  return instances.length === 1 ? instances : instances.filter((one) => index !== "" && one.index === index);
}

/** `module.roles["a"].name` names the output `name`. */
function outputName(reference: string, call: string): string {
  const rest = reference.slice("module.".length + call.length).replace(/^\[(?:\d+|"(?:[^"\\]|\\.)*"|[\w.]+)\]/, "");
  return /^\.([\w-]+)/.exec(rest)?.[1] ?? "";
}

const moduleSteps = /module\.([\w-]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g;

/** The address of the module that calls this one, and the name of the call. */
function parentOf(module: string): readonly [parent: string, call: string] {
  const steps = [...module.matchAll(moduleSteps)];
  const last = steps.at(-1);
  return last === undefined ? ["", ""] : [module.slice(0, last.index).replace(/\.$/, ""), last[1] ?? ""];
}

/** The configuration of a module by its address, keys of instances ignored. */
function moduleAt(root: unknown, module: string): unknown {
  let found = root;
  for (const [, call = ""] of module.matchAll(moduleSteps)) found = field(field(field(found, "module_calls"), call), "module");
  return found;
}

/** All references in an expression, in blocks too. */
function referencesIn(expression: unknown, depth = 0): readonly string[] {
  if (depth > MAX_STEPS) return [];
  if (Array.isArray(expression)) return expression.flatMap((one) => referencesIn(one, depth + 1));
  if (!isObject(expression)) return [];
  const { references } = expression;
  if (Array.isArray(references)) return references.filter((one) => typeof one === "string");
  return Object.values(expression).flatMap((one) => referencesIn(one, depth + 1));
}

function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
