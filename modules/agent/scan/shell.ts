/** Splits shell text into simple commands with their quotes removed: enough of the POSIX shell to see what a script writes where. */

/** One simple command. Variables that the script itself sets to plain text are replaced; others stay as they are written. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly redirects: readonly { readonly append: boolean; readonly target: string }[];
  /** Here-documents and here-strings. */
  readonly documents: readonly { readonly text: string; readonly line: number }[];
  readonly line: number;
}

interface PendingDocument {
  readonly tag: string;
  readonly literal: boolean;
  readonly tabs: boolean;
  readonly owner: { text: string; line: number }[];
}

interface UnfinishedCommand {
  words: string[];
  redirects: { append: boolean; target: string }[];
  documents: { text: string; line: number }[];
  line: number;
}

/** Where the reader is; the one mutable thing, local to one call of `readShell`. */
interface Reader {
  readonly text: string;
  at: number;
  line: number;
  readonly variables: Map<string, string>;
  readonly pending: PendingDocument[];
  readonly commands: ShellCommand[];
  draft: UnfinishedCommand;
}

const empty = (line: number): UnfinishedCommand => ({ words: [], redirects: [], documents: [], line });

function skipTo(reader: Reader, end: number): string {
  const passed = reader.text.slice(reader.at, end);
  reader.line += passed.split("\n").length - 1;
  reader.at = end;
  return passed;
}

/** `$NAME` and `${NAME}` where the script has set them; everything else that begins with `$` as it is written. */
function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (all, bare?: string, braced?: string) => {
    return variables.get(bare ?? braced ?? "") ?? all;
  });
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let index = from; index < text.length; index++) {
    if (text[index] === "\\" && quote !== "'") index += 1;
    else if (text[index] === quote) return index;
  }
  return text.length;
}

/** The end of `$( ... )`, nested ones counted; quotes inside are not looked at, which can only make the word longer. */
function closingParenthesis(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index++) {
    if (text[index] === "(") depth += 1;
    else if (text[index] === ")" && --depth === 0) return index + 1;
  }
  return text.length;
}

/** Reads a quoted or substituted stretch that begins here, or a run of plain characters. */
function readStretch(reader: Reader): string {
  const { text, at } = reader;
  const char = text[at] ?? "";
  if (char === "'" || char === '"') {
    const end = closingQuote(text, at + 1, char);
    const inner = skipTo(reader, Math.min(end + 1, text.length)).slice(1, end - at);
    return char === "'" ? inner : expand(inner.replace(/\\\n/g, ""), reader.variables).replace(/\\(["\\$`])/g, "$1");
  }
  if (char === "\\") {
    const pair = skipTo(reader, Math.min(at + 2, text.length)).slice(1);
    return pair === "\n" ? "" : pair;
  }
  if (char === "`") return skipTo(reader, Math.min(closingQuote(text, at + 1, "`") + 1, text.length));
  if (text.startsWith("$(", at)) return skipTo(reader, closingParenthesis(text, at + 1));
  if (text.startsWith("$'", at) || text.startsWith('$"', at)) {
    reader.at += 1;
    return readStretch(reader);
  }
  const run = /[^ \t\r\n'"\\`$;&|()<>]+|\$\{[^}]*\}|\$/y;
  run.lastIndex = at;
  const plain = run.exec(text)?.[0] ?? char;
  reader.at += plain.length;
  if (plain !== "$") return expand(plain, reader.variables);
  run.lastIndex = reader.at;
  const name = /\w+/y;
  name.lastIndex = reader.at;
  const word = name.exec(text)?.[0] ?? "";
  reader.at += word.length;
  return expand(`$${word}`, reader.variables);
}

function readWord(reader: Reader): string {
  let word = "";
  while (reader.at < reader.text.length && !/[ \t\r\n;&|()<>]/.test(reader.text[reader.at] ?? "")) word += readStretch(reader);
  return word;
}

function skipBlanks(reader: Reader): void {
  while (/^(?:[ \t\r]|\\\n)/.test(reader.text.slice(reader.at, reader.at + 2))) {
    skipTo(reader, reader.at + (reader.text[reader.at] === "\\" ? 2 : 1));
  }
}

/** Assignments that stand alone or behind `export` and its kind become variables; the command itself stays. */
function remember(draft: UnfinishedCommand, variables: Map<string, string>): void {
  const [first = "", ...rest] = draft.words;
  const words = ["export", "local", "readonly", "declare", "typeset"].includes(first) ? rest : draft.words;
  const pairs = words.map((word) => /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word));
  if (!pairs.every((pair) => pair !== null)) return;
  // Long values are of no interest, and doubling them (`A=$A$A`) must not fill the memory.
  for (const [, name = "", value = ""] of pairs) variables.set(name, value.length <= 200 ? value : "$LONG");
}

function endCommand(reader: Reader): void {
  const { draft } = reader;
  if (
    draft.words.length + draft.redirects.length + draft.documents.length > 0 ||
    reader.pending.some((d) => d.owner === draft.documents)
  ) {
    remember(draft, reader.variables);
    reader.commands.push(draft);
  }
  reader.draft = empty(reader.line);
}

function readDocuments(reader: Reader): void {
  for (const { tag, literal, tabs, owner } of reader.pending.splice(0)) {
    const line = reader.line;
    const body: string[] = [];
    while (reader.at < reader.text.length) {
      const end = reader.text.indexOf("\n", reader.at);
      const raw = skipTo(reader, end < 0 ? reader.text.length : end + 1).replace(/\n$/, "");
      const text = tabs ? raw.replace(/^\t+/, "") : raw;
      if (text === tag) break;
      body.push(text);
    }
    const joined = body.join("\n");
    owner.push({ line, text: literal ? joined : expand(joined, reader.variables).replace(/\\([\\$`])/g, "$1") });
  }
}

function readRedirect(reader: Reader, operator: string): void {
  reader.at += operator.length;
  skipBlanks(reader);
  const from = reader.at;
  const line = reader.line;
  const target = readWord(reader);
  const { draft } = reader;
  if (operator === "<<<") draft.documents.push({ text: target, line });
  else if (operator.startsWith("<<")) {
    const literal = /['"\\]/.test(reader.text.slice(from, reader.at));
    reader.pending.push({ tag: target, literal, tabs: operator === "<<-", owner: draft.documents });
  } else if (operator.includes(">") && !/^(\d|-)$/.test(target)) {
    draft.redirects.push({ append: operator.includes(">>"), target });
  }
}

function readArgument(reader: Reader): void {
  if (reader.draft.words.length === 0) reader.draft.line = reader.line;
  const word = readWord(reader);
  // A number directly before a redirection is a file descriptor, not a word.
  if (!(/^\d$/.test(word) && /[<>]/.test(reader.text[reader.at] ?? ""))) reader.draft.words.push(word);
}

function step(reader: Reader): void {
  skipBlanks(reader);
  const { text, at } = reader;
  const char = text[at];
  if (char === undefined) return;
  if (char === "\n") {
    skipTo(reader, at + 1);
    endCommand(reader);
    if (reader.pending.length > 0) readDocuments(reader);
    reader.draft.line = reader.line;
    return;
  }
  if (char === "#") {
    const end = text.indexOf("\n", at);
    reader.at = end < 0 ? text.length : end;
    return;
  }
  const operator = /^(?:&>>|&>|<<<|<<-|<<|<&|>>|>\||>&|<|>)/.exec(text.slice(at, at + 3))?.[0];
  if (operator !== undefined) readRedirect(reader, operator);
  else if (/[;&|()]/.test(char)) {
    reader.at += 1;
    endCommand(reader);
  } else readArgument(reader);
}

/** The commands of a script, in order; `line` is the line of its first character. Never fails: whatever is left open ends with the text. */
export function readShell(text: string, line: number): readonly ShellCommand[] {
  const reader: Reader = { text, at: 0, line, variables: new Map(), pending: [], commands: [], draft: empty(line) };
  while (reader.at < text.length) step(reader);
  endCommand(reader);
  return reader.commands;
}
