/**
 * Writing the output. Terraform runs in the stack folders, so they hold more than ours: state, lock file, a backend, variable values. Therefore no folder that
 * exists is ever swapped or deleted. Each of our files is replaced by one rename; a stack is one Terraform file, so that it is always the old or the new one. A
 * folder that does not exist yet comes in whole. The marker goes first and names everything that is ours before or after, so that the run after a killed one
 * knows its own files. Stacks that the platform has no longer stay as they are: Terraform needs their files to destroy what they made.
 */
import { join, resolve } from "node:path";
import { error, type Outcome, type Problem, quote } from "../../problem";
import type { Io } from "../io";
import { systemErrorText } from "../system-error";
import { inspectFolder, type OutputFolder, obstacle } from "./inspect";
import { hashOf, type Marker, markerName, printMarker } from "./marker";
import { type Change, createFolder, replaceFiles } from "./replace";
import { makeStaging } from "./staging";

/** Files to write: path `<stack>/<file>` -> text. */
export type Output = ReadonlyMap<string, string>;

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
export function writeOutput(io: Io, out: string, output: Output, stacks: readonly string[]): Outcome<Written> {
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

function writeInto(io: Io, folder: OutputFolder, output: Output, stacks: readonly string[]): Outcome<Written> {
  const obsolete = obsoleteFiles(folder, output);
  const problems = [
    ...[...output].flatMap(([path, text]) => obstacle(io.files, folder, path, text) ?? []),
    ...obsolete.flatMap((path) => changedByHand(io, folder, path) ?? []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const isSame = (path: string, text: string): boolean => {
    const target = join(folder.path, path);
    return io.files.existsSync(target) && io.files.readFileSync(target, "utf8") === text;
  };
  const unchanged = [...output].filter(([path, text]) => isSame(path, text)).map(([path]) => path);
  const written = [...output.keys()].filter((path) => !unchanged.includes(path));
  const stale = [...new Set([...folder.own.keys()].map(stackOf))].filter((stack) => !stacks.includes(stack));
  const result: Written = { written, unchanged, removed: obsolete, stale };
  const marker = new Map([...folder.own, ...[...output].map(([path, text]): [string, string] => [path, hashOf(text)])]);
  for (const path of obsolete) marker.delete(path);
  if (!folder.exists)
    createFolder(
      io.files,
      folder.path,
      makeStaging(io, folder.path, false),
      new Map([[markerName, printMarker(marker)], ...output]),
    );
  else if (written.length > 0 || obsolete.length > 0 || !isSame(markerName, printMarker(marker))) {
    const changes = changesOf(io, folder, output, result, marker);
    replaceFiles(io.files, folder.path, makeStaging(io, folder.path, true), changes);
  }
  return { ok: true, value: result, problems: [] };
}

/** Own files of the stacks that are written which they do not have any more. */
function obsoleteFiles({ own }: OutputFolder, output: Output): readonly string[] {
  const written = new Set([...output.keys()].map(stackOf));
  return [...own.keys()].filter((path) => written.has(stackOf(path)) && !output.has(path));
}

function changedByHand({ files }: Io, { path: folder, shown, own }: OutputFolder, path: string): Problem | undefined {
  if (hashOf(files.readFileSync(join(folder, path))) === own.get(path)) return undefined;
  const message = `${quote(`${shown}/${path}`)} is no longer generated, but was changed by hand`;
  return error("output-foreign", [], message, "move it away to keep it, or delete it");
}

function changesOf(
  { files }: Io,
  folder: OutputFolder,
  output: Output,
  { written, removed }: Written,
  marker: Marker,
): readonly Change[] {
  const put = (path: string, text: string): Change => ({ kind: "put", path, text });
  const isNew = (stack: string): boolean => !files.existsSync(join(folder.path, stack));
  const newStacks = [...new Set(written.map(stackOf))].filter(isNew);
  const added = newStacks.map((stack): Change => {
    const own = written.filter((path) => stackOf(path) === stack);
    return {
      kind: "add-folder",
      path: stack,
      files: new Map(own.map((path) => [path.slice(stack.length + 1), output.get(path) ?? ""])),
    };
  });
  const replaced = written.filter((path) => !newStacks.includes(stackOf(path))).map((path) => put(path, output.get(path) ?? ""));
  const removals = removed.map((path): Change => ({ kind: "remove", path }));
  const first = put(markerName, printMarker(new Map([...folder.own, ...marker])));
  const last = removed.length === 0 ? [] : [put(markerName, printMarker(marker))];
  return [first, ...added, ...replaced, ...removals, ...last];
}

function stackOf(path: string): string {
  return path.split("/")[0] ?? "";
}
