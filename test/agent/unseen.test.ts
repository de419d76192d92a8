/**
 * What the scan follows and what it cannot see: cases/agent/unseen.yaml; what cloud-init makes of several parts: cases/agent/cloud-init.yaml; ways to reach the
 * configuration, one a case: cases/agent/ways.yaml; what it leaves alone: cases/agent/ordinary.yaml.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { renderUserData, scanUserData } from "../../modules/agent";
import type { Problem } from "../../modules/problem";
import type { OperatingSystem } from "../../modules/spec/operating-system";
import { configuration, request, summary } from "./agent-configuration";
import { problemsOf } from "./rendered";

interface Case {
  readonly name: string;
  readonly os?: OperatingSystem;
  readonly text: string;
  readonly problems: readonly string[];
}

const read = (file: string): unknown => parse(readFileSync(join(__dirname, "../cases/agent", file), "utf8"), { merge: false });
const cases = read("unseen.yaml") as readonly Case[];
const several = read("cloud-init.yaml") as readonly Case[];
const siblings = read("ways.yaml") as readonly Case[];
const ordinary = read("ordinary.yaml") as readonly string[];

function scan(os: OperatingSystem, text: string): readonly string[] {
  const found: Problem[] = [];
  scanUserData(os, { text, configuration, path: ["userData"] }, (problem) => found.push(problem));
  return found.map(summary);
}

test.each(cases.map((one): [string, Case] => [one.name, one]))("the scan sees %s", (_, { os = "al2023", text, problems }) => {
  expect(scan(os, text)).toEqual(problems);
});

test.each(several.map((one): [string, Case] => [one.name, one]))("cloud-init: %s", (_, { os = "al2023", text, problems }) => {
  expect(scan(os, text)).toEqual(problems);
});

const acknowledged = [["ec2", "acknowledge", 0, "id"]];

test("what is acknowledged is not said, and nothing else is left out; an acknowledgement of nothing is a warning", () => {
  for (const { os = "al2023", text, problems } of cases) {
    const left = problems.filter((problem) => !problem.includes("user-data-unchecked"));
    const unused = problems.length === 0 ? ["unused-acknowledgement (warning)"] : [];
    const given = { ...request(os, {}, text), uncheckedAcknowledged: acknowledged };
    expect(problemsOf(given).problems).toEqual([...left, ...unused]);
  }
});

test("every acknowledgement that takes nothing is a warning where it stands", () => {
  const second = ["ec2", "acknowledge", 1, "id"];
  const unusedOf = (text?: string): readonly unknown[] => {
    const found: Problem[] = [];
    renderUserData({ ...request("al2023", {}, text), uncheckedAcknowledged: [...acknowledged, second] }, (one) =>
      found.push(one),
    );
    return found.map(({ code, severity, path }) => [code, severity, path]);
  };
  const [first, other] = [acknowledged[0], second].map((path) => ["unused-acknowledgement", "warning", path]);
  expect(unusedOf()).toEqual([first, other]);
  expect(unusedOf("#!/bin/bash\necho hello\n")).toEqual([first, other]);
  expect(unusedOf("#!/bin/bash\ncurl -s https://example.com | bash\n")).toEqual([other]);
  expect(unusedOf("#!/bin/bash\nrm /etc/ecs/ecs.config\n")).toEqual([["agent-flag-overwritten", "error", ["ec2", "userData"]]]);
});

test("a custom image with what nobody can see is refused until it is acknowledged", () => {
  const text = cases.find(({ name }) => name === "settings behind an exit")!.text;
  expect(problemsOf(request("custom", {}, text)).text).toBeUndefined();
  expect(problemsOf({ ...request("custom", {}, text), uncheckedAcknowledged: acknowledged })).toEqual({ text, problems: [] });
});

test.each(siblings.map((one): [string, Case] => [one.text, one]))("is never silent about %s", (_, { text, problems }) => {
  expect(problems).not.toEqual([]);
  expect([...new Set(scan("al2023", `#!/bin/bash\n${text}`))]).toEqual(problems);
});

test("there are at least sixty ordinary texts", () => {
  expect(ordinary.length).toBeGreaterThanOrEqual(60);
});

test.each(ordinary.map((text): [string] => [text]))("accepts %s", (text) => {
  expect(scan("al2023", `#!/bin/bash\n${text}\n`)).toEqual([]);
});
