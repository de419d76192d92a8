/**
 * A guard for a stack of several Terraform files: it lies in the stack's folder while they are replaced one by one. Terraform refuses the folder as long as it
 * is there, so that nobody plans with a mixture of old and new files after a run that was killed. The next run takes it away.
 */
import { stackOf } from "./marker";

/** Name of the guard in a stack folder. */
const guardName = "rolewright-interrupted.tf";

/** Terraform cannot parse the last line, and prints it with its error. */
export const guardText = `# A run of rolewright was killed while it replaced the files of this folder: some are old, some are new.
# Run it again; it completes them and removes this file.
rolewright was interrupted here, run it again
`;

/** The path of the guard of a stack; of the output folder itself for "". */
export function guardOf(stack: string): string {
  return stack === "" ? guardName : `${stack}/${guardName}`;
}

/** Whether a path is that of a guard. */
export function isGuard(path: string): boolean {
  return path === guardOf(stackOf(path));
}

/** The stacks in which more than one file that Terraform reads changes, by the paths of all files that do. */
export function stacksToGuard(changed: readonly string[]): readonly string[] {
  const read = changed.filter((path) => /^(?:[^/]+\/)?[^/]+\.tf(?:\.json)?$/.test(path)).map(stackOf);
  return [...new Set(read.filter((stack, index) => read.indexOf(stack) !== index))];
}
