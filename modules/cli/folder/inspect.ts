/** What is in an output folder, and whether rolewright may write there. */
import { join } from "node:path";
import { error, type Problem, quote } from "../../problem";
import type { FileSystem } from "../io";
import { type Marker, markerName, parseMarker } from "./marker";

/** An output folder as the user names it, and the platform whose files are to lie in it; none for files of no platform. */
export interface OutputPlace {
  readonly out: string;
  readonly platform?: string | undefined;
}

/** An output folder as it is found; `shown` is its name as the user gave it. */
export interface OutputFolder {
  readonly path: string;
  readonly shown: string;
  readonly exists: boolean;
  /** Own files that are there, with the hash of what was written. */
  readonly own: Marker["files"];
  readonly marker: Marker;
}

/** The folder, or why nothing may be written there. Codes: `output-unwritable` for what is no folder, `output-foreign` for a folder of somebody else's, or of another platform. */
export function inspectFolder(files: FileSystem, path: string, { out: shown, platform }: OutputPlace): OutputFolder | Problem {
  const empty = { path, shown, own: new Map(), marker: { platform, files: new Map(), replacing: new Map() } };
  if (!files.existsSync(path)) return { ...empty, exists: false };
  if (!files.statSync(path).isDirectory()) {
    return error("output-unwritable", [], `${quote(shown)} is a file`, "give the path of a folder with `--out`");
  }
  const marker = join(path, markerName);
  if (files.existsSync(marker)) return withMarker(files, path, { out: shown, platform }, files.readFileSync(marker, "utf8"));
  // Hidden files (`.gitkeep`) are in nobody's way.
  const foreign = files.readdirSync(path).filter((name) => !name.startsWith("."));
  if (foreign.length === 0) return { ...empty, exists: true };
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : "";
  const names = foreign.sort().slice(0, 3).map(quote).join(", ");
  const help = "give an empty or a new folder with `--out`";
  return error("output-foreign", [], `${quote(shown)} holds files that rolewright did not write: ${names}${more}`, help);
}

function withMarker(
  files: FileSystem,
  path: string,
  { out: shown, platform }: OutputPlace,
  text: string,
): OutputFolder | Problem {
  const marker = parseMarker(text);
  const list = quote(`${shown}/${markerName}`);
  if (marker === undefined) {
    const help = "restore that file from version control, or generate into a new folder and move Terraform's state there";
    return error("output-foreign", [], `${list} is not the list of files that this version of rolewright wrote`, help);
  }
  if (marker.platform === platform) {
    const own = new Map([...marker.files].filter(([file]) => files.existsSync(join(path, file))));
    return { path, shown, exists: true, own, marker };
  }
  const owner = marker.platform === undefined ? "what `print` wrote" : `the files of platform ${quote(marker.platform)}`;
  const wanted =
    platform === undefined ? "" : `; if that platform was renamed, change \`platform\` in ${list} to ${quote(platform)}`;
  const help = `give another folder with \`--out\`${marker.platform === undefined ? "" : wanted}`;
  return error("output-foreign", [], `${quote(shown)} holds ${owner}`, help);
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
