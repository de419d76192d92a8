/** A verification in words and as data. */
import { phrase } from "../../output/markdown";
import { visible } from "../../output/visible";
import { hasErrors, type Problem } from "../../problem";
import { counted, plural } from "../../wording";
import { packageInfo } from "../package-info";
import { safeJson } from "../report/json";
import type { Verification } from "./verify";

/** What an agreement does not show, whatever was found. */
const limits: readonly string[] = [
  "The list, access.json and proof.json lie in the folder: whoever edits the Terraform can edit them alike. That they agree shows no more than that; compare with a revision you trust, or with the platform file (`rolewright generate --check`).",
  "The theorems are not proved again: that takes the platform file. proof.json is compared with the documents that it is about.",
  "Everything but policies and roles (images, user data, networks, values of variables and locals, provider and backend) is compared with the list only, and so are READMEs, tests and the root beside a module.",
];

/** Whether the folder holds what was generated, does not, or that could not be decided. */
export type FolderVerdict = "verified" | "differs" | "undecided";

/** Errors are differences; a warning is something that was not decided. */
export function verdictOf(problems: readonly Problem[]): FolderVerdict {
  return hasErrors(problems) ? "differs" : problems.length > 0 ? "undecided" : "verified";
}

/** The sentences of a verification: what was looked at, and with what result. */
function sentences({ files, stacks, proof, platform }: Verification): readonly string[] {
  const { listed, same, added, others } = files;
  const compared = stacks.reduce((sum, stack) => sum + stack.compared, 0);
  const beside = [
    ...(added.length === 0 ? [] : [`${counted(added.length, "file")} that Terraform reads`]),
    ...(others.length === 0 ? [] : [counted(others.length, "other")]),
  ];
  return [
    `${same.length} of ${counted(listed, "file")} of platform ${platform} are as the list says${beside.length === 0 ? "" : `; beside them ${beside.join(", ")}`}`,
    `${counted(stacks.length, "stack")}: the Terraform was compared with ${compared} ${plural(compared, "role or resource policy", "roles and resource policies")} of access.json`,
    `the Terraform was compared with ${counted(proof.policies, "policy document")} of proof.json, which says ${saidBy(proof.said)}`,
    ...(proof.elsewhere.length === 0 ? [] : [`not here, though proof.json speaks of them: ${proof.elsewhere.join(", ")}`]),
  ];
}

function saidBy(said: Readonly<Record<string, number>>): string {
  const verdicts = Object.entries(said).map(([verdict, count]) => `${count} ${verdict}`);
  return verdicts.length === 0 ? "nothing" : verdicts.join(", ");
}

function headline({ shown, problems }: Verification): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const open = problems.length - errors;
  const counts = [...(errors === 0 ? [] : [counted(errors, "difference")]), ...(open === 0 ? [] : [`${open} not decided`])].join(
    ", ",
  );
  const says: Readonly<Record<FolderVerdict, string>> = {
    verified: "is as it was generated, as far as the folder itself can show",
    differs: `is not as it was generated: ${counts}`,
    undecided: `could not be verified: ${counts}`,
  };
  return `${shown} ${says[verdictOf(problems)]}`;
}

/** For people. */
export function verificationText(verification: Verification): string {
  const lines = [
    headline(verification),
    ...sentences(verification).map((one) => `  ${one}`),
    "not shown by this:",
    ...limits.map((one) => `  ${one}`),
  ];
  return lines.map((line) => `${visible(line)}\n`).join("");
}

/** For a comment on a pull request; problems come below. */
export function verificationMarkdown(verification: Verification): string {
  const listed = (lines: readonly string[]): string => lines.map((line) => `- ${phrase(line)}\n`).join("");
  return `**${phrase(headline(verification))}**\n\n${listed(sentences(verification))}\nNot shown by this:\n\n${listed(limits)}`;
}

/** For programs. */
export function verificationJson(verification: Verification): string {
  const { shown, platform, files, stacks, proof, problems } = verification;
  return safeJson({
    verdict: verdictOf(problems),
    folder: shown,
    platform,
    rolewright: packageInfo().version,
    files,
    stacks: stacks.map(({ stack, compared, forms }) => ({ stack, compared, forms })),
    proof: { policies: proof.policies, said: proof.said, elsewhere: proof.elsewhere },
    problems: problems.map(({ code: id, severity, at, message }) => ({ code: id, severity, file: at?.file, message })),
    notShown: limits,
  });
}
