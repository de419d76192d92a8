/** YAML 1.2 (and so JSON) to a tree with places, through the `yaml` package, guarded against files that are made to hurt. */
import { Composer, type CST, type Document, Lexer, type ParsedNode, Parser, type YAMLError } from "yaml";
import type { Problem, ProblemCode } from "../problem";
import type { SourceText } from "./text";
import { type Reading, treeOf } from "./tree-of";

/** Deeper than any platform file (16 levels) and far from what the parser's recursion can stand. */
export const maxDepth = 64;

const maxReported = 10;

/**
 * The tree of a file with one YAML document, and what is wrong in it; no tree when nothing more can be said. Codes: `syntax-error`,
 * `too-deep`, and those of `treeOf`.
 */
export function parseYaml(source: SourceText): Reading {
  const { tokens, problems } = tokenize(source);
  if (tokens === undefined) return { problems };
  const composer = new Composer<ParsedNode>({ version: "1.2", schema: "core", uniqueKeys: false, merge: false });
  const [document, second] = composer.compose(tokens, true, source.text.length);
  if (document === undefined) return refuse(problemAt(source, "syntax-error", 0, "the file is empty"));
  const errors = syntaxProblems([...document.errors, ...document.warnings], source);
  if (errors.length > 0) return refuse(...errors);
  if (second !== undefined) {
    const help = "put every platform in a file of its own";
    return refuse(problemAt(source, "unsupported-yaml", second.range[0], "the file has more than one document", help));
  }
  const directive = directiveProblem(document, source);
  if (directive !== undefined) return refuse(directive);
  if (document.contents === null || isEmpty(document.contents)) {
    const help = "`rolewright init` writes a platform file to start from";
    return refuse(problemAt(source, "syntax-error", 0, "the file is empty", help));
  }
  return treeOf(document.contents, source, maxDepth);
}

function isEmpty(contents: ParsedNode): boolean {
  return "source" in contents && contents.source === "" && "value" in contents && contents.value === null;
}

function refuse(...problems: readonly Problem[]): { readonly problems: readonly Problem[] } {
  return { problems };
}

function problemAt(source: SourceText, code: ProblemCode, offset: number, message: string, help?: string): Problem {
  const at = source.place(offset);
  return { code, severity: "error", path: [], at, message, ...(help === undefined ? {} : { help }) };
}

/** INVARIANT: the tokens that come out nest at most `maxDepth` deep: the composer recurses, and a deep file would overflow its stack. */
function tokenize(source: SourceText): { readonly tokens?: readonly CST.Token[]; readonly problems: readonly Problem[] } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const errors: Problem[] = [];
  for (const lexeme of new Lexer().lex(source.text)) {
    const offset = parser.offset;
    for (const token of parser.next(lexeme)) collect(token, tokens, errors, source);
    if (parser.stack.length > maxDepth + 1) {
      return refuse(problemAt(source, "too-deep", offset, `collections are nested more than ${maxDepth} deep`));
    }
    if (errors.length >= maxReported) return refuse(...errors);
  }
  for (const token of parser.end()) collect(token, tokens, errors, source);
  return errors.length > 0 ? refuse(...errors) : { tokens, problems: [] };
}

function collect(token: CST.Token, tokens: CST.Token[], errors: Problem[], source: SourceText): void {
  if (token.type === "error") errors.push(problemAt(source, "syntax-error", token.offset, lowerFirst(token.message)));
  else tokens.push(token);
}

function directiveProblem(document: Document.Parsed, source: SourceText): Problem | undefined {
  const { version } = document.directives.yaml;
  if (version === "1.2") return undefined;
  const help = "remove the `%YAML` line; platform files are YAML 1.2";
  return problemAt(source, "unsupported-yaml", 0, `YAML ${version} reads some values differently`, help);
}

/** The first error of each line, at most ten: what follows an error is often its echo. */
function syntaxProblems(errors: readonly YAMLError[], source: SourceText): readonly Problem[] {
  const problems = new Map<number, Problem>();
  for (const error of errors.slice(0, 10 * maxReported)) {
    const { line } = source.place(error.pos[0]);
    if (!problems.has(line)) problems.set(line, syntaxProblem(error, source));
  }
  return [...problems.values()].slice(0, maxReported);
}

function syntaxProblem(error: YAMLError, source: SourceText): Problem {
  const known = explanations[error.code];
  const message = known?.message ?? lowerFirst(error.message);
  return problemAt(source, known?.code ?? "syntax-error", error.pos[0], message, known?.help);
}

interface Explanation {
  readonly code?: ProblemCode;
  readonly message?: string;
  readonly help: string;
}

const quoteIt = "put the text in quotes";

const explanations: Readonly<Partial<Record<YAMLError["code"], Explanation>>> = {
  BAD_ALIAS: { message: "`*` and `&` begin an alias or an anchor, which need a name", help: quoteIt },
  BAD_DQ_ESCAPE: { help: "use single quotes, or write a backslash twice" },
  BAD_INDENT: { help: "indent the keys of one mapping, and the items of one list, by the same number of spaces" },
  BAD_SCALAR_START: { help: quoteIt },
  BLOCK_AS_IMPLICIT_KEY: { help: "put text that holds `: ` in quotes, or begin a mapping on a line of its own" },
  MULTILINE_IMPLICIT_KEY: { message: "a key without `:`", help: "write `key: value`, with a space after the colon" },
  TAB_AS_INDENT: { message: "a tab in the indentation", help: "indent with spaces" },
  TAG_RESOLVE_FAILED: {
    code: "unsupported-yaml",
    message: "a tag that YAML does not define",
    help: "a platform file is plain data: remove the word that starts with `!`",
  },
};

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
