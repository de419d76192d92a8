/** This package as a user has it: packed, and installed beside the framework that docs/cdktf.md's package.json names. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, run } from "../../scripts/terraform/command";

const project = join(__dirname, "..", "..");

/** Where the package and both its peers are installed, and which they are. */
export interface Swapped {
  readonly folder: string;
  /** Versions by the name under which a package is required. */
  readonly versions: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Installs what docs/cdktf.md says into `folder`, where it stays for the next time. Throws what npm or the compiler say against it. */
export async function swapped(folder: string, env: Environment): Promise<Swapped> {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".tgz"))) rmSync(join(folder, file));
  const tarball = await packed(folder, env);
  const manifest = shownManifest();
  const dependencies = { ...manifest.dependencies, rolewright: `file:${tarball}` };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, private: true, dependencies }));
  await must("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline"], folder, env);
  const versions = Object.keys(dependencies).map((name) => [name, manifestOf(join(folder, "node_modules", name)).version]);
  return { folder, versions: Object.fromEntries(versions) };
}

/** The package.json that docs/cdktf.md shows for the other framework. */
function shownManifest(): Manifest {
  const [, text] = /```json\n([^`]*npm:cdktn@[^`]*)```/.exec(readFileSync(join(project, "docs/cdktf.md"), "utf8")) ?? [];
  if (text === undefined) throw new Error("docs/cdktf.md shows no package.json with cdktn");
  return JSON.parse(text) as Manifest;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** The name of the packed package; it has the digest of the content, for npm does not look into a file of the same name again. */
async function packed(folder: string, env: Environment): Promise<string> {
  const staging = join(folder, "staging");
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(join(staging, "package.json"), JSON.stringify(manifest));
  cpSync(join(project, "schema"), join(staging, "schema"), { recursive: true });
  const compiler = join(project, "node_modules", "typescript", "bin", "tsc");
  await must(process.execPath, [compiler, "-p", "tsconfig.build.json", "--outDir", join(staging, "dist")], project, env);
  const file = (await must("npm", ["pack", "--silent"], staging, env)).trim();
  const digest = createHash("sha256")
    .update(readFileSync(join(staging, file)))
    .digest("hex");
  const name = `rolewright-${digest.slice(0, 16)}.tgz`;
  renameSync(join(staging, file), join(folder, name));
  return name;
}

/** What a command printed; its error as an exception. */
export async function must(command: string, args: readonly string[], folder: string, env: Environment): Promise<string> {
  const { stdout, error } = await run(command, args, folder, env);
  if (error !== "") throw new Error(`${command} ${args.join(" ")}: ${error}\n${stdout}`.trim());
  return stdout;
}
