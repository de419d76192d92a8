/** Where new files wait until all of them are complete. */
import { basename, dirname, join } from "node:path";
import type { Io } from "../io";

const infix = ".rolewright-staging-";

/** The part of the surroundings that tells runs apart. */
export type Runs = Pick<Io, "files" | "processId" | "host" | "isRunning">;

/** A new folder beside or within the output folder, named after this process. Folders that killed runs left behind are removed. */
export function makeStaging(io: Runs, folder: string, exists: boolean): string {
  const parent = exists ? folder : dirname(folder);
  const prefix = `${exists ? "" : basename(folder)}${infix}`;
  if (!exists) io.files.mkdirSync(parent, { recursive: true });
  removeLeftBehind(io, parent, prefix);
  const staging = join(parent, `${prefix}${io.processId}`);
  io.files.mkdirSync(staging);
  return staging;
}

/** Removes what runs that no longer run have left beside the output folder before it existed. */
export function tidyBeside(io: Runs, folder: string): void {
  removeLeftBehind(io, dirname(folder), `${basename(folder)}${infix}`);
}

function removeLeftBehind(io: Runs, parent: string, prefix: string): void {
  for (const name of io.files.readdirSync(parent)) {
    const owner = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const leftBehind = /^[0-9]+$/.test(owner) && (Number(owner) === io.processId || !io.isRunning(Number(owner)));
    if (leftBehind) io.files.rmSync(join(parent, name), { recursive: true, force: true });
  }
}
