/** The files of an output folder, on disk or in a revision, that a comparison reads. */
import { join } from "node:path";
import { isTerraformFile } from "../../review/terraform/files";
import type { FileSystem } from "../io";
import { certificateName } from "../proof/certificate-name";
import { accessName } from "../stack-files";

/** Files by their path in the folder, `/` between the names. */
export interface FileTree {
  readonly paths: readonly string[];
  readonly read: (path: string) => Promise<Uint8Array>;
}

/** A stack in a tree: its name, and the file that has its access. */
export interface StackFile {
  readonly stack: string;
  readonly path: string;
  /** The files that Terraform reads in the folder of that access. */
  readonly terraform: readonly string[];
}

const configurationName = "cdk.tf.json";

/** Whether a comparison reads a file of this name. */
export function isRead(path: string): boolean {
  const name = path.split("/").at(-1);
  return (
    name !== undefined && (name === accessName || path === certificateName || name === configurationName || isTerraformFile(name))
  );
}

/** Deep enough for `cdktf.out/stacks/<stack>`, and for the JSON beside HCL. */
const MAX_DEPTH = 3;

/** The folder on disk; links are not followed, hidden folders and modules not looked into. */
export function diskTree(files: FileSystem, folder: string): FileTree {
  const paths: string[] = [];
  const visit = (path: string, depth: number): void => {
    for (const entry of files.readdirSync(join(folder, path), { withFileTypes: true })) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile() && isRead(below)) paths.push(below);
      const isOpen = entry.isDirectory() && depth < MAX_DEPTH && !entry.name.startsWith(".") && entry.name !== "node_modules";
      if (isOpen) visit(below, depth + 1);
    }
  };
  visit("", 0);
  return { paths: paths.sort(), read: async (path) => files.readFileSync(join(folder, path)) };
}

/** One file for each stack: its access, or where an older version wrote none, its configuration. `name` is that of the folder. */
export function stackFilesOf({ paths }: FileTree, name: string): readonly StackFile[] {
  const stacks = new Map<string, string>();
  for (const wanted of [accessName, configurationName]) {
    for (const path of paths.filter((one) => one.split("/").at(-1) === wanted)) {
      const folder = path.split("/").slice(0, -1);
      const stack = (wanted === configurationName && folder.at(-1) === "json" ? folder.slice(0, -1) : folder).join("/");
      if (!stacks.has(stack)) stacks.set(stack, path);
    }
  }
  return [...stacks].map(([folder, path]) => {
    const isBeside = (other: string): boolean => other.split("/").slice(0, -1).join("/") === folder;
    const terraform = paths.filter((other) => isBeside(other) && isTerraformFile(other.split("/").at(-1) ?? ""));
    return { stack: folder.split("/").at(-1) || name, path, terraform };
  });
}
