/** Expectations: names resolved, places checked. What they claim is proved in `verify/expectations`. */

import { listOf } from "../collections";
import { arnProblem, hasWildcardBeforeResource, parseArn } from "../iam/arn";
import { isPartition } from "../iam/partition";
import { error, type Path, type Problem, quote, type Report } from "../problem";
import type { ExpectationSpec } from "../spec/expectation";
import { declaredNames } from "./declared-names";
import type { NamedResource, NamedResources } from "./named-resources";

/** What an expectation or a question speaks of: an ARN or a pattern, or things that the platform file names, and a part of them after `/`. */
export type Target =
  | { readonly kind: "pattern"; readonly text: string }
  | { readonly kind: "named"; readonly text: string; readonly things: readonly NamedResource[]; readonly rest: string };

/** An expectation of which every word is known. */
export interface Expectation {
  readonly effect: "allow" | "deny";
  readonly actions: readonly string[];
  readonly targets: readonly Target[];
  /** Absent: every service. */
  readonly services?: readonly string[];
  /** A kind of role, or the name of one; absent: every role. */
  readonly role?: string;
  /** Condition keys and the value of the request. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly why?: string;
  readonly path: Path;
}

/** What expectations may name. */
export interface Vocabulary {
  readonly resources: NamedResources;
  readonly services: ReadonlySet<string>;
  /** Names of roles, each with the services that run with it; none for container instances. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
}

/** Kinds of roles, as `role` takes them beside names. */
export const roleKinds: readonly string[] = ["task", "execution", "infrastructure", "instance"];

/**
 * An expectation at `path`, or nothing after a problem: `unknown-reference` for services, roles and resources that nothing declares, `missing-key`
 * for an `allow` that names no role, `invalid-value` for condition keys, and those of ARNs.
 */
export function resolveExpectation(
  spec: ExpectationSpec,
  path: Path,
  words: Vocabulary,
  report: Report,
): Expectation | undefined {
  const found: Problem[] = [];
  const complain = (problem: Problem): void => void found.push(problem);
  const effect = spec.allow === undefined ? "deny" : "allow";
  const services = spec.service === undefined ? undefined : listOf(spec.service);
  checkServices(spec, path, words, complain);
  checkRole(spec, path, words, complain);
  for (const key of Object.keys(spec.context)) checkKey(key, [...path, "context", key], complain);
  const targets = listOf(spec.on).flatMap((text, index) => {
    const at = Array.isArray(spec.on) ? [...path, "on", index] : [...path, "on"];
    return resolveTarget(text, at, words.resources, complain) ?? [];
  });
  for (const problem of found) report(problem);
  if (found.length > 0) return undefined;
  const role = spec.role ?? (effect === "allow" ? "task" : undefined);
  return {
    effect,
    actions: listOf(spec.allow ?? spec.deny ?? []),
    targets,
    context: Object.fromEntries(Object.entries(spec.context).map(([key, value]) => [key, contextValue(value)])),
    path,
    ...(services === undefined ? {} : { services }),
    ...(role === undefined ? {} : { role }),
    ...(spec.why === undefined ? {} : { why: spec.why }),
  };
}

function contextValue(value: ExpectationSpec["context"][string]): string | readonly string[] {
  return Array.isArray(value) ? value.map(String) : String(value);
}

function checkServices({ service, role, allow }: ExpectationSpec, path: Path, words: Vocabulary, report: Report): void {
  if (service === undefined) {
    if (allow === undefined || (role !== undefined && !roleKinds.includes(role))) return;
    report(
      error("missing-key", path, "missing key `service`", "say of which service, or name the role: `role: shop-orders-task`"),
    );
    return;
  }
  for (const [index, name] of listOf(service).entries()) {
    if (words.services.has(name)) continue;
    const at = Array.isArray(service) ? [...path, "service", index] : [...path, "service"];
    report(error("unknown-reference", at, `no service ${quote(name)}`, declaredNames("services", name, words.services)));
  }
}

function checkRole({ role, service }: ExpectationSpec, path: Path, { roles }: Vocabulary, report: Report): void {
  if (role === undefined) return;
  const at = [...path, "role"];
  const users = roles.get(role) ?? [];
  if (!roleKinds.includes(role) && !roles.has(role)) {
    const help = `use ${roleKinds.map(quote).join(", ")}, or the name of a role; ${declaredNames("roles", role, roles.keys())}`;
    report(error("unknown-reference", at, `no role ${quote(role)}`, help));
  } else if (service !== undefined && role === "instance") {
    const help = "container instance roles belong to clusters: leave `service` out, or name the role";
    report(error("invalid-value", at, "a service has no container instance role", help));
  } else if (service !== undefined && roles.has(role) && !listOf(service).some((name) => users.includes(name))) {
    const help = "leave `service` out: the name of the role says which one is meant";
    report(
      error(
        "unknown-reference",
        at,
        `role ${quote(role)} is none of ${listOf(service)
          .map((name) => `service ${quote(name)}`)
          .join(", ")}`,
        help,
      ),
    );
  }
}

/** Keys that the role alone decides. */
const ofTheRole = ["aws:principalarn", "aws:principalaccount", "aws:principaltype", "aws:principalisawsservice", "aws:username"];

function checkKey(key: string, path: Path, report: Report): void {
  if (!/^[A-Za-z0-9-]+:[^\p{Cc}]+$/u.test(key)) {
    report(error("invalid-value", path, `${quote(key)} is not a condition key`, "keys look like `kms:ViaService`"));
  } else if (ofTheRole.includes(key.toLowerCase())) {
    report(error("invalid-value", path, `${quote(key)} follows from the role`, "leave it out"));
  }
}

/** What a text in `on` stands for, or nothing after a problem: `unknown-reference`, or those of `arnProblem`. */
function resolveTarget(text: string, path: Path, resources: NamedResources, report: Report): Target | undefined {
  if (/^[*]+$/.test(text)) return { kind: "pattern", text: "*" };
  if (text.startsWith("arn:")) {
    const problem = patternProblem(text, path);
    if (problem !== undefined) report(problem);
    return problem === undefined ? { kind: "pattern", text } : undefined;
  }
  for (let end = text.length; end > 0; end = text.lastIndexOf("/", end - 1)) {
    const things = resources.get(text.slice(0, end));
    if (things !== undefined) return { kind: "named", text, things, rest: text.slice(end + 1) };
  }
  // Looking for near names among very many, for each of very many wrong ones, would take for ever.
  const names = resources.size > 2000 ? "the platform file gives no such name" : declaredNames("names", text, resources.keys());
  const help = `${names}; for what the platform file does not name give an ARN, which may have \`*\` and \`?\``;
  report(error("unknown-reference", path, `nothing is called ${quote(text)}`, help));
  return undefined;
}

/** A question may have wildcards anywhere, but must be an ARN: one that has too few segments matches nothing. */
function patternProblem(text: string, path: Path): Problem | undefined {
  if (!hasWildcardBeforeResource(text)) return arnProblem(text, { wildcards: "whole" }, path);
  const arn = parseArn(text);
  const help = "write all six segments, of which each may be `*`: `arn:aws:dynamodb:*:*:table/orders`";
  if (arn === undefined) return error("invalid-arn", path, `${quote(text)} is not an ARN`, help);
  if (/[*?]/.test(arn.partition) || isPartition(arn.partition)) return undefined;
  return error("invalid-arn", path, `unknown partition ${quote(arn.partition)} in ${quote(text)}`, "write `aws`, or `*`");
}
