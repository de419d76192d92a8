/** The roles of a proof as chains see them: by what the model says that runs with them. */
import { type Chain, chainsOf } from "../../chains/chains";
import type { ChainRole, Handle } from "../../chains/role";
import { type Text, text } from "../../iam/text";
import type { ProvenRole } from "./proven-role";
import { keyOf } from "./traced-permission";

/** Every chain between two different roles, those from one role together. */
export function chainsOfRoles(roles: readonly ProvenRole[]): readonly Chain<ProvenRole>[] {
  return chainsOf(roles.map(chainRole));
}

function chainRole(role: ProvenRole): ChainRole<ProvenRole> {
  return {
    of: role,
    arn: role.role.arn,
    account: role.stack.place.account,
    label: role.label,
    permissions: role.allows,
    gives: (handle) => handles[handle](role),
    runsOn: hostsOfTasks(role),
    hosts: role.kind === "instance" ? hostsOf(role) : noHosts,
  };
}

const noHosts: readonly string[] = [];

function hostsOfTasks({ kind, owners, stack }: ProvenRole): readonly string[] {
  if (kind !== "task" && kind !== "execution") return noHosts;
  return owners.flatMap(({ capacityProvider }) =>
    capacityProvider === undefined ? [] : [`${stack.name}\n${keyOf(capacityProvider)}`],
  );
}

/** The capacities whose instances run with the role. */
function hostsOf({ role, stack }: ProvenRole): readonly string[] {
  return stack.clusters
    .flatMap(({ capacities }) => capacities)
    .filter((capacity) => keyOf(capacity.role.arn) === keyOf(role.arn))
    .map(({ fullName }) => `${stack.name}\n${keyOf(fullName)}`);
}

/** The resources that give a role away. Nobody but services of AWS assumes roles that are written here, and no functions run with them. */
const handles: Readonly<Record<Handle, (role: ProvenRole) => readonly Text[]>> = {
  role: ({ role }) => [role.arn],
  "role of tasks": ({ kind, role }) => (kind === "task" || kind === "execution" ? [role.arn] : []),
  "role of instances": ({ kind, role }) => (kind === "instance" ? [role.arn] : []),
  "role of functions": () => [],
  "open tasks": openTasks,
  "placed tasks": placedTasks,
  images: repositories,
  instances: inRegion("instance"),
  "launch templates": inRegion("launch-template"),
  functions: () => [],
};

/** The tasks of the services that run with the role and let ECS Exec in. */
function openTasks({ kind, owners }: ProvenRole): readonly Text[] {
  if (kind !== "task") return [];
  return owners.flatMap(({ cluster, exec, place: { partition, region, account } }) =>
    cluster === undefined || exec === undefined ? [] : [text`arn:${partition}:ecs:${region}:${account}:task/${cluster.name}/*`],
  );
}

/** The container instances of the clusters on which tasks with the role may run; AWS's own of Fargate have no agent that polls with a role of the account. */
function placedTasks({ kind, owners }: ProvenRole): readonly Text[] {
  if (kind !== "task" && kind !== "execution") return [];
  return owners.flatMap(({ cluster, launchType, place: { partition, region, account } }) =>
    cluster === undefined || launchType === "fargate"
      ? []
      : [text`arn:${partition}:ecs:${region}:${account}:container-instance/${cluster.name}/*`],
  );
}

/** The repositories whose images run with the role, where no digest says which. */
function repositories({ kind, owners }: ProvenRole): readonly Text[] {
  if (kind !== "task") return [];
  return owners.flatMap(({ containers = [] }) =>
    containers.flatMap(({ image: { ecr, uri } }) => (ecr === undefined || isPinned(uri) ? [] : [ecr.repositoryArn])),
  );
}

function isPinned(uri: Text): boolean {
  const parts = typeof uri === "string" ? [uri] : [];
  return parts.some((part) => /@sha256:[0-9a-f]{64}$/.test(part));
}

/** What the container instances of the role's account and region are called. */
function inRegion(type: string): (role: ProvenRole) => readonly Text[] {
  return ({ kind, stack: { place } }) =>
    kind === "instance" ? [text`arn:${place.partition}:ec2:${place.region}:${place.account}:${type}/*`] : [];
}
