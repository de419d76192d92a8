/** Problem codes: verifying a folder. */
import type { ProblemDescriptions } from "../description";

/** Verifying a folder. */
export const verifyingCodes = {
  "output-altered": {
    summary: "a generated file that is missing or not as it was generated",
    meaning:
      "`verify` found that a file on the list of generated files (`.rolewright.json`) is missing, is a link, or has another hash than the list says, line ends included. Or the list is that of a run that was killed.",
    cure: "restore the file from version control, or generate again; where only the line ends differ, keep git from changing them (`* -text` in `.gitattributes`).",
  },
  "output-added": {
    summary: "a file that Terraform reads and nobody generated",
    meaning:
      "`verify` found Terraform configuration or values of variables (`*.tf`, `*.tf.json`, `terraform.tfvars`, `*.auto.tfvars`) that are not on the list of generated files. What they say about access is compared like the rest; what else they do is not looked at. It counts as undecided.",
    cure: "look at it. A file of yours that belongs there, such as a backend, is named with `--own`.",
    warning: true,
  },
  "access-differs": {
    summary: "other access in the Terraform than in the `access.json` beside it",
    meaning:
      "`verify` read the policies in the Terraform of a stack, and they allow or refuse something that `access.json` says otherwise, in either direction; or a role has another name there, or something runs with the role of another service.",
    cure: "generate again. Whoever edited the Terraform is shown by the history of version control.",
  },
  "proof-differs": {
    summary: "a certificate that is not about the policies in the Terraform",
    meaning:
      "`verify` computed the hash of every policy document in the Terraform of the folder. `proof.json` lists another one, lists none, or lists a document that is not there; so what it says is proved is not said of these documents.",
    cure: "generate again.",
  },
  "not-verified": {
    summary: "something in a folder that could not be decided",
    meaning:
      "`verify` met something that it does not read: a file that is no Terraform, a module, a policy of another kind, a role that `access.json` does not speak of (`existing`), a theorem that `proof.json` itself says was not decided. It counts as undecided.",
    cure: "review it by hand; `rolewright generate --check` compares every file with what the platform file gives.",
    warning: true,
  },
} as const satisfies ProblemDescriptions;
