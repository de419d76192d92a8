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
import { inspectFolder, type OutputFolder, type OutputPlace, obstacle } from "./inspect";
import { letterCaseProblems } from "./letter-case";
import { locked } from "./lock";
import { hashOf, isAsListed, type Marker, markerName, printMarker, stackOf } from "./marker";
import { createFolder, replaceFiles } from "./replace";

/** Files to write: path -> text. The first folder of a path is its stack; files without one belong to the output folder itself. */
export type OutputFiles = ReadonlyMap<string, string>;

/** What a run did with the files of an output folder, by path. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Those of the written and removed that somebody had edited. */
  readonly edited: readonly string[];
  /** Stacks of earlier runs that the platform does not have any more; nothing in them was touched. */
  readonly stale: readonly string[];
}

/** Where to write, and whether what was edited by hand may go. */
export interface OutputTarget extends OutputPlace {
  readonly overwrite: boolean;
}

/**
 * Brings `output` into the folder `out`: all of it or, after a failure, nothing. `stacks` are all stacks of the platform, of which `output` may have some only.
 * Our own files of a written stack that it no longer has are removed. Codes: `output-foreign`, `overwrites-edit`, `output-locked`, `output-unwritable`.
 */
export function writeOutput(io: Io, target: OutputTarget, output: OutputFiles, stacks: readonly string[]): Outcome<Written> {
  const { out } = target;
  const path = resolve(io.cwd, out);
  try {
    // Nothing, not even a lock, comes into a folder of somebody else's.
    const found = inspectFolder(io.files, path, target);
    if ("code" in found) return { ok: false, problems: [found] };
    const done = locked(io, path, out, (staging) => {
      const folder = inspectFolder(io.files, path, target);
      return "code" in folder ? folder : writeInto(io, folder, target, { output, stacks, staging });
    });
    return "code" in done ? { ok: false, problems: [done] } : done;
  } catch (thrown) {
    const why = systemErrorText(thrown);
    if (why === undefined) throw thrown;
    const help = "nothing was changed; give another folder with `--out`, or make this one writable";
    return { ok: false, problems: [error("output-unwritable", [], `cannot write to ${quote(out)}: ${why}`, help)] };
  }
}

interface Writing {
  readonly output: OutputFiles;
  readonly stacks: readonly string[];
  readonly staging: string;
}

function writeInto(io: Io, folder: OutputFolder, target: OutputTarget, { output, stacks, staging }: Writing): Outcome<Written> {
  const { files } = io;
  const isSame = (path: string, text: string): boolean => {
    const file = join(folder.path, path);
    return files.existsSync(file) && files.readFileSync(file, "utf8") === text;
  };
  const unchanged = new Set([...output].filter(([path, text]) => isSame(path, text)).map(([path]) => path));
  const written = [...output.keys()].filter((path) => !unchanged.has(path));
  const removed = obsoleteFiles(folder, output);
  const edited = [...written, ...removed].filter((path) => isEdited(io, folder, path));
  const wanted: Wanted = { output, written, removed, marker: markerOf(folder, target, output, removed) };
  const guards = guardedStacks(files, folder, wanted).map(guardOf);
  const problems = [
    ...letterCaseProblems(files, folder, [...output.keys()]),
    ...[...output].flatMap(([path, text]) => obstacle(files, folder, path, text) ?? []),
    ...guards.flatMap((path) => obstacle(files, folder, path, guardText) ?? []),
    ...removed.flatMap((path) => obstacle(files, folder, path, "") ?? []),
    ...(target.overwrite ? [] : edited.map((path) => editProblem(folder, path, output.has(path)))),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const list = printMarker(wanted.marker);
  if (!folder.exists) createFolder(files, folder.path, staging, new Map([[markerName, list], ...output]));
  else if (written.length + removed.length + guards.length > 0 || !isSame(markerName, list)) {
    replaceFiles(files, folder.path, staging, changesOf(files, folder, wanted));
    for (const path of removed) removeEmptyFolder(io, folder, path);
  }
  const known = [...new Set([...folder.own.keys()].map(stackOf))];
  const stale = known.filter((stack) => stack !== "" && !stacks.includes(stack));
  return { ok: true, value: { written, unchanged: [...unchanged], removed, edited, stale }, problems: [] };
}

/** The list when everything is done: what stays, and what is written. */
function markerOf({ own }: OutputFolder, { platform }: OutputTarget, output: OutputFiles, removed: readonly string[]): Marker {
  const kept = [...own].filter(([path]) => !removed.includes(path) && !isGuard(path));
  const fresh = [...output].map(([path, text]): [string, string] => [path, hashOf(text)]);
  return { platform, files: new Map([...kept, ...fresh]), replacing: new Map() };
}

/** Own files of the stacks that are written which they do not have any more. */
export function obsoleteFiles({ own }: OutputFolder, output: OutputFiles): readonly string[] {
  const written = new Set([...output.keys()].map(stackOf));
  return [...own.keys()].filter((path) => written.has(stackOf(path)) && !output.has(path) && !isGuard(path));
}

/** An own file that is there, in our own folders, and is not what a run wrote. */
function isEdited({ files }: Io, folder: OutputFolder, path: string): boolean {
  const isOurs = folder.own.has(path) && obstacle(files, folder, path, "") === undefined;
  return isOurs && !isAsListed(folder.marker, path, files.readFileSync(join(folder.path, path)));
}

function editProblem({ shown }: OutputFolder, path: string, isGenerated: boolean): Problem {
  const message = `${quote(`${shown}/${path}`)} was edited since it was generated, and ${isGenerated ? "would be overwritten" : "is no longer generated"}`;
  const help =
    "to keep the edit, say it in the platform file or in a file of your own, and restore this one; `--overwrite` gives the edit up";
  return error("overwrites-edit", [], message, help);
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
