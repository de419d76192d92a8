/** Replacing files so that nobody ever sees a part of one, and a failure leaves everything as it was. */
import { dirname, join } from "node:path";
import type { FileSystem } from "../io";

/** One change of a folder. `path` is relative to it; renames of folders move everything in them. */
export type Change =
  | { readonly kind: "put"; readonly path: string; readonly text: string }
  | { readonly kind: "add-folder"; readonly path: string; readonly files: ReadonlyMap<string, string> }
  | { readonly kind: "remove"; readonly path: string };

type Undo = () => void;

/**
 * Makes the changes in their order, each by one rename after everything has been written to `staging` and has reached the disk. When one fails, those before
 * it are undone and the failure is thrown. A run that is killed has made the first few changes, each of them whole. `staging` is on the same file system,
 * and is gone afterwards.
 */
export function replaceFiles(files: FileSystem, folder: string, staging: string, changes: readonly Change[]): void {
  const undo: Undo[] = [];
  try {
    const staged = changes.map((change, index) => stage(files, join(staging, `new-${index}`), change));
    for (const [index, change] of changes.entries()) {
      undo.push(apply(files, folder, change, staged[index] ?? "", join(staging, `old-${index}`)));
    }
    for (const path of new Set(changes.map((change) => dirname(join(folder, change.path))))) sync(files, path);
  } catch (thrown) {
    for (const step of undo.reverse()) step();
    throw thrown;
  } finally {
    files.rmSync(staging, { recursive: true, force: true });
  }
}

/** Writes all files of a folder that does not exist yet, and brings them in with a single rename. */
export function createFolder(files: FileSystem, folder: string, staging: string, contents: ReadonlyMap<string, string>): void {
  try {
    for (const [path, text] of contents) {
      files.mkdirSync(dirname(join(staging, path)), { recursive: true });
      writeSynced(files, join(staging, path), text);
    }
    files.renameSync(staging, folder);
    sync(files, dirname(folder));
  } catch (thrown) {
    files.rmSync(staging, { recursive: true, force: true });
    throw thrown;
  }
}

function stage(files: FileSystem, place: string, change: Change): string {
  if (change.kind === "put") writeSynced(files, place, change.text);
  if (change.kind === "add-folder") {
    files.mkdirSync(place);
    for (const [name, text] of change.files) {
      files.mkdirSync(dirname(join(place, name)), { recursive: true });
      writeSynced(files, join(place, name), text);
    }
    sync(files, place);
  }
  return place;
}

/** Makes one change and returns how to undo it. */
function apply(files: FileSystem, folder: string, change: Change, staged: string, backup: string): Undo {
  const target = join(folder, change.path);
  if (change.kind === "remove") {
    files.renameSync(target, backup);
    return () => files.renameSync(backup, target);
  }
  if (change.kind === "add-folder") {
    files.renameSync(staged, target);
    return () => files.renameSync(target, staged);
  }
  const existed = files.existsSync(target);
  if (existed) keep(files, target, backup);
  files.renameSync(staged, target);
  return () => (existed ? files.renameSync(backup, target) : files.unlinkSync(target));
}

/** A second name for a file, or a copy where the file system has no hard links. */
function keep(files: FileSystem, target: string, backup: string): void {
  try {
    files.linkSync(target, backup);
  } catch {
    files.copyFileSync(target, backup);
  }
}

function writeSynced(files: FileSystem, path: string, text: string): void {
  const descriptor = files.openSync(path, "wx");
  try {
    files.writeFileSync(descriptor, text);
    files.fsyncSync(descriptor);
  } finally {
    files.closeSync(descriptor);
  }
}

/** Not every system lets a folder be opened; renames are safe from being torn there too, only not from a power cut. */
function sync(files: FileSystem, path: string): void {
  let descriptor: number;
  try {
    descriptor = files.openSync(path, "r");
  } catch {
    return;
  }
  try {
    files.fsyncSync(descriptor);
  } catch {
    // As above.
  } finally {
    files.closeSync(descriptor);
  }
}
