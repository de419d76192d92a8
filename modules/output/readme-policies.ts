/** The part of a stack's README that explains every statement. */
import { code, codes, phrase, plain, table } from "./markdown";
import type { ResourcePolicySummary, RoleSummary, StackSummary, StatementSummary } from "./summary";

const listedAtMost = 20;
const managedPolicyPage = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html";

/** A section for every role: who may assume it, and each of its statements with the reason for it; Markdown. */
export function roleSections({ roles }: StackSummary): readonly string[] {
  return roles.flatMap((role) => [`### ${code(role.name)}`, roleHead(role), statementList(role.statements) ?? nothing(role)]);
}

/** A section for every repository and bucket that has a policy; Markdown. */
export function resourcePolicySections({ resourcePolicies }: StackSummary): readonly string[] {
  if (resourcePolicies.length === 0) return [];
  return ["## Policies on resources", ...resourcePolicies.flatMap(resourceSection)];
}

/** How the AWS managed policy would do for each execution role that is written here; Markdown. */
export function managedPolicySection({ roles }: StackSummary): readonly string[] {
  const rows = roles.flatMap(({ name, existing, managedPolicy }) =>
    managedPolicy === undefined || existing
      ? []
      : [[code(name), ...[managedPolicy.tooWide, managedPolicy.needless, managedPolicy.missing].map(listOrNone)]],
  );
  if (rows.length === 0) return [];
  const header = [
    "Execution role",
    "Allows on `*`, needed on a few resources",
    "Allows without need",
    "Lacks: tasks would not start",
  ];
  return [
    "### Instead of the AWS managed policy",
    `What [AmazonECSTaskExecutionRolePolicy](${managedPolicyPage}) would do in the place of these policies:`,
    table(header, rows),
  ];
}

function listOrNone(actions: readonly string[]): string {
  return actions.length === 0 ? "nothing" : codes(actions);
}

function resourceSection({ kind, name, statements }: ResourcePolicySummary): readonly string[] {
  return [`### ${kind === "repository" ? "Repository" : "Bucket"} ${code(name)}`, statementList(statements) ?? ""];
}

function nothing({ existing }: RoleSummary): string {
  return existing ? "Nothing here needs a permission of it." : "It may do nothing: nothing in the platform file asks for more.";
}

function roleHead({ description, arn, trust, permissionsBoundary, existing }: RoleSummary): string {
  const boundary = permissionsBoundary === undefined ? "" : `\nBounded by ${code(permissionsBoundary)}.`;
  const note = existing ? "\nThe role exists already and is not written here: it must trust and allow at least this." : "";
  return `${plain(description)}, ${code(arn)}.\nAssumed by ${trust.map(trustLine).join("; or by ")}.${boundary}${note}`;
}

function trustLine({ principals, conditions }: StatementSummary): string {
  return `${codes(principals)}${conditions.length === 0 ? "" : `, only if ${conditions.map(conditionText).join(" and ")}`}`;
}

function statementList(statements: readonly StatementSummary[]): string | undefined {
  return statements.length === 0 ? undefined : statements.map(statementItem).join("\n");
}

function statementItem(statement: StatementSummary): string {
  const { sid, effect, principals, actions, resources, conditions, onlyWith, purpose, askedForBy, wildcard, why, page } =
    statement;
  const asked = askedForBy === "" ? "" : `, asked for by ${code(askedForBy)}`;
  const may = `may${effect === "Deny" ? " not" : ""} ${codes(actions)}`;
  const lines = [
    principals.length === 0 ? may : `${some(principals)} ${may}`,
    ...(resources.length === 0 ? [] : [`on ${some(resources)}`]),
    ...conditions.map((condition) => `if ${conditionText(condition)}`),
    ...(onlyWith === undefined ? [] : [`only while ${code(onlyWith)} is not empty`]),
    ...(wildcard === undefined ? [] : [`wildcard: ${phrase(wildcard)}`]),
    ...(why === undefined ? [] : [`why: ${plain(why)}`]),
  ];
  return [`- **${sid}**: ${phrase(purpose)}${asked} ([AWS](${page}))`, ...lines.map((line) => `  - ${line}`)].join("\n");
}

function conditionText({ operator, key, values }: StatementSummary["conditions"][number]): string {
  return `${code(operator)} ${code(key)} = ${values.map(code).join(" or ")}`;
}

function some(texts: readonly string[]): string {
  if (texts.length <= listedAtMost) return codes(texts);
  return `${codes(texts.slice(0, listedAtMost))} and ${texts.length - listedAtMost} more (all in the Terraform)`;
}
