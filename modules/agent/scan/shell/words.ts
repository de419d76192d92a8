/** Expands words as bash does, as far as the script itself says what they become. */
import type { Word, WordPart } from "./parser";
import { bounded, isKnown, type ShellText, unknown } from "./text";

type Nested = Extract<WordPart, { type: "CommandExpansion" | "ProcessSubstitution" }>;

/** What the words of a script depend on. */
export interface WordSurroundings {
  /** What the variable may be; unknown where the script does not set it. */
  readonly valuesOf: (name: string) => readonly ShellText[];
  readonly assign: (name: string, values: readonly ShellText[]) => void;
  /** `$@`, where it is known. */
  readonly parameters: () => readonly ShellText[] | undefined;
  /** Runs a substitution: its output, or the name of the file that stands for it. */
  readonly substitute: (part: Nested) => ShellText;
  /** Runs the substitutions of a part that is not computed. */
  readonly runInside: (part: WordPart) => void;
}

/** A stretch of a word. `list` makes words of its own, as `"$@"` does. */
interface Piece {
  readonly text: ShellText;
  readonly splits?: true;
  readonly list?: readonly ShellText[];
}

/** More alternatives than these are one unknown text. */
const most = 8;

/** Every combination of one alternative of each, or nothing when there are too many. */
export function combined<T>(lists: readonly (readonly T[])[]): readonly (readonly T[])[] | undefined {
  let all: (readonly T[])[] = [[]];
  for (const list of lists) {
    all = all.flatMap((before) => list.map((item) => [...before, item]));
    if (all.length > most) return undefined;
  }
  return all;
}

function braces(text: string): readonly string[] {
  const found = /^([\s\S]*?)\{([^{}]*,[^{}]*)\}([\s\S]*)$/.exec(text);
  if (found === null) return [/\{[^{}]*\.\.[^{}]*\}/.test(text) ? unknown(text) : text.replace(/\\(.)/g, "$1")];
  return (found[2] ?? "").split(",").flatMap((item) => braces(`${found[1] ?? ""}${item}${found[3] ?? ""}`).slice(0, 64));
}

function parameterValues(
  part: Extract<WordPart, { type: "ParameterExpansion" }>,
  around: WordSurroundings,
): readonly ShellText[] {
  const { operation, parameter } = part;
  const values = around.valuesOf(parameter);
  if (part.prefix !== undefined || part.index !== undefined) {
    around.runInside(part);
    return [unknown(part.text)];
  }
  if (operation === undefined) return values;
  if (operation.type !== "Default") {
    around.runInside(part);
    return [unknown(part.text)];
  }
  const operand = joined(operation.operand, around);
  if (operation.operator.endsWith("+")) return ["", ...operand];
  if (operation.operator.endsWith("?")) return values;
  const set = values.every((value) => isKnown(value) && value !== "");
  const result = set ? values : [...new Set([...values.filter((value) => value !== ""), ...operand])];
  if (operation.operator.endsWith("=")) around.assign(parameter, result);
  return result;
}

const everyParameter = ["$@", "$*", "${@}", "${*}"];

function parametersPiece(part: WordPart & { readonly text: string }, around: WordSurroundings): readonly Piece[] {
  const list = around.parameters();
  return [list === undefined ? { text: unknown(part.text), splits: true } : { text: list.join(" "), list }];
}

/** The alternatives of one part. */
function pieces(part: WordPart, around: WordSurroundings, quoted: boolean): readonly Piece[] {
  const splitting = quoted ? {} : ({ splits: true } as const);
  switch (part.type) {
    case "Literal":
    case "SingleQuoted":
    case "AnsiCQuoted":
      return [{ text: part.value }];
    case "Glob":
      return [{ text: part.text }];
    case "DoubleQuoted":
    case "LocaleString": {
      const [only] = part.parts;
      const alone = part.parts.length === 1 && only !== undefined && "text" in only && everyParameter.includes(only.text);
      if (alone) return parametersPiece(only, around);
      return texts(part.parts, around, true).map((text) => ({ text }));
    }
    case "SimpleExpansion":
      if (everyParameter.includes(part.text)) return parametersPiece(part, around);
      return around.valuesOf(part.text.slice(1)).map((text) => ({ text, ...splitting }));
    case "ParameterExpansion":
      if (everyParameter.includes(part.text)) return parametersPiece(part, around);
      return parameterValues(part, around).map((text) => ({ text, ...splitting }));
    case "CommandExpansion":
      return [{ text: around.substitute(part).replace(/\n+$/, ""), ...splitting }];
    case "ProcessSubstitution":
      return [{ text: around.substitute(part) }];
    default:
      around.runInside(part);
      return [{ text: unknown(part.text) }];
  }
}

/** The alternatives of parts that stand side by side, each as one text. */
function texts(parts: readonly WordPart[], around: WordSurroundings, quoted: boolean): readonly ShellText[] {
  const all = combined(parts.map((part) => pieces(part, around, quoted)));
  if (all === undefined) return [unknown(parts.map((part) => ("text" in part ? part.text : "")).join(""))];
  return [...new Set(all.map((list) => bounded(list.map(({ text }) => text).join(""))))];
}

/** The texts that a word may become where nothing is split: in assignments, here-strings and targets. */
export function joined(word: Pick<Word, "value" | "parts">, around: WordSurroundings): readonly ShellText[] {
  return word.parts === undefined ? [word.value] : texts(word.parts, around, false);
}

/** The texts of the parts of a here-document. */
export function documentTexts(parts: readonly WordPart[], around: WordSurroundings): readonly ShellText[] {
  return texts(parts, around, true);
}

/** Splits what unquoted expansions have made, and joins it with what stands beside it. */
function fieldsOf(list: readonly Piece[]): readonly ShellText[] {
  const fields: ShellText[] = [];
  let open: ShellText | undefined;
  const add = (text: ShellText): void => {
    open = (open ?? "") + text;
  };
  for (const { text, splits, list: words } of list) {
    if (words === undefined && splits === undefined) add(text);
    const parts = words ?? (splits ? splitKnown(text) : []);
    for (const [index, part] of parts.entries()) {
      if (index > 0 && open !== undefined) {
        fields.push(open);
        open = undefined;
      }
      if (words !== undefined || part !== "") add(part);
    }
  }
  return open === undefined ? fields : [...fields, open];
}

/** At white space, but not inside of what is unknown. */
function splitKnown(text: ShellText): readonly ShellText[] {
  return text.match(/(?:\uFDD0[^\uFDD1]*\uFDD1|[^ \t\n\uFDD0])+|(?=[ \t\n])|(?<=[ \t\n])$/g) ?? [];
}

/** The lists of words that one word may become. */
export function fields(word: Word, around: WordSurroundings): readonly (readonly ShellText[])[] {
  const { parts } = word;
  if (parts === undefined) return [[word.value.replace(/^~(?=\/|$)/, "/root")]];
  if (parts.some(({ type }) => type === "BraceExpansion")) {
    const plain = parts.every(({ type }) => ["Literal", "BraceExpansion", "Glob"].includes(type));
    if (plain) return [braces(word.text)];
  }
  const all = combined(parts.map((part) => pieces(part, around, false)));
  return all === undefined ? [[unknown(word.text)]] : all.map((list) => fieldsOf(list).map(bounded));
}
