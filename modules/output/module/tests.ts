/** The tests that come with a module, for `terraform test` (https://developer.hashicorp.com/terraform/language/tests). */
import {
  attribute,
  attributeOf,
  type Block,
  block,
  blocksOfType,
  type Configuration,
  call,
  expressionJson,
  list,
  literal,
  object,
  oneLine,
  operation,
  reference,
  statementComments,
  testFile,
} from "../../hcl";
import type { StackSummary } from "../summary";
import { isOptionalKey, refusedSample, sampleOf, samples } from "./sample";

/** A policy of a role in the Terraform, and the Sids of its statements; `onlyWith` names the variable that a statement needs. */
interface TestedPolicy {
  readonly address: string;
  readonly role: string;
  readonly statements: readonly { readonly sid: string; readonly onlyWith?: string }[];
}

/**
 * A test file that runs without an account: the statements of every role with and without each optional key, and values that variables refuse. Needs
 * Terraform 1.7 for `mock_provider`.
 */
export function moduleTests(configuration: Configuration, stack: StackSummary): string {
  const optional = stack.variables.filter(isOptionalKey).map(({ name }) => name);
  const lookups = lookedUp(configuration);
  const tested: Tested = { stack, lookups, policies: testedPolicies(configuration, stack) };
  const plans = [
    planRun(optional.length + lookups.length === 0 ? "statements" : "statements_without_keys", tested, {}),
    ...optional.map((name) => planRun(`statements_with_${name}`, tested, { variable: name })),
    ...lookups.flatMap((secret) => [
      planRun(`statements_with_the_aws_managed_key_of_${secret}`, tested, { secret, manager: "AWS" }),
      planRun(`statements_with_a_customer_managed_key_of_${secret}`, tested, { secret, manager: "CUSTOMER" }),
    ]),
  ];
  return testFile([block("mock_provider", ["aws"], []), ...plans, ...refusals(tested)]);
}

function testedPolicies(configuration: Configuration, stack: StackSummary): readonly TestedPolicy[] {
  const resources = blocksOfType(configuration, "resource");
  const roles = new Map(stack.roles.map((role) => [role.name, role]));
  const names = new Map(
    resources
      .filter(({ labels }) => labels[0] === "aws_iam_role")
      .map(({ labels: [, id], body }) => [id, expressionJson(attributeOf(body, "name") ?? [])]),
  );
  const policies = ["aws_iam_role_policy", "aws_iam_policy"].flatMap((type) => {
    return resources.filter(({ labels }) => labels[0] === type);
  });
  return policies.flatMap(({ labels: [type, id = ""], body }): TestedPolicy[] => {
    const role = roles.get(String(names.get(id) ?? names.get(id.replace(/_[0-9]+$/, ""))));
    if (role === undefined) return [];
    const conditional = new Map(role.statements.map(({ sid, onlyWith }) => [sid, onlyWith]));
    const statements = [...statementComments(attributeOf(body, "policy") ?? []).keys()].map((sid) => {
      const onlyWith = conditional.get(sid);
      return onlyWith === undefined ? { sid } : { sid, onlyWith };
    });
    return [{ address: `${type}.${id}`, role: role.name, statements }];
  });
}

/** What the runs of a module share. */
interface Tested {
  readonly stack: StackSummary;
  readonly policies: readonly TestedPolicy[];
  /** The ids of the secrets that Terraform looks up. */
  readonly lookups: readonly string[];
}

/** The one key that a run gives: in a variable, or as that of a looked up secret. */
interface Given {
  readonly variable?: string;
  readonly secret?: string;
  readonly manager?: "AWS" | "CUSTOMER";
}

function lookedUp(configuration: Configuration): readonly string[] {
  return blocksOfType(configuration, "data").flatMap(({ labels: [type, id = ""] }) => {
    return type === "aws_secretsmanager_secret" ? [id] : [];
  });
}

/** A run that gives one key or none, and compares the statements of every policy. */
function planRun(name: string, { stack, policies, lookups }: Tested, given: Given): Block {
  const values = samples(stack).map(([variable, sample]): [string, string] => {
    return [variable.name, isOptionalKey(variable) && given.variable !== variable.name ? "" : sample];
  });
  const isGiven = (key: string): boolean =>
    key === `var.${given.variable}` || (given.manager === "CUSTOMER" && key === `local.${given.secret}_kms_key_arn`);
  const asserts = policies.map(({ address, role, statements }) => {
    const there = statements.filter(({ onlyWith }) => onlyWith === undefined || isGiven(onlyWith));
    const decoded = operation(call("jsondecode", reference(`${address}.policy`)), ".", reference("Statement[*].Sid"));
    const sids = oneLine(call("join", literal(" "), decoded));
    return block(
      "assert",
      [],
      [
        attribute("condition", operation(sids, "==", literal(there.map(({ sid }) => sid).join(" ")))),
        attribute("error_message", literal(`Role ${role} must have exactly these statements.`)),
      ],
    );
  });
  return run(name, [...variables(values), ...lookups.flatMap((id) => overrides(id, stack, given)), ...asserts]);
}

/** What AWS says about a looked up secret and its key. */
function overrides(id: string, stack: StackSummary, { secret, manager }: Given): readonly Block[] {
  const key = sampleOf({ type: "kms-key-arn" }, stack, 0);
  const override = (target: string, values: readonly (readonly [string, string])[]): Block =>
    block(
      "override_data",
      [],
      [
        attribute("target", reference(target)),
        attribute("values", object(values.map(([name, value]) => [name, literal(value)] as const))),
      ],
    );
  if (secret !== id || manager === undefined) return [override(`data.aws_secretsmanager_secret.${id}`, [["kms_key_id", ""]])];
  return [
    override(`data.aws_secretsmanager_secret.${id}`, [["kms_key_id", manager === "AWS" ? "alias/aws/secretsmanager" : key]]),
    override(`data.aws_kms_key.${id}`, [
      ["arn", key],
      ["key_manager", manager],
    ]),
  ];
}

/** A run for every variable with a validation. */
function refusals({ stack, lookups }: Tested): readonly Block[] {
  return stack.variables.flatMap((variable) => {
    const refused = refusedSample(variable, stack);
    if (refused === undefined) return [];
    const values = samples(stack).map(([{ name }, sample]): [string, string] => [
      name,
      name === variable.name ? refused : sample,
    ]);
    const parts = [...variables(values), ...lookups.flatMap((id) => overrides(id, stack, {}))];
    const failures = attribute("expect_failures", list([reference(`var.${variable.name}`)]));
    return [run(`refuses_wrong_${variable.name}`, [...parts, failures])];
  });
}

function run(name: string, parts: Block["body"]): Block {
  return block("run", [name], [attribute("command", reference("plan")), ...parts]);
}

function variables(values: readonly (readonly [string, string])[]): readonly Block[] {
  const body = values.map(([name, value]) => attribute(name, literal(value)));
  return values.length === 0 ? [] : [block("variables", [], body)];
}
