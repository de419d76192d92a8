/** The closed and public list of problem codes, each with its documentation: docs/problems.md and `rolewright explain <code>` are made from it. */
import { agentCodes } from "./codes/agent";
import { askingCodes } from "./codes/asking";
import { comparingCodes } from "./codes/comparing";
import { documentsCodes } from "./codes/documents";
import { hclCodes } from "./codes/hcl";
import { namesCodes } from "./codes/names";
import { policiesCodes } from "./codes/policies";
import { proofCodes } from "./codes/proof";
import { readingCodes } from "./codes/reading";
import { secretsCodes } from "./codes/secrets";
import { shapeCodes } from "./codes/shape";
import { verifyingCodes } from "./codes/verifying";
import { writingCodes } from "./codes/writing";
import type { ProblemDescription, ProblemDescriptions } from "./description";

const all = {
  ...readingCodes,
  ...shapeCodes,
  ...namesCodes,
  ...policiesCodes,
  ...proofCodes,
  ...documentsCodes,
  ...agentCodes,
  ...secretsCodes,
  ...hclCodes,
  ...comparingCodes,
  ...writingCodes,
  ...verifyingCodes,
  ...askingCodes,
};

/** A problem code. */
export type ProblemCode = keyof typeof all;

/** The codes of one stage. */
export interface ProblemGroup {
  readonly title: string;
  readonly introduction?: string;
  readonly codes: ProblemDescriptions;
}

/** All codes by stage, in the order of the pipeline. */
export const problemGroups: readonly ProblemGroup[] = [
  { title: "Reading the file", codes: readingCodes },
  { title: "Its shape", codes: shapeCodes },
  { title: "Names and references", codes: namesCodes },
  { title: "Policies", codes: policiesCodes },
  {
    title: "Proof",
    introduction: "What is proved of every platform, and what is not: [proof.md](proof.md).",
    codes: proofCodes,
  },
  { title: "Policy documents that are read", codes: documentsCodes },
  { title: "Agent and user data", codes: agentCodes },
  { title: "Secrets in plain sight", codes: secretsCodes },
  { title: "Printing HCL", codes: hclCodes },
  { title: "Comparing access", codes: comparingCodes },
  { title: "Writing", codes: writingCodes },
  { title: "Verifying a folder", codes: verifyingCodes },
  { title: "Asking", codes: askingCodes },
];

/** The documentation of every code. */
export const problemDescriptions: Readonly<Record<ProblemCode, ProblemDescription>> = all;

/** Every code, with the few words that say what it means. */
export const problemCodes = Object.fromEntries(
  Object.entries(problemDescriptions).map(([code, { summary }]) => [code, summary]),
) as Readonly<Record<ProblemCode, string>>;

/** Whether a word is a problem code. */
export function isProblemCode(word: string): word is ProblemCode {
  return Object.hasOwn(problemDescriptions, word);
}
