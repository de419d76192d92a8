/** The files of an output folder against the list of those that `generate` wrote. */
import { join } from "node:path";
import { type Problem, warning } from "../../problem";
import { isGuard } from "../folder/guard";
import { type OutputFolder, obstacle } from "../folder/inspect";
import { hashOf, type Marker, markerName } from "../folder/marker";
import type { FileSystem } from "../io";
import { found, inFile, quotedPath, shownPath } from "./finding";

/** How the files compare: paths in the folder, `/` between the names. */
export interface FileComparison {
  readonly listed: number;
  readonly same: readonly string[];
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  /** Files that nobody listed and Terraform reads: configuration and values of variables. */
  readonly added: readonly string[];
  /** Other files that nobody listed: state, lock files, notes. */
  readonly others: readonly string[];
}

/** Compares every file; `marker` is the whole list, with the files that are gone. */
export function compareFiles(files: FileSystem, folder: OutputFolder): FileComparison {
  const listed = [...folder.marker.files.keys()].filter((path) => !isGuard(path)).sort();
  const isThere = (path: string): boolean => files.existsSync(join(folder.path, path));
  const isSame = (path: string): boolean =>
    obstacle(files, folder, path, "") === undefined &&
    hashOf(files.readFileSync(join(folder.path, path))) === folder.marker.files.get(path);
  const present = listed.filter(isThere);
  const known = new Set([...listed, markerName]);
  const unlisted = filesBelow(files, folder.path).filter((path) => !known.has(path));
  return {
    listed: listed.length,
    same: present.filter(isSame),
    changed: present.filter((path) => !isSame(path)),
    missing: listed.filter((path) => !isThere(path)),
    added: unlisted.filter(isReadByTerraform),
    others: unlisted.filter((path) => !isReadByTerraform(path)),
  };
}

/** The differences as problems; of what was added only what is not in `own`, the user's own files by path or name. Codes: `output-altered`, `output-added`. */
export function fileProblems(folder: OutputFolder, compared: FileComparison, own: readonly string[]): readonly Problem[] {
  const { shown, marker } = folder;
  const restore = "restore it from version control, or generate again";
  const altered = (path: string, how: string): Problem =>
    found("output-altered", shownPath(shown, path), `${quotedPath(shown, path)} ${how}`, restore);
  return [
    ...compared.missing.map((path) => altered(path, "is on the list of generated files, and missing")),
    ...compared.changed.map((path) => altered(path, "is not the file that was generated, by its hash on the list")),
    ...(isInterrupted(marker) ? [altered(markerName, "is the list of a run that was killed: the folder is not complete")] : []),
    ...unexpected(compared, own).map((path) => {
      const message = `${quotedPath(shown, path)} was not generated, and Terraform reads it`;
      const help = "look at it; a file of yours that belongs there is named with `--own`";
      return inFile(warning("output-added", [], message, help), shownPath(shown, path));
    }),
  ];
}

/** Added files that nobody says are his own. */
function unexpected({ added }: FileComparison, own: readonly string[]): readonly string[] {
  const names = new Set(own.map((name) => name.replaceAll("\\", "/").replace(/^\.\//, "")));
  return added.filter((path) => !names.has(path) && !names.has(path.split("/").at(-1) ?? path));
}

function isInterrupted({ files, replacing }: Marker): boolean {
  return replacing.size > 0 || [...files.keys()].some(isGuard);
}

function isReadByTerraform(path: string): boolean {
  const name = path.split("/").at(-1) ?? "";
  return /\.tf(?:\.json)?$|^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(name);
}

/** Everything but hidden folders, in which Terraform keeps providers and modules. A link is a file of its name, wherever it leads. */
function filesBelow(files: FileSystem, folder: string): readonly string[] {
  const paths: string[] = [];
  const visit = (path: string): void => {
    for (const entry of files.readdirSync(join(folder, path), { withFileTypes: true })) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (!entry.isDirectory()) paths.push(below);
      else if (!entry.name.startsWith(".")) visit(below);
    }
  };
  visit("");
  return paths.sort();
}
