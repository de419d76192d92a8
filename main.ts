/**
 * The CDKTF app of a platform file: `cdktf synth`, `cdktf deploy`, or `node dist/main.js` without the CDKTF command line. The file is
 * the context value `rolewright:file` of cdktf.json, or the environment variable ROLEWRIGHT_FILE, which wins.
 */
import { readFileSync } from "node:fs";
import { App } from "cdktf";
import { PlatformStack } from "./modules/constructs/platform-stack";
import { lines } from "./modules/constructs/problems-error";
import { planPlatform } from "./modules/pipeline";

const defaultFile = "examples/techflow/platform.yaml";

function main(): number {
  const app = new App();
  const context: unknown = app.node.tryGetContext("rolewright:file");
  const file = process.env.ROLEWRIGHT_FILE || (typeof context === "string" ? context : defaultFile);
  const text = read(file);
  if (text === undefined) return 1;
  const outcome = planPlatform({ file, text });
  for (const problem of outcome.problems) {
    const { at } = problem;
    console.error(`${at === undefined ? "" : `${at.file}:${at.line}:${at.column} `}${lines({ ...problem, path: [] })}`);
  }
  if (!outcome.ok) return 1;
  for (const { resources } of outcome.value.stacks) new PlatformStack(app, resources.name, { resources });
  app.synth();
  return 0;
}

function read(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    console.error(
      `file-unreadable: ${reason}\nhelp: name the platform file in \`rolewright:file\` of cdktf.json or in ROLEWRIGHT_FILE`,
    );
    return undefined;
  }
}

process.exitCode = main();
