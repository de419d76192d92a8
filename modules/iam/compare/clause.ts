/** Statements as clauses over named atoms: what `search` needs to know of them, and nothing else. */
import type { Condition, PolicyDocument, PolicyStatement, PrincipalEntry, Selection, Template } from "../evaluate/document";
import { showGlob, type Token } from "../glob";

/** What a clause asks of one dimension: that one of the atoms holds, or none of them. */
export interface Constraint {
  readonly dimension: string;
  readonly atoms: readonly string[];
  readonly negated: boolean;
}

/** A statement: it applies when all its constraints are met. */
export interface Clause {
  readonly effect: "Allow" | "Deny";
  readonly constraints: readonly Constraint[];
  /** The name of its principals, where it has any. */
  readonly principals?: string;
}

/** The names of the dimensions that every request has; the others are context keys, which have a colon. */
export const ACTION = "action";
export const RESOURCE = "resource";
export const PRINCIPAL = "principal";

/** The clauses of a document. */
export function clausesOf({ statements }: PolicyDocument): readonly Clause[] {
  return statements.map((statement) => {
    const { effect, principals } = statement;
    return {
      effect,
      constraints: constraintsOf(statement),
      ...(principals && { principals: nameOfPrincipals(principals, effect) }),
    };
  });
}

function constraintsOf(statement: PolicyStatement): readonly Constraint[] {
  const { actions, resources, principals, conditions } = statement;
  return [
    { dimension: ACTION, atoms: actions.entries.map(showGlob), negated: actions.negated },
    ...(resources === undefined
      ? []
      : [{ dimension: RESOURCE, atoms: resources.entries.map(nameOfTemplate), negated: resources.negated }]),
    ...(principals === undefined
      ? []
      : [{ dimension: PRINCIPAL, atoms: [nameOfPrincipals(principals, statement.effect)], negated: false }]),
    ...conditions.map((condition) => ({ dimension: condition.key, atoms: [nameOfCondition(condition)], negated: false })),
  ];
}

/**
 * Variables by key, everything else as policies write it. Letters that look like the beginning of anything else are escaped, and so are the names
 * of late values that no expression has: different templates, and lists of them, have different names.
 */
export function nameOfTemplate(template: Template): string {
  return template.map((part) => (typeof part === "object" ? JSON.stringify(part) : nameOfToken(part))).join("");
}

/** `*`, `?` and `$` of wildcards and late values, `{` of variables, `,` of lists. */
const escaped: ReadonlySet<Token> = new Set(["*", "?", "$", "{", ","].map((letter) => letter.codePointAt(0) ?? 0));

function nameOfToken(token: Token): string {
  if (typeof token === "string") return `\${${/^[\w.#[\]-]+$/.test(token) ? token : JSON.stringify(token)}}`;
  return escaped.has(token) ? `\${${showGlob([token])}}` : showGlob([token]);
}

/** The condition with its operator and sorted values: equal names are equal conditions. */
export function nameOfCondition({ operator, key, values }: Condition): string {
  const { quantifier = "", name, ifExists } = operator;
  const prefix = quantifier === "" ? "" : quantifier === "all" ? "ForAllValues:" : "ForAnyValue:";
  return `${prefix}${name}${ifExists ? "IfExists" : ""} on ${key}: ${values.map(nameOfTemplate).sort().join(", ")}`;
}

/** The principals with the effect, because `NotPrincipal` reaches differently for Allow and Deny. */
export function nameOfPrincipals({ negated, entries }: Selection<PrincipalEntry>, effect: "Allow" | "Deny"): string {
  const names = entries.map((entry) => {
    if (entry.kind === "everyone") return "*";
    if (entry.kind === "every-provider") return entry.kind;
    return `${entry.kind} ${nameOfTemplate(entry.kind === "account" ? entry.account : entry.name)}`;
  });
  return `${effect} ${negated ? "not " : ""}${names.sort().join(", ")}`;
}
