/** Problems for people: where, what, the line with a caret, the cure. */

import type pc from "picocolors";
import { columnsOf, visible } from "../../output/visible";
import type { Problem } from "../../problem";
import { counted } from "../../wording";
import { type ProblemReport, sortedProblems } from "./format";

type Colors = ReturnType<typeof pc.createColors>;

const frameColumns = 100;

/** The problems in order, a code frame for each that has a place, and a last line that counts them; empty for none. No control character of the user's gets through. */
export function textReport({ problems, source, requests }: ProblemReport, colors: Colors): string {
  if (problems.length === 0) return "";
  const sources = [source, requests].filter((one) => one !== undefined);
  const lines = new Map(sources.map(({ file, text }) => [file, linesOf(text)]));
  const blocks = sortedProblems(problems).map((problem) => block(problem, lines.get(problem.at?.file ?? "") ?? [], colors));
  return `${blocks.join("\n\n")}\n\n${counts(problems, colors)}\n`;
}

function block(problem: Problem, lines: readonly string[], colors: Colors): string {
  const { at, code, severity, message, help } = problem;
  const color = severity === "error" ? colors.red : colors.yellow;
  const place = at === undefined ? "" : `${colors.bold(visible(`${at.file}:${at.line}:${at.column}`))} `;
  const head = `${place}${color(severity === "error" ? code : `${code} (warning)`)}: ${visible(message)}`;
  const frame = at === undefined ? [] : codeFrame(lines[at.line - 1], at.line, at.column, color, colors);
  return [
    head,
    ...frame,
    ...(help === undefined ? [] : [`${colors.cyan("help:")} ${help.split("\n").map(visible).join("\n      ")}`]),
  ].join("\n");
}

/** The line, cut to what a terminal shows around the column, and a caret below the column. */
function codeFrame(
  line: string | undefined,
  number: number,
  column: number,
  color: Colors["red"],
  colors: Colors,
): readonly string[] {
  if (line === undefined) return [];
  const start = startOfWindow(line, column);
  const before = shown(line.slice(start, column - 1));
  const after = shown(line.slice(column - 1));
  const cut = start > 0 ? "..." : "";
  const text = clip(`${cut}${before}${after}`, frameColumns);
  const gutter = String(number);
  return [
    `${colors.dim(`${gutter} |`)} ${text}`,
    `${colors.dim(`${" ".repeat(gutter.length)} |`)} ${" ".repeat(columnsOf(cut + before))}${color("^")}`,
  ];
}

function startOfWindow(line: string, column: number): number {
  const start = Math.max(0, column - 1 - 60);
  if (start === 0) return 0;
  // Not within a surrogate pair.
  return /[\udc00-\udfff]/.test(line[start] ?? "") ? start + 1 : start;
}

function shown(text: string): string {
  return visible(text.replaceAll("\t", " "));
}

/** The beginning of a text that is wider than `columns`, and dots. Expects visible text. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let end = "";
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) break;
    end += character;
  }
  return `${end}...`;
}

function counts(problems: readonly Problem[], colors: Colors): string {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const said = [
    ...(errors === 0 ? [] : [colors.red(`${counted(errors, "error")}`)]),
    ...(warnings === 0 ? [] : [colors.yellow(`${counted(warnings, "warning")}`)]),
  ];
  return said.join(", ");
}

/** The lines of a platform file, without their ends. */
export function linesOf(text: string | Uint8Array): readonly string[] {
  const decoded = typeof text === "string" ? text : new TextDecoder("utf-8", { ignoreBOM: true }).decode(text);
  return decoded.replace(/^\ufeff/, "").split(/\r?\n/);
}
