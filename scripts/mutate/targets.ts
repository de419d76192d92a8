/** What decides access, and the tests that must notice when it decides something else. */

/** Code whose mutants are tried, and the suites that are run for each of them. Paths are from the root: a file, or a folder with all below it. */
export interface Target {
  readonly name: string;
  readonly files: readonly string[];
  readonly suites: readonly string[];
  /** Tests that are left out, by their names. */
  readonly without?: RegExp;
}

/** The share of mutants that must be killed of those that say something else than the original. */
export const MIN_SCORE = 0.9;

/** Tests of how long something takes: the switches in the code would be what they measure. */
const measuring = /hostile documents of 100 KB|patterns made to take forever|answered in under two seconds|end in time/;

/** Everything of modules/policy that stands beside the intents. */
const policyFiles = [
  "bucket-policy",
  "catalogue",
  "document",
  "execution-role",
  "grant",
  "infrastructure-role",
  "instance-role",
  "kms",
  "managed-policy",
  "plan",
  "repository-policy",
  "session-channel",
  "sid",
  "size",
  "split",
  "statement",
  "task-role",
  "trust",
].map((name) => `modules/policy/${name}.ts`);

export const targets: readonly Target[] = [
  {
    name: "iam/glob",
    files: ["modules/iam/glob"],
    suites: ["modules/iam/test/glob"],
    without: measuring,
  },
  {
    name: "iam/evaluate",
    files: ["modules/iam/evaluate"],
    suites: ["modules/iam/test/evaluate"],
    without: measuring,
  },
  {
    name: "policy",
    files: policyFiles,
    suites: ["test/policy"],
  },
];
