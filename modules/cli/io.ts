/** Everything that a command touches outside itself, so that tests can put something else in its place. */
import * as fs from "node:fs";
import { hostname } from "node:os";

/** The file system, as far as commands use it. */
export type FileSystem = Pick<
  typeof fs,
  | "closeSync"
  | "existsSync"
  | "fsyncSync"
  | "linkSync"
  | "copyFileSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readdirSync"
  | "realpathSync"
  | "readFileSync"
  | "readSync"
  | "renameSync"
  | "rmSync"
  | "rmdirSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
>;

/** A stream that text is written to. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Width of the terminal, where that is known. */
  readonly columns?: number | undefined;
}

/** The surroundings of a command. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** All of standard input, at most `limit` bytes of it. */
  readonly stdin: (limit: number) => Promise<Uint8Array>;
  /** Relative paths start here. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: FileSystem;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** The id of this run's process. */
  readonly processId: number;
  /** The name of this machine. */
  readonly host: string;
  /** Whether a process runs on this machine. */
  readonly isRunning: (processId: number) => boolean;
}

/** The surroundings of a real run. */
export function processIo(): Io {
  return {
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    stdin: readStandardInput,
    cwd: process.cwd(),
    env: process.env,
    files: fs,
    now: () => performance.now(),
    processId: process.pid,
    host: hostname(),
    isRunning,
  };
}

/** Whether a stream gets colours: only a terminal, and only if nobody objects (https://no-color.org). */
export function hasColors({ isTTY }: Sink, env: Io["env"]): boolean {
  return isTTY && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb";
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (thrown) {
    return typeof thrown === "object" && thrown !== null && "code" in thrown && thrown.code === "EPERM";
  }
}

function sink(stream: NodeJS.WriteStream): Sink {
  // A reader that has seen enough (`| head`) is no bug of ours.
  stream.on("error", (failure: NodeJS.ErrnoException) => {
    if (failure.code !== "EPIPE") throw failure;
    process.exit();
  });
  return { write: (text) => void stream.write(text), isTTY: stream.isTTY === true, columns: stream.columns };
}

async function readStandardInput(limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Uint8Array);
    chunks.push(bytes);
    size += bytes.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}
