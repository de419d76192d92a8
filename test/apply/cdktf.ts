/** `cdktf synth`, `deploy` and `destroy` of the multi-account example with CDKTF's own command line, which is no dependency of ours: it is installed apart. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, run } from "../../scripts/terraform/command";
import { appliedAs, type Expectations, type Line } from "./apply-platform";
import { startEmulator } from "./emulator";
import type { Gaps } from "./gaps";
import type { Applicable } from "./platforms";
import { leftBehind } from "./prepare";
import { readBack } from "./read-back";

const project = join(__dirname, "..", "..");
const version = "0.21.0";
const cli = join(project, "node_modules", ".cache", "rolewright", `cdktf-cli-${version}`);

/** The last major version of Node that loads the command line's native module. */
const lastNode = 22;

/** The line of the report, or why there is none. Works in `folder`, with a cloud of its own. */
export async function deployWithCdktf(
  stacks: readonly Applicable[],
  folder: string,
  python: string,
  env: Environment,
  expectations: Expectations,
  gaps: Gaps,
): Promise<Line | string> {
  if (Number(process.versions.node.split(".")[0]) > lastNode)
    return `cdktf-cli ${version} does not start on Node ${process.versions.node}`;
  const emulator = await startEmulator(python, env);
  try {
    await install(env);
    const cdktf = commandLine(folder, {
      ...env,
      ...credentials,
      ...settings,
      CDKTF_HOME: join(folder, "home"),
      AWS_ENDPOINT_URL: emulator.endpoint,
    });
    await cdktf("synth");
    await cdktf("deploy", "*", "--auto-approve", "--skip-provider-lock");
    const findings: string[] = [];
    let count = 0;
    for (const stack of stacks) {
      const plan = await expectations.get(stack.name)?.plan;
      if (plan === undefined) throw new Error(`there is no plan of ${stack.name} to compare with`);
      const held = await readBack(appliedAs(stack, plan), emulator, stack.place, gaps);
      findings.push(...held.findings);
      count += held.resources;
    }
    await cdktf("destroy", "*", "--auto-approve", "--skip-provider-lock");
    for (const stack of stacks) findings.push(...(await leftBehind(stack, emulator)));
    return {
      name: "multi-account by cdktf",
      detail: `${count} resources synthesised, deployed, read back and destroyed`,
      findings,
    };
  } catch (problem) {
    return { name: "multi-account by cdktf", detail: "", findings: [String(problem)] };
  } finally {
    emulator.stop();
  }
}

const credentials = { AWS_ACCESS_KEY_ID: "testing", AWS_SECRET_ACCESS_KEY: "testing" };

/** Its own plug-in cache, in the home of the user, does not stand several stacks at once. */
const settings = { CI: "1", CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1", FORCE_COLOR: "0" };

/** Installed once, in a folder of its own. */
async function install(env: Environment): Promise<void> {
  if (existsSync(join(cli, "installed"))) return;
  mkdirSync(cli, { recursive: true });
  writeFileSync(join(cli, "package.json"), JSON.stringify({ private: true }));
  const { error } = await run("npm", ["install", "--no-audit", "--no-fund", `cdktf-cli@${version}`], cli, env);
  if (error !== "") throw new Error(`cdktf-cli ${version} cannot be installed: ${error}`);
  writeFileSync(join(cli, "installed"), version);
}

/** The project's own app, in a folder where nothing else is; what it prints is the error when it fails. */
function commandLine(folder: string, env: Environment): (...args: readonly string[]) => Promise<void> {
  mkdirSync(folder, { recursive: true });
  const app = ["node", "-r", join(project, "scripts", "typescript.js"), join(project, "main.ts")].map((part) =>
    JSON.stringify(part),
  );
  writeFileSync(
    join(folder, "cdktf.json"),
    JSON.stringify({ language: "typescript", app: app.join(" "), projectId: "rolewright", sendCrashReports: "false" }),
  );
  const file = join(project, "examples", "multi-account", "platform.yaml");
  return async (...args) => {
    const { stdout, error } = await run(join(cli, "node_modules", ".bin", "cdktf"), args, folder, {
      ...env,
      ROLEWRIGHT_FILE: file,
    });
    if (error !== "") throw new Error(`cdktf ${args.join(" ")}: ${error}\n${stdout.slice(-3000)}`);
  };
}
