/** A configuration whose every value is known to survive its way into the agent. */
import { error, type Path, quote, type Report } from "../problem";
import { suggestion } from "../wording";
import { closedVariables } from "./closed-variables";
import type { AgentConfiguration, UserDataRequest } from "./configuration";
import type { CapacityOption } from "./os/system-definition";
import { systems } from "./os/systems";
import { describeForm, isSetting, readSetting, type SettingName, settingForm, settingNames } from "./settings";
import { isSwitch, type SwitchName, switches } from "./switches";

/** Variables that a setting cannot name, and what to do instead. */
const refused: Readonly<Record<string, string>> = {
  ECS_CLUSTER: "the cluster comes from the place of the container instances in the platform file",
  ECS_CONTAINER_INSTANCE_TAGS: "write `instanceTags` instead",
  ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM: "write `propagateInstanceTags` instead",
  ECS_INSTANCE_ATTRIBUTES: "write `attributes` instead",
  ECS_AVAILABLE_LOGGING_DRIVERS: "write `loggingDrivers` instead",
};

/** Log drivers of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html and those the agent knows besides. */
const logDrivers = [
  ...["awsfirelens", "awslogs", "fluentd", "gelf", "journald", "json-file", "logentries", "none", "splunk", "sumologiclogs"],
  "syslog",
];

function checkSwitch(name: SwitchName, request: UserDataRequest, path: Path, report: Report): void {
  const value = String(request.configuration.settings[name]);
  if (value !== "true" && value !== "false") {
    report(error("invalid-value", path, `${quote(name)} cannot be ${quote(value)}`, "write true or false"));
  } else if (value === "false" && request.configuration[switches[name]]) {
    report(error("agent-flag-off", path, `${quote(name)} is switched off`, `remove it: ${quote(name)} is set to true for you`));
  }
}

function checkSetting(name: string, request: UserDataRequest, path: Path, report: Report): void {
  const cure = Object.hasOwn(refused, name) ? refused[name] : isSetting(name) ? undefined : closedVariables[name]?.why;
  if (isSwitch(name)) checkSwitch(name, request, path, report);
  else if (cure !== undefined) report(error("invalid-value", path, `${quote(name)} cannot be set here`, cure));
  else if (isSetting(name)) checkValue(name, request, path, report);
  else {
    const known = [...Object.keys(switches), ...settingNames];
    report(error("unknown-key", path, `unknown agent setting ${quote(name)}`, suggestion(name, known)));
  }
}

function checkValue(name: SettingName, request: UserDataRequest, path: Path, report: Report): void {
  const { os } = request;
  if (!systems[os].hasSetting(name)) {
    report(error("operating-system", path, `${quote(name)} does not exist on ${quote(os)}`, "remove it"));
  }
  const form = settingForm(name);
  const value = request.configuration.settings[name] ?? "";
  const closed = closedVariables[name];
  if (closed !== undefined && !closed.harmless(String(value))) {
    report(error("invalid-value", path, `${quote(name)} cannot be ${quote(String(value))}`, closed.why));
    return;
  }
  if (readSetting(form, value) === undefined) {
    report(error("invalid-value", path, `${quote(name)} cannot be ${quote(String(value))}`, describeForm(form)));
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html: at most 50, no `aws:` prefix. */
function checkTags(tags: Readonly<Record<string, string>>, path: Path, report: Report): void {
  const characters = /^[\p{L}\p{Zs}\p{N}_.:/=+@-]*$/u;
  const entries = Object.entries(tags);
  if (entries.length > 50) report(error("invalid-value", path, `${entries.length} tags are too many`, "ECS keeps at most 50"));
  for (const [key, value] of entries) {
    const bad = key.length < 1 || key.length > 128 || !characters.test(key) || /^aws:/i.test(key);
    const help =
      "keys have 1 to 128 and values at most 256 characters: letters, digits, spaces and `_ . : / = + - @`; no `aws:` in front";
    if (bad) report(error("invalid-value", [...path, key], `${quote(key)} is no key of a tag`, help));
    if (value.length > 256 || !characters.test(value)) {
      report(error("invalid-value", [...path, key], `${quote(value)} is no value of a tag`, help));
    }
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html: at most 10 of one's own. */
function checkAttributes(attributes: Readonly<Record<string, string>>, path: Path, report: Report): void {
  const entries = Object.entries(attributes);
  if (entries.length > 10) {
    report(error("invalid-value", path, `${entries.length} attributes are too many`, "a container instance takes at most 10"));
  }
  for (const [name, value] of entries) {
    if (!/^[A-Za-z0-9._/-]{1,128}$/.test(name)) {
      const help = "names have 1 to 128 letters, digits, and `. _ / -`";
      report(error("invalid-value", [...path, name], `${quote(name)} is no name of an attribute`, help));
    }
    if (!/^(?! )[A-Za-z0-9._@:/\\ -]{1,128}(?<! )$/.test(value)) {
      const help = "values have 1 to 128 letters, digits, spaces (not at an end), and `. _ - @ : / \\`";
      report(error("invalid-value", [...path, name], `${quote(value)} is no value of an attribute`, help));
    }
  }
}

/** Whether the configuration asks for an option. */
function asksFor(option: CapacityOption, configuration: AgentConfiguration): boolean {
  const asked: Readonly<Record<CapacityOption, boolean>> = {
    instanceTags: Object.keys(configuration.instanceTags).length > 0,
    propagateInstanceTags: configuration.propagateTagsFromInstance,
    attributes: Object.keys(configuration.instanceAttributes).length > 0,
    loggingDrivers: configuration.loggingDrivers.length > 0,
    agent: Object.keys(configuration.settings).length > 0,
    hostModeTaskRoles: configuration.hostModeTaskRoles,
    executionRoleLogs: !configuration.executionRoleLogs,
  };
  return asked[option];
}

/**
 * Reports every value that the agent, or the text on its way to it, would refuse or misread: `invalid-value`, `unknown-key`,
 * `operating-system`, `agent-flag-off`. Problems name the options of a platform file's EC2 capacity, below `paths.configuration`.
 */
export function checkConfiguration(request: UserDataRequest, report: Report): void {
  const { configuration, os } = request;
  const at = request.paths.configuration;
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(configuration.cluster)) {
    const help = "names have 1 to 255 letters, digits, hyphens and underscores";
    report(error("invalid-value", at, `${quote(configuration.cluster)} is no name of a cluster`, help));
  }
  const { hasVariants, lacks } = systems[os];
  if (request.variant !== undefined && !hasVariants) {
    report(error("operating-system", [...at, "variant"], `${quote(os)} has no variants`, "remove it"));
  }
  for (const [option, why] of Object.entries(lacks)) {
    if (!asksFor(option as CapacityOption, configuration)) continue;
    report(error("operating-system", [...at, option], `${quote(option)} cannot be had on ${quote(os)}: ${why}`, "remove it"));
  }
  for (const [index, driver] of configuration.loggingDrivers.entries()) {
    if (logDrivers.includes(driver)) continue;
    const path = [...at, "loggingDrivers", index];
    report(error("invalid-value", path, `unknown log driver ${quote(driver)}`, suggestion(driver, logDrivers)));
  }
  checkTags(configuration.instanceTags, [...at, "instanceTags"], report);
  checkAttributes(configuration.instanceAttributes, [...at, "attributes"], report);
  for (const name of Object.keys(configuration.settings)) checkSetting(name, request, [...at, "agent", name], report);
}
