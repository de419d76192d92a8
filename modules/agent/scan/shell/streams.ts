/** Where a command reads from and writes to. */
import type { Result, ShellContext } from "./context";
import { filesAt, isConfiguration, overwrite, writeFile } from "./files";
import type { HereDoc, Redirection, Word } from "./parser";
import { copyOf, noteLines, type Shell, unchecked } from "./state";
import { oneOf, surroundings } from "./surroundings";
import { isKnown, type ShellText, shown, unknown } from "./text";
import { documentTexts, joined } from "./words";
import { written } from "./written";

/** What a command reads, and the line in which it stands in the script, when it does. */
interface Input {
  readonly text: ShellText;
  readonly line?: number;
}

interface Target {
  readonly paths: readonly ShellText[];
  readonly append: boolean;
  readonly word: Word;
  /** Whether the command's standard output goes there. */
  readonly output: boolean;
}

/** The text of a file as a command reads it. */
export function readFile(shell: Shell, path: ShellText): ShellText {
  const files = filesAt(shell, path);
  if (files === undefined)
    return isConfiguration(shell, path) === "yes" ? unknown("the agent configuration") : unknown(shown(path));
  return oneOf([...new Set(files.map(({ text }) => text))], path);
}

function readDocument(shell: Shell, { body, operator }: HereDoc, context: ShellContext): Input {
  const line = context.place.lineOf(body.pos);
  const texts = body.parts === undefined ? [body.text] : documentTexts(body.parts, surroundings(shell, context));
  const text = operator === "<<-" ? oneOf(texts, "a document").replace(/^\t+/gm, "") : oneOf(texts, "a document");
  for (const one of texts) noteLines(shell, operator === "<<-" ? one.replace(/^\t+/gm, "") : one, line, true);
  return { text, line };
}

function inputOf(shell: Shell, redirects: readonly Redirection[], context: ShellContext): Input | undefined {
  let input: Input | undefined;
  for (const redirect of redirects) {
    if (redirect.type === "HereDoc") input = readDocument(shell, redirect, context);
    else if (redirect.target === undefined) continue;
    else if (redirect.type === "HereString") {
      const texts = joined(redirect.target, surroundings(shell, context));
      for (const text of texts) noteLines(shell, text, context.place.lineOf(redirect.pos));
      input = { text: `${oneOf(texts, redirect.target.text)}\n` };
    } else if (redirect.operator === "<" || redirect.operator === "<>") {
      input = { text: readFile(shell, oneOf(joined(redirect.target, surroundings(shell, context)), redirect.target.text)) };
    }
  }
  return input;
}

function targetsOf(
  shell: Shell,
  redirects: readonly Redirection[],
  context: ShellContext,
): { targets: readonly Target[]; lost: boolean } {
  const targets: Target[] = [];
  let lost = false;
  for (const redirect of redirects) {
    if (
      redirect.type !== "Redirect" ||
      redirect.target === undefined ||
      !redirect.operator.includes(">") ||
      // Open for reading and writing: its standard output only when the script says `1<>`.
      (redirect.operator === "<>" && redirect.descriptor === undefined)
    )
      continue;
    const { operator, target, descriptor } = redirect;
    const number = descriptor?.type === "FileDescriptor" ? descriptor.value : descriptor === undefined ? 1 : 9;
    if (operator === ">&" && /^(\d+|-)$/.test(target.value)) {
      lost ||= number === 1;
      continue;
    }
    const into = target.parts?.length === 1 && target.parts[0]?.type === "ProcessSubstitution";
    const paths = into ? [] : joined(target, surroundings(shell, context));
    targets.push({ paths, append: operator.includes(">>"), word: target, output: number === 1 });
  }
  return { targets, lost };
}

const devices = /^\/dev\/(null|stdout|stderr|console|tty|tcp|udp|fd)/;

/** Sends text to a target. */
function send(
  shell: Shell,
  target: Target,
  text: ShellText,
  line: number,
  textLine: number | undefined,
  context: ShellContext,
): void {
  const [part] = target.word.parts ?? [];
  if (part?.type === "ProcessSubstitution" && target.paths.length === 0) {
    if (part.script !== undefined) context.tree(copyOf(shell, { sure: false }), part.script, text, context, line);
    return;
  }
  const writer = target.paths.length === 1 ? shell : copyOf(shell, { sure: false });
  for (const path of target.paths) {
    if (devices.test(path)) continue;
    const writing = {
      path,
      text,
      append: target.append,
      how: "",
      line,
      emptied: true as const,
      ...(textLine === undefined ? {} : { textLine }),
    };
    const files = writeFile(writer, writing);
    for (const file of files) written(writer, path, file, context.run);
  }
}

/** Runs something with its redirections. */
export function redirected(
  shell: Shell,
  redirects: readonly Redirection[],
  input: ShellText,
  context: ShellContext,
  run: (input: ShellText, line: number | undefined) => Result,
): Result {
  if (redirects.length === 0) return run(input, undefined);
  const given = inputOf(shell, redirects, context);
  const { targets, lost } = targetsOf(shell, redirects, context);
  const { sure } = shell;
  const line = context.place.lineOf(redirects[0]?.pos ?? 0);
  for (const { paths } of targets.filter(({ append }) => !append)) {
    for (const path of paths.filter((one) => !devices.test(one))) {
      overwrite(paths.length === 1 ? shell : copyOf(shell, { sure: false }), path, "`>` empties it first", line);
    }
  }
  const result = run(given?.text ?? input, given?.line);
  const outputs = targets.filter(({ output }) => output);
  const writer = sure === shell.sure ? shell : copyOf(shell, { sure });
  for (const target of targets) {
    const last = target === outputs.at(-1) && !lost;
    const textLine = last && given !== undefined && given.text === result.output ? given.line : undefined;
    send(writer, target, last ? result.output : "", line, textLine, context);
  }
  return { output: outputs.length > 0 || lost ? "" : result.output, status: result.status };
}

/** `exec >file`: everything from here on goes there. */
export function redirectAll(shell: Shell, redirects: readonly Redirection[], context: ShellContext): void {
  const { targets } = targetsOf(shell, redirects, context);
  for (const target of targets) {
    const line = context.place.lineOf(target.word.pos);
    const bad = target.paths.find((path) => isConfiguration(shell, path) !== "no" && isKnown(path));
    if (bad !== undefined) unchecked(shell, `everything that the script prints goes to \`${shown(bad)}\``, line);
    send(shell, target, unknown("what the script prints"), line, undefined, context);
  }
}
