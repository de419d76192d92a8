/** What decides access, and the tests that must notice when it decides something else. */

/** Code whose mutants are tried, and the suites that are run for each of them. */
export interface Target {
  readonly name: string;
  /** From the root: a file, a folder with all below it, or the files of one folder by a `*` in their names. */
  readonly files: readonly string[];
  readonly suites: readonly string[];
  /** Answers are kept from one test to the next, so that a mutant is asked only once: survivors are tried again with all modules loaded afresh. */
  readonly remembers?: true;
  /** Tests that are left out, by their names. */
  readonly without?: RegExp;
}

/** The share of mutants that must be killed of those that say something else than the original. */
export const MIN_SCORE = 0.9;

/** Tests of how long something takes: the switches in the code would be what they measure. */
const measuring =
  /hostile documents of 100 KB|patterns made to take forever|answered in under two seconds|end in time|at once for a long|comes to an end|ten thousand services/;

const all: readonly Target[] = [
  { name: "iam/glob", files: ["modules/iam/glob"], suites: ["modules/iam/test/glob", "modules/iam/test/evaluate"] },
  { name: "iam/evaluate", files: ["modules/iam/evaluate"], suites: ["modules/iam/test/evaluate"] },
  { name: "iam/compare", files: ["modules/iam/compare"], suites: ["modules/iam/test/compare"] },
  {
    name: "iam/difference",
    files: ["modules/iam/difference"],
    suites: ["modules/iam/test/difference"],
    remembers: true,
  },
  {
    name: "iam/actions",
    files: ["modules/iam/actions/table.ts", "modules/iam/actions/unknown.ts", "modules/iam/actions/reference.ts"],
    suites: ["modules/iam/test/actions"],
    remembers: true,
  },
  {
    name: "iam/names",
    files: ["modules/iam/text.ts", "modules/iam/arn.ts", "modules/iam/partition.ts"],
    suites: [
      "modules/iam/test/text.test.ts",
      "modules/iam/test/arn.test.ts",
      "modules/iam/test/partition.test.ts",
      "test/model/image.test.ts",
    ],
  },
  { name: "policy", files: ["modules/policy/*.ts"], suites: ["test/policy"] },
  {
    name: "policy/intents",
    files: ["modules/policy/intents"],
    suites: ["test/policy/intents", "test/policy/plan.test.ts", "test/docs.test.ts"],
  },
  { name: "secrets", files: ["modules/model/secret*.ts"], suites: ["test/model/secret*.ts", "test/platform.test.ts"] },
  { name: "agent", files: ["modules/agent/*.ts", "modules/agent/os"], suites: ["test/agent"] },
  {
    name: "agent/scan",
    files: ["modules/agent/scan"],
    suites: ["test/agent/events.test.ts", "test/agent/scan.test.ts", "test/agent/unseen.test.ts", "test/agent/user-data.test.ts"],
  },
  {
    name: "expressions",
    files: ["modules/resources/expression.ts"],
    suites: ["test/resources/expression.test.ts", "test/resources/parts.test.ts"],
  },
  {
    name: "hcl/escaping",
    files: [
      "modules/hcl/text.ts",
      "modules/hcl/read/template.ts",
      "modules/hcl/read/label.ts",
      "modules/hcl/read/known-string.ts",
      "modules/hcl/print/json-expression.ts",
    ],
    suites: ["modules/hcl/test/*.test.ts", "test/resources/expression.test.ts"],
  },
  {
    name: "verify",
    files: ["modules/verify/prove.ts", "modules/verify/theorems", "modules/chains"],
    suites: ["test/verify/theorems", "test/cli/prove.test.ts", "test/cli/certificate.test.ts"],
  },
  {
    name: "danger",
    files: ["modules/verify/danger"],
    suites: ["test/verify/danger", "test/verify/theorems/catalogue.test.ts"],
    remembers: true,
  },
  {
    name: "expectations",
    files: ["modules/verify/expectations"],
    suites: ["test/verify/expectations", "test/cli/questions.test.ts"],
  },
  { name: "review", files: ["modules/review/*.ts"], suites: ["test/review/*.ts"] },
  { name: "review/guards", files: ["modules/review/guards"], suites: ["test/review/guards.test.ts"] },
  {
    name: "review/terraform",
    files: ["modules/review/terraform"],
    suites: ["test/review/terraform.test.ts", "test/review/terraform"],
  },
];

export const targets: readonly Target[] = all.map((target) => ({ without: measuring, ...target }));
