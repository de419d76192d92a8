/**
 * A lock keeps two runs apart that write to one output folder. It is a file with the process and the machine of its holder; a lock whose holder no longer runs is
 * taken over. It lies in the folder, or beside one that does not exist yet.
 */
import { basename, dirname, join } from "node:path";
import { isObject } from "../../collections";
import { error, type Problem, quote } from "../../problem";
import { systemErrorText } from "../system-error";
import { makeStaging, type Runs, tidyBeside } from "./staging";

/** Name of the lock in the output folder; beside it, behind the folder's own name. */
const lockName = ".rolewright-lock";

interface Owner {
  readonly process: number;
  readonly host: string;
}

/**
 * Does `work` while no other run writes to the folder; `work` gets an empty folder for its files, which is beside `folder` if that does not exist yet and within it
 * otherwise. Code: `output-locked` while another run holds the lock, or one of another machine may.
 */
export function locked<T>(io: Runs, folder: string, shown: string, work: (staging: string) => T): T | Problem {
  const exists = io.files.existsSync(folder);
  const staging = makeStaging(io, folder, exists);
  const lock = lockOf(folder, exists);
  try {
    const taken = take(io, lock, staging);
    if (taken !== undefined) return heldBy(taken, lock, shown);
    try {
      // Somebody may have made the folder since, under the other lock.
      if (io.files.existsSync(folder) !== exists) return heldBy(undefined, lock, shown);
      if (exists) tidy(io, folder);
      return work(staging);
    } finally {
      io.files.rmSync(lock, { force: true });
    }
  } finally {
    io.files.rmSync(staging, { recursive: true, force: true });
  }
}

/** Whether another run writes to the folder at the moment. Code: `output-locked`. */
export function lockProblem(io: Runs, folder: string, shown: string): Problem | undefined {
  const lock = lockOf(folder, io.files.existsSync(folder));
  if (!io.files.existsSync(lock)) return undefined;
  const owner = ownerIn(io, lock);
  return owner !== undefined && isGone(io, owner) ? undefined : heldBy(owner ?? {}, lock, shown);
}

function lockOf(folder: string, exists: boolean): string {
  return exists ? join(folder, lockName) : join(dirname(folder), `${basename(folder)}${lockName}`);
}

/** Takes the lock, or says who holds it; nothing is known of a holder whose lock cannot be read. The lock appears whole, by a second name for a file that is complete. */
function take(io: Runs, lock: string, staging: string): Partial<Owner> | undefined {
  const { files, processId, host } = io;
  const own = join(staging, "lock");
  files.writeFileSync(own, `${JSON.stringify({ process: processId, host } satisfies Owner)}\n`);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (appears(io, own, lock)) {
      files.unlinkSync(own);
      return undefined;
    }
    const owner = ownerIn(io, lock);
    if (owner === undefined) return {};
    if (!isGone(io, owner)) return owner;
    removeStale(io, lock, staging);
  }
  return ownerIn(io, lock) ?? {};
}

/** Whether the file has the second name now; false where something has it already. Where the file system has no second names, a copy that must be new. */
function appears({ files }: Runs, own: string, lock: string): boolean {
  try {
    files.linkSync(own, lock);
    return true;
  } catch {
    if (files.existsSync(lock)) return false;
  }
  const descriptor = files.openSync(lock, "wx");
  try {
    files.writeFileSync(descriptor, files.readFileSync(own));
  } finally {
    files.closeSync(descriptor);
  }
  return true;
}

/** Moves a stale lock away. If another run took it over in the meantime, what was moved is its lock, which comes back. */
function removeStale(io: Runs, lock: string, staging: string): void {
  const { files } = io;
  const moved = join(staging, "stale-lock");
  try {
    files.renameSync(lock, moved);
  } catch {
    return;
  }
  const owner = ownerIn(io, moved);
  if (owner !== undefined && isGone(io, owner)) files.unlinkSync(moved);
  else files.renameSync(moved, lock);
}

/** A process of this machine that does not run any more; a run that has the id of this process is one that was before. */
function isGone({ processId, host, isRunning }: Runs, owner: Owner): boolean {
  return owner.host === host && (owner.process === processId || !isRunning(owner.process));
}

function ownerIn({ files }: Runs, lock: string): Owner | undefined {
  try {
    const value: unknown = JSON.parse(files.readFileSync(lock, "utf8"));
    if (!isObject(value)) return undefined;
    const { process, host } = value;
    return typeof process === "number" && typeof host === "string" ? { process, host } : undefined;
  } catch {
    return undefined;
  }
}

function heldBy(owner: Partial<Owner> | undefined, lock: string, shown: string): Problem {
  const { process, host } = owner ?? {};
  const who = process === undefined || host === undefined ? "another run" : `process ${process} on ${quote(host)}`;
  const help =
    owner === undefined
      ? "run it again"
      : `wait until that run is done; if there is none any more, as after a crash of another machine, delete ${quote(lock)}`;
  return error("output-locked", [], `${who} is writing to ${quote(shown)}`, help);
}

/** Takes away what runs left behind that were killed before the folder existed; where the folder above it is somebody else's, it stays. */
function tidy(io: Runs, folder: string): void {
  const { files } = io;
  const beside = lockOf(folder, false);
  try {
    tidyBeside(io, folder);
    const owner = files.existsSync(beside) ? ownerIn(io, beside) : undefined;
    if (owner !== undefined && isGone(io, owner)) files.rmSync(beside, { force: true });
  } catch (thrown) {
    if (systemErrorText(thrown) === undefined) throw thrown;
  }
}
