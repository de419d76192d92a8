/** The agent variables that a platform file may set by name, with form and range. Which of them a system has, its own file says. */

/** How the value of a variable is written. `list` takes a JSON list or a comma-separated one. */
export type SettingForm =
  | { readonly form: "boolean" }
  | { readonly form: "integer"; readonly min: number; readonly max: number }
  | { readonly form: "duration"; readonly minSeconds: number }
  | { readonly form: "choice"; readonly values: readonly string[] }
  | { readonly form: "text"; readonly pattern: RegExp; readonly example: string }
  | { readonly form: "list"; readonly item: RegExp; readonly numeric: boolean; readonly example: string };

const boolean = { form: "boolean" } as const;
const duration = (minSeconds: number): SettingForm => ({ form: "duration", minSeconds });
const integer = (min: number, max: number): SettingForm => ({ form: "integer", min, max });
const choice = (...values: readonly string[]): SettingForm => ({ form: "choice", values });
const levels = ["crit", "error", "warn", "info", "debug"] as const;
const ports = { form: "list", item: /^\d{1,5}$/, numeric: true, example: "[22, 80]" } as const;
const byte = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
/** An IPv4 network, or an IPv6 one, which has at least two colons. */
const cidr = new RegExp(
  `^(?:${byte}(?:\\.${byte}){3}/(?:3[0-2]|[12]?\\d)|(?=[^/]*:[^/]*:)(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}/(?:12[0-8]|1[01]\\d|[1-9]?\\d))$`,
);
const host = /^(https?:\/\/)?[A-Za-z0-9.-]{1,253}(:\d{1,5})?\/?$/;

/**
 * Names, forms and ranges of https://github.com/aws/amazon-ecs-agent#environment-variables. Variables that an option of their own sets are
 * not here.
 */
const agentSettings = {
  ECS_RESERVED_PORTS: ports,
  ECS_RESERVED_PORTS_UDP: ports,
  ECS_LOGLEVEL: choice(...levels),
  ECS_LOGLEVEL_ON_INSTANCE: choice("none", ...levels),
  ECS_LOG_ROLLOVER_TYPE: choice("size", "hourly"),
  ECS_LOG_OUTPUT_FORMAT: choice("logfmt", "json"),
  ECS_LOG_MAX_FILE_SIZE_MB: integer(1, 10240),
  ECS_LOG_MAX_ROLL_COUNT: integer(1, 10000),
  ECS_DISABLE_METRICS: boolean,
  ECS_POLL_METRICS: boolean,
  ECS_POLLING_METRICS_WAIT_DURATION: duration(5),
  ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT: boolean,
  ECS_RESERVED_MEMORY: integer(0, 65535),
  ECS_DISABLE_PRIVILEGED: boolean,
  ECS_SELINUX_CAPABLE: boolean,
  ECS_APPARMOR_CAPABLE: boolean,
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: duration(1),
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER: duration(1),
  ECS_MANIFEST_PULL_TIMEOUT: duration(1),
  ECS_CONTAINER_STOP_TIMEOUT: duration(1),
  ECS_CONTAINER_START_TIMEOUT: duration(1),
  ECS_CONTAINER_CREATE_TIMEOUT: duration(60),
  ECS_DISABLE_IMAGE_CLEANUP: boolean,
  ECS_IMAGE_CLEANUP_INTERVAL: duration(600),
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: duration(1),
  NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE: duration(1),
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: integer(1, 10000),
  ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP: boolean,
  ECS_IMAGE_PULL_BEHAVIOR: choice("default", "always", "once", "prefer-cached"),
  ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: duration(1),
  ECS_IMAGE_PULL_TIMEOUT: duration(1),
  ECS_INSTANCE_IP_COMPATIBILITY: choice("ipv4", "ipv6"),
  ECS_ENABLE_HIGH_DENSITY_ENI: boolean,
  ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES: { form: "list", item: cidr, numeric: false, example: '["10.0.15.0/24"]' },
  ECS_BACKEND_HOST: { form: "text", pattern: host, example: "ecs.us-east-1.amazonaws.com" },
  ECS_ENABLE_CONTAINER_METADATA: boolean,
  ECS_ENABLE_TASK_CPU_MEM_LIMIT: boolean,
  ECS_TASK_PIDS_LIMIT: integer(1, 4194304),
  ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND: boolean,
  ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND: boolean,
  ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED: boolean,
  ECS_TASK_METADATA_RPS_LIMIT: { form: "text", pattern: /^[1-9]\d{0,5},[1-9]\d{0,5}$/, example: "40,60" },
  ECS_SHARED_VOLUME_MATCH_FULL_CONFIG: boolean,
  ECS_WARM_POOLS_CHECK: boolean,
  ECS_ENABLE_GPU_SUPPORT: boolean,
  ECS_GMSA_SUPPORTED: boolean,
  ECS_AGENT_PID_NAMESPACE_HOST: boolean,
  ECS_DYNAMIC_HOST_PORT_RANGE: { form: "text", pattern: /^\d{1,5}-\d{1,5}$/, example: "32768-60999" },
  ECS_EXCLUDE_IPV6_PORTBINDING: boolean,
  ECS_PROPAGATE_TASK_MEMORY_LIMIT_CGROUPV2: boolean,
  ECS_ENABLE_FIRELENS_ASYNC: boolean,
} as const satisfies Readonly<Record<string, SettingForm>>;

/** A variable that `agent` may set. */
export type SettingName = keyof typeof agentSettings;

/** Every such variable. */
export const settingNames = Object.keys(agentSettings) as readonly SettingName[];

/** Whether `agent` may set the variable on some system. */
export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(agentSettings, name);
}

/** The form of a variable's value. */
export function settingForm(name: SettingName): SettingForm {
  return agentSettings[name];
}

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
