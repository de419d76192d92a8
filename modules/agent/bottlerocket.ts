/** User data for Bottlerocket: TOML settings. There is no task-role setting: its agent has task roles on, and an unknown key stops the boot. */
import { sortedEntries } from "../collections";
import { error, type Path, quote, type Report } from "../problem";
import { suggestion } from "../wording";
import type { AgentConfiguration, UserDataRequest } from "./configuration";
import { isOn } from "./environment";
import { agentSettings, readSetting } from "./settings";
import { isTable, readToml, type TomlTable, type TomlValue, writeToml } from "./toml";

/** The variants that AWS still builds. https://bottlerocket.dev/en/os/latest/concepts/variants/ */
const bottlerocketVariants: readonly string[] = ["aws-ecs-2", "aws-ecs-3"].flatMap((base) =>
  ["", "-nvidia"].flatMap((accelerator) => ["", "-fips"].map((fips) => `${base}${accelerator}${fips}`)),
);

/** Every key of `settings.ecs`. https://bottlerocket.dev/en/os/latest/api/settings/ecs/ */
const ecsKeys: readonly string[] = [
  ...["allow-privileged-containers", "awsvpc-block-imds", "backend-host", "cluster", "container-stop-timeout"],
  ...["enable-container-metadata", "enable-spot-instance-draining", "image-cleanup-age", "image-cleanup-delete-per-cycle"],
  ...["image-cleanup-enabled", "image-cleanup-wait", "image-pull-behavior", "instance-attributes", "logging-drivers", "loglevel"],
  ...["metadata-service-burst", "metadata-service-rps", "reserved-memory", "task-cleanup-wait"],
];

function settingEntries(name: string, value: string | number | boolean): [string, TomlValue][] {
  const setting = agentSettings[name];
  const text = setting === undefined ? undefined : readSetting(setting.value, value);
  if (setting?.bottlerocket === undefined || text === undefined) return [];
  const { keys, inverted } = setting.bottlerocket;
  const typed = (part: string): TomlValue => {
    if (setting.value.form === "boolean") return (part === "true") !== (inverted ?? false);
    return /^\d+$/.test(part) ? BigInt(part) : part;
  };
  return keys.map((key, index) => [key, typed(keys.length === 1 ? text : (text.split(",")[index] ?? ""))]);
}

function ownSettings(configuration: AgentConfiguration): TomlTable {
  const { loggingDrivers, instanceAttributes, settings } = configuration;
  const attributes = sortedEntries(instanceAttributes);
  const entries: [string, TomlValue][] = [["cluster", configuration.cluster]];
  if (isOn("ECS_AWSVPC_BLOCK_IMDS", configuration)) entries.push(["awsvpc-block-imds", true]);
  if (isOn("ECS_ENABLE_SPOT_INSTANCE_DRAINING", configuration)) entries.push(["enable-spot-instance-draining", true]);
  if (loggingDrivers.length > 0) entries.push(["logging-drivers", [...loggingDrivers]]);
  for (const name of Object.keys(settings).sort()) entries.push(...settingEntries(name, settings[name] ?? ""));
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
export function checkBottlerocketSettings(table: TomlTable, text: string, path: Path, report: Report): void {
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
export function checkVariant(variant: string, capacity: Path, report: Report): boolean {
  const path = [...capacity, "variant"];
  if (/^aws-ecs-1($|-)/.test(variant)) {
    report(error("ended-platform", path, `${quote(variant)} has ended`, "use `aws-ecs-2`"));
  } else if (!bottlerocketVariants.includes(variant)) {
    report(
      error("invalid-value", path, `unknown Bottlerocket variant ${quote(variant)}`, suggestion(variant, bottlerocketVariants)),
    );
  }
  return bottlerocketVariants.includes(variant);
}

/**
 * The settings as TOML, the user's merged in by key. Reports `ended-platform`, `invalid-value`, `user-data-invalid`, `unknown-key`,
 * `agent-cluster` and `agent-flag-overwritten` for a key that the platform sets to something else.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket.html
 */
export function renderBottlerocket(request: UserDataRequest, report: Report): string | undefined {
  checkVariant(request.variant ?? "aws-ecs-2", request.paths.configuration, report);
  const own: TomlTable = { settings: { ecs: ownSettings(request.configuration) } };
  const extra = request.extra?.replaceAll("\r\n", "\n") ?? "";
  if (extra.trim() === "") return writeToml(own);
  const path = request.paths.extra;
  const read = readToml(extra);
  if (!read.ok) {
    const help = "user data of Bottlerocket is TOML";
    report({ ...error("user-data-invalid", path, `the text is not TOML: ${read.why}`, help), lineInValue: read.line });
    return undefined;
  }
  checkBottlerocketSettings(read.table, extra, path, report);
  const merged = merge(own, read.table, [], (keys) => {
    const name = keys.join(".");
    const code = name === "settings.ecs.cluster" ? "agent-cluster" : "agent-flag-overwritten";
    const message = `${quote(name)} is set to another value than the platform's`;
    report({ ...error(code, path, message, "remove it: it is set for you"), ...lineOf(extra, keys) });
  });
  return writeToml(merged);
}
