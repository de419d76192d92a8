/** Problem codes: writing. */
import type { ProblemDescriptions } from "../description";

/** Writing. */
export const writingCodes = {
  "output-foreign": {
    summary: "an output folder with files that rolewright did not write",
    meaning:
      "The output folder, or the file that `init` would write, holds what rolewright did not write. Files that it wrote are replaced, also when they were edited since: keep what is yours in files of your own.",
    cure: "another folder or name, or move it away; nothing was changed.",
  },
  "output-differs": {
    summary: "an output folder that is not what the platform file gives",
    meaning: "`generate --check` found a file that differs from what would be written, is missing, or is left over.",
    cure: "generate again and commit the result; what was edited by hand belongs into the platform file, or into files of your own.",
  },
  "output-unwritable": {
    summary: "an output folder that cannot be written",
    meaning: "The output folder cannot be written.",
    cure: "as the help says; nothing was changed.",
  },
  "unknown-stack": {
    summary: "a stack that the platform file does not produce",
    meaning: "`--stack` names a stack that the platform file does not produce.",
    cure: "the help lists them: `<account>-<region>`.",
  },
} as const satisfies ProblemDescriptions;
