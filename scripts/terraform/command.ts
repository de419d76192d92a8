/** The terraform command, without an AWS account and without the user's settings. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a command printed; `error` is empty if and only if it succeeded. */
export interface Run {
  readonly stdout: string;
  readonly error: string;
}

/** Environment variables for a child process. */
export type Environment = Readonly<Record<string, string>>;

const root = join(__dirname, "..", "..");

/** Whether there is a terraform at all. */
export function isPresent(): boolean {
  return spawnSync("terraform", ["version"], { stdio: "ignore" }).status === 0;
}

/** Credentials, workspaces, variables and arguments of the user's own must not reach a test; where providers come from must. */
export function terraformEnvironment(): Environment {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|TF_)/.test(name) && name !== "NODE_OPTIONS");
  const configuration = cliConfiguration();
  return {
    ...Object.fromEntries(kept.map(([name, value = ""]) => [name, value])),
    ...(configuration === undefined ? {} : { TF_CLI_CONFIG_FILE: configuration }),
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
}

/** Where providers come from: TF_CLI_CONFIG_FILE, or a copy of the provider on this machine, or the registry. */
function cliConfiguration(): string | undefined {
  const given = process.env.TF_CLI_CONFIG_FILE;
  if (given !== undefined && existsSync(given)) return given;
  const offline = join(root, "../shared/bin/terraform-offline");
  if (!existsSync(offline)) return undefined;
  const { status, stdout } = spawnSync(offline, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return status === 0 ? stdout.trim() : undefined;
}

const awsProvider = "registry.terraform.io/hashicorp/aws";

/**
 * Installs the AWS provider once, 600 MB, into a plug-in cache under `folder`, and gives the environment in which every later init links to
 * it: as a mirror, because a cache does not stand two of them at once. A text says why the provider cannot be had.
 */
export async function providerEnvironment(folder: string, required: unknown): Promise<Environment | string> {
  const env = terraformEnvironment();
  const cache = join(folder, "plugins");
  const first = join(folder, "first");
  mkdirSync(cache, { recursive: true });
  mkdirSync(first);
  writeFileSync(join(first, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
  const { error } = await run("terraform", ["init", "-no-color"], first, { ...env, TF_PLUGIN_CACHE_DIR: cache });
  if (error !== "") return error;
  const mirror = `filesystem_mirror {\n    path    = ${JSON.stringify(cache)}\n    include = ["${awsProvider}"]\n  }`;
  const others = `direct {\n    exclude = ["${awsProvider}"]\n  }`;
  const file = join(folder, "terraform.tfrc");
  writeFileSync(file, `provider_installation {\n  ${mirror}\n  ${others}\n}\n`);
  return { ...env, TF_CLI_CONFIG_FILE: file };
}

/** Runs any command in a folder. */
export function run(command: string, args: readonly string[], folder: string, env: Environment): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", (problem) => resolve({ stdout: "", error: problem.message }));
    child.on("close", (code) => {
      const stdout = Buffer.concat(out).toString("utf8");
      const error = Buffer.concat(err).toString("utf8").trim() || stdout.trim() || `exit code ${code}`;
      resolve({ stdout, error: code === 0 ? "" : error });
    });
  });
}
