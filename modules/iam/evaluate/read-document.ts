/** Reads policy documents, as text or as JSON values, and says where in the document something is wrong. */
import { isObject } from "../../collections";
import { error, hasErrors, type Outcome, type Path, type Problem, quote } from "../../problem";
import type { PolicyDocument, PolicyStatement, PolicyVersion } from "./document";
import { parseJson } from "./json-text";
import type { Policies } from "./policies";
import { readStatement } from "./read-statement";
import { itemsOf, type PolicyKind, reportUnknownKeys, type Scope, stringAt, typeName } from "./reading";

/**
 * A policy document from a JSON value; strings of resources, principals and condition values may be texts with late values. The paths
 * of problems start at the document. Problems: `unknown-key`, `missing-key`, `wrong-type`, `invalid-value`, `duplicate-name` (a Sid
 * used twice), `duplicate-key`, `misplaced-element`, `unknown-operator`, `policy-version`, `policy-too-large`.
 * The grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readDocument(value: unknown, kind: PolicyKind): Outcome<PolicyDocument> {
  return read(value, kind, true);
}

/** A policy document from JSON text. Problems: those of `readDocument`, and `policy-not-json`. */
export function readDocumentText(text: string, kind: PolicyKind): Outcome<PolicyDocument> {
  const json = parseJson(text);
  return json.ok ? read(json.value, kind, false) : json;
}

function read(value: unknown, kind: PolicyKind, lates: boolean): Outcome<PolicyDocument> {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  if (!isObject(value)) {
    return { ok: false, problems: [error("wrong-type", [], `a policy document is an object, not ${typeName(value)}`)] };
  }
  const scope: Scope = { kind, version: readVersion(value.Version, report), lates, report };
  reportUnknownKeys(value, ["Version", "Id", "Statement"], [], scope);
  const id = value.Id === undefined ? undefined : stringAt({ value: value.Id, path: ["Id"] }, scope);
  const statements = readStatements(value.Statement, scope);
  reportDuplicateSids(statements, scope);
  if (hasErrors(problems)) return { ok: false, problems };
  return { ok: true, value: { version: scope.version, ...(id === undefined ? {} : { id }), statements }, problems };
}

/** Without `Version` AWS assumes the old language. */
function readVersion(version: unknown, report: Scope["report"]): PolicyVersion {
  if (version === undefined || version === "2008-10-17") return "2008-10-17";
  if (version !== "2012-10-17") {
    const shown = typeof version === "string" ? quote(version) : typeName(version);
    report(error("invalid-value", ["Version"], `${shown} is not a version of the policy language`, "write `2012-10-17`"));
  }
  return "2012-10-17";
}

function readStatements(value: unknown, scope: Scope): readonly PolicyStatement[] {
  if (value === undefined) {
    scope.report(error("missing-key", [], "the document has no `Statement`"));
    return [];
  }
  return itemsOf(value, ["Statement"], scope).flatMap((item, index) => {
    if (isObject(item.value)) return [readStatement(item.value, index, item.path, scope)];
    scope.report(error("wrong-type", item.path, `a statement is an object, not ${typeName(item.value)}`));
    return [];
  });
}

/** Sids are unique within a document: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html */
function reportDuplicateSids(statements: readonly PolicyStatement[], { report }: Scope): void {
  const seen = new Set<string>();
  for (const { sid, index } of statements) {
    if (sid === undefined || sid === "") continue;
    if (seen.has(sid)) report(error("duplicate-name", ["Statement", index, "Sid"], `two statements have the Sid ${quote(sid)}`));
    seen.add(sid);
  }
}

/** The policies of `Policies` as JSON values. */
export interface PolicyValues {
  readonly identity?: readonly unknown[];
  readonly resource?: unknown;
  readonly boundary?: unknown;
  readonly session?: readonly unknown[];
  readonly serviceControl?: readonly (readonly unknown[])[];
  readonly resourceControl?: readonly (readonly unknown[])[];
}

/** Reads all policies of a request; paths start with the layer: `identity`, 0, `Statement`, 2. Problems: those of `readDocument`. */
export function readPolicies(values: PolicyValues): Outcome<Policies> {
  const problems: Problem[] = [];
  const one = (value: unknown, kind: PolicyKind, path: Path): PolicyDocument => {
    const outcome = readDocument(value, kind);
    problems.push(...outcome.problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
    return outcome.ok ? outcome.value : { version: "2012-10-17", statements: [] };
  };
  const many = (list: readonly unknown[], kind: PolicyKind, path: Path): readonly PolicyDocument[] =>
    list.map((value, index) => one(value, kind, [...path, index]));
  const levels = (list: readonly (readonly unknown[])[], kind: PolicyKind, path: Path): readonly (readonly PolicyDocument[])[] =>
    list.map((documents, level) => many(documents, kind, [...path, level]));
  const { identity, resource, boundary, session, serviceControl, resourceControl } = values;
  const policies: Policies = {
    ...(identity && { identity: many(identity, "identity", ["identity"]) }),
    ...(resource !== undefined && { resource: one(resource, "resource", ["resource"]) }),
    ...(boundary !== undefined && { boundary: one(boundary, "boundary", ["boundary"]) }),
    ...(session && { session: many(session, "session", ["session"]) }),
    ...(serviceControl && { serviceControl: levels(serviceControl, "service-control", ["serviceControl"]) }),
    ...(resourceControl && { resourceControl: levels(resourceControl, "resource-control", ["resourceControl"]) }),
  };
  return hasErrors(problems) ? { ok: false, problems } : { ok: true, value: policies, problems };
}
