/**
 * The scan against bash: random scripts are run in a folder of their own, with the platform's part behind them where it adds one, and what
 * the agent then reads is compared. Whenever that is not what the platform file asks for, the scan had refused the script or warned of it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanUserData } from "../../../modules/agent";
import { runs } from "../../laws";
import { configuration, request } from "../agent-configuration";
import { agentReads, pythonReads } from "../instance";
import { render } from "../rendered";
import { outcome as outcomeOfParts, randomParts, textOf } from "./random-parts";
import { randomScript } from "./random-scripts";

const wanted = { ...configuration, taskEni: false };
/** The platform's part, as it is merged with a text of the user's. */
const own = pythonReads(render({ ...request("al2023", wanted, "#!/bin/bash\n") })).at(-1)!.body;

/** What the agent reads after the scripts have run, background jobs included. */
function outcome(scripts: readonly string[]): Record<string, string> {
  const root = mkdtempSync(join(tmpdir(), "scan-"));
  try {
    for (const folder of ["etc/ecs", "tmp", "bin"]) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "bin/sudo"), '#!/bin/sh\nwhile [ "$1" = -u ]; do shift 2; done\nexec "$@"\n', { mode: 0o755 });
    for (const [index, text] of scripts.entries()) {
      writeFileSync(join(root, `part${index}`), text.replace(/\/(etc\/ecs|tmp\/|tmp$)/gm, `${root}/$1`));
    }
    const all = scripts.map((_, index) => `bash ${root}/part${index}`).join("; ");
    const env = { PATH: `${root}/bin:${process.env.PATH}` };
    execFileSync("bash", ["-c", `cd ${root}; ${all}; true`], { env, stdio: ["ignore", "pipe", "pipe"], timeout: 20_000 });
    return agentReads(readFileSync(join(root, "etc/ecs/ecs.config"), { encoding: "utf8", flag: "a+" }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function isRight(read: Record<string, string>): boolean {
  const on = ["ECS_ENABLE_TASK_IAM_ROLE", "ECS_AWSVPC_BLOCK_IMDS", "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE"];
  const closed = read.ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS !== "true";
  return read.ECS_CLUSTER === "production" && closed && on.every((name) => ["true", "1"].includes(read[name] ?? ""));
}

function says(os: "al2023" | "custom", text: string): boolean {
  let said = false;
  scanUserData(os, { text, configuration: wanted, path: [] }, () => {
    said = true;
  });
  return said;
}

/** Seeds and texts of scripts that end wrong without a word, and how many are silent. */
function misses(os: "al2023" | "custom", count: number): { missed: readonly string[]; silent: number } {
  const silent = Array.from({ length: count }, (_, index) => index + 1)
    .map((seed) => ({ seed, text: randomScript(seed, os === "custom") }))
    .filter(({ text }) => !says(os, text));
  const wrong = silent.filter(({ text }) => !isRight(outcome(os === "custom" ? [text] : [text, own])));
  return { missed: wrong.map(({ seed, text }) => `seed ${seed}\n${text}`), silent: silent.length };
}

describe.each(["al2023", "custom"] as const)("3,000 random scripts on %s", (os) => {
  it("never end wrong without a word, and not all of them are spoken of", () => {
    const { missed, silent } = misses(os, runs(3000));
    expect(missed).toEqual([]);
    expect(silent).toBeGreaterThan(runs(3000) / 10);
  });
});

/** The same for user data of several parts: cloud-configs, scripts and boothooks. */
describe.each(["al2023", "custom"] as const)("1,500 random multiparts on %s", (os) => {
  it("never end wrong without a word, and not all of them are spoken of", () => {
    const all = Array.from({ length: runs(1500) }, (_, index) => ({
      seed: index + 1,
      parts: randomParts(index + 1, os === "custom"),
    }));
    const silent = all.filter(({ parts }) => !says(os, textOf(parts)));
    const wrong = silent.filter(({ parts }) => !isRight(outcomeOfParts(parts, os === "custom" ? undefined : own)));
    expect(wrong.map(({ seed, parts }) => `seed ${seed}\n${textOf(parts)}\n${JSON.stringify(parts, null, 1)}`)).toEqual([]);
    expect(silent.length).toBeGreaterThan(runs(1500) / 20);
  });
});
