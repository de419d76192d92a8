/** Planned resources as elements of a construct: addresses by CDKTF, references between them as CDKTF makes them. */
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { terraformName } from "../model/role-name";
import { addressOf, type Resource, type ResourceType } from "../resources/resource";
import { elementOf } from "./elements";
import { lateStrings, type Resolver, resolvedText } from "./late-string";

/** The elements of a construct by the addresses that the plan gave them. */
export interface Elements {
  /** The element of that type; there is one when the plan has it. */
  readonly all: ReadonlyMap<string, TerraformResource>;
  ofType(type: ResourceType): readonly TerraformResource[];
}

/**
 * Makes the elements. Addresses follow from the place in the construct tree, as everywhere in CDKTF, so that two constructs with things of one name
 * stay apart; what is called after the construct's own `name` does not repeat it. `after` has what else the resources of a type wait for.
 */
export function wire(
  scope: Construct,
  name: string,
  resources: readonly Resource[],
  after: Readonly<Partial<Record<ResourceType, readonly ITerraformDependable[]>>> = {},
): Elements {
  const all = new Map<string, TerraformResource>();
  const resolver = resolverOf(all);
  const render = lateStrings(resolver);
  for (const resource of resources) {
    const dependsOn = (resource.dependsOn ?? []).map((address) => waiting(all, address));
    const wiring = { id: constructId(resource, name), dependsOn: [...dependsOn, ...(after[resource.type] ?? [])], render };
    all.set(addressOf(resource), elementOf(scope, resource, wiring));
  }
  const entries = resources.map((resource) => [resource.type, all.get(addressOf(resource))] as const);
  return { all, ofType: (wanted) => entries.flatMap(([type, element]) => (type === wanted && element ? [element] : [])) };
}

/** The type and the id of a resource, which no other one of the plan shares. */
function constructId({ type, id }: Resource, name: string): string {
  const own = terraformName(name);
  const kind = type.replace(/^aws_(?:ecs_|iam_)?/, "").replaceAll("_", "-");
  if (type === "aws_cloudwatch_log_group") return `${kind}-${id}`;
  const rest = id === own ? "" : id.startsWith(`${own}_`) ? id.slice(own.length + 1) : id;
  return rest === "" ? kind : `${kind}-${rest}`;
}

/** The element may come later in the plan; its address is asked for when CDKTF synthesises. */
function waiting(all: ReadonlyMap<string, TerraformResource>, address: string): ITerraformDependable {
  return {
    get fqn() {
      return elementAt(all, address).fqn;
    },
  };
}

function resolverOf(all: ReadonlyMap<string, TerraformResource>): Resolver {
  return (template, context) => {
    const reference = /^\$\{(aws_[a-z0-9_]+\.[a-z0-9_]+)\.([a-z0-9_]+)\}$/.exec(template);
    const [, address, attribute] = reference ?? [];
    if (address === undefined || attribute === undefined) return resolvedText(template, context);
    return resolvedText(elementAt(all, address).getStringAttribute(attribute), context);
  };
}

function elementAt(all: ReadonlyMap<string, TerraformResource>, address: string): TerraformResource {
  const element = all.get(address);
  if (element === undefined) throw new Error(`the plan refers to ${address} and does not have it`);
  return element;
}
