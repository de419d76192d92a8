/** Problem codes: asking. */
import type { ProblemDescriptions } from "../description";

/** Asking. */
export const askingCodes = {
  "nothing-to-explain": {
    summary: "something to explain that the platform does not have",
    meaning:
      "`explain` was asked for what no statement belongs to: a name that the platform does not have, an ARN that nothing reaches, a line that causes nothing.",
    cure: "as the help says; `rolewright roles` lists what there is.",
  },
} as const satisfies ProblemDescriptions;
