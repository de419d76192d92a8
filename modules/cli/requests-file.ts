/** Finding and reading the requests file: expectations that somebody else than the authors of the platform file may own. */
import { dirname, join, resolve } from "node:path";
import type { Outcome } from "../problem";
import type { Source } from "../spec/text";
import type { Io } from "./io";
import { readInput } from "./platform-file";

const defaultNames = ["requests.yaml", "requests.yml", "requests.json"];

/** One byte more than the reader takes, so that it can tell that there was more. */
const readAtMost = 4 * 1024 * 1024 + 1;

/**
 * The bytes of the requests file: of `given`, otherwise of the first default name that exists beside the platform file; undefined when there is none. A
 * platform on standard input has nothing beside it. Code: `file-unreadable`.
 */
export async function readRequestsFile(
  io: Io,
  platform: string,
  given: string | undefined,
): Promise<Outcome<Source | undefined>> {
  const beside = platform === "<stdin>" ? [] : defaultNames.map((name) => join(dirname(platform), name));
  const file = given ?? beside.find((path) => io.files.existsSync(resolve(io.cwd, path)));
  if (file === undefined) return { ok: true, value: undefined, problems: [] };
  const read = await readInput(io, file, readAtMost, "give the path of a requests file, or leave `--requests` out");
  return read.ok ? { ok: true, value: { file, text: read.value }, problems: [] } : read;
}
