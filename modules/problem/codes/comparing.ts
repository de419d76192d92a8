/** Problem codes: comparing access. */
import type { ProblemDescriptions } from "../description";

/** Comparing access. */
export const comparingCodes = {
  "access-unreadable": {
    summary: "access that cannot be read: not an output folder, platform file, plan or state",
    meaning:
      "An `access.json` that rolewright did not write, a folder without stacks, or a file that is neither a platform file nor Terraform JSON.",
    cure: "as the help says; `generate` writes the file anew.",
  },
  "plan-unreadable": {
    summary: "not Terraform JSON of a known format: no plan, state or configuration",
    meaning:
      "Terraform JSON that is no plan, state or configuration of a known format: a binary plan, a raw state file, a truncated one, a format of another major version, or a plan that ended with an error.",
    cure: "write it with `terraform show -json plan.tfplan > plan.json`.",
  },
  "output-edited": {
    summary: "generated files that were edited by hand",
    meaning:
      "Files of an output folder were edited by hand after they were generated. `diff` compares the policies in their Terraform by what they mean. What else differs from the other folder counts as undecided, at its address; a comment is no difference. Beside anything but a folder, or where other files than Terraform were edited, all of it counts as undecided.",
    cure: "generate anew, or compare a plan of the edited Terraform.",
    warning: true,
  },
  "not-compared": {
    summary: "a change that a comparison does not cover",
    meaning:
      "Something has changed that `diff` does not read: a policy of another kind, the role that something runs with, files that were edited by hand. It counts as undecided.",
    cure: "review it by hand; [the review page](review.md) lists what is read.",
    warning: true,
  },
  "managed-policy-version": {
    summary: "a policy of AWS that is compared by one of its versions",
    meaning:
      "A policy that AWS manages is attached on one side, or on both beside other policies, and its content was compared: that of the version and day named. AWS changes such policies by itself.",
    cure: "`aws iam get-policy` tells which version is in force; where it is a later one, review the attachment by hand.",
    warning: true,
  },
  "git-failed": {
    summary: "git that is missing or does not know a revision",
    meaning: "Git is not installed, the folder is no repository, or the revision does not exist.",
    cure: "in a shallow checkout, fetch the base first (`fetch-depth: 0`).",
  },
} as const satisfies ProblemDescriptions;
