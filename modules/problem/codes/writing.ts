/** Problem codes: writing. */
import type { ProblemDescriptions } from "../description";

/** Writing. */
export const writingCodes = {
  "output-foreign": {
    summary: "an output folder with files that rolewright did not write",
    meaning: "The output folder holds files in our places that we did not write, or changed ones.",
    cure: "another folder, or move them away; nothing was changed.",
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
