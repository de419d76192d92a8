/** What of a task definition keeps containers apart from their instance. */
import { isObject } from "../../collections";
import { policyOfTemplate } from "../terraform/expression";
import { isText, type TerraformResource } from "../terraform/resource";
import { attributeGuard, blockOf, blocksOf, type Guard, leveled, opening, plainGuard, unknownGuard, wordsOf } from "./guard";

type Json = Readonly<Record<string, unknown>>;

/** On the host's network a container reaches the instance's metadata and agent; on a bridge the firewall decides; in awsvpc mode the agent does. */
const networkModes = { host: 0, bridge: 1, default: 1, nat: 1, awsvpc: 2, none: 3 };

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export function taskDefinitionGuards(resource: TerraformResource): readonly Guard[] {
  const { values, unknown } = resource;
  const containers = containersOf(values.container_definitions);
  const network = attributeGuard(resource, "network_mode", networkModes, "bridge");
  return [
    network,
    ...["pid_mode", "ipc_mode"].filter((name) => values[name] === "host").map((name) => opening(`${name} host`)),
    ...(containers === undefined ? [unreadContainers(resource)] : containers.flatMap(containerGuards)),
    ...(unknown.has("volume") && values.volume === undefined
      ? [unknownGuard("volume")]
      : volumeGuards(values.volume, containers)),
  ];
}

function unreadContainers({ values, unknown }: TerraformResource): Guard {
  const name = "container_definitions";
  return unknown.has(name) ? unknownGuard(name) : plainGuard(name, values[name]);
}

/** The containers of a JSON text or of an expression that is one; undefined where that is not read. */
function containersOf(value: unknown): readonly Json[] | undefined {
  const list =
    typeof value === "string"
      ? parsed(value)
      : isObject(value) && typeof value.template === "string"
        ? ofTemplate(value.template)
        : undefined;
  return Array.isArray(list) && list.every(isContainer) ? list : undefined;
}

function isContainer(value: unknown): value is Json {
  return isObject(value) && !isText(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ofTemplate(template: string): unknown {
  const read = policyOfTemplate(template);
  return read.policy === "document" ? read.document : undefined;
}

function containerGuards(container: Json): readonly Guard[] {
  const name = `container ${wordsOf(container.name)}`;
  const linux = blockOf(container.linuxParameters) ?? {};
  const added = blockOf(linux.capabilities)?.add;
  const options = container.dockerSecurityOptions;
  return [
    ...switchOf(`${name}: privileged`, container.privileged),
    ...namesOf(`${name}: capability`, added),
    ...blocksOf(linux.devices).map((device) => opening(`${name}: device ${wordsOf(device.hostPath)}`)),
    ...(Array.isArray(options)
      ? options
          .filter((one) => !/^no-new-privileges/.test(wordsOf(one)))
          .map((one) => opening(`${name}: security option ${wordsOf(one)}`))
      : []),
  ];
}

/** Nothing where it is off, an opening where it is on, and something without order where it is computed. */
function switchOf(name: string, value: unknown): readonly Guard[] {
  if (value === undefined || value === null || value === false || value === "false") return [];
  return value === true || value === "true" ? [opening(name)] : [plainGuard(name, value)];
}

function namesOf(name: string, value: unknown): readonly Guard[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [plainGuard(name, value)];
  return value.map((one: unknown) => opening(`${name} ${wordsOf(one)}`));
}

/** Paths of the host, each as its containers mount it. */
function volumeGuards(value: unknown, containers: readonly Json[] = []): readonly Guard[] {
  const mounts = containers.flatMap(({ mountPoints }) => blocksOf(mountPoints));
  return blocksOf(value).flatMap((volume) => {
    const path = volume.host_path ?? blockOf(volume.host)?.source_path;
    if (path === undefined || path === null || path === "") return [];
    const uses = mounts.filter(({ sourceVolume }) => wordsOf(sourceVolume) === wordsOf(volume.name));
    const isReadOnly = uses.length > 0 && uses.every(({ readOnly }) => readOnly === true);
    return [opening(`host path ${wordsOf(path)}`), ...(isReadOnly ? [] : [opening(`host path ${wordsOf(path)}, writable`)])];
  });
}

/** Whether people may run commands in the containers of a service. */
export function serviceGuards({ values }: TerraformResource): readonly Guard[] {
  return [leveled("enable_execute_command", values.enable_execute_command, { true: 0, false: 1 }, "false")];
}
