/** Where new files wait until all of them are complete. */
import { basename, dirname, join } from "node:path";
import type { Io } from "../io";

const infix = ".rolewright-staging-";

/** A new folder beside or within the output folder, named after this process. Folders that killed runs left behind are removed. */
export function makeStaging(io: Pick<Io, "files" | "processId" | "isRunning">, folder: string, exists: boolean): string {
  const parent = exists ? folder : dirname(folder);
  const prefix = `${exists ? "" : basename(folder)}${infix}`;
  if (!exists) io.files.mkdirSync(parent, { recursive: true });
  for (const name of io.files.readdirSync(parent)) {
    const owner = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    const leftBehind = /^[0-9]+$/.test(owner) && (Number(owner) === io.processId || !io.isRunning(Number(owner)));
    if (leftBehind) io.files.rmSync(join(parent, name), { recursive: true, force: true });
  }
  const staging = join(parent, `${prefix}${io.processId}`);
  io.files.mkdirSync(staging);
  return staging;
}
