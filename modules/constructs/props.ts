/** The props of a construct as every stage reads them: its account and region, the tokens in them, and the problems found so far. */
import { Annotations, type ITerraformDependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { z } from "zod";
import { error, hasErrors, type Path, type Problem, quote, type Report } from "../problem";
import { shapeProblems } from "../spec/problems";
import { listNode, mappingNode, type YamlNode } from "../spec/tree";
import { suggestion } from "../wording";
import { type AccountProps, accountRegionFor, accountRegionProblems, accountSections, here } from "./account-props";
import { lines, throwProblems } from "./problems-error";
import { isObject, memberProblems, type PropShape, type PropShapes, wrong } from "./shape";
import { mustBeLiteral, type TokenBook, tokenBook } from "./tokens";
import { inWordsOfApps } from "./words";

/** Which paths of the sections of a platform file are which paths of the props; the longest that fits counts. */
export type PropPaths = readonly (readonly [section: Path, props: Path])[];

/** The props of one construct while it is made. */
export interface PropsReader {
  readonly scope: Construct;
  readonly props: AccountProps;
  readonly book: TokenBook;
  readonly place: ReturnType<typeof accountRegionFor>;
  readonly report: Report;
  readonly problems: Problem[];
}

/** Props of constructs whose elements may have to wait for others. */
interface WaitingProps extends AccountProps {
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Begins to read the props of a construct; `scope` is the construct itself, `shapes` has all props that it has. Throws `ProblemsError` with everything that is wrong with the form of the props, before anything reads them. Codes: `unknown-key`, and those of shape.ts. */
export function readProps<Props extends WaitingProps>(
  scope: Construct,
  props: Props,
  shapes: PropShapes<Props> & Readonly<Record<string, PropShape>>,
): PropsReader {
  throwProblems(formProblems(props, shapes), scope.node.path);
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const book = tokenBook(scope, props, report);
  const place = accountRegionFor(scope, props, book);
  for (const problem of [...accountRegionProblems(place), ...outsideStack(scope, props)]) report(problem);
  return { scope, props, book, place, problems, report };
}

/** TypeScript does not look into what is spread, and JavaScript nowhere: a misspelt boundary must not be lost. */
function formProblems(props: unknown, shapes: Readonly<Record<string, PropShape>>): readonly Problem[] {
  if (!isObject(props)) return [wrong(props, [], "the props as one object", "pass `{ ... }`")];
  return [...unknownProps(props, shapes), ...memberProblems(props, [], shapes)];
}

function unknownProps(props: object, names: object): readonly Problem[] {
  const known = Object.keys(names);
  const given = Object.entries(props).filter(([, value]) => value !== undefined);
  return given
    .filter(([name]) => !Object.hasOwn(names, name))
    .map(([name]) => error("unknown-key", [name], `unknown prop ${quote(name)}`, suggestion(name, known)));
}

/** `invalid-value` for what is to be waited for and stands in another stack: its address would be one that Terraform does not find. */
function outsideStack(scope: Construct, { dependsOn = [] }: WaitingProps): readonly Problem[] {
  const stack = TerraformStack.of(scope);
  return dependsOn.flatMap((element, index) => {
    if (!Construct.isConstruct(element) || TerraformStack.of(element) === stack) return [];
    const message = `${quote(element.node.path)} is in another stack, and Terraform waits only for what is in the same one`;
    const help = "let the stack itself wait: `stack.addDependency(other)`";
    return [error("invalid-value", ["dependsOn", index], message, help)];
  });
}

/** The sections through their schema, with those of the account; nothing after problems, which are reported. Codes: those of the schema. */
export function parsed<Schema extends z.ZodType>(
  { scope, props, report }: PropsReader,
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): z.output<Schema> | undefined {
  const sections = { ...accountSections(scope, props), ...given };
  const result = schema.safeParse(sections);
  if (result.success) return result.data;
  for (const { part: _, ...problem } of shapeProblems(result.error.issues, schema, treeOf(sections)).problems) report(problem);
  return undefined;
}

/** What only platform files have, and a construct has nowhere to write: variables of its own and looked up keys. */
export function reportUnwritable(
  { report }: PropsReader,
  variables: Iterable<{ readonly path: Path }>,
  lookups: Iterable<{ readonly path: Path }>,
): void {
  for (const { path } of variables) {
    const help = "declare a `TerraformVariable` and pass its `stringValue`";
    report(error("invalid-value", path, "`{ var: ... }` is no option of constructs", help));
  }
  for (const { path } of lookups) {
    const help = "read the secret with `DataAwsSecretsmanagerSecret` in your stack, and pass its key as `key`";
    report(error("invalid-value", path, "`lookup` is no option of constructs", help));
  }
}

/** Throws `ProblemsError` when there is an error; warnings become annotations of the construct. */
export function settle(reader: PropsReader, paths: PropPaths): void {
  if (hasErrors(reader.problems)) refuse(reader, paths);
  for (const problem of problemsOf(reader, paths)) Annotations.of(reader.scope).addWarning(lines(problem));
}

/** Throws, for there is an error whenever a stage has returned nothing. */
export function refuse(reader: PropsReader, paths: PropPaths): never {
  throwProblems(problemsOf(reader, paths), reader.scope.node.path);
  throw new Error(`no plan for ${reader.scope.node.path}, and no problem to tell why`);
}

/** A path of the sections as a path of the props. */
export function inProps(paths: PropPaths, path: Path): Path {
  const known: PropPaths = [...paths, [["accounts", here], []], [["defaults"], []]];
  const fitting = known.filter(([section]) => section.every((step, index) => path[index] === step));
  const [section, props] = fitting.reduce((longest, next) => (next[0].length > longest[0].length ? next : longest), [[], []]);
  return [...props, ...path.slice(section.length)];
}

/** All problems, each once, with their paths in the props. */
function problemsOf({ book, problems }: PropsReader, paths: PropPaths): readonly Problem[] {
  const all = problems.map((problem) => {
    const path = inProps(paths, problem.path);
    const token = book.tokenAt(path);
    return token !== undefined && ofShape.has(problem.code) ? mustBeLiteral(token) : inWordsOfApps({ ...problem, path });
  });
  return [...new Map(all.map((problem) => [JSON.stringify([problem.code, problem.path, problem.message]), problem])).values()];
}

/** What the schema says of `{ var: ... }` where it expects something else. */
const ofShape: ReadonlySet<string> = new Set(["wrong-type", "unknown-key", "missing-key", "invalid-value"]);

const nowhere = { start: 0, end: 0 };

/** Props as the tree that the words for problems of the schema are made from. */
function treeOf(value: unknown): YamlNode {
  if (Array.isArray(value)) return listNode(nowhere, value.map(treeOf));
  if (typeof value === "object" && value !== null) {
    return mappingNode(nowhere, new Map(Object.entries(value).map(([key, item]) => [key, { ...nowhere, node: treeOf(item) }])));
  }
  const scalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  return { kind: "scalar", ...nowhere, value: scalar, source: String(value) };
}
