/** Planned resources as elements of a construct: addresses by CDKTF, references between them as CDKTF makes them. */
import { type ITerraformDependable, Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { terraformName } from "../model/role-name";
import { type Render, renderedConfig } from "../resources/config";
import { resourceNote } from "../resources/configuration";
import { addressOf, type Resource, type ResourceType } from "../resources/resource";
import { elementOf } from "./elements";
import { lateStrings, type Resolver, resolvedText } from "./late-string";

/** The elements of a construct by the addresses that the plan gave them. */
export interface Elements {
  /** The element of that type; there is one when the plan has it. */
  readonly all: ReadonlyMap<string, TerraformResource>;
  ofType(type: ResourceType): readonly TerraformResource[];
  /** Makes the elements what another plan of the same things says: texts change, elements are added, none goes. Returns those that are new. */
  update(resources: readonly Resource[]): readonly TerraformResource[];
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
  const planned = new Map<string, Resource>();
  const render = lateStrings(resolverOf(all));
  const add = (resource: Resource): TerraformResource => {
    const dependsOn = (resource.dependsOn ?? []).map((address) => waiting(all, address));
    const wiring = { id: constructId(resource, name), dependsOn: [...dependsOn, ...(after[resource.type] ?? [])], render };
    const element = elementOf(scope, resource, wiring);
    planned.set(addressOf(resource), resource);
    all.set(addressOf(resource), element);
    return element;
  };
  for (const resource of resources) add(resource);
  return {
    all,
    ofType: (wanted) => [...planned].flatMap(([address, { type }]) => (type === wanted ? [elementAt(all, address)] : [])),
    update: (changed) =>
      changed.flatMap((resource) => {
        const before = planned.get(addressOf(resource));
        if (before === undefined) return [add(resource)];
        planned.set(addressOf(resource), resource);
        change(elementAt(all, addressOf(resource)), before, resource, render);
        const added = (resource.dependsOn ?? []).filter((address) => before.dependsOn?.includes(address) !== true);
        waitFor(
          elementAt(all, addressOf(resource)),
          added.map((address) => () => elementAt(all, address)),
        );
        return [];
      }),
  };
}

/** Gives an element the arguments that are others now. What somebody set by hand meanwhile stays, unless it is one of these. */
function change(element: TerraformResource, before: Resource, after: Resource, render: Render): void {
  const [old, changed]: Readonly<Record<string, unknown>>[] = [before.config, after.config].map((config) => ({ ...config }));
  const rendered: Readonly<Record<string, unknown>> = { ...renderedConfig(after, render) };
  for (const [key, value] of Object.entries(changed ?? {})) {
    if (JSON.stringify(value) !== JSON.stringify(old?.[key])) Object.assign(element, { [key]: rendered[key] });
  }
  const note = resourceNote(after);
  if (note !== undefined) element.addOverride("//", { rolewright: note });
}

/** Lets an element wait for more; their addresses are asked for when CDKTF synthesises. */
export function waitFor(element: TerraformResource, others: readonly (() => TerraformResource)[]): void {
  if (others.length === 0) return;
  const addresses = others.map((other) => Lazy.stringValue({ produce: () => addressOfElement(other()) }));
  element.dependsOn = [...(element.dependsOn ?? []), ...addresses];
}

function addressOfElement({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
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
