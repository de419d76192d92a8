import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { type AgentConfiguration, renderUserData } from "../../modules/agent";
import type { Problem } from "../../modules/problem";
import { type OperatingSystem, operatingSystems } from "../../modules/spec/operating-system";
import { runs } from "../laws";
import { request } from "./agent-configuration";

interface Case {
  readonly name: string;
  readonly os: OperatingSystem;
  readonly set: Partial<AgentConfiguration>;
  readonly problems: readonly string[];
}

const cases: readonly Case[] = parse(readFileSync(join(__dirname, "../cases/agent/configuration.yaml"), "utf8"));
const complete = ["ECS_CLUSTER=production", "ECS_ENABLE_TASK_IAM_ROLE=true", "ECS_AWSVPC_BLOCK_IMDS=true"]
  .concat("ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true")
  .map((line) => `echo ${line} >> /etc/ecs/ecs.config\n`);

function render(
  os: OperatingSystem,
  set: Partial<AgentConfiguration>,
): { text: string | undefined; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const extra = os === "custom" ? `#!/bin/bash\n${complete.join("")}` : undefined;
  return { text: renderUserData(request(os, set, extra), (problem) => problems.push(problem)), problems };
}

describe("the agent configuration", () => {
  const named = (item: Case): [string, Case] => [`${item.os}: ${item.name}`, item];
  test.each(cases.filter(({ problems }) => problems.length > 0).map(named))("refuses %s", (_, { os, set, problems }) => {
    const { text, problems: found } = render(os, set);
    expect(found.map(({ path, code }) => `${path.slice(1).join(".")} ${code}`)).toEqual(problems);
    expect(text).toBeUndefined();
  });
  test.each(cases.filter(({ problems }) => problems.length === 0).map(named))("accepts %s", (_, { os, set }) => {
    const { text, problems } = render(os, set);
    expect(problems).toEqual([]);
    expect(text).toBeDefined();
  });

  it.each([
    ["ECS_LOGLEVLE", "did you mean `ECS_LOGLEVEL`?"],
    ["ECS_ENABLE_TASK_IAM_ROLES", "did you mean `ECS_ENABLE_TASK_IAM_ROLE`?"],
    ["ECS_ENGINE_AUTH_DATA", "a registry login belongs in a secret: name it in `repositoryCredentials` of the container"],
  ])("helps with %s", (name, help) => {
    expect(render("al2023", { settings: { [name]: "x" } }).problems.map((problem) => problem.help)).toEqual([help]);
  });

  it("takes at most 50 tags, 10 attributes, and tags of 128 and 256 characters", () => {
    const many = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    const codes = (set: Partial<AgentConfiguration>): readonly string[] => render("al2023", set).problems.map(({ code }) => code);
    expect(codes({ instanceTags: many(50), instanceAttributes: many(10) })).toEqual([]);
    expect(codes({ instanceTags: many(51), instanceAttributes: many(11) })).toEqual(["invalid-value", "invalid-value"]);
    expect(codes({ instanceTags: { ["k".repeat(128)]: "v".repeat(256) } })).toEqual([]);
    expect(codes({ instanceTags: { ["k".repeat(129)]: "v" } })).toEqual(["invalid-value"]);
    expect(codes({ instanceTags: { k: "v".repeat(257) } })).toEqual(["invalid-value"]);
  });
});

/** Text that likes to break out of shells, PowerShell, TOML, JSON and Terraform. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }),
  fc
    .array(
      fc.constantFrom(
        "\nEOF\n",
        "$(id)",
        "`id`",
        "${x}",
        "%{x}",
        "'",
        "\u2019",
        '"',
        "\\",
        "\n",
        "\r",
        "=",
        "false",
        "a",
        " ",
        "'@\n",
      ),
      { maxLength: 5 },
    )
    .map((pieces) => pieces.join("")),
  fc.stringMatching(/^[A-Za-z0-9._/@: -]{1,12}$/),
);

const hostileConfiguration = fc.record({
  cluster: fc.oneof({ weight: 5, arbitrary: fc.constant("production") }, { weight: 1, arbitrary: hostile }),
  instanceTags: fc.dictionary(hostile, hostile, { maxKeys: 1 }),
  instanceAttributes: fc.dictionary(hostile, hostile, { maxKeys: 1 }),
  settings: fc.oneof(
    fc.constant({}),
    fc.dictionary(
      fc.constantFrom("ECS_BACKEND_HOST", "ECS_LOGLEVEL", "ECS_RESERVED_PORTS", "ECS_TASK_METADATA_RPS_LIMIT"),
      hostile,
      { maxKeys: 1 },
    ),
  ),
});

describe("hostile values", () => {
  const options = { seed: 20260922, numRuns: runs(600) };

  it("are refused, or reach the agent of Amazon Linux 2023 unchanged", () => {
    fc.assert(
      fc.property(hostileConfiguration, (set) => {
        const { text, problems } = render("al2023", set);
        if (text === undefined) return expect(problems.length).toBeGreaterThan(0);
        const lines = /<<'EOF' >> \/etc\/ecs\/ecs\.config\n([\s\S]*)\nEOF\n$/.exec(text)![1]!.split("\n");
        const read = new Map(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
        expect(read.size).toBe(lines.length);
        expect(read.get("ECS_ENABLE_TASK_IAM_ROLE")).toBe("true");
        expect(read.get("ECS_CLUSTER")).toBe(set.cluster);
        expect(new Map(Object.entries(JSON.parse(read.get("ECS_CONTAINER_INSTANCE_TAGS") ?? "{}")))).toEqual(
          new Map(Object.entries(set.instanceTags)),
        );
        expect(text).toMatch(/^[\n -~]*$/);
      }),
      options,
    );
  });

  it("are refused, or reach Bottlerocket unchanged", () => {
    fc.assert(
      fc.property(hostileConfiguration, (set) => {
        const { text, problems } = render("bottlerocket", { ...set, instanceTags: {} });
        if (text === undefined) return expect(problems.length).toBeGreaterThan(0);
        const { settings } = parseToml(text) as { settings: { ecs: Record<string, unknown> } };
        expect(settings.ecs.cluster).toBe(set.cluster);
        expect({ ...(settings.ecs["instance-attributes"] as object | undefined) }).toEqual({ ...set.instanceAttributes });
        return undefined;
      }),
      options,
    );
  });

  it("are refused, or stay inside one PowerShell literal", () => {
    fc.assert(
      fc.property(hostileConfiguration, (set) => {
        const { text, problems } = render("windows", set);
        if (text === undefined) return expect(problems.length).toBeGreaterThan(0);
        const literal = "'(?:[^'\u2018-\u201b\n]|'')*'";
        const variable = `\\[Environment\\]::SetEnvironmentVariable\\(${literal}, ${literal}, 'Machine'\\)\n`;
        const call = `Initialize-ECSAgent -Cluster ${literal} -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS\n`;
        expect(text).toMatch(new RegExp(`^<powershell>\nImport-Module ECSTools\n(?:${variable})*${call}</powershell>\n$`));
        return undefined;
      }),
      options,
    );
  });

  it("are not always refused, so that the three laws above say something", () => {
    const sample = fc.sample(hostileConfiguration, options);
    expect(sample.filter((set) => render("al2023", set).text !== undefined).length).toBeGreaterThan(options.numRuns / 10);
  });

  it("in the user's own text never throw, and never leave a half-written result", () => {
    const pieces = fc.constantFrom(
      ...[
        "#!/bin/bash\n",
        "#cloud-config\n",
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        "<powershell>\n",
      ],
      ...[
        "[settings.ecs]\n",
        "ECS_ENABLE_TASK_IAM_ROLE=",
        "false\n",
        "echo ",
        "cat <<EOF\n",
        "EOF\n",
        ">> /etc/ecs/ecs.config\n",
        "$(",
        "`",
      ],
      ...[
        "write_files:\n",
        "- path: /etc/ecs/ecs.config\n",
        "  content: |\n",
        "    ",
        "'",
        '"',
        "{",
        "}",
        "<#",
        "@'\n",
        "\r\n",
        "\0",
        "&a *a",
      ],
    );
    const text = fc.array(fc.oneof(pieces, hostile), { maxLength: 14 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(operatingSystems) as OperatingSystem[])), text, (os, extra) => {
        const problems: Problem[] = [];
        const rendered = renderUserData(request(os, {}, extra), (problem) => problems.push(problem));
        expect(rendered === undefined).toBe(problems.some(({ severity }) => severity === "error"));
      }),
      { seed: 20260922, numRuns: runs(3000) },
    );
  });
});

describe("bash on hostile values that are accepted", () => {
  it("writes them as they are", () => {
    const tags = { "a b": "c=d", größe: "+-=._:/@" };
    const text = render("al2023", { instanceTags: tags }).text!;
    const out = execFileSync("bash", ["-c", text.replace(">> /etc/ecs/ecs.config", "")], { encoding: "utf8" });
    const line = out.split("\n").find((candidate) => candidate.startsWith("ECS_CONTAINER_INSTANCE_TAGS="))!;
    expect(JSON.parse(line.slice(line.indexOf("=") + 1))).toEqual(tags);
  });
});
