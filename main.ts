/**
 * The CDKTF app of a platform file: `cdktf synth`, `cdktf deploy`, or `node dist/main.js` without the CDKTF command line. The file is
 * the context value `rolewright:file` of cdktf.json, or the environment variable ROLEWRIGHT_FILE, which wins.
 */
import { readFileSync } from "node:fs";
import { App } from "cdktf";
import { PlatformStack } from "./modules/constructs/platform-stack";
import { lines, ProblemsError } from "./modules/constructs/problems-error";
import { visible } from "./modules/output/visible";
import { planPlatform } from "./modules/pipeline";
import type { Problem } from "./modules/problem";

const defaultFile = "examples/techflow/platform.yaml";

function main(): number {
  const app = new App();
  const context: unknown = app.node.tryGetContext("rolewright:file");
  const file = process.env.ROLEWRIGHT_FILE || (typeof context === "string" ? context : defaultFile);
  const text = read(file);
  if (text === undefined) return 1;
  const outcome = planPlatform({ file, text });
  for (const problem of outcome.problems) complain(located(problem));
  if (!outcome.ok) return 1;
  try {
    for (const { resources } of outcome.value.stacks) new PlatformStack(app, resources.name, { resources });
  } catch (problem) {
    if (!(problem instanceof ProblemsError)) throw problem;
    complain(problem.message);
    return 1;
  }
  app.synth();
  return 0;
}

function read(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (problem) {
    const help = "name the platform file in `rolewright:file` of cdktf.json or in ROLEWRIGHT_FILE";
    complain(`file-unreadable: ${String(problem)}\nhelp: ${help}`);
    return undefined;
  }
}

function located(problem: Problem): string {
  const { at } = problem;
  return `${at === undefined ? "" : `${at.file}:${at.line}:${at.column} `}${lines({ ...problem, path: [] })}`;
}

/** No control character of a file gets to the terminal. */
function complain(text: string): void {
  console.error(text.split("\n").map(visible).join("\n"));
}

process.exitCode = main();
