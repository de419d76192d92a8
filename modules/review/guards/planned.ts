/** The guards that the Terraform of a planned stack will have, read from its configuration as from anybody's. */
import type { StackModel } from "../../model/model";
import type { StackPolicies } from "../../policy/policy-set";
import type { Path } from "../../problem";
import { stackAddresses } from "../../resources/address";
import { stackJson } from "../../resources/configuration";
import type { StackResources } from "../../resources/stack";
import { readConfiguration } from "../terraform/configuration";
import type { GuardedResource } from "./guard";
import { guardedResource, isGuarded } from "./read";

/** A stack as the pipeline plans it. */
interface Planned {
  readonly stack: StackModel;
  readonly policies: StackPolicies;
  readonly resources: StackResources;
}

/** Every resource of the stack that has guards, with the lines that `cite` gives and the address before a rename. */
export function plannedGuards(planned: Planned, cite: (paths: readonly Path[]) => string): readonly GuardedResource[] {
  const { resources, moves } = planned.resources;
  const some = { ...planned.resources, resources: resources.filter(({ type }) => isGuarded(type)), lookups: [], outputs: [] };
  const read = readConfiguration(stackJson(some));
  if (!read.ok) throw new Error("the configuration of a planned stack is none");
  const former = new Map(moves.map(({ from, to }) => [to, from]));
  const paths = pathsOf(planned);
  return read.value.resources.flatMap(guardedResource).map((one): GuardedResource => {
    const path = paths.get(one.address);
    const line = path === undefined ? "" : cite([path]);
    const formerly = former.get(one.address);
    return { ...one, askedForBy: line === "" ? [] : [line], ...(formerly === undefined ? {} : { formerly }) };
  });
}

/** What asks for a resource, by its address. */
function pathsOf({ stack, policies }: Planned): ReadonlyMap<string, Path> {
  const addresses = stackAddresses(stack, policies);
  const entry = (type: string, id: string | undefined, path: Path) => [`${type}.${id}`, path] as const;
  return new Map([
    ...stack.clusters.flatMap(({ capacities }) =>
      capacities.map(({ fullName, path }) => entry("aws_launch_template", addresses.capacities.get(fullName), path)),
    ),
    ...stack.repositories.map(({ key, path }) => entry("aws_ecr_repository", addresses.repositories.get(key), path)),
    ...stack.services.flatMap(({ name, path }) =>
      ["aws_ecs_task_definition", "aws_ecs_service"].map((type) => entry(type, addresses.services.get(name), path)),
    ),
  ]);
}
