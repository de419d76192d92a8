/** YAML 1.2 (and so JSON) to a tree with places, through the `yaml` package, guarded against files that are made to hurt. */
import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser, type YAMLError } from "yaml";
import { type Problem, type ProblemCode, quote } from "../problem";
import type { SourceText } from "./text";
import { maxDepth } from "./tree";
import { treeOf, type YamlReading } from "./tree-of";

const maxReported = 10;
const maxErrors = 100;

/** A little more than 4 MiB of a platform file hold; a file of nothing but brackets and anchors would take a minute. */
const maxLexemes = 1_200_000;

/**
 * The tree of a file with one YAML document, and what is wrong in it; no tree when nothing more can be said. Codes: `syntax-error`,
 * `too-deep`, and those of `treeOf`.
 */
export function parseYaml(source: SourceText): YamlReading {
  const { tokens, problems } = tokenize(source);
  if (tokens === undefined) return { problems };
  const { documents, errors: flood } = compose(tokens, source);
  const [document, second] = documents;
  const errors = syntaxProblems(flood ?? [...(document?.errors ?? []), ...(document?.warnings ?? [])], source);
  if (errors.length > 0) return refuse(...(flood === undefined ? errors : errors.map(stopped)));
  if (second !== undefined) {
    const help = "put every platform in a file of its own";
    return refuse(problemAt(source, "unsupported-yaml", second.range[0], "the file has more than one document", help));
  }
  const directive = document === undefined ? undefined : directiveProblem(document, source);
  if (directive !== undefined) return refuse(directive);
  if (document === undefined || document.contents === null || isEmpty(document.contents)) {
    const help = "`rolewright init` writes a platform file to start from";
    return refuse(problemAt(source, "syntax-error", 0, "the file is empty", help));
  }
  return treeOf(document.contents, source);
}

function stopped(problem: Problem): Problem {
  const note = `reading stopped after ${maxErrors} errors`;
  return { ...problem, help: problem.help === undefined ? note : `${problem.help}; ${note}` };
}

interface Composed {
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  /** Only set when there were too many to go on. */
  readonly errors?: readonly YAMLError[];
}

/**
 * The composer makes an error of every stray character, each with a stack trace: a minute for a file full of them. Its `onError` is the one
 * place to stop it at; should a later release of `yaml` not have it, the test that expects the stop fails.
 */
function compose(tokens: readonly CST.Token[], source: SourceText): Composed {
  const composer = new Composer<ParsedNode>({ version: "1.2", schema: "core", uniqueKeys: false, merge: false });
  const inner = composer as unknown as { onError: (...details: readonly unknown[]) => void };
  const { onError } = inner;
  const tooMany = new Error("too many errors");
  let count = 0;
  inner.onError = (...details) => {
    onError(...details);
    if (++count >= maxErrors) throw tooMany;
  };
  try {
    return { documents: [...composer.compose(tokens, true, source.text.length)] };
  } catch (thrown) {
    if (thrown !== tooMany) throw thrown;
    return { documents: [], errors: composer.streamInfo().errors };
  }
}

function isEmpty(contents: ParsedNode): boolean {
  return "source" in contents && contents.source === "" && "value" in contents && contents.value === null;
}

function refuse(...problems: readonly Problem[]): { readonly problems: readonly Problem[] } {
  return { problems };
}

function problemAt(source: SourceText, code: ProblemCode, start: number, message: string, help?: string): Problem {
  const at = source.range(start);
  return { code, severity: "error", path: [], at, message, ...(help === undefined ? {} : { help }) };
}

interface Tokens {
  readonly tokens: CST.Token[];
  readonly problems: Problem[];
  documents: number;
}

/** INVARIANT: the tokens that come out nest at most `maxDepth` deep: the composer recurses, and a deep file would overflow its stack. */
function tokenize(source: SourceText): { readonly tokens?: readonly CST.Token[]; readonly problems: readonly Problem[] } {
  const parser = new Parser();
  let lexemes = 0;
  const found: Tokens = { tokens: [], problems: [], documents: 0 };
  for (const lexeme of new Lexer().lex(source.text)) {
    const offset = parser.offset;
    if (++lexemes > maxLexemes) {
      const help = "split the platform into several files";
      return refuse(problemAt(source, "file-too-large", offset, `the file has more than ${maxLexemes} words and signs`, help));
    }
    for (const token of parser.next(lexeme)) collect(token, found, source);
    if (parser.stack.length > maxDepth + 1) {
      return refuse(problemAt(source, "too-deep", offset, `collections are nested more than ${maxDepth} deep`));
    }
    if (found.problems.length >= maxReported) return refuse(...found.problems);
    if (found.documents > 1) break;
  }
  for (const token of parser.end()) collect(token, found, source);
  return found.problems.length > 0 ? refuse(...found.problems) : found;
}

function collect(token: CST.Token, found: Tokens, source: SourceText): void {
  if (token.type === "document") found.documents++;
  if (token.type !== "error") found.tokens.push(token);
  else
    found.problems.push(
      problemAt(source, "syntax-error", token.offset, plainly(token.message, source.text.charAt(token.offset))),
    );
}

function directiveProblem(document: Document.Parsed, source: SourceText): Problem | undefined {
  const { version } = document.directives.yaml;
  if (version === "1.2") return undefined;
  const help = "remove the `%YAML` line; platform files are YAML 1.2";
  return problemAt(
    source,
    "unsupported-yaml",
    Math.max(0, source.text.search(/^%YAML/m)),
    `YAML ${version} reads some values differently`,
    help,
  );
}

/** The first error of each line, at most ten: what follows an error is often its echo. */
function syntaxProblems(errors: readonly YAMLError[], source: SourceText): readonly Problem[] {
  const problems = new Map<number, Problem>();
  for (const error of errors) {
    const { line } = source.position(error.pos[0]);
    if (!problems.has(line)) problems.set(line, syntaxProblem(error, source));
  }
  return [...problems.values()].slice(0, maxReported);
}

function syntaxProblem(error: YAMLError, source: SourceText): Problem {
  const [offset] = error.pos;
  const known = explanations.find(({ code, start }) => code === error.code && error.message.startsWith(start ?? ""));
  const message = known?.message ?? plainly(error.message, source.text.charAt(offset));
  return problemAt(source, known?.problem ?? "syntax-error", offset, message, known?.help);
}

/** The parser's sentence in the style of this project; it names tokens by kinds that nobody outside it knows. */
function plainly(message: string, character: string): string {
  if (/^Unexpected (?:flow|block|comma|map|seq|scalar)/.test(message) && character.trim() !== "")
    return `unexpected ${quote(character)}`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** What an error of the parser means to the user; `start` is how its message begins where one code stands for several errors. */
interface Explanation {
  readonly code: YAMLError["code"];
  readonly start?: string;
  readonly problem?: ProblemCode;
  readonly message?: string;
  readonly help: string;
}

const quoteIt = "put the text in quotes";
const unclosed = { message: "a `{` or `[` is not closed", help: "close it, and indent the lines in between" };

const explanations: readonly Explanation[] = [
  { code: "BAD_ALIAS", message: "`*` and `&` begin an alias or an anchor, which need a name", help: quoteIt },
  { code: "BAD_DQ_ESCAPE", help: "use single quotes, or write a backslash twice" },
  { code: "BAD_INDENT", start: "Flow", ...unclosed },
  { code: "MISSING_CHAR", start: "Flow", ...unclosed },
  { code: "BAD_INDENT", help: "indent the keys of one mapping, and the items of one list, by the same number of spaces" },
  { code: "BAD_SCALAR_START", help: quoteIt },
  {
    code: "BLOCK_AS_IMPLICIT_KEY",
    message: "`: ` inside a value, or a key that is indented too far",
    help: "put text that holds `: ` in quotes; keys of one mapping begin in the same column",
  },
  {
    code: "MISSING_CHAR",
    start: "Missing closing",
    message: "a quote is not closed",
    help: "close it with the quote that it begins with",
  },
  {
    code: "MULTILINE_IMPLICIT_KEY",
    message: "a key without `:`",
    help: "write `key: value`, with a space after the colon",
  },
  {
    code: "MISSING_CHAR",
    start: "Implicit map keys",
    message: "a key without `:`",
    help: "write `key: value`, with a space after the colon",
  },
  { code: "TAB_AS_INDENT", message: "a tab in the indentation", help: "indent with spaces" },
  {
    code: "TAG_RESOLVE_FAILED",
    problem: "unsupported-yaml",
    message: "a tag that a platform file does not support",
    help: "a platform file is plain data: remove the word that starts with `!`",
  },
];
