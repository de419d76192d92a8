/** The real Terraform, in folders of its own. The provider comes from wherever TF_CLI_CONFIG_FILE says; nothing reaches AWS. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const present = spawnSync("terraform", ["version"]).status === 0;

/** `describe` where Terraform is there or must be (CI); elsewhere the tests are skipped, and it is said. */
export const describeTerraform = present || process.env.CI !== undefined ? describe : describe.skip;
if (!present) console.warn("terraform is not on PATH: its tests are skipped outside CI");

/** What a command printed; `error` is empty if and only if it succeeded. */
interface Run {
  readonly stdout: string;
  readonly error: string;
}

/** A Terraform root in a temporary folder. */
export interface Root {
  readonly folder: string;
  run(...args: readonly string[]): Run;
  remove(): void;
}

/** An initialised root with these files. */
export function terraformRoot(files: Readonly<Record<string, unknown>>): Root {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-terraform-"));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  const run = (...args: readonly string[]): Run => {
    const env = { ...process.env, TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
    const { status, stdout, stderr } = spawnSync("terraform", args, { cwd: folder, env, encoding: "utf8", maxBuffer: 1 << 28 });
    return { stdout, error: status === 0 ? "" : stderr || `exit code ${status}` };
  };
  const init = run("init", "-no-color", "-backend=false");
  if (init.error !== "") throw new Error(`terraform init: ${init.error}`);
  return { folder, run, remove: () => rmSync(folder, { recursive: true }) };
}

/** A provider that works without an account. */
export const offlineProvider = {
  provider: {
    aws: [
      {
        access_key: "offline",
        secret_key: "offline",
        allowed_account_ids: [],
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        skip_requesting_account_id: true,
      },
    ],
  },
} as const;
