import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { scanUserData } from "../../modules/agent";
import type { Problem } from "../../modules/problem";
import { type OperatingSystem, operatingSystems } from "../../modules/spec/operating-system";
import { configuration, summary } from "./agent-configuration";

interface Case {
  readonly name: string;
  readonly os: OperatingSystem;
  readonly text: string;
  readonly host?: boolean;
  readonly problems: readonly string[];
}

const cases: readonly Case[] = parse(readFileSync(join(__dirname, "../cases/agent/scan.yaml"), "utf8"));

function scan({ os, text, host = true }: Pick<Case, "os" | "text" | "host">): readonly Problem[] {
  const found: Problem[] = [];
  const wanted = { ...configuration, hostModeTaskRoles: host };
  scanUserData(os, { text, configuration: wanted, path: ["ec2", "userData"] }, (problem) => found.push(problem));
  return found;
}

describe("the scan of user data", () => {
  const named = (item: Case): [string, Case] => [`${item.os}: ${item.name}`, item];
  test.each(cases.filter(({ problems }) => problems.length > 0).map(named))("refuses %s", (_, item) => {
    expect(scan(item).map(summary)).toEqual(item.problems);
  });
  test.each(cases.filter(({ problems }) => problems.length === 0).map(named))("accepts %s", (_, item) => {
    expect(scan(item)).toEqual([]);
  });

  it("gives every problem a cure and the path of the text", () => {
    for (const problem of cases.flatMap(scan)) {
      expect(problem.help).toMatch(/[^.]$/);
      expect(problem.message).toMatch(/^[^A-VX-Z].*[^.]$/);
      expect(problem.path).toEqual(["ec2", "userData"]);
    }
  });

  it.each([
    ["false", "`ECS_ENABLE_TASK_IAM_ROLE` is switched off: no task with a task role is placed"],
    ["'false'", "`ECS_ENABLE_TASK_IAM_ROLE` is switched off: no task with a task role is placed"],
    ["'true'", "`ECS_ENABLE_TASK_IAM_ROLE` is `'true'`, quotes included, which the agent reads as not set"],
    ["yes", "`ECS_ENABLE_TASK_IAM_ROLE` is `yes`, which the agent reads as not set"],
    ["$x", "nobody can know `ECS_ENABLE_TASK_IAM_ROLE=$x` before the instance starts"],
  ])("says what is wrong with %s", (value, message) => {
    const text = `#!/bin/bash\ncat <<'E' >> /etc/ecs/ecs.config\nECS_ENABLE_TASK_IAM_ROLE=${value}\nE\n`;
    expect(scan({ os: "al2023", text }).map((problem) => problem.message)).toEqual([message]);
  });

  it("leaves alone what the platform does not want", () => {
    const found: Problem[] = [];
    const wanted = { ...configuration, blockInstanceMetadata: false };
    const text = "#!/bin/bash\necho ECS_AWSVPC_BLOCK_IMDS=false >> /etc/ecs/ecs.config\n";
    scanUserData("al2023", { text, configuration: wanted, path: [] }, (problem) => found.push(problem));
    expect(found).toEqual([]);
  });

  it.each([
    ["brackets in YAML", `#cloud-config\na: ${"[".repeat(15000)}`],
    ["substitutions in a script", `#!/bin/bash\n${"$(".repeat(7000)}`],
    ["quotes in a script", `#!/bin/bash\n${"'\"`".repeat(5000)}`],
    ["here-documents that never end", `#!/bin/bash\n${"cat <<A\n".repeat(2000)}`],
    ["tables in TOML", `a = ${"[".repeat(15000)}`],
    ["braces in JSON", `{"ECSAgentConfiguration":${'{"a":'.repeat(3000)}`],
    ["braces in PowerShell", `<powershell>${"{('".repeat(5000)}</powershell>`],
    ["names of the flag", `#!/usr/bin/python3\n${"ECS_ENABLE_TASK_IAM_ROLE".repeat(600)}`],
  ])("comes to an end for thousands of %s", (_, text) => {
    for (const os of Object.keys(operatingSystems) as OperatingSystem[]) expect(Array.isArray(scan({ os, text }))).toBe(true);
  });
});
