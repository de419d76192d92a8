/** Whether an output folder holds what would be written to it; nothing is written. */
import { join, resolve } from "node:path";
import { error, type Problem, quote } from "../../problem";
import type { Io } from "../io";
import { systemErrorText } from "../system-error";
import { isGuard } from "./guard";
import { inspectFolder, type OutputFolder, type OutputPlace } from "./inspect";
import { lockProblem } from "./lock";
import { stackOf } from "./marker";
import { type OutputFiles, obsoleteFiles } from "./write";

/**
 * Every file of `out` that differs from `output`, is missing, or is left over from an earlier run; `stacks` are all stacks of the platform, of which `output` may
 * have some only. Compares texts, never the hashes that lie in the folder; files that are not ours are not looked at. Codes: `output-differs`, `output-foreign`, `output-locked`, `output-unwritable`.
 */
export function checkOutput(io: Io, place: OutputPlace, output: OutputFiles, stacks: readonly string[]): readonly Problem[] {
  const { out } = place;
  try {
    const folder = inspectFolder(io.files, resolve(io.cwd, out), place);
    if ("code" in folder) return [folder];
    const locked = lockProblem(io, folder.path, out);
    if (locked !== undefined) return [locked];
    const known = [...folder.own.keys()];
    const left = new Set([
      ...obsoleteFiles(folder, output),
      ...known.filter((path) => isGuard(path) || (stackOf(path) !== "" && !stacks.includes(stackOf(path)))),
    ]);
    return [
      ...[...output].flatMap(([path, text]) => fileProblem(io, folder, path, text)),
      ...[...left].sort().map((path) => differs(folder, path, "is left over: the platform file does not give it")),
    ];
  } catch (thrown) {
    const why = systemErrorText(thrown);
    if (why === undefined) throw thrown;
    const help = "make the folder and the files in it readable";
    return [error("output-unwritable", [], `cannot read ${quote(out)}: ${why}`, help)];
  }
}

function fileProblem({ files }: Io, folder: OutputFolder, path: string, text: string): readonly Problem[] {
  const target = join(folder.path, path);
  if (!files.existsSync(target)) return [differs(folder, path, "is missing")];
  const found = files.readFileSync(target, "utf8");
  return found === text
    ? []
    : [differs(folder, path, `differs from what the platform file gives, ${firstDifference(found, text)}`)];
}

function differs({ shown }: OutputFolder, path: string, how: string): Problem {
  const help = "run `rolewright generate` again; what is yours belongs into files of your own";
  return error("output-differs", [], `${quote(`${shown}/${path}`)} ${how}`, help);
}

/** The first line that is not the same, on both sides. */
function firstDifference(found: string, wanted: string): string {
  const [has, gives] = [found.split("\n"), wanted.split("\n")];
  const at = Array.from({ length: Math.max(has.length, gives.length) }, (_, index) => index).find(
    (index) => has[index] !== gives[index],
  );
  const shown = (line: string | undefined): string => (line === undefined ? "no such line" : quote(line.trim().slice(0, 120)));
  return `first in line ${(at ?? 0) + 1}: ${shown(has[at ?? 0])} instead of ${shown(gives[at ?? 0])}`;
}
