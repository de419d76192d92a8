/** Every form of a setting at its bounds: what the agent gets, or what is said of the form. */
import { checkConfiguration } from "../../modules/agent/checked-configuration";
import { describeForm, isSetting, readSetting, type SettingName, settingForm, settingNames } from "../../modules/agent/settings";
import { isOn, isSwitch, switches } from "../../modules/agent/switches";
import type { Problem } from "../../modules/problem";
import { configuration, request } from "./agent-configuration";

const read = (name: SettingName, value: string | number | boolean) => readSetting(settingForm(name), value);

test.each<[SettingName, readonly (string | number | boolean)[]]>([
  ["ECS_DISABLE_METRICS", [true, false, "true", "false"]],
  ["ECS_LOGLEVEL", ["crit", "error", "warn", "info", "debug"]],
  ["ECS_LOGLEVEL_ON_INSTANCE", ["none", "debug"]],
  ["ECS_LOG_ROLLOVER_TYPE", ["size", "hourly"]],
  ["ECS_LOG_OUTPUT_FORMAT", ["logfmt", "json"]],
  ["ECS_IMAGE_PULL_BEHAVIOR", ["default", "always", "once", "prefer-cached"]],
  ["ECS_INSTANCE_IP_COMPATIBILITY", ["ipv4", "ipv6"]],
  ["ECS_LOG_MAX_FILE_SIZE_MB", [1, 10240]],
  ["ECS_LOG_MAX_ROLL_COUNT", ["1", "10000"]],
  ["ECS_RESERVED_MEMORY", [0, 65535]],
  ["ECS_NUM_IMAGES_DELETE_PER_CYCLE", [1, 10000]],
  ["ECS_TASK_PIDS_LIMIT", [1, 4194304]],
  ["ECS_POLLING_METRICS_WAIT_DURATION", ["5s", "1m", "0m5s", "1h0m0s"]],
  ["ECS_CONTAINER_CREATE_TIMEOUT", ["60s", "1m", "0h1m", "61s"]],
  ["ECS_IMAGE_CLEANUP_INTERVAL", ["10m", "600s", "9m60s", "1h"]],
  ["ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", ["1s", "999999h", "999999m", "999999s"]],
  ["ECS_BACKEND_HOST", ["a", "ecs.us-east-1.amazonaws.com", "http://a", "https://a.b-c:65535/", "a:1", "a/", "a".repeat(253)]],
  ["ECS_TASK_METADATA_RPS_LIMIT", ["1,1", "40,60", "999999,999999"]],
  ["ECS_DYNAMIC_HOST_PORT_RANGE", ["1-2", "32768-60999"]],
])("%s takes what it is given", (name, values) => {
  for (const value of values) expect([name, read(name, value)]).toEqual([name, String(value)]);
});

test.each<[SettingName, string | number, string]>([
  ["ECS_RESERVED_MEMORY", "007", "7"],
  ["ECS_RESERVED_PORTS", "[22, 80]", "[22,80]"],
  ["ECS_RESERVED_PORTS", " [22] ", "[22]"],
  ["ECS_RESERVED_PORTS", "1,65535", "[1,65535]"],
  ["ECS_RESERVED_PORTS_UDP", '["53"]', "[53]"],
  ["ECS_RESERVED_PORTS_UDP", 53, "[53]"],
  ["ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", '["10.0.15.0/24"]', '["10.0.15.0/24"]'],
  ["ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", "10.0.15.0/24, fd00::/8", '["10.0.15.0/24","fd00::/8"]'],
  ["ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", "::/0,192.168.100.200/32", '["::/0","192.168.100.200/32"]'],
])("%s of %s becomes %s", (name, value, expected) => {
  expect(read(name, value)).toBe(expected);
});

test.each<[SettingName, readonly (string | number | boolean)[]]>([
  ["ECS_DISABLE_METRICS", ["", "True", "yes", 1, "true "]],
  ["ECS_LOGLEVEL", ["", "none", "Info", "crit,error"]],
  ["ECS_INSTANCE_IP_COMPATIBILITY", ["ipv5"]],
  ["ECS_LOG_MAX_FILE_SIZE_MB", [0, 10241, -1, 1.5, "", " 1", "1 ", "1e2", "x1", "0000000001"]],
  ["ECS_RESERVED_MEMORY", [65536, -1]],
  ["ECS_TASK_PIDS_LIMIT", [0, 4194305]],
  ["ECS_POLLING_METRICS_WAIT_DURATION", ["4s", "", "5", "5 s", "x5s", "5sx", "5s1m", "1m1h", "0m4s"]],
  ["ECS_CONTAINER_CREATE_TIMEOUT", ["59s", "0m", "0h0m59s"]],
  ["ECS_IMAGE_CLEANUP_INTERVAL", ["9m59s", "599s"]],
  ["ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION", ["0s", "1000000h", "1000000m", "1000000s", "1.5h", "-1s"]],
  ["ECS_BACKEND_HOST", ["", "ftp://a", "a b", "a:123456", "a:", "a/b", "a//", "x a", "a".repeat(254), "a\n"]],
  ["ECS_TASK_METADATA_RPS_LIMIT", ["0,1", "1,0", "1", "1,", ",1", "1,1,1", "1000000,1", "1,1000000", "x1,1", "1,1x", "-1,1"]],
  ["ECS_DYNAMIC_HOST_PORT_RANGE", ["1", "1-", "-1", "123456-1", "1-123456", "x1-2", "1-2x"]],
  ["ECS_RESERVED_PORTS", ["", "[]", "0", "65536", "123456", "a", "[22", "22,", "[22, 0]", "x22", "22x"]],
  [
    "ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES",
    ["", "[]", "10.0.0.0", "10.0.0/8", "10.0.0.0.0/8", "1000.0.0.0/8", "10.0.0.0/", "10.0.0.0/123"],
  ],
  ["ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES", ["x10.0.0.0/8", "10.0.0.0/8x", "g::/8", ":/8", "::/1234", "10.0.0.0/8,", "10x0x0x0/8"]],
])("%s refuses", (name, values) => {
  for (const value of values) expect([value, read(name, value)]).toEqual([value, undefined]);
});

test.each<[SettingName, string]>([
  ["ECS_DISABLE_METRICS", "write true or false"],
  ["ECS_LOG_MAX_FILE_SIZE_MB", "write a whole number from 1 to 10240"],
  ["ECS_CONTAINER_CREATE_TIMEOUT", "write hours, minutes and seconds as in `1h30m` or `45s`, at least 60 s"],
  ["ECS_LOGLEVEL_ON_INSTANCE", "write one of none, crit, error, warn, info, debug"],
  ["ECS_TASK_METADATA_RPS_LIMIT", "write it as in `40,60`"],
  ["ECS_RESERVED_PORTS", "write it as in `[22, 80]`"],
])("the help on %s is: %s", (name, help) => {
  expect(describeForm(settingForm(name))).toBe(help);
});

test("what a form gives as its example, it takes", () => {
  for (const name of settingNames) {
    const form = settingForm(name);
    if ("example" in form) expect([name, readSetting(form, form.example)]).not.toEqual([name, undefined]);
  }
});

test("settings and switches are told apart, and from the properties of every object", () => {
  expect(settingNames.every((name) => isSetting(name) && !isSwitch(name))).toBe(true);
  expect(Object.keys(switches).every((name) => isSwitch(name) && !isSetting(name))).toBe(true);
  expect([isSetting("toString"), isSwitch("toString")]).toEqual([false, false]);
});

test("a switch is on by its field, or by a setting that repeats it", () => {
  const off = { ...configuration, spotDraining: false };
  const by = (value: string | boolean) => ({ ...off, settings: { ECS_ENABLE_SPOT_INSTANCE_DRAINING: value } });
  const name = "ECS_ENABLE_SPOT_INSTANCE_DRAINING";
  expect(
    [off, by(false), by("false"), by(true), by("true"), { ...off, spotDraining: true }].map((one) => isOn(name, one)),
  ).toEqual([...[false, false, false], ...[true, true, true]]);
});

describe("tags and attributes at their bounds", () => {
  const refused = (set: object): readonly string[] => {
    const found: Problem[] = [];
    checkConfiguration(request("al2023", set), (problem) => found.push(problem));
    return found.map(({ path, message }) => `${path.slice(1).join(".")}: ${message}`);
  };

  test.each([
    ["a tag", { instanceTags: { a: "", "Team é_.:/=+@-1": "x y", ["k".repeat(128)]: "v".repeat(256), xaws: "aws:" } }],
    ["an attribute", { instanceAttributes: { "a.B_/-1": "a b@:/\\._-", ["n".repeat(128)]: "v".repeat(128) } }],
    ["a cluster", { cluster: `a-_${"Z".repeat(252)}` }],
    ["log drivers", { loggingDrivers: ["awslogs", "none", "syslog", "awsfirelens"] }],
  ])("%s is taken", (_, set) => {
    expect(refused(set)).toEqual([]);
  });

  const long = (text: string, length: number): string => text.repeat(length);
  test.each([
    ["an empty tag", { instanceTags: { "": "a" } }, ["instanceTags.: `` is no key of a tag"]],
    ["a tag of AWS", { instanceTags: { "AWS:a": "b" } }, ["instanceTags.AWS:a: `AWS:a` is no key of a tag"]],
    ["a strange key", { instanceTags: { "a#": "b" } }, ["instanceTags.a#: `a#` is no key of a tag"]],
    ["a strange value", { instanceTags: { a: "b\n" } }, ["instanceTags.a: `b\\n` is no value of a tag"]],
    ["a name with a blank", { instanceAttributes: { "a b": "c" } }, ["attributes.a b: `a b` is no name of an attribute"]],
    ["no name", { instanceAttributes: { "": "c" } }, ["attributes.: `` is no name of an attribute"]],
    ["no value", { instanceAttributes: { a: "" } }, ["attributes.a: `` is no value of an attribute"]],
    ["a blank in front", { instanceAttributes: { a: " b" } }, ["attributes.a: ` b` is no value of an attribute"]],
    ["a blank at the end", { instanceAttributes: { a: "b " } }, ["attributes.a: `b ` is no value of an attribute"]],
    ["no cluster", { cluster: "" }, [": `` is no name of a cluster"]],
    ["a cluster with a dot", { cluster: "a.b" }, [": `a.b` is no name of a cluster"]],
    ["an unknown driver", { loggingDrivers: ["awslogs", "awslog"] }, ["loggingDrivers.1: unknown log driver `awslog`"]],
  ])("%s is refused", (_, set, messages) => {
    expect(refused(set)).toEqual(messages);
  });

  test.each([
    ["a key", { instanceTags: { [long("k", 129)]: "v" } }],
    ["a value", { instanceTags: { a: long("v", 257) } }],
    ["a name", { instanceAttributes: { [long("n", 129)]: "v" } }],
    ["the value of an attribute", { instanceAttributes: { a: long("v", 129) } }],
    ["a cluster", { cluster: long("c", 256) }],
  ])("%s that is one character too long is refused", (_, set) => {
    expect(refused(set)).toHaveLength(1);
  });
});
