/**
 * Writing the output. Terraform runs in the stack folders, so they hold more than ours: state, lock file, a backend, variable values. Therefore no folder that
 * exists is ever swapped or deleted. Each of our files is replaced by one rename; while several Terraform files of a stack are replaced, a guard makes Terraform
 * refuse the folder. A folder that does not exist yet comes in whole. Stacks that the platform has no longer stay as they are: Terraform needs their files to
 * destroy what they made.
 */
import { join, resolve } from "node:path";
import { error, type Outcome, type Problem, quote } from "../../problem";
import type { Io } from "../io";
import { systemErrorText } from "../system-error";
import { changesOf, guardedStacks, type Wanted } from "./changes";
import { guardOf, guardText, isGuard } from "./guard";
import { inspectFolder, type OutputFolder, obstacle } from "./inspect";
import { hashOf, markerName, printMarker, stackOf } from "./marker";
import { createFolder, replaceFiles } from "./replace";
import { makeStaging } from "./staging";

/** Files to write: path -> text. The first folder of a path is its stack; files without one belong to the output folder itself. */
export type OutputFiles = ReadonlyMap<string, string>;

/** What a run did with the files of an output folder, by path. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Stacks of earlier runs that the platform does not have any more; nothing in them was touched. */
  readonly stale: readonly string[];
}

/**
 * Brings `output` into the folder `out`: all of it or, after a failure, nothing. `stacks` are all stacks of the platform, of which `output` may have some only.
 * Our own files of a written stack that it no longer has are removed. Codes: `output-foreign`, `output-unwritable`.
 */
export function writeOutput(io: Io, out: string, output: OutputFiles, stacks: readonly string[]): Outcome<Written> {
  try {
    const folder = inspectFolder(io.files, resolve(io.cwd, out), out);
    if ("code" in folder) return { ok: false, problems: [folder] };
    return writeInto(io, folder, output, stacks);
  } catch (thrown) {
    const why = systemErrorText(thrown);
    if (why === undefined) throw thrown;
    const help = "nothing was changed; give another folder with `--out`, or make this one writable";
    return { ok: false, problems: [error("output-unwritable", [], `cannot write to ${quote(out)}: ${why}`, help)] };
  }
}

function writeInto(io: Io, folder: OutputFolder, output: OutputFiles, stacks: readonly string[]): Outcome<Written> {
  const { files } = io;
  const removed = obsoleteFiles(folder, output);
  const isSame = (path: string, text: string): boolean => {
    const target = join(folder.path, path);
    return files.existsSync(target) && files.readFileSync(target, "utf8") === text;
  };
  const unchanged = new Set([...output].filter(([path, text]) => isSame(path, text)).map(([path]) => path));
  const written = [...output.keys()].filter((path) => !unchanged.has(path));
  const kept = [...folder.own].filter(([path]) => !removed.includes(path) && !isGuard(path));
  const marker = new Map([...kept, ...[...output].map(([path, text]): [string, string] => [path, hashOf(text)])]);
  const wanted: Wanted = { output, written, removed, marker };
  const guards = guardedStacks(files, folder, wanted).map(guardOf);
  const problems = [
    ...[...output].flatMap(([path, text]) => obstacle(files, folder, path, text) ?? []),
    ...guards.flatMap((path) => obstacle(files, folder, path, guardText) ?? []),
    ...removed.flatMap((path) => changedByHand(io, folder, path) ?? []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  if (!folder.exists) {
    const contents = new Map([[markerName, printMarker(marker)], ...output]);
    createFolder(files, folder.path, makeStaging(io, folder.path, false), contents);
  } else if (written.length + removed.length + guards.length > 0 || !isSame(markerName, printMarker(marker))) {
    replaceFiles(files, folder.path, makeStaging(io, folder.path, true), changesOf(files, folder, wanted));
    for (const path of removed) removeEmptyFolder(io, folder, path);
  }
  const known = [...new Set([...folder.own.keys()].map(stackOf))];
  const stale = known.filter((stack) => stack !== "" && !stacks.includes(stack));
  return { ok: true, value: { written, unchanged: [...unchanged], removed, stale }, problems: [] };
}

/** Own files of the stacks that are written which they do not have any more. */
export function obsoleteFiles({ own }: OutputFolder, output: OutputFiles): readonly string[] {
  const written = new Set([...output.keys()].map(stackOf));
  return [...own.keys()].filter((path) => written.has(stackOf(path)) && !output.has(path) && !isGuard(path));
}

function changedByHand({ files }: Io, { path: folder, shown, own }: OutputFolder, path: string): Problem | undefined {
  if (hashOf(files.readFileSync(join(folder, path))) === own.get(path)) return undefined;
  const message = `${quote(`${shown}/${path}`)} is no longer generated, but was changed by hand`;
  return error("output-foreign", [], message, "move it away to keep it, or delete it");
}

/** Removes the folder of a removed file if nothing is left in it; the folder of a stack stays. */
function removeEmptyFolder({ files }: Io, folder: OutputFolder, path: string): void {
  const parents = path.split("/").slice(0, -1);
  for (let depth = parents.length; depth > 1; depth -= 1) {
    const parent = join(folder.path, ...parents.slice(0, depth));
    if (!files.existsSync(parent) || files.readdirSync(parent).length > 0) return;
    files.rmdirSync(parent);
  }
}
