/** The README of a stack's folder, Markdown. */
import { code, codes, phrase, plain, table } from "./markdown";
import { managedPolicySection, resourcePolicySections, roleSections } from "./readme-policies";
import { roleTaxonomy } from "./role-taxonomy";
import type { CrossAccountEdge, StackSummary, VariableSummary } from "./summary";

const taskRoles = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_iam_roles-logs.html";
const namedAtMost = 10;
const cloudTrail = "https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html";

/**
 * The README of a stack: its roles and why each of their statements exists, how to apply it, what it takes for granted, and where to look who used
 * which role. Text of the user stays text. No dates: same stack, same bytes.
 */
export function stackReadme(stack: StackSummary): string {
  return readmeOf(stack, [], apply(stack));
}

/** The README of a stack with sections of its own behind the introduction, and behind what explains its roles. */
export function readmeOf(stack: StackSummary, use: readonly string[], operation: readonly string[] = []): string {
  const sections = [
    introduction(stack),
    ...use,
    "## Roles",
    roleTaxonomy(stack),
    ...roleSections(stack),
    ...managedPolicySection(stack),
    ...resourcePolicySections(stack),
    ...crossAccount(stack),
    ...operation,
    ...assumptions(stack),
    ...audit(stack),
  ];
  return `${sections.join("\n\n")}\n`;
}

function introduction({
  platform,
  stack,
  source,
  accountName,
  accountId,
  region,
  jsonFolder,
  ...stackParts
}: StackSummary): string {
  const { clusters, repositories, services } = stackParts;
  const parts = [
    ...contents("cluster", clusters),
    ...contents("repository", repositories, "repositories"),
    ...contents(
      "service",
      services.map(({ name }) => name),
    ),
  ];
  return [
    `# ${plain(platform)}: ${plain(stack)}`,
    "",
    `Terraform for account ${code(accountName)} (${code(accountId)}) in ${code(region)}, written by rolewright from ${code(source)}.`,
    ...(parts.length === 0 ? [] : [`In it: ${parts.join("; ")}.`]),
    "",
    `To change it, change ${code(source)} and generate again: the files that \`.rolewright.json\` lists, one folder up, are replaced then. Any`,
    "other file here is yours and stays: a backend, variable values, Terraform's state and lock file.",
    ...(jsonFolder === undefined
      ? []
      : ["", `${code(`${jsonFolder}/cdk.tf.json`)} is the same configuration for programs. Apply one of the two, never both.`]),
  ].join("\n");
}

function contents(noun: string, names: readonly string[], plural = `${noun}s`): readonly string[] {
  if (names.length === 0) return [];
  if (names.length === 1) return [`${noun} ${codes(names)}`];
  return [names.length <= namedAtMost ? `${plural} ${codes(names)}` : `${names.length} ${plural}`];
}

function crossAccount({ crossAccount: edges }: StackSummary): readonly string[] {
  if (edges.length === 0)
    return ["## Other accounts", "Nothing here reaches into another account, and no other account reaches in."];
  const rows = (direction: CrossAccountEdge["direction"]) =>
    edges
      .filter((edge) => edge.direction === direction)
      .map((edge) => [code(edge.from), code(edge.to), code(edge.other), phrase(edge.needs), code(edge.askedForBy)]);
  const out = rows("out");
  const into = rows("in");
  return [
    "## Other accounts",
    "Access across accounts needs a yes on both sides: the role's policy and a policy at the resource.",
    ...(out.length === 0 ? [] : [table(["From here", "To", "In account", "Needs", "Asked for by"], out)]),
    ...(into.length === 0 ? [] : [table(["From", "To, here", "Of account", "Has", "Asked for by"], into)]),
  ];
}

function apply(stack: StackSummary): readonly string[] {
  const required = stack.variables.filter((variable) => variable.default === undefined);
  const values = required.length === 0 ? "" : " -var-file=values.tfvars";
  const state =
    stack.backend === undefined
      ? "The platform file names no backend, so that Terraform keeps its state in `terraform.tfstate` here. Do not lose that file, or set `terraform.backend`."
      : `Terraform keeps the state in the backend ${code(stack.backend)}.`;
  const credentials =
    stack.assumeRole === undefined
      ? `Run it with credentials of account ${code(stack.accountId)}; the provider refuses any other account.`
      : `The provider assumes ${code(stack.assumeRole)}, and refuses any account but ${code(stack.accountId)}.`;
  return [
    "## Apply",
    ["```sh", "terraform init", `terraform plan -out=stack.tfplan${values}`, "terraform apply stack.tfplan", "```"].join("\n"),
    `${credentials}\n${state}`,
    ...(stack.variables.length === 0 ? [] : [variables(stack.variables)]),
  ];
}

function variables(all: readonly VariableSummary[]): string {
  const rows = all.map(({ name, type, description, default: preset }) => {
    return [
      code(name),
      code(type),
      preset === undefined ? "required" : preset === "" ? '`""`, none' : code(preset),
      phrase(description),
    ];
  });
  return table(["Variable", "Kind", "Default", "For"], rows);
}

function assumptions({ assumptions: all, crossAccount: edges }: StackSummary): readonly string[] {
  const others = [...new Set(edges.filter(({ direction }) => direction === "out").map(({ other }) => other))];
  const lines = [
    ...all.map(phrase),
    ...(others.length === 0 ? [] : [`the policies that ${codes(others)} must have, under "Other accounts"`]),
  ];
  if (lines.length === 0) return [];
  return ["## What must be there already", lines.map((line) => `- ${line}`).join("\n")];
}

function audit({ roles, services }: StackSummary): readonly string[] {
  const tasks = roles.find(({ kind }) => kind === "task");
  if (tasks === undefined) return [];
  const onEc2 = services.some(({ launchType }) => launchType === "ec2");
  const agent = [
    `- **Agent audit log**, on each container instance: \`/var/log/ecs/audit.log\` (Windows: \`C:\\ProgramData\\Amazon\\ECS\\log\\audit.log\`) has a line for every`,
    `  request for credentials, with the task's ARN ([format](${taskRoles})). It is gone with the instance unless it is shipped elsewhere.`,
  ];
  const trail = [
    "- **CloudTrail**: `AssumeRole` events with `userIdentity.invokedBy` = `ecs-tasks.amazonaws.com` and the role in `requestParameters.roleArn` say when ECS took",
    "  a role for a task. What the task did then carries the role's ARN in `userIdentity.sessionContext.sessionIssuer.arn`, and the task's id as the session",
    `  name: the last part of \`userIdentity.arn\` ([format](${cloudTrail})). Reading objects, items and messages is a data event, which trails leave out unless told.`,
  ];
  return [
    "## Which task used which role",
    [...(onEc2 ? agent : []), ...trail].join("\n"),
    ["```sh", "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole", "```"].join(
      "\n",
    ),
  ];
}
