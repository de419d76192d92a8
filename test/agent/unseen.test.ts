/** What the scan follows and what it cannot see: cases/agent/unseen.yaml; what it leaves alone: cases/agent/ordinary.yaml. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { scanUserData } from "../../modules/agent";
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
const ordinary = read("ordinary.yaml") as readonly string[];

function scan(os: OperatingSystem, text: string, acknowledged = false): readonly string[] {
  const found: Problem[] = [];
  scanUserData(os, { text, configuration, path: ["userData"], acknowledged }, (problem) => found.push(problem));
  return found.map(summary);
}

test.each(cases.map((one): [string, Case] => [one.name, one]))("the scan sees %s", (_, { os = "al2023", text, problems }) => {
  expect(scan(os, text)).toEqual(problems);
});

test("what is acknowledged is not said, and nothing else is left out", () => {
  for (const { os = "al2023", text, problems } of cases) {
    expect(scan(os, text, true)).toEqual(problems.filter((problem) => !problem.includes("user-data-unchecked")));
  }
});

test("a custom image with what nobody can see is refused until it is acknowledged", () => {
  const text = cases.find(({ name }) => name === "settings behind an exit")!.text;
  expect(problemsOf(request("custom", {}, text)).text).toBeUndefined();
  expect(problemsOf({ ...request("custom", {}, text), uncheckedAcknowledged: true })).toEqual({ text, problems: [] });
});

test("there are at least sixty ordinary texts", () => {
  expect(ordinary.length).toBeGreaterThanOrEqual(60);
});

test.each(ordinary.map((text): [string] => [text]))("accepts %s", (text) => {
  expect(scan("al2023", `#!/bin/bash\n${text}\n`)).toEqual([]);
});
