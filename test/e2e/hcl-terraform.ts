/** Runs the terraform command on folders of their own; TF_CLI_CONFIG_FILE says where providers come from, if not from the registry. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** A new folder with these files. */
export function folderWith(files: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-hcl-"));
  folders.push(folder);
  for (const [name, text] of files) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Removes the folders of this test file. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Runs terraform; a failure comes back as text for the assertion to show. */
export function terraform(folder: string, ...args: readonly string[]): { readonly status: number | null; readonly out: string } {
  const run = spawnSync("terraform", args, {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, TF_IN_AUTOMATION: "1" },
  });
  return { status: run.status, out: `${run.stdout}${run.status === 0 ? "" : run.stderr}` };
}
