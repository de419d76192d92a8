/** The tests that come with a module, for `terraform test` (https://developer.hashicorp.com/terraform/language/tests). */
import { isObject, type Json } from "../hcl/form";
import { alignLines } from "../hcl/layout";
import { commentText, escapeQuoted } from "../hcl/text";
import type { StackSummary } from "../summary";
import { isOptionalKey, refusedSample, samples } from "./sample";

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
  const policies = testedPolicies(json, stack);
  const plans =
    optional.length === 0
      ? [planRun("statements", stack, policies, [])]
      : [
          planRun("statements_without_keys", stack, policies, []),
          ...optional.map((key) => planRun(`statements_with_${key}`, stack, policies, [key])),
        ];
  return `${['mock_provider "aws" {}', ...plans, ...refusals(stack)].join("\n\n")}\n`;
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

/** A run that gives the named keys, leaves the others empty, and compares the statements of every policy. */
function planRun(name: string, stack: StackSummary, policies: readonly TestedPolicy[], given: readonly string[]): string {
  const values = samples(stack).map(([variable, sample]): [string, string] => {
    return [variable.name, isOptionalKey(variable) && !given.includes(variable.name) ? "" : sample];
  });
  const asserts = policies.map(({ address, role, statements }) => {
    const there = statements.filter(({ onlyWith }) => onlyWith === undefined || given.some((key) => onlyWith === `var.${key}`));
    const sids = there.map(({ sid }) => sid).join(" ");
    return block("assert", "  ", [
      ["condition", `join(" ", jsondecode(${address}.policy).Statement[*].Sid) == ${quoted(sids)}`],
      ["error_message", quoted(`Role ${role} must have exactly these statements.`)],
    ]);
  });
  return run(name, [...variables(values), ...asserts]);
}

/** A run for every variable with a validation. */
function refusals(stack: StackSummary): readonly string[] {
  return stack.variables.flatMap((variable) => {
    const refused = refusedSample(variable, stack);
    if (refused === undefined) return [];
    const values = samples(stack).map(([{ name }, sample]): [string, string] => [
      name,
      name === variable.name ? refused : sample,
    ]);
    return [run(`refuses_wrong_${variable.name}`, [...variables(values), `  expect_failures = [var.${variable.name}]`])];
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
