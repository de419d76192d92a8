/**
 * Problems are values: every stage reports all of them, nothing throws for bad input.
 * The list of codes is closed and public; docs/problems.md explains each, and a test compares both lists.
 */

/** Every code a stage can report, with the sentence that says what it means. */
export const problemCodes = {
  // reading the file
  "file-unreadable": "the file cannot be read",
  "file-too-large": "the file is larger than 4 MiB",
  "syntax-error": "the file is neither YAML nor JSON",
  "too-deep": "collections are nested deeper than a platform file can be",
  "duplicate-key": "a mapping has the same key twice",
  "unsupported-yaml": "a YAML feature that a platform file does not support",
  // its shape
  "unknown-key": "a key that the schema does not know",
  "missing-key": "a required key is missing",
  "wrong-type": "a value of the wrong type",
  "invalid-value": "a value that its option does not accept",
  "invalid-name": "a name with characters that AWS or Terraform refuses",
  "invalid-arn": "not an ARN, or not one of the expected service and type",
  "wildcard-in-arn": "a wildcard in the first five segments of an ARN, or as a whole resource id",
  "invalid-account": "not a twelve-digit account id",
  "invalid-region": "not a region of a known partition",
  "invalid-image": "an image reference that no registry accepts",
  "invalid-secret": "a secret or parameter reference that the ECS agent refuses",
  "invalid-date": "not a date or an ISO 8601 UTC time",
  // names and references
  "unknown-reference": "a name that nothing in the file declares",
  "undeclared-repository": "an image in another account's repository that the file does not declare",
  "duplicate-name": "two things of one kind with the same name",
  "role-name-clash": "two roles of one account with the same name",
  "duplicate-family": "two services claim one task definition family",
  "partition-mismatch": "a resource of another partition",
  "key-region-mismatch": "a key in another region than what it encrypts",
  "cross-account-key": "a secret of another account without a customer-managed key",
  "cross-account-resource": "a resource that only the same account can reach",
  "instance-role-access": "application permissions on the container instance role",
  "network-mode": "a network mode that the launch type does not accept",
  "launch-type": "an option that the launch type does not have",
  "operating-system": "an option that the operating system does not have",
  "ended-platform": "an operating system or service that AWS has ended",
  "replaced-by-rename": "a renamed thing whose name in AWS changes too, so that Terraform replaces it",
  "variable-clash": "one variable name with two types",
  // policies
  "statement-without-why": "a wildcard statement without a reason",
  "forbidden-element": "a policy element that rolewright does not write",
  "policy-too-large": "a policy past the size that AWS accepts",
  "wrong-trust": "a role that another service than ECS may assume",
  // proof
  "proof-failed": "a theorem that does not hold of the policies",
  "proof-unknown": "a theorem that could not be decided",
  "expectation-failed": "an expectation that the policies do not meet",
  "expectation-unknown": "an expectation that could not be decided",
  "unknown-action": "an action that is most likely misspelt",
  danger: "a role that could raise its own privileges, open what it guards or carry data away",
  "unused-acknowledgement": "an acknowledged danger that no role meets",
  // policy documents that are read
  "policy-not-json": "a policy document that is not JSON",
  "policy-version": "policy variables in a document of version 2008-10-17, which takes them literally",
  "misplaced-element": "a policy element that documents of this kind cannot have",
  "unknown-operator": "a condition operator that AWS does not define",
  // agent and user data
  "agent-flag-off": "user data that switches task roles, or a protection of them, off",
  "agent-flag-quoted": "an agent setting in quotes, which the agent reads as not set",
  "agent-flag-overwritten": "user data that overwrites the agent configuration",
  "agent-cluster": "user data that sends the container instance to another cluster",
  "user-data-too-large": "user data past 16 KB",
  "user-data-invalid": "user data that the operating system cannot read",
  // secrets in plain sight
  "static-credentials": "long-lived credentials in the environment of a container",
  "reserved-environment": "an environment variable that ECS sets itself",
  "plain-secret": "an environment value that looks like a secret",
  // printing HCL
  "not-a-stack": "not a synthesised Terraform stack (cdk.tf.json)",
  "invalid-template": "a string that is not a Terraform template or reference",
  "unknown-resource-type": "a resource type whose blocks are not known, so that they are guessed",
  "block-and-attribute": "an argument that is a block and an attribute at once",
  "inexact-number": "a number that JSON readers round",
  // comparing access
  "access-unreadable": "access that cannot be read: not an output folder, platform file, plan or state",
  "plan-unreadable": "Terraform JSON that is no plan, state or configuration of a known format",
  "output-edited": "generated files that were edited by hand, whose edits a comparison does not see",
  "not-compared": "a policy that a comparison does not cover",
  "git-failed": "git that is missing or does not know a revision",
  // writing
  "output-foreign": "an output folder with files that rolewright did not write",
  "output-unwritable": "an output folder that cannot be written",
  "unknown-stack": "a stack that the platform file does not produce",
  // asking
  "unknown-subject": "something to explain that the platform does not have",
} as const;

/** A problem code: one of the keys of `problemCodes`. */
export type ProblemCode = keyof typeof problemCodes;

/** Errors stop everything and nothing is written; warnings are printed and the run goes on. */
export type Severity = "error" | "warning";

/** A path into the platform file: keys and list indexes from its root. */
export type Path = readonly (string | number)[];

/** A place in a text file; `line` and `column` count from 1, columns in UTF-16 units as editors do. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * One thing that is wrong. `message` is lower case, with the user's text in backticks and no full stop; `help` says how to
 * mend it. `path` names the place in the platform file, `at` the place in its text once a reader has located it.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly path: Path;
  readonly at?: Location;
  /** 1-based line within the text value that `path` names; a reader adds it to the place of the value. */
  readonly lineInValue?: number;
  readonly message: string;
  readonly help?: string;
}

/** Where a stage puts the problems that it finds. */
export type Report = (problem: Problem) => void;

/** What a stage returns: its value, or nothing but problems. Warnings come with a value. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** An error at `path`. */
export function error(code: ProblemCode, path: Path, message: string, help?: string): Problem {
  return { code, severity: "error", path, message, ...(help === undefined ? {} : { help }) };
}

/** A warning at `path`. */
export function warning(code: ProblemCode, path: Path, message: string, help?: string): Problem {
  return { code, severity: "warning", path, message, ...(help === undefined ? {} : { help }) };
}

/** Whether any of the problems is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** `text` in backticks, control characters escaped and cut at 80 characters: how messages quote the user. */
export function quote(text: string): string {
  const visible = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `\`${visible.length > 80 ? `${visible.slice(0, 77)}...` : visible}\``;
}
