/** Finding and reading the platform file. */
import { join, resolve } from "node:path";
import { error, type Outcome, type Problem, quote } from "../problem";
import type { Source } from "../spec/text";
import type { Io } from "./io";
import { systemErrorText } from "./system-error";

/** What a platform file is called when the command line names none, in the order in which they are looked for. */
const defaultNames = ["platform.yaml", "platform.yml", "platform.json"];

// One byte more than the reader takes, so that it can tell that there was more.
const readAtMost = 4 * 1024 * 1024 + 1;

/**
 * The bytes of the platform file: of `file`, of standard input for `-`, otherwise of the first default name that exists. Never more than the reader
 * could take. Code: `file-unreadable`.
 */
export async function readPlatformFile(io: Io, file: string | undefined): Promise<Outcome<Source>> {
  if (file === "-") return fine({ file: "<stdin>", text: await io.stdin(readAtMost) });
  const name = file ?? defaultNames.find((candidate) => io.files.existsSync(join(io.cwd, candidate)));
  if (name === undefined) {
    const help = "name the file, or write a first one with `rolewright init`";
    return refused(
      `no platform file here: neither ${defaultNames
        .map(quote)
        .join(", ")
        .replace(/, (?=[^,]*$)/, " nor ")}`,
      help,
    );
  }
  const read = await readInput(io, name, readAtMost, "give the path of a platform file, or `-` for standard input");
  return read.ok ? fine({ file: name, text: read.value }) : read;
}

/** The bytes of a file, or of standard input for `-`, at most `limit` of them; `help` says what to give instead. Code: `file-unreadable`. */
export async function readInput(io: Io, file: string, limit: number, help: string): Promise<Outcome<Uint8Array>> {
  if (file === "-") return { ok: true, value: await io.stdin(limit), problems: [] };
  try {
    return { ok: true, value: readUpTo(io, resolve(io.cwd, file), limit), problems: [] };
  } catch (thrown) {
    const why = systemErrorText(thrown);
    if (why === undefined) throw thrown;
    return refused(`cannot read ${quote(file)}: ${why}`, help);
  }
}

function readUpTo({ files }: Io, path: string, limit: number): Uint8Array {
  const descriptor = files.openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for (;;) {
      const chunk = Buffer.alloc(Math.min(256 * 1024, limit - size));
      const read = chunk.length === 0 ? 0 : files.readSync(descriptor, chunk, 0, chunk.length, null);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      size += read;
    }
  } finally {
    files.closeSync(descriptor);
  }
}

function fine(source: Source): Outcome<Source> {
  return { ok: true, value: source, problems: [] };
}

function refused(message: string, help: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [error("file-unreadable", [], message, help)] };
}
