/** What is in an output folder, and whether rolewright may write there. */
import { join } from "node:path";
import { error, type Problem, quote } from "../../problem";
import type { FileSystem } from "../io";
import { type Marker, markerName, parseMarker } from "./marker";

/** An output folder as it is found; `shown` is its name as the user gave it. */
export interface OutputFolder {
  readonly path: string;
  readonly shown: string;
  readonly exists: boolean;
  readonly own: Marker;
}

/** The folder, or why nothing may be written there. Codes: `output-unwritable` for what is no folder, `output-foreign` for a folder of somebody else's. */
export function inspectFolder(files: FileSystem, path: string, shown: string): OutputFolder | Problem {
  if (!files.existsSync(path)) return { path, shown, exists: false, own: new Map() };
  if (!files.statSync(path).isDirectory()) {
    return error("output-unwritable", [], `${quote(shown)} is a file`, "give the path of a folder with `--out`");
  }
  const marker = join(path, markerName);
  if (files.existsSync(marker)) return withMarker(files, path, shown, files.readFileSync(marker, "utf8"));
  // Hidden files (`.gitkeep`) are in nobody's way.
  const foreign = files.readdirSync(path).filter((name) => !name.startsWith("."));
  if (foreign.length === 0) return { path, shown, exists: true, own: new Map() };
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : "";
  const names = foreign.sort().slice(0, 3).map(quote).join(", ");
  const help = "give an empty or a new folder with `--out`";
  return error("output-foreign", [], `${quote(shown)} holds files that rolewright did not write: ${names}${more}`, help);
}

function withMarker(files: FileSystem, path: string, shown: string, text: string): OutputFolder | Problem {
  const own = parseMarker(text);
  if (own !== undefined) {
    const present = [...own].filter(([file]) => files.existsSync(join(path, file)));
    return { path, shown, exists: true, own: new Map(present) };
  }
  const help = "restore that file from version control, or generate into a new folder and move Terraform's state there";
  return error(
    "output-foreign",
    [],
    `${quote(`${shown}/${markerName}`)} is not the list of files that this version of rolewright wrote`,
    help,
  );
}

/** What stands in the way of writing `path`: a file of the user's with that name, or a link. Code: `output-foreign`. */
export function obstacle(files: FileSystem, folder: OutputFolder, path: string, text: string): Problem | undefined {
  const parents = path.split("/").slice(0, -1);
  for (const [index] of parents.entries()) {
    const parent = parents.slice(0, index + 1).join("/");
    const found = files.lstatSync(join(folder.path, parent), { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (!found.isDirectory()) {
      const help = "move it away, or give another folder with `--out`";
      return error("output-foreign", [], `${quote(`${folder.shown}/${parent}`)} is not a folder`, help);
    }
  }
  const target = join(folder.path, path);
  const found = files.lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined || (found.isFile() && (folder.own.has(path) || files.readFileSync(target, "utf8") === text)))
    return undefined;
  const help = "rename or move your file: this name is generated";
  return error("output-foreign", [], `rolewright did not write ${quote(`${folder.shown}/${path}`)}`, help);
}
