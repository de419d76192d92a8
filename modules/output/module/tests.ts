/** The tests that come with a module, for `terraform test` (https://developer.hashicorp.com/terraform/language/tests). */
import { isObject } from "../../collections";
import { alignLines } from "../../hcl/print/layout";
import type { JsonBody as Json } from "../../hcl/read/form";
import { commentText, escapeQuoted } from "../../hcl/text";
import type { StackSummary } from "../summary";
import { isOptionalKey, refusedSample, sampleOf, samples } from "./sample";

/** A policy of a role in the Terraform, and the Sids of its statements; `onlyWith` names the variable that a statement needs. */
interface TestedPolicy {
  readonly address: string;
  readonly role: string;
  readonly statements: readonly { readonly sid: string; readonly onlyWith?: string }[];
}

/**
 * A test file that runs without an account: the statements of every role with and without each optional key, and values that variables refuse. `json` is the
 * stack of the module. Needs Terraform 1.7 for `mock_provider`.
 */
export function moduleTests(json: Json, stack: StackSummary): string {
  const optional = stack.variables.filter(isOptionalKey).map(({ name }) => name);
  const lookups = lookedUp(json);
  const tested: Tested = { stack, lookups, policies: testedPolicies(json, stack) };
  const plans = [
    planRun(optional.length + lookups.length === 0 ? "statements" : "statements_without_keys", tested, {}),
    ...optional.map((name) => planRun(`statements_with_${name}`, tested, { variable: name })),
    ...lookups.flatMap((secret) => [
      planRun(`statements_with_the_aws_managed_key_of_${secret}`, tested, { secret, manager: "AWS" }),
      planRun(`statements_with_a_customer_managed_key_of_${secret}`, tested, { secret, manager: "CUSTOMER" }),
    ]),
  ];
  return `${['mock_provider "aws" {}', ...plans, ...refusals(tested)].join("\n\n")}\n`;
}

function testedPolicies(json: Json, stack: StackSummary): readonly TestedPolicy[] {
  const resources = isObject(json.resource) ? json.resource : {};
  const roles = new Map(stack.roles.map((role) => [role.name, role]));
  const ids = isObject(resources.aws_iam_role) ? resources.aws_iam_role : {};
  return ["aws_iam_role_policy", "aws_iam_policy"].flatMap((type) => {
    const bodies = isObject(resources[type]) ? Object.entries(resources[type]) : [];
    return bodies.flatMap(([id, body]): TestedPolicy[] => {
      const note = isObject(body) && isObject(body["//"]) && isObject(body["//"].rolewright) ? body["//"].rolewright : {};
      const reasons = isObject(note.statements) && isObject(note.statements.policy) ? note.statements.policy : {};
      const owner = ids[id] ?? ids[id.replace(/_[0-9]+$/, "")];
      const role = isObject(owner) && typeof owner.name === "string" ? roles.get(owner.name) : undefined;
      if (role === undefined) return [];
      const conditional = new Map(role.statements.map(({ sid, onlyWith }) => [sid, onlyWith]));
      const statements = Object.keys(reasons).map((sid) => {
        const onlyWith = conditional.get(sid);
        return onlyWith === undefined ? { sid } : { sid, onlyWith };
      });
      return [{ address: `${type}.${id}`, role: role.name, statements }];
    });
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

function lookedUp(json: Json): readonly string[] {
  const secrets = isObject(json.data) ? json.data.aws_secretsmanager_secret : undefined;
  return isObject(secrets) ? Object.keys(secrets) : [];
}

/** A run that gives one key or none, and compares the statements of every policy. */
function planRun(name: string, { stack, policies, lookups }: Tested, given: Given): string {
  const values = samples(stack).map(([variable, sample]): [string, string] => {
    return [variable.name, isOptionalKey(variable) && given.variable !== variable.name ? "" : sample];
  });
  const isGiven = (key: string): boolean =>
    key === `var.${given.variable}` || (given.manager === "CUSTOMER" && key === `local.${given.secret}_kms_key_arn`);
  const asserts = policies.map(({ address, role, statements }) => {
    const there = statements.filter(({ onlyWith }) => onlyWith === undefined || isGiven(onlyWith));
    const sids = there.map(({ sid }) => sid).join(" ");
    return block("assert", "  ", [
      ["condition", `join(" ", jsondecode(${address}.policy).Statement[*].Sid) == ${quoted(sids)}`],
      ["error_message", quoted(`Role ${role} must have exactly these statements.`)],
    ]);
  });
  return run(name, [...variables(values), ...lookups.flatMap((id) => overrides(id, stack, given)), ...asserts]);
}

/** What AWS says about a looked up secret and its key. */
function overrides(id: string, stack: StackSummary, { secret, manager }: Given): readonly string[] {
  const key = sampleOf({ type: "kms-key-arn" }, stack, 0);
  const override = (target: string, values: readonly (readonly [string, string])[]): string => {
    const lines = alignLines(
      values.map(([name, value]) => ({ key: name, value: quoted(value) })),
      "      ",
    );
    return `  override_data {\n    target = ${target}\n    values = {\n${lines}\n    }\n  }`;
  };
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
function refusals({ stack, lookups }: Tested): readonly string[] {
  return stack.variables.flatMap((variable) => {
    const refused = refusedSample(variable, stack);
    if (refused === undefined) return [];
    const values = samples(stack).map(([{ name }, sample]): [string, string] => [
      name,
      name === variable.name ? refused : sample,
    ]);
    const parts = [...variables(values), ...lookups.flatMap((id) => overrides(id, stack, {}))];
    return [run(`refuses_wrong_${variable.name}`, [...parts, `  expect_failures = [var.${variable.name}]`])];
  });
}

function run(name: string, parts: readonly string[]): string {
  return `run "${name}" {\n  command = plan\n\n${parts.join("\n\n")}\n}`;
}

function variables(values: readonly (readonly [string, string])[]): readonly string[] {
  return values.length === 0
    ? []
    : [
        block(
          "variables",
          "  ",
          values.map(([name, value]) => [name, quoted(value)] as const),
        ),
      ];
}

function block(name: string, indent: string, values: readonly (readonly [string, string])[]): string {
  const lines = values.map(([key, value]) => ({ key, value }));
  return `${indent}${name} {\n${alignLines(lines, `${indent}  `)}\n${indent}}`;
}

function quoted(text: string): string {
  return `"${escapeQuoted(commentText(text))}"`;
}
