/** Bottlerocket: user data is TOML. There is no task-role setting: its agent has task roles on, and an unknown key stops the boot. */

import { sortedEntries } from "../../collections";
import { error, type Path, quote, type Report } from "../../problem";
import { suggestion } from "../../wording";
import type { AgentConfiguration, UserDataRequest } from "../configuration";
import type { ScanEvent } from "../scan/event";
import { judgeEvents } from "../scan/verdict";
import { isSetting, readSetting, type SettingName, settingForm } from "../settings";
import { isOn } from "../switches";
import { isTable, readToml, type TomlTable, type TomlValue, writeToml } from "../toml";
import type { ImageRequest, SystemDefinition, UserDataScan } from "./system-definition";

/** The variants that AWS still builds. https://bottlerocket.dev/en/os/latest/concepts/variants/ */
const variants: readonly string[] = ["aws-ecs-2", "aws-ecs-3"].flatMap((base) =>
  ["", "-nvidia"].flatMap((accelerator) => ["", "-fips"].map((fips) => `${base}${accelerator}${fips}`)),
);

/** The keys of `settings.ecs` that a variable sets; `inverted` where the key says the opposite. */
interface SettingKeys {
  readonly keys: readonly string[];
  readonly inverted?: true;
}

/** https://bottlerocket.dev/en/os/latest/api/settings/ecs/ */
const settingKeys: Readonly<Partial<Record<SettingName, SettingKeys>>> = {
  ECS_LOGLEVEL: { keys: ["loglevel"] },
  ECS_RESERVED_MEMORY: { keys: ["reserved-memory"] },
  ECS_DISABLE_PRIVILEGED: { keys: ["allow-privileged-containers"], inverted: true },
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: { keys: ["task-cleanup-wait"] },
  ECS_CONTAINER_STOP_TIMEOUT: { keys: ["container-stop-timeout"] },
  ECS_DISABLE_IMAGE_CLEANUP: { keys: ["image-cleanup-enabled"], inverted: true },
  ECS_IMAGE_CLEANUP_INTERVAL: { keys: ["image-cleanup-wait"] },
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: { keys: ["image-cleanup-age"] },
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: { keys: ["image-cleanup-delete-per-cycle"] },
  ECS_IMAGE_PULL_BEHAVIOR: { keys: ["image-pull-behavior"] },
  ECS_BACKEND_HOST: { keys: ["backend-host"] },
  ECS_ENABLE_CONTAINER_METADATA: { keys: ["enable-container-metadata"] },
  ECS_TASK_METADATA_RPS_LIMIT: { keys: ["metadata-service-rps", "metadata-service-burst"] },
};

/** Every key of `settings.ecs`: those, and the ones that options of their own set. */
const ecsKeys: readonly string[] = [
  ...["awsvpc-block-imds", "cluster", "enable-spot-instance-draining", "instance-attributes", "logging-drivers"],
  ...Object.values(settingKeys).flatMap(({ keys }) => keys),
].sort();

function settingEntries(name: SettingName, value: string | number | boolean): [string, TomlValue][] {
  const { form } = settingForm(name);
  const text = readSetting(settingForm(name), value);
  const setting = settingKeys[name];
  if (setting === undefined || text === undefined) return [];
  const { keys, inverted = false } = setting;
  const typed = (part: string): TomlValue => {
    if (form === "boolean") return (part === "true") !== inverted;
    return /^\d+$/.test(part) ? BigInt(part) : part;
  };
  return keys.map((key, index) => [key, typed(keys.length === 1 ? text : (text.split(",")[index] ?? ""))]);
}

const noSetting = "its agent has no such setting";
const notToml = "user data of Bottlerocket is TOML";

function ownSettings(configuration: AgentConfiguration): TomlTable {
  const { loggingDrivers, instanceAttributes, settings } = configuration;
  const attributes = sortedEntries(instanceAttributes);
  const entries: [string, TomlValue][] = [["cluster", configuration.cluster]];
  if (isOn("ECS_AWSVPC_BLOCK_IMDS", configuration)) entries.push(["awsvpc-block-imds", true]);
  if (isOn("ECS_ENABLE_SPOT_INSTANCE_DRAINING", configuration)) entries.push(["enable-spot-instance-draining", true]);
  if (loggingDrivers.length > 0) entries.push(["logging-drivers", [...loggingDrivers]]);
  for (const name of Object.keys(settings).filter(isSetting).sort()) entries.push(...settingEntries(name, settings[name] ?? ""));
  if (attributes.length > 0) entries.push(["instance-attributes", Object.fromEntries(attributes)]);
  return Object.fromEntries(entries);
}

/** The line in which a key is written, the last of its dotted path deciding; TOML can spell a key in many ways, then it is unknown. */
function lineOf(text: string, keys: readonly string[]): { lineInValue: number } | Record<string, never> {
  const last = (keys.at(-1) ?? "").replace(/[^A-Za-z0-9_-]/g, "\\$&");
  const pattern = new RegExp(`(^|[\\s.\\["'{,])${last}["']?\\s*[=.\\]]`);
  const index = text.split("\n").findIndex((line) => !line.trimStart().startsWith("#") && pattern.test(line));
  return index < 0 ? {} : { lineInValue: index + 1 };
}

/** Reports keys of `settings.ecs` that Bottlerocket does not know: they would stop the instance from booting. */
function checkSettings(table: TomlTable, text: string, path: Path, report: Report): void {
  const settings = table.settings;
  for (const key of Object.keys(table).filter((name) => name !== "settings")) {
    const help = "Bottlerocket reads `settings` only";
    report({ ...error("unknown-key", path, `unknown table ${quote(key)}`, help), ...lineOf(text, [key]) });
  }
  const ecs = isTable(settings) ? settings.ecs : undefined;
  for (const key of isTable(ecs) ? Object.keys(ecs).filter((name) => !ecsKeys.includes(name)) : []) {
    const taskRole = /task.*(iam|role)/i.test(key);
    const help = taskRole ? "remove it: Bottlerocket always has task roles on" : suggestion(key, ecsKeys);
    const message = `unknown key ${quote(key)} in \`settings.ecs\`: the instance would not boot`;
    report({ ...error("unknown-key", path, message, help), ...lineOf(text, [key]) });
  }
}

const control = "it is root on the instance, and can change what the agent is told";

/** What runs with the rights of the host, or sends the agent elsewhere: read by the user's text alone. */
function hostEvents(table: TomlTable, text: string): readonly ScanEvent[] {
  const settings = isTable(table.settings) ? table.settings : {};
  const events: ScanEvent[] = [];
  const line = (...keys: readonly string[]): number => lineOf(text, keys).lineInValue ?? 1;
  const named = (key: string): readonly (readonly [string, TomlTable])[] => {
    const group = settings[key];
    return isTable(group)
      ? Object.entries(group).flatMap(([name, value]) => (isTable(value) ? [[name, value] as const] : []))
      : [];
  };
  const host = isTable(settings.ecs) ? settings.ecs["backend-host"] : undefined;
  if (typeof host === "string") events.push({ kind: "set", name: "ECS_BACKEND_HOST", value: host, line: line("backend-host") });
  for (const [name] of named("bootstrap-commands")) {
    events.push({ kind: "unchecked", why: `the bootstrap command ${quote(name)} runs: ${control}`, line: line(name) });
  }
  for (const [name, { mode }] of named("bootstrap-containers")) {
    if (mode === "off") continue;
    events.push({ kind: "unchecked", why: `the bootstrap container ${quote(name)} runs: ${control}`, line: line(name) });
  }
  for (const [name, { superpowered, enabled, source }] of named("host-containers")) {
    const foreign = source !== undefined && name !== "admin" && name !== "control";
    if (enabled === false || (superpowered !== true && !foreign)) continue;
    if (name === "admin" && source === undefined) continue;
    events.push({ kind: "unchecked", why: `the host container ${quote(name)} runs: ${control}`, line: line(name) });
  }
  return events;
}

/** Adds the user's table to ours, in place of nothing: a key with two values is a problem, unless both say the same. */
function merge(own: TomlTable, users: TomlTable, above: readonly string[], clash: (keys: readonly string[]) => void): TomlTable {
  const merged = new Map<string, TomlValue>(Object.entries(own));
  for (const [key, value] of Object.entries(users)) {
    const ours = merged.get(key);
    const keys = [...above, key];
    if (ours === undefined) merged.set(key, value);
    else if (isTable(ours) && isTable(value)) merged.set(key, merge(ours, value, keys, clash));
    else if (writeToml({ value: ours }) !== writeToml({ value })) clash(keys);
  }
  return Object.fromEntries(merged);
}

/** Whether the variant exists: reports `ended-platform` for those that AWS no longer builds, `invalid-value` for unknown ones. */
function checkVariant(variant: string, capacity: Path, report: Report): boolean {
  const path = [...capacity, "variant"];
  if (/^aws-ecs-1($|-)/.test(variant)) {
    report(error("ended-platform", path, `${quote(variant)} has ended`, "use `aws-ecs-2`"));
  } else if (!variants.includes(variant)) {
    report(error("invalid-value", path, `unknown Bottlerocket variant ${quote(variant)}`, suggestion(variant, variants)));
  }
  return variants.includes(variant);
}

/**
 * The settings as TOML, the user's merged in by key. Reports `ended-platform`, `invalid-value`, `user-data-invalid`, `unknown-key`,
 * `agent-cluster` and `agent-flag-overwritten` for a key that the platform sets to something else.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket.html
 */
function render(request: UserDataRequest, report: Report): string | undefined {
  checkVariant(request.variant ?? "aws-ecs-2", request.paths.configuration, report);
  const own: TomlTable = { settings: { ecs: ownSettings(request.configuration) } };
  const extra = request.extra?.replaceAll("\r\n", "\n") ?? "";
  if (extra.trim() === "") return writeToml(own);
  const path = request.paths.extra;
  const read = readToml(extra);
  if (!read.ok) {
    report({ ...error("user-data-invalid", path, `the text is not TOML: ${read.why}`, notToml), lineInValue: read.line });
    return undefined;
  }
  checkSettings(read.table, extra, path, report);
  const judgement = { configuration: request.configuration, complete: false, language: "toml", path } as const;
  judgeEvents(hostEvents(read.table, extra), judgement, report);
  const merged = merge(own, read.table, [], (keys) => {
    const name = keys.join(".");
    const code = name === "settings.ecs.cluster" ? "agent-cluster" : "agent-flag-overwritten";
    const message = `${quote(name)} is set to another value than the platform's`;
    report({ ...error(code, path, message, "remove it: it is set for you"), ...lineOf(extra, keys) });
  });
  return writeToml(merged);
}

/** The settings of a text as the variables that they stand for; reports keys that are none. */
export function readSettings(scan: UserDataScan, report: Report): readonly ScanEvent[] {
  const read = readToml(scan.text);
  if (!read.ok) return [{ kind: "invalid", why: `the text is not TOML: ${read.why}`, help: notToml, line: read.line }];
  checkSettings(read.table, scan.text, scan.path, report);
  const settings = read.table.settings;
  const ecs = isTable(settings) ? settings.ecs : undefined;
  const host = hostEvents(read.table, scan.text);
  if (!isTable(ecs)) return host;
  const lines = scan.text.split("\n");
  const names = { cluster: "ECS_CLUSTER", "awsvpc-block-imds": "ECS_AWSVPC_BLOCK_IMDS" };
  const sets = Object.entries(names).flatMap(([key, name]): readonly ScanEvent[] => {
    const value = ecs[key];
    const line = lines.findIndex((text) => !text.trimStart().startsWith("#") && text.includes(key)) + 1;
    return value === undefined ? [] : [{ kind: "set", name, value: String(value), line: Math.max(line, 1) }];
  });
  return [...sets, ...host];
}

function scan(given: UserDataScan, report: Report): void {
  const { configuration, path } = given;
  judgeEvents(readSettings(given, report), { configuration, complete: false, language: "toml", path }, report);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html */
function imageParameter({ accelerator, architecture, path, ...request }: ImageRequest, report: Report): string | undefined {
  if (accelerator === "neuron") {
    const message = "Bottlerocket has no image with `neuron` for ECS";
    report(error("operating-system", [...path, "accelerator"], message, "use `al2023`"));
    return undefined;
  }
  const variant = request.variant ?? (accelerator === "gpu" ? "aws-ecs-2-nvidia" : "aws-ecs-2");
  if (accelerator === "gpu" && !variant.includes("nvidia")) {
    const message = `the variant ${quote(variant)} has no GPU support`;
    report(error("operating-system", [...path, "variant"], message, "use a `-nvidia` variant"));
    return undefined;
  }
  const known = checkVariant(variant, path, report);
  return known ? `/aws/service/bottlerocket/${variant}/${architecture}/latest/image_id` : undefined;
}

/**
 * Bottlerocket. The operating system is on the first volume and everything else, images included, on the second:
 * https://bottlerocket.dev/en/os/latest/#/concepts/volumes/
 */
export const bottlerocket: SystemDefinition = {
  render,
  scan,
  extraIsCheckedBy: "render",
  imageParameter,
  devices: { root: "/dev/xvda", data: "/dev/xvdb" },
  hasVariants: true,
  hasSetting: (name) => Object.hasOwn(settingKeys, name),
  lacks: { instanceTags: noSetting, propagateInstanceTags: noSetting, executionRoleLogs: noSetting },
};
