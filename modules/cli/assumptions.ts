/** What a stack takes for granted: everything that it refers to and does not write. */

import { isLate, showText, type Text } from "../iam/text";
import type { Capacity, Container, ServiceModel, StackModel } from "../model/model";
import type { StackPolicies } from "../policy/policy-set";
import { operatingSystems } from "../spec/operating-system";

const listedAtMost = 5;

/** What must exist before the stack is applied, one phrase each, with the user's names in backticks. */
export function assumptionsOf(stack: StackModel, policies: StackPolicies): readonly string[] {
  const { services, clusters, repositories } = stack;
  const capacities = clusters.flatMap((cluster) => cluster.capacities);
  return [
    ...exists(
      "cluster",
      clusters.filter(({ existing }) => existing).map(({ name }) => name),
    ),
    ...roleAssumptions(policies),
    ...exists(
      "permissions boundary",
      policies.roles.flatMap(({ role }) => shown(role.permissionsBoundary)),
    ),
    ...exists(
      "repository",
      repositories.filter(({ existing }) => existing).map(({ name }) => name),
    ),
    ...exists("log group", logGroupsOf(stack)),
    ...exists("secret or parameter", secretsOf(services).map(showText)),
    ...exists("secret", stack.lookups.map(lookedUp), "which Terraform reads when it plans, with its key"),
    ...exists(
      "customer-managed key",
      keysOf(stack).filter(isNamed).map(showText),
      "whose key policy lets IAM policies of the account decide",
    ),
    ...exists(
      "file system",
      services.flatMap(({ volumes }) => volumes.flatMap((volume) => fileSystemOf(volume))),
    ),
    ...exists("subnet", [...capacities, ...services.flatMap(({ deployment }) => deployment ?? [])].flatMap(subnets)),
    ...capacities.flatMap(imageAssumption),
  ];
}

function roleAssumptions({ roles }: StackPolicies): readonly string[] {
  const existing = roles.filter(({ role }) => role.existing).map(({ role }) => role.name);
  const adopted = roles.filter(({ role }) => role.adopt === true).map(({ role }) => role.name);
  return [
    ...exists("role", existing, 'with what it needs under "Roles"'),
    ...exists("role", adopted, "which Terraform imports: detach the policies that are not written here, they would stay"),
  ];
}

function logGroupsOf({ services, logGroups }: StackModel): readonly string[] {
  const written = new Set(logGroups.map(({ name }) => name));
  return services.flatMap(({ containers }) =>
    containers.flatMap(({ logging }) => {
      return "group" in logging && !logging.createGroup && !written.has(showText(logging.group)) ? [showText(logging.group)] : [];
    }),
  );
}

/** "cluster `a` exists", "clusters `a` and 3 more exist"; nothing for none. */
function exists(noun: string, names: readonly string[], how = ""): readonly string[] {
  const unique = [...new Set(names)].sort();
  if (unique.length === 0) return [];
  const listed = unique.slice(0, listedAtMost).map((name) => `\`${name.replaceAll("`", "'")}\``);
  const more = unique.length > listedAtMost ? ` and ${unique.length - listedAtMost} more` : "";
  return [`${noun} ${listed.join(", ")}${more}${how === "" ? "" : `, ${how}`}`];
}

function shown(text: Text | undefined): readonly string[] {
  return text === undefined ? [] : [showText(text)];
}

function secretsOf(services: readonly ServiceModel[]): readonly Text[] {
  return services.flatMap(({ containers }) =>
    containers.flatMap(({ secrets, repositoryCredentials, logging }) => [
      ...secrets.map(({ resource }) => resource),
      ...(repositoryCredentials === undefined ? [] : [repositoryCredentials.resource]),
      ...("secretOptions" in logging ? logging.secretOptions.map(({ resource }) => resource) : []),
    ]),
  );
}

function keysOf({ services, logGroups, repositories }: StackModel): readonly Text[] {
  const keys: (Text | undefined)[] = [
    ...services.flatMap(({ containers }) => containers.flatMap(containerKeys)),
    ...services.flatMap(({ taskRole }) => taskRole.access.map((item) => (item.intent === "statement" ? undefined : item.key))),
    ...logGroups.map(({ key }) => key),
    ...repositories.map(({ encryptionKey }) => encryptionKey),
  ];
  return keys.filter((key) => key !== undefined);
}

function containerKeys({ secrets, environmentFiles, repositoryCredentials }: Container): readonly (Text | undefined)[] {
  return [...secrets.map(({ key }) => key), ...environmentFiles.map(({ key }) => key), repositoryCredentials?.key];
}

function lookedUp({ by }: StackModel["lookups"][number]): string {
  return "arn" in by ? showText(by.arn) : by.name;
}

/** Not one that Terraform looks up. */
function isNamed(key: Text): boolean {
  return !(isLate(key) && key.name.startsWith("local."));
}

function fileSystemOf(volume: ServiceModel["volumes"][number]): readonly string[] {
  return volume.kind === "efs" || volume.kind === "fsx-windows" ? [showText(volume.fileSystemId)] : [];
}

function subnets({ subnets: ids }: { readonly subnets: readonly Text[] }): readonly string[] {
  return ids.map(showText);
}

function imageAssumption({ os, image }: Capacity): readonly string[] {
  return operatingSystems[os].containers === "unknown" && image !== undefined
    ? [`machine image \`${showText(image)}\`, with the ECS agent`]
    : [];
}
