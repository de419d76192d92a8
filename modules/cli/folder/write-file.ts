/** Writing a single file that is the user's from then on. */
import { basename, dirname, resolve } from "node:path";
import { error, type Problem, quote } from "../../problem";
import type { Io } from "../io";
import { systemErrorText } from "../system-error";
import { replaceFiles } from "./replace";
import { makeStaging } from "./staging";

/**
 * Writes a file, whole or not at all; with `replace` over one that exists. Returns the problem if it could not. Codes: `output-foreign` for a file that exists,
 * `output-unwritable`.
 */
export function writeFile(io: Io, file: string, text: string, replace: boolean): Problem | undefined {
  const given = resolve(io.cwd, file);
  try {
    const found = io.files.statSync(given, { throwIfNoEntry: false });
    if (!replace && io.files.lstatSync(given, { throwIfNoEntry: false }) !== undefined) {
      return error("output-foreign", [], `${quote(file)} exists already`, "give another name, or `--force` to replace it");
    }
    // A rename over a device or a pipe would put a file in its place.
    if (found !== undefined && !found.isFile()) {
      const what = found.isDirectory() ? "it is a folder" : "it is not a file";
      return error("output-unwritable", [], `cannot write ${quote(file)}: ${what}`, "give the path of a file");
    }
    const path = found === undefined ? given : io.files.realpathSync(given);
    const folder = dirname(path);
    io.files.mkdirSync(folder, { recursive: true });
    replaceFiles(io.files, folder, makeStaging(io, folder, true), [{ kind: "put", path: basename(path), text }]);
    return undefined;
  } catch (thrown) {
    const why = systemErrorText(thrown);
    if (why === undefined) throw thrown;
    return error("output-unwritable", [], `cannot write ${quote(file)}: ${why}`, "give the path of a file that can be written");
  }
}
