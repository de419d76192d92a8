/** The agent variables that a platform file may set by name, with form, range and the operating systems that have them. */
import type { OperatingSystem } from "./configuration";

/** How the value of a variable is written. `list` takes a JSON list or a comma-separated one. */
export type SettingForm =
  | { readonly form: "boolean" }
  | { readonly form: "integer"; readonly min: number; readonly max: number }
  | { readonly form: "duration"; readonly minSeconds: number }
  | { readonly form: "choice"; readonly values: readonly string[] }
  | { readonly form: "text"; readonly pattern: RegExp; readonly example: string }
  | { readonly form: "list"; readonly item: RegExp; readonly numeric: boolean; readonly example: string };

/** One variable. `bottlerocket` names its `settings.ecs` keys, for those which that system has. */
export interface Setting {
  readonly value: SettingForm;
  readonly systems: readonly OperatingSystem[];
  readonly bottlerocket?: { readonly keys: readonly string[]; readonly inverted?: true };
}

const both = ["al2023", "windows"] as const;
const linux = ["al2023"] as const;
const boolean = { form: "boolean" } as const;
const duration = (minSeconds: number): SettingForm => ({ form: "duration", minSeconds });
const integer = (min: number, max: number): SettingForm => ({ form: "integer", min, max });
const choice = (...values: readonly string[]): SettingForm => ({ form: "choice", values });
const levels = ["crit", "error", "warn", "info", "debug"] as const;
const ports = { form: "list", item: /^\d{1,5}$/, numeric: true, example: "[22, 80]" } as const;
const cidr = /^(\d{1,3}(\.\d{1,3}){3}\/\d{1,2}|[0-9A-Fa-f:]{2,39}\/\d{1,3})$/;
const host = /^(https?:\/\/)?[A-Za-z0-9.-]{1,253}(:\d{1,5})?\/?$/;

/** A variable of Linux and Windows that Bottlerocket has under `keys`. */
function everywhere(value: SettingForm, keys: readonly string[], inverted?: true): Setting {
  return { value, systems: both, bottlerocket: inverted ? { keys, inverted } : { keys } };
}

/**
 * Names, forms and ranges of https://github.com/aws/amazon-ecs-agent#environment-variables, Bottlerocket's keys of
 * https://bottlerocket.dev/en/os/latest/api/settings/ecs/. Variables that an option of their own sets are not here.
 */
export const agentSettings: Readonly<Record<string, Setting>> = {
  ECS_RESERVED_PORTS: { value: ports, systems: both },
  ECS_RESERVED_PORTS_UDP: { value: ports, systems: both },
  ECS_LOGLEVEL: everywhere(choice(...levels), ["loglevel"]),
  ECS_LOGLEVEL_ON_INSTANCE: { value: choice("none", ...levels), systems: both },
  ECS_LOG_ROLLOVER_TYPE: { value: choice("size", "hourly"), systems: both },
  ECS_LOG_OUTPUT_FORMAT: { value: choice("logfmt", "json"), systems: both },
  ECS_LOG_MAX_FILE_SIZE_MB: { value: integer(1, 10240), systems: both },
  ECS_LOG_MAX_ROLL_COUNT: { value: integer(1, 10000), systems: both },
  ECS_DISABLE_METRICS: { value: boolean, systems: both },
  ECS_POLL_METRICS: { value: boolean, systems: both },
  ECS_POLLING_METRICS_WAIT_DURATION: { value: duration(5), systems: both },
  ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: { value: boolean, systems: both },
  ECS_RESERVED_MEMORY: everywhere(integer(0, 65535), ["reserved-memory"]),
  ECS_DISABLE_PRIVILEGED: everywhere(boolean, ["allow-privileged-containers"], true),
  ECS_SELINUX_CAPABLE: { value: boolean, systems: linux },
  ECS_APPARMOR_CAPABLE: { value: boolean, systems: linux },
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: everywhere(duration(1), ["task-cleanup-wait"]),
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: { value: duration(1), systems: both },
  ECS_MANIFEST_PULL_TIMEOUT: { value: duration(1), systems: both },
  ECS_CONTAINER_STOP_TIMEOUT: everywhere(duration(1), ["container-stop-timeout"]),
  ECS_CONTAINER_START_TIMEOUT: { value: duration(1), systems: both },
  ECS_CONTAINER_CREATE_TIMEOUT: { value: duration(60), systems: both },
  ECS_DISABLE_IMAGE_CLEANUP: everywhere(boolean, ["image-cleanup-enabled"], true),
  ECS_IMAGE_CLEANUP_INTERVAL: everywhere(duration(600), ["image-cleanup-wait"]),
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: everywhere(duration(1), ["image-cleanup-age"]),
  NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: { value: duration(1), systems: both },
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: everywhere(integer(1, 10000), ["image-cleanup-delete-per-cycle"]),
  ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP: { value: boolean, systems: both },
  ECS_IMAGE_PULL_BEHAVIOR: everywhere(choice("default", "always", "once", "prefer-cached"), ["image-pull-behavior"]),
  ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: { value: duration(1), systems: both },
  ECS_IMAGE_PULL_TIMEOUT: { value: duration(1), systems: both },
  ECS_INSTANCE_IP_COMPATIBILITY: { value: choice("ipv4", "ipv6"), systems: linux },
  ECS_ENABLE_HIGH_DENSITY_ENI: { value: boolean, systems: linux },
  ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES: {
    value: { form: "list", item: cidr, numeric: false, example: '["10.0.15.0/24"]' },
    systems: both,
  },
  ECS_BACKEND_HOST: everywhere({ form: "text", pattern: host, example: "ecs.us-east-1.amazonaws.com" }, ["backend-host"]),
  ECS_ENABLE_CONTAINER_METADATA: everywhere(boolean, ["enable-container-metadata"]),
  ECS_ENABLE_TASK_CPU_MEM_LIMIT: { value: boolean, systems: both },
  ECS_TASK_PIDS_LIMIT: { value: integer(1, 4194304), systems: linux },
  ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND: { value: boolean, systems: ["windows"] },
  ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND: { value: boolean, systems: ["windows"] },
  ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED: { value: boolean, systems: ["windows"] },
  ECS_TASK_METADATA_RPS_LIMIT: everywhere({ form: "text", pattern: /^[1-9]\d{0,5},[1-9]\d{0,5}$/, example: "40,60" }, [
    "metadata-service-rps",
    "metadata-service-burst",
  ]),
  ECS_SHARED_VOLUME_MATCH_FULL_CONFIG: { value: boolean, systems: both },
  ECS_WARM_POOLS_CHECK: { value: boolean, systems: both },
  ECS_ENABLE_GPU_SUPPORT: { value: boolean, systems: linux },
  ECS_GMSA_SUPPORTED: { value: boolean, systems: both },
  ECS_AGENT_PID_NAMESPACE_HOST: { value: boolean, systems: linux },
  ECS_DYNAMIC_HOST_PORT_RANGE: { value: { form: "text", pattern: /^\d{1,5}-\d{1,5}$/, example: "32768-60999" }, systems: both },
  ECS_EXCLUDE_IPV6_PORTBINDING: { value: boolean, systems: both },
  ECS_PROPAGATE_TASK_MEMORY_LIMIT_CGROUPV2: { value: boolean, systems: linux },
  ECS_ENABLE_FIRELENS_ASYNC: { value: boolean, systems: both },
};

/** A duration as the agent reads it, without fractions: `1h30m`. */
const durationPattern = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

function readDuration(text: string, minSeconds: number): string | undefined {
  const parts = durationPattern.exec(text);
  if (parts === null || text === "") return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0) >= minSeconds ? text : undefined;
}

function readList(text: string, form: SettingForm & { form: "list" }): string | undefined {
  const inner = /^\[(.*)\]$/.exec(text.trim())?.[1] ?? text;
  const items = inner.split(",").map((item) => item.trim().replace(/^"(.*)"$/, "$1"));
  if (inner.trim() === "" || !items.every((item) => form.item.test(item))) return undefined;
  if (form.numeric && !items.every((item) => Number(item) >= 1 && Number(item) <= 65535)) return undefined;
  return JSON.stringify(form.numeric ? items.map(Number) : items);
}

/** The value as the agent wants it, or nothing when it does not have the form or is out of range. */
export function readSetting(form: SettingForm, value: string | number | boolean): string | undefined {
  const text = String(value);
  switch (form.form) {
    case "boolean":
      return text === "true" || text === "false" ? text : undefined;
    case "integer":
      return /^\d{1,9}$/.test(text) && Number(text) >= form.min && Number(text) <= form.max ? String(Number(text)) : undefined;
    case "duration":
      return readDuration(text, form.minSeconds);
    case "choice":
      return form.values.includes(text) ? text : undefined;
    case "text":
      return form.pattern.test(text) ? text : undefined;
    case "list":
      return readList(text, form);
  }
}

/** What a form accepts, for a help text. */
export function describeForm(form: SettingForm): string {
  switch (form.form) {
    case "boolean":
      return "write true or false";
    case "integer":
      return `write a whole number from ${form.min} to ${form.max}`;
    case "duration":
      return `write hours, minutes and seconds as in \`1h30m\` or \`45s\`, at least ${form.minSeconds} s`;
    case "choice":
      return `write one of ${form.values.join(", ")}`;
    case "text":
    case "list":
      return `write it as in \`${form.example}\``;
  }
}
