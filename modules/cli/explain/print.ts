/** Explained statements as text and as JSON. */

import { conditionWords } from "../../output/roles-table";
import { columnsOf, visible } from "../../output/visible";
import { wrap } from "../../output/wrap";
import type { PlatformPlan } from "../../pipeline";
import type { Path } from "../../problem";
import { someOf } from "../../wording";
import { clip } from "../report/text";
import type { ExplainedStatement, Explanation } from "./find";
import { type AddressedStatement, summaryOf } from "./statements";

/** How a terminal sets things apart. */
export interface ExplainStyle {
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** What printing needs beside the statements. `lines` is the text of the platform file. */
export interface Explaining {
  readonly plan: PlatformPlan;
  readonly lines: readonly string[];
}

/** A line of the platform file that asks for a statement. */
interface AskingLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly path: Path;
  readonly text: string;
}

const labelColumns = 9;
const shownLines = 10;
const lineColumns = 200;

/** The statements as text of at most `width` columns, under a heading for each policy. Ends in a newline. */
export function explainText({ found, notes }: Explanation, source: Explaining, width: number, style: ExplainStyle): string {
  const blocks: string[][] = notes.map((note) => wrap(visible(note), width, 2).slice());
  let last: AddressedStatement | undefined;
  for (const one of found) {
    blocks.push([...headingOf(one.statement, last, width, style), ...statementLines(one, source, width, style)]);
    last = one.statement;
  }
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** The statements as a JSON value: a list with everything that the text says. */
export function explainJson({ found }: Explanation, source: Explaining): unknown {
  return found.map(({ statement, reach }) => {
    const { stack, account, owner, address, attribute } = statement;
    const { askedForBy: _, ...summary } = summaryOf(statement, source.plan);
    return {
      stack,
      account,
      owner: { kind: owner.kind, name: owner.name, arn: owner.arn, usedBy: owner.usedBy, existing: owner.existing },
      ...(address === undefined ? {} : { address, attribute }),
      ...summary,
      ...(reach === undefined ? {} : { reach }),
      lines: askingLines(statement, source),
    };
  });
}

/** The role or resource, and the policy; what is the same as of the statement before is not said again. */
function headingOf(
  statement: AddressedStatement,
  last: AddressedStatement | undefined,
  width: number,
  style: ExplainStyle,
): readonly string[] {
  const { owner, address, attribute } = statement;
  const sameOwner = last?.owner === owner;
  if (sameOwner && last.address === address && last.attribute === attribute) return [];
  const { title, place } = headingWords(statement);
  return [
    ...(sameOwner ? [] : wrap(visible(title), width, 2).map(style.heading)),
    ...wrap(visible(place), width - 2, 2).map((line) => style.faint(`  ${line}`)),
    "",
  ];
}

/** The role or resource of a statement, and the policy that it is in. */
export function headingWords({ owner, stack, account, address, attribute }: AddressedStatement): {
  readonly title: string;
  readonly place: string;
} {
  const users = owner.usedBy.length === 0 ? "" : ` of ${someOf(owner.usedBy, 5)}`;
  const which = attribute === "assume_role_policy" ? "who may assume it" : "what it allows";
  const where = address === undefined ? "exists already and is not written here" : `${address}, \`${attribute}\``;
  return {
    title: `${owner.name}: ${owner.kind}${users}, stack ${stack}, account ${account}`,
    place: `${which}: ${where}`,
  };
}

/** Terminal columns of a text that are underlined: how many stand before them, and how many they are. */
interface Underline {
  readonly before: number;
  readonly columns: number;
}

type Labelled = readonly [label: string, text: string, underline?: Underline];

function statementLines(found: ExplainedStatement, source: Explaining, width: number, style: ExplainStyle): readonly string[] {
  const { sid, purpose, page, labelled } = statementWords(found, source);
  const head = wrap(visible(`${sid}: ${purpose}`), width - 2, 2).map((line) => `  ${line}`);
  return [
    ...head.map((line) => line.replace(sid, style.strong(sid))),
    ...labelled.flatMap((entry) => labelledLines(entry, width, style)),
    // Unbroken, so that it can be followed.
    ...labelledLines(["AWS", page], Number.POSITIVE_INFINITY, style),
  ];
}

/** A statement in words: what it is for, and what it says and why, part by part; a part without a label goes on with the one before. */
export function statementWords(
  { statement, reach }: ExplainedStatement,
  source: Explaining,
): { readonly sid: string; readonly purpose: string; readonly page: string; readonly labelled: readonly Labelled[] } {
  const summary = summaryOf(statement, source.plan);
  const { sid, effect, principals, actions, resources, conditions, onlyWith, purpose, wildcard, why, page } = summary;
  const lines = askingLines(statement, source);
  const more = lines.length > shownLines ? [["", `and ${lines.length - shownLines} more lines`] as const] : [];
  const labelled: readonly Labelled[] = [
    [effect === "Allow" ? "allows" : "denies", actions.join(", ")],
    ...principals.map((principal, index): Labelled => [index === 0 ? "to" : "", principal]),
    ...resources.map((resource, index): Labelled => [index === 0 ? "on" : "", resource]),
    ...conditions.map((condition): Labelled => ["if", conditionWords(condition, Number.POSITIVE_INFINITY)]),
    ...(onlyWith === undefined ? [] : [["only with", onlyWith] as const]),
    ...lines.slice(0, shownLines).map((one) => askedBy(one, source)),
    ...more,
    ...(reach === undefined ? [] : [["reached", reach] as const]),
    ...(wildcard === undefined || wildcard === why ? [] : [["wildcard", wildcard] as const]),
    ...(why === undefined ? [] : [["why", why] as const]),
  ];
  return { sid, purpose, page, labelled };
}

/** A line of the platform file, with what asks underlined. */
function askedBy({ file, line, column, endLine, endColumn, text }: AskingLine, { lines }: Explaining): Labelled {
  const place = `${file}:${line}  `;
  const whole = lines[line - 1] ?? "";
  const columnsTo = (end: number): number => columnsOf(visible(whole.slice(0, end - 1).trimStart()));
  const before = columnsTo(column);
  const end = endLine === line ? columnsTo(endColumn) : columnsOf(visible(whole.trim()));
  const columns = Math.max(1, Math.min(end, columnsOf(text)) - before);
  return ["asked by", `${place}${text}`, { before: columnsOf(visible(place)) + before, columns }];
}

function labelledLines([label, text, underline]: Labelled, width: number, style: ExplainStyle): readonly string[] {
  const indent = 4 + labelColumns + 1;
  const room = width - indent;
  // A line that is underlined is cut, not broken: what is below it must stay below it.
  const lines = underline === undefined ? wrap(visible(text), room, 2) : [clip(visible(text), room - 3)];
  const marked = lines.map((line, index) => {
    const shown = index === 0 ? label : "";
    return `    ${style.faint(shown)}${" ".repeat(labelColumns + 1 - columnsOf(shown))}${line}`.trimEnd();
  });
  if (underline === undefined || underline.before >= room) return marked;
  const columns = Math.min(underline.columns, room - underline.before);
  return [...marked, `${" ".repeat(indent + underline.before)}${style.faint("^".repeat(columns))}`];
}

/** Every line that a reason names, in the order of the file, each once. */
function askingLines({ grant }: AddressedStatement, { plan, lines }: Explaining): readonly AskingLine[] {
  const byLine = new Map<number, AskingLine>();
  for (const path of grant.reason.paths) {
    const at = plan.locate(path);
    if (at === undefined || byLine.has(at.line)) continue;
    const text = clip(visible((lines[at.line - 1] ?? "").slice(0, lineColumns * 4).trim()), lineColumns);
    byLine.set(at.line, { ...at, file: at.file.split(/[\\/]/).pop() ?? at.file, path, text });
  }
  return [...byLine.values()].sort((left, right) => left.line - right.line);
}
