/** Problems for people: where, what, the line with the range underlined, the cure. */

import type pc from "picocolors";
import { columnsOf, visible } from "../../output/visible";
import type { Location, Problem } from "../../problem";
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
  const frame = at === undefined ? [] : codeFrame(lines, at, color, colors);
  return [
    head,
    ...frame,
    ...(help === undefined ? [] : [`${colors.cyan("help:")} ${help.split("\n").map(visible).join("\n      ")}`]),
  ].join("\n");
}

/** The lines that a range begins and ends on, each cut to what a terminal shows of it, with the range underlined; dots stand for those between. */
function codeFrame(lines: readonly string[], at: Location, color: Colors["red"], colors: Colors): readonly string[] {
  const first = lines[at.line - 1];
  const last = lines[at.endLine - 1];
  const gutter = String(at.endLine).length;
  const framed = (number: number, line: string, from: number, to: number): readonly string[] => {
    const { text, before, under } = underlined(line, from, to);
    const margin = colors.dim(`${" ".repeat(gutter)} |`);
    return [
      `${colors.dim(`${String(number).padStart(gutter)} |`)} ${text}`,
      `${margin} ${" ".repeat(before)}${color("^".repeat(under))}`,
    ];
  };
  if (first === undefined) return [];
  if (at.endLine === at.line || last === undefined) return framed(at.line, first, at.column, at.endColumn);
  const between = at.endLine - at.line > 1 ? [colors.dim(`${" ".repeat(gutter)} | ...`)] : [];
  const indentation = /^\s*/.exec(last)?.[0].length ?? 0;
  return [
    ...framed(at.line, first, at.column, first.length + 1),
    ...between,
    ...framed(at.endLine, last, Math.min(indentation + 1, at.endColumn), at.endColumn),
  ];
}

/** A line around the columns `from` to `to`, and the terminal columns before and below them; never without one to see. */
function underlined(line: string, from: number, to: number) {
  const start = startOfWindow(line, from);
  const cut = start > 0 ? "..." : "";
  const before = cut + shown(line.slice(start, from - 1));
  const under = clip(before + shown(line.slice(from - 1, to - 1)), frameColumns);
  const text = clip(before + shown(line.slice(from - 1)), frameColumns);
  return { text, before: columnsOf(before), under: Math.max(1, columnsOf(under) - columnsOf(before)) };
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
