/** Whether an output folder is what `generate` wrote, as far as the folder itself can show it. */
import { resolve } from "node:path";
import { error, type Outcome, type Problem, quote } from "../../problem";
import { inspectFolder, type OutputFolder } from "../folder/inspect";
import { lockProblem } from "../folder/lock";
import { markerName, parseMarker, stackOf } from "../folder/marker";
import type { Io } from "../io";
import { systemErrorText } from "../system-error";
import { compareFiles, type FileComparison, fileProblems } from "./files";
import { type ProofVerification, verifyProof } from "./proof";
import { type StackVerification, verifyStack } from "./stack";

/** What a verification has found. */
export interface Verification {
  readonly shown: string;
  readonly platform: string;
  readonly files: FileComparison;
  readonly stacks: readonly StackVerification[];
  readonly proof: ProofVerification;
  readonly problems: readonly Problem[];
}

/**
 * Verifies a folder; `own` names files of the user's that are expected in it. Codes: `output-altered`, `output-added`, `access-differs`, `proof-differs`,
 * `access-unreadable`, `not-verified`; without a verification `output-foreign`, `output-locked`, `output-unwritable`.
 */
export function verifyFolder(io: Io, name: string, own: readonly string[]): Outcome<Verification> {
  try {
    const folder = folderOf(io, name);
    return "code" in folder ? { ok: false, problems: [folder] } : { ok: true, value: verified(io, folder, own), problems: [] };
  } catch (thrown) {
    const why = systemErrorText(thrown);
    if (why === undefined) throw thrown;
    const help = "make the folder and the files in it readable";
    return { ok: false, problems: [error("output-unwritable", [], `cannot read ${quote(name)}: ${why}`, help)] };
  }
}

type Readable = OutputFolder & { readonly platform: string };

/** The folder of a platform, whichever it is; nobody writes to it at the moment. */
function folderOf(io: Io, name: string): Readable | Problem {
  const path = resolve(io.cwd, name);
  const list = resolve(path, markerName);
  const help = "name the folder that `rolewright generate` wrote, the one with `.rolewright.json`";
  if (!io.files.existsSync(list)) {
    return error("output-foreign", [], `${quote(name)} has no list of generated files (${quote(markerName)})`, help);
  }
  const { platform } = parseMarker(io.files.readFileSync(list, "utf8")) ?? {};
  const folder = inspectFolder(io.files, path, { out: name, platform });
  if ("code" in folder) return folder;
  if (platform === undefined)
    return error("output-foreign", [], `${quote(name)} holds what \`print\` wrote, of no platform`, help);
  return lockProblem(io, path, name) ?? { ...folder, platform };
}

function verified({ files }: Io, folder: Readable, own: readonly string[]): Verification {
  const compared = compareFiles(files, folder);
  const names = [...new Set([...folder.marker.files.keys()].map(stackOf))].filter((stack) => stack !== "");
  const present = names.filter((stack) => files.existsSync(resolve(folder.path, stack))).sort();
  const stacks = present.map((stack) => verifyStack(files, folder, stack));
  const proof = verifyProof(files, folder, stacks);
  const problems = [...fileProblems(folder, compared, own), ...stacks.flatMap((one) => one.problems), ...proof.problems];
  return { shown: folder.shown, platform: folder.platform, files: compared, stacks, proof, problems };
}
