/** What each reader makes of a text: cases/agent/events.yaml is the table, cases/agent/verdicts.yaml what is said of whole user data. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { scanUserData } from "../../modules/agent";
import { readAgentJson } from "../../modules/agent/scan/agent-json";
import { readInOrder } from "../../modules/agent/scan/cloud-init/order";
import { readConfigurationLines, readMentions, type ScanEvent } from "../../modules/agent/scan/event";
import { readPowershell } from "../../modules/agent/scan/powershell";
import { newScripts, readScript } from "../../modules/agent/scan/script-writes";
import type { Problem } from "../../modules/problem";
import type { OperatingSystem } from "../../modules/spec/operating-system";
import { configuration } from "./agent-configuration";

const readCloudConfig = (body: string, line: number, linesMatch = true): readonly ScanEvent[] =>
  readInOrder([{ kind: "cloud-config", contentType: "text/cloud-config", headers: [], body, line, linesMatch }], newScripts());

const readers = {
  script: (text: string) => readScript(text, 1),
  lines: (text: string) => readConfigurationLines(text, 1),
  mentions: (text: string) => readMentions(text, 1),
  cloud: (text: string) => readCloudConfig(text, 1),
  json: readAgentJson,
  powershell: readPowershell,
};

interface Case {
  readonly name: string;
  readonly text: string;
}
interface EventCase extends Case {
  readonly events: readonly string[];
}
interface VerdictCase extends Case {
  readonly os: OperatingSystem;
  readonly problems: readonly string[];
}
type Table = Readonly<Record<keyof typeof readers, readonly EventCase[]>>;

const read = (file: string): unknown => parse(readFileSync(join(__dirname, "../cases/agent", file), "utf8"));
const table = read("events.yaml") as Table;
const verdicts = read("verdicts.yaml") as readonly VerdictCase[];

/** An event as the table writes it: its line, then what it says. */
function written(event: ScanEvent): string {
  switch (event.kind) {
    case "set":
      return `${event.line} ${event.name}=${event.value}`;
    case "unread":
      return `${event.line} unread ${event.name}: ${event.text}`;
    case "overwrite":
      return `${event.line} overwrite${event.name === undefined ? "" : ` ${event.name}`}: ${event.how}`;
    case "landed":
      return `${event.line} landed ${event.name}=${event.value}${event.sure ? "" : ", perhaps"}`;
    case "unchecked":
      return `${event.line} unchecked: ${event.why}`;
    case "initialize":
      return `${event.line} initialize`;
    case "invalid":
      return `${event.line} invalid: ${event.why}; ${event.help}`;
  }
}

const named = <T extends Case>(cases: readonly T[]): [string, T][] => cases.map((item) => [item.name, item]);

describe.each(Object.keys(readers) as (keyof typeof readers)[])("the reader of %s", (kind) => {
  test.each(named(table[kind]))("finds in %s what it does", (_, { text, events }) => {
    const found = readers[kind](text).filter((event) => event.kind !== "landed");
    expect(found.map(written)).toStrictEqual(events);
  });
});

describe("the lines of a text inside another", () => {
  const lines = "\nECS_CLUSTER=a\nECS_CLUSTER=b";
  const script = "\necho ECS_CLUSTER=a\necho ECS_CLUSTER=b";
  const config = "\na: ECS_CLUSTER=a\nruncmd:\n- |\n  true\n  echo ECS_CLUSTER=b";

  test.each([
    ["lines", readConfigurationLines(lines, 7), [8, 9]],
    ["mentions", readMentions(lines, 7), [8, 9]],
    ["a script", readScript(script, 7), [8, 9]],
    ["a cloud-config", readCloudConfig(config, 7), [12, 8]],
    ["lines that do not match", readConfigurationLines(lines, 7, false), [7, 7]],
    ["mentions that do not match", readMentions(lines, 7, false), [7, 7]],
    ["a script that does not match", readScript(script, 7, false), [7, 7]],
    ["a cloud-config that does not match", readCloudConfig(config, 7, false), [7, 7]],
    ["a cloud-config that is not YAML", readCloudConfig("a: b\nc: [", 7), [8]],
    ["a cloud-config that is not YAML and does not match", readCloudConfig("a: b\nc: [", 7, false), [7]],
  ])("are counted from where it begins: %s", (_, events, expected) => {
    expect(events.map(({ line }) => line)).toEqual(expected);
  });
});

test.each(named(verdicts))("user data is judged: %s", (_, { os, text, problems }) => {
  const found: Problem[] = [];
  const wanted = { ...configuration, hostModeTaskRoles: true };
  scanUserData(os, { text, configuration: wanted, path: ["p"] }, (problem) => found.push(problem));
  expect(found.map((one) => `${one.lineInValue} ${one.severity} ${one.code}: ${one.message}; ${one.help}`)).toEqual(problems);
  expect(found.every(({ path }) => path.length === 1 && path[0] === "p")).toBe(true);
});
