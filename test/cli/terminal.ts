/** A run of the command line in this process, with its surroundings under the test's control. */
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { FileSystem, Io } from "../../modules/cli/io";
import { run } from "../../modules/cli/run";

export interface Terminal {
  readonly cwd: string;
  /** Runs `rolewright ...`. */
  readonly rolewright: (...args: string[]) => Promise<{ code: number; out: string; err: string }>;
  /** All files below the folder, path -> text. */
  readonly files: (folder?: string) => Record<string, string>;
  readonly write: (path: string, text: string | Uint8Array) => void;
}

export interface Surroundings {
  readonly tty?: boolean;
  readonly columns?: number;
  readonly env?: Io["env"];
  readonly stdin?: string | Uint8Array | ((limit: number) => Promise<Uint8Array>);
  readonly fs?: Partial<FileSystem>;
  readonly now?: () => number;
}

const folders: string[] = [];

/** To be called after each test file. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

export function terminal(surroundings: Surroundings = {}, cwd = newFolder()): Terminal {
  return {
    cwd,
    rolewright: async (...args) => {
      const captured = { out: "", err: "" };
      const io = surroundedBy(surroundings, cwd, captured);
      return { code: await run(args, io), ...captured };
    },
    files: (folder = ".") => filesBelow(join(cwd, folder)),
    write: (path, text) => {
      fs.mkdirSync(join(cwd, path, ".."), { recursive: true });
      fs.writeFileSync(join(cwd, path), text);
    },
  };
}

function surroundedBy(surroundings: Surroundings, cwd: string, captured: { out: string; err: string }): Io {
  const { tty = false, columns, env = {}, stdin = "", now = () => 0 } = surroundings;
  const sink = (name: "out" | "err") => ({
    write: (text: string) => {
      captured[name] += text;
    },
    isTTY: tty,
    columns,
  });
  return {
    stdout: sink("out"),
    stderr: sink("err"),
    stdin: async (limit) => (typeof stdin === "function" ? stdin(limit) : Buffer.from(stdin).subarray(0, limit)),
    cwd,
    env,
    // Waiting for the disk is what takes the time.
    files: { ...fs, fsyncSync: () => {}, ...surroundings.fs },
    now,
    processId: 4711,
    host: "here",
    isRunning: (id) => id === 1,
  };
}

export function newFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "rolewright-test-")));
  folders.push(folder);
  return folder;
}

function filesBelow(folder: string): Record<string, string> {
  if (!fs.existsSync(folder)) return {};
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(folder, path), fs.readFileSync(path, "utf8")]));
}

export function caseText(path: string): string {
  return fs.readFileSync(join(__dirname, "../cases", path), "utf8");
}
