/** Policies broken down: one action on one resource for one principal under one set of conditions, still in the words of the document. */

import { nameOfCondition, nameOfPrincipals, nameOfTemplate } from "../iam/compare/clause";
import {
  type Condition,
  type PolicyKind,
  type PolicyStatement,
  type PrincipalEntry,
  readDocument,
  type Selection,
} from "../iam/evaluate";
import { isGlob } from "../iam/evaluate/template";
import { show as showGlob } from "../iam/glob";
import type { Text } from "../iam/text";
import type { Problem } from "../problem";
import type { AccessDocument } from "./access";

/** A list of names, or everything but these. */
export interface Names<T> {
  readonly negated: boolean;
  readonly names: readonly T[];
}

/** A condition in the words of its document: the values are alternatives. */
export interface ShownCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What a statement says, for people. No `resources`: the resource that the policy is attached to. */
export interface Said {
  readonly effect: "Allow" | "Deny";
  readonly actions: Names<string>;
  readonly resources?: Names<Text>;
  readonly principals?: Names<string>;
  readonly conditions: readonly ShownCondition[];
  /** The name of the late value without which it is not there. */
  readonly when?: string;
}

/** A permission: equal `id`s mean the same. `statement` is what the engine reads of it, `lines` what asks for it. */
export interface Row extends Said {
  readonly id: string;
  readonly statement: PolicyStatement;
  readonly lines: readonly string[];
}

/** The rows of a document, or why it cannot be read. */
export type Rows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly problem: Problem | undefined };

/** A statement that would fall into more pieces than this stays whole; the engine decides it just as well. */
const MAX_PIECES = 4_096;

/** The rows of a document, which a reader of this kind of document must accept. */
export function rowsOf(document: AccessDocument, kind: PolicyKind): Rows {
  // AWS refuses such a document, but it is what a policy without statements says.
  if (isEmpty(document.document)) return { ok: true, rows: [] };
  const read = readDocument(document.document, kind);
  if (!read.ok) return { ok: false, problem: read.problems.find(({ severity }) => severity === "error") };
  const values = listOf((document.document as { readonly Statement: unknown }).Statement);
  const rows = read.value.statements.flatMap((statement) => {
    const value = values[statement.index] as RawStatement;
    const { sid = "" } = statement;
    const lines = own(document.askedForBy, sid) ?? [];
    const when = own(document.onlyWith, sid)?.name;
    return piecesOf(statement, value, read.value.version === "2008-10-17").map(({ statement: piece, said }): Row => {
      const all = when === undefined ? said : { ...said, when };
      return { ...all, id: idOf(piece), statement: piece, lines };
    });
  });
  return { ok: true, rows };
}

function isEmpty(document: unknown): boolean {
  const statements =
    typeof document === "object" && document !== null && "Statement" in document ? document.Statement : undefined;
  return Array.isArray(statements) && statements.length === 0;
}

/** Sids may be called `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

interface RawStatement {
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
}

interface Piece {
  readonly statement: PolicyStatement;
  readonly said: Omit<Said, "when">;
}

function piecesOf(statement: PolicyStatement, raw: RawStatement, isOld: boolean): readonly Piece[] {
  const actions = named(statement.actions, listOf(raw.Action ?? raw.NotAction) as readonly string[]);
  const written = listOf(raw.Resource ?? raw.NotResource) as readonly Text[];
  const texts = isOld ? written.map(literally) : written;
  const resources = statement.resources === undefined ? undefined : named(statement.resources, texts);
  const { principals, conditions } = statement;
  const people = principals === undefined ? undefined : named(principals, principals.entries.map(principalName));
  const count = [actions, resources, people].reduce((product, list) => product * (list?.length ?? 1), alternatives(conditions));
  const whole = count > MAX_PIECES;
  // Alternatives of several conditions at once would multiply, and nobody could read them.
  const isSplit = conditions.filter((condition) => isDivisible(condition) && condition.values.length > 1).length === 1;
  const sets = whole || !isSplit ? [conditions] : setsOf(conditions);
  const each = <Entry, Name>(list: readonly Part<Entry, Name>[]): readonly (readonly Part<Entry, Name>[])[] =>
    whole ? [list] : list.map((part) => [part]);
  return each(actions).flatMap((some) =>
    (resources === undefined ? [undefined] : each(resources)).flatMap((on) =>
      (people === undefined ? [undefined] : each(people)).flatMap((who) =>
        sets.map((set) => piece(statement, some, on, who, set)),
      ),
    ),
  );
}

/** The old version of the language has no policy variables. */
function literally(text: Text): Text {
  return typeof text === "string" && text.includes("${") ? `${text} (taken literally)` : text;
}

/** What a list of a statement says: one entry, or all of them when they exclude. */
interface Part<Entry, Name> {
  readonly selection: Selection<Entry>;
  readonly names: Names<Name>;
}

function named<Entry, Name>({ negated, entries }: Selection<Entry>, names: readonly Name[]): readonly Part<Entry, Name>[] {
  if (negated) return [{ selection: { negated, entries }, names: { negated, names } }];
  return entries.map((entry, index) => ({
    selection: { negated, entries: [entry] },
    names: { negated, names: names.slice(index, index + 1) },
  }));
}

function joined<Entry, Name>(parts: readonly Part<Entry, Name>[]): Part<Entry, Name> {
  const negated = parts.some(({ selection }) => selection.negated);
  return {
    selection: { negated, entries: parts.flatMap(({ selection }) => selection.entries) },
    names: { negated, names: parts.flatMap(({ names }) => names.names) },
  };
}

function piece(
  statement: PolicyStatement,
  actions: readonly Part<PolicyStatement["actions"]["entries"][number], string>[],
  resources: readonly Part<NonNullable<PolicyStatement["resources"]>["entries"][number], Text>[] | undefined,
  principals: readonly Part<PrincipalEntry, string>[] | undefined,
  conditions: readonly Condition[],
): Piece {
  const some = joined(actions);
  const on = resources && joined(resources);
  const who = principals && joined(principals);
  const { index, effect } = statement;
  return {
    statement: {
      index,
      effect,
      actions: some.selection,
      ...(on && { resources: on.selection }),
      ...(who && { principals: who.selection }),
      conditions,
    },
    said: {
      effect,
      actions: some.names,
      ...(on && { resources: on.names }),
      ...(who && { principals: who.names }),
      conditions: conditions.map(shownCondition),
    },
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** One value of such a condition must match, so that each can stand alone. */
function isDivisible({ operator }: Condition): boolean {
  const { quantifier, negated, family } = operator;
  return quantifier !== "all" && !negated && (family === "string" || family === "arn");
}

function alternatives(conditions: readonly Condition[]): number {
  return conditions.reduce((product, condition) => product * (isDivisible(condition) ? condition.values.length : 1), 1);
}

function setsOf(conditions: readonly Condition[]): readonly (readonly Condition[])[] {
  return conditions.reduce<readonly (readonly Condition[])[]>(
    (sets, condition) => {
      const choices = isDivisible(condition) ? condition.values.map((value) => ({ ...condition, values: [value] })) : [condition];
      return sets.flatMap((set) => choices.map((choice) => [...set, choice]));
    },
    [[]],
  );
}

function shownCondition({ operator, name, values }: Condition): ShownCondition {
  const prefix = operator.quantifier === undefined ? "" : operator.quantifier === "all" ? "ForAllValues:" : "ForAnyValue:";
  const shown = `${prefix}${operator.name}${operator.ifExists ? "IfExists" : ""}`;
  return { operator: shown, key: name, values: values.map(showTemplate) };
}

function showTemplate(template: Condition["values"][number]): string {
  if (isGlob(template)) return showGlob(template);
  return template.map((part) => (typeof part === "object" ? `\${${part.key}}` : showGlob([part]))).join("");
}

function principalName(entry: PrincipalEntry): string {
  if (entry.kind === "everyone") return "*";
  return entry.kind === "account" ? `account ${showGlob(entry.account)}` : showGlob(entry.name);
}

function idOf({ effect, actions, resources, principals, conditions }: PolicyStatement): string {
  const list = (negated: boolean, names: readonly string[]): unknown => [negated, [...names].sort()];
  return JSON.stringify([
    effect,
    list(actions.negated, actions.entries.map(showGlob)),
    resources === undefined ? null : list(resources.negated, resources.entries.map(nameOfTemplate)),
    principals === undefined ? null : nameOfPrincipals(principals, effect),
    conditions.map(nameOfCondition).sort(),
  ]);
}
