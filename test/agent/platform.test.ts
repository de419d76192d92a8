/** From the text of a platform file through the pipeline to what an instance starts with: cases/agent/platform.yaml is the table. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { settingNames } from "../../modules/agent/settings";
import { call } from "../../modules/hcl";
import { planPlatform } from "../../modules/pipeline";
import { textExpression } from "../../modules/resources/expression";
import { type OperatingSystem, operatingSystems } from "../../modules/spec/operating-system";
import { sample } from "../laws";

type Mode = "awsvpc" | "bridge" | "host" | "none" | "default";
type Change = readonly string[] | { readonly refused: string } | { readonly argument: string };
type BySystem<T> = Readonly<Record<OperatingSystem, T>>;

interface Table {
  readonly systems: BySystem<{
    readonly image: string;
    readonly devices: readonly string[];
    readonly modes: readonly Mode[];
    readonly refused: Readonly<Partial<Record<Mode, readonly string[]>>>;
    /** How a variable of `agent` is written: with NAME and VALUE, as the `keys` of the setting, or not at all. */
    readonly setting: string;
    readonly lacks: readonly string[];
    readonly text: string;
  }>;
  readonly demanded: readonly { readonly line: string; readonly modes: readonly Mode[]; readonly problem: string }[];
  readonly options: readonly (BySystem<Change> & { readonly set: object })[];
  readonly settings: readonly {
    readonly name: string;
    readonly value: string | number | boolean;
    readonly read?: string;
    readonly keys?: readonly string[];
  }[];
  readonly switches: readonly string[];
}

const table: Table = parse(readFileSync(join(__dirname, "../cases/agent/platform.yaml"), "utf8"));
const names = Object.keys(operatingSystems) as OperatingSystem[];
const everyMode: readonly Mode[] = ["awsvpc", "bridge", "host", "none", "default"];

/** A platform file with one capacity and a service in each of the modes. */
function platform(os: OperatingSystem, modes: readonly Mode[], set: object): string {
  const { image, text } = table.systems[os];
  const own = operatingSystems[os].containers === "unknown" ? { image, userData: text } : {};
  const ids = { subnets: ["subnet-0a1b2c3d4e5f60001"], securityGroups: ["sg-0a1b2c3d4e5f60003"] };
  const service = (networkMode: Mode) => ({
    cluster: "main",
    networkMode,
    containers: { app: { image: "app" } },
    acknowledge: networkMode === "host" ? [{ id: "host-network", why: "what user data becomes of it is looked at" }] : [],
  });
  return JSON.stringify({
    platform: "shop",
    accounts: { prod: { id: "111122223333", region: "eu-central-1" } },
    clusters: { main: { ec2: { os, instanceTypes: ["m7i.large"], ...ids, ...own, ...set } } },
    repositories: { app: {} },
    services: Object.fromEntries(modes.map((mode) => [`in-${mode}`, service(mode)])),
  });
}

interface Started {
  readonly userData: string;
  readonly template: Readonly<Record<string, unknown>>;
}

function plan(os: OperatingSystem, modes: readonly Mode[], set: object = {}): { problems: readonly string[]; started?: Started } {
  const outcome = planPlatform({ file: "platform.yaml", text: platform(os, modes, set) });
  const problems = outcome.problems.map(({ severity, code }) => `${severity} ${code}`);
  if (!outcome.ok) return { problems };
  const [stack] = outcome.value.stacks;
  const template = stack?.resources.resources.find(({ type }) => type === "aws_launch_template");
  const [start] = [...(stack?.starts.values() ?? [])];
  return { problems, started: { userData: start!.userData, template: template?.config as unknown as Started["template"] } };
}

function start(os: OperatingSystem, modes: readonly Mode[], set: object = {}): Started {
  const { problems, started } = plan(os, modes, set);
  expect(problems).toEqual([]);
  return started!;
}

/** The text of the table for one mode. */
function textIn(os: OperatingSystem, mode: Mode): string {
  return table.systems[os].text
    .split("\n")
    .flatMap((line) => {
      const [, only, rest] = /^\+(\w+) (.*)$/.exec(line) ?? [];
      return only === undefined ? [line] : only === mode ? [rest ?? ""] : [];
    })
    .join("\n");
}

/** The lines that the longer text has more; it is otherwise the same, line for line. */
function added(before: string, after: string): readonly string[] {
  const rest = before.trimEnd().split("\n");
  return after
    .trimEnd()
    .split("\n")
    .filter((line) => {
      if (line !== rest[0]) return true;
      rest.shift();
      return false;
    });
}

/** The lines of a setting on a system that has it. */
function written(os: OperatingSystem, { name, value, read, keys }: Table["settings"][number]): readonly string[] | undefined {
  const { setting, lacks } = table.systems[os];
  if (setting === "keys") return keys;
  return lacks.includes(name) ? undefined : [setting.replace("NAME", name).replace("VALUE", read ?? String(value))];
}

const running = names.flatMap((os) => table.systems[os].modes.map((mode): [OperatingSystem, Mode] => [os, mode]));

it("knows every system, every network mode and every setting", () => {
  expect(Object.keys(table.systems).sort()).toEqual([...names].sort());
  expect(table.settings.map(({ name }) => name).sort()).toEqual([...settingNames].sort());
  for (const os of names.filter((name) => operatingSystems[name].containers !== "unknown")) {
    const { modes, refused } = table.systems[os];
    expect([...modes, ...Object.keys(refused)].sort()).toEqual([...everyMode].sort());
  }
});

describe.each(running)("an instance of %s for tasks in mode %s", (os, mode) => {
  it("starts with exactly this user data, image and volumes", () => {
    const { userData, template } = start(os, [mode]);
    expect(userData).toBe(textIn(os, mode));
    expect(template.userData).toEqual(call("base64encode", textExpression(userData)));
    expect(template.imageId).toBe(table.systems[os].image);
    expect((template.blockDeviceMappings as { deviceName: string }[]).map(({ deviceName }) => deviceName)).toEqual(
      table.systems[os].devices,
    );
  });

  it("answers no container about its own role", () => {
    expect(start(os, [mode]).template.metadataOptions).toEqual({
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
      httpProtocolIpv6: "disabled",
    });
  });

  it.each(
    sample(table.options, 3).map((option): [string, Change, object] => [JSON.stringify(option.set), option[os], option.set]),
  )("is told of %s", (_, change, set) => expectChange(os, mode, set, change));

  if (operatingSystems[os].containers !== "unknown") {
    it("is told of every setting that it has, and of no other", () => {
      for (const setting of table.settings) {
        const lines = written(os, setting);
        expectChange(os, mode, { agent: { [setting.name]: setting.value } }, lines ?? { refused: "operating-system" });
      }
    });

    it("keeps its protections on, whatever a setting says", () => {
      for (const name of table.switches) {
        expectChange(os, mode, { agent: { [name]: true } }, []);
        expectChange(os, mode, { agent: { [name]: false } }, { refused: "agent-flag-off" });
      }
    });
  }
});

/** A refusal, an argument of the last command, or lines more than the text without the option. */
function expectChange(os: OperatingSystem, mode: Mode, set: object, change: Change): void {
  if ("refused" in change) {
    expect(plan(os, [mode], set)).toEqual({ problems: [`error ${change.refused}`] });
    return;
  }
  const { userData } = start(os, [mode], set);
  if ("argument" in change) {
    expect(userData).toBe(textIn(os, mode).replace(" -EnableTaskIAMRole", `$& ${change.argument}`));
  } else expect(added(textIn(os, mode), userData)).toEqual(change);
}

describe("tasks in several network modes on one capacity", () => {
  it.each(names.filter((os) => operatingSystems[os].containers !== "unknown"))("have on %s what each of them needs", (os) => {
    const { modes } = table.systems[os];
    const { userData } = start(os, modes);
    const all = modes.map((mode) => textIn(os, mode).split("\n"));
    // The command that starts the agent of Windows has what any of them needs: it is the longest.
    const commands = all.flatMap((lines) => lines.filter((line) => line.startsWith("Initialize-")));
    const longest = Math.max(...commands.map(({ length }) => length));
    const needed = all.flat().filter((line) => !line.startsWith("Initialize-") || line.length === longest);
    expect(new Set(userData.split("\n"))).toEqual(new Set(needed));
  });

  it.each(
    names.flatMap((os) =>
      Object.entries(table.systems[os].refused).map(([mode, problems]) => [os, mode as Mode, problems] as const),
    ),
  )("are refused on %s in mode %s", (os, mode, problems) => expect(plan(os, [mode])).toEqual({ problems }));
});

describe("user data of the user's own for an own machine image", () => {
  it.each(table.demanded.flatMap((demand) => table.systems.custom.modes.map((mode): [string, Mode] => [demand.line, mode])))(
    "must have %s for tasks in mode %s",
    (line, mode) => {
      const { modes, problem } = table.demanded.find((demand) => demand.line === line)!;
      const userData = table.systems.custom.text.replace(`${line}\n`, "");
      expect(plan("custom", [mode], { userData }).problems).toEqual(modes.includes(mode) ? [problem] : []);
    },
  );
});
