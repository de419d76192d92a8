/** The props of a construct through the pipeline: schema, model, policies, agent, resources, as a platform file goes. */
import { Annotations, type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { planUserData } from "../agent/plan";
import type { StackModel } from "../model/model";
import { resolveModel, type Surroundings } from "../model/resolve";
import { planPolicies } from "../policy/plan";
import type { StackPolicies } from "../policy/policy-set";
import { error, hasErrors, type Path, type Problem, type Report } from "../problem";
import { citePaths } from "../resources/reason";
import { planResources, type StackResources } from "../resources/stack";
import { shapeProblems } from "../spec/problems";
import { platformFile, type Spec } from "../spec/schema";
import { listNode, mappingNode, type YamlNode } from "../spec/tree";
import { type AccountProps, accountSections, here, placeProblems, resolvedPlace } from "./account-props";
import { lines, throwProblems } from "./problems-error";
import { mustBeLiteral, type TokenBook, tokenBook } from "./tokens";

/** What a construct makes of its props. */
export interface Draft {
  /** Sections of a platform file, tokens substituted. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** Which paths of those sections are which paths of the props; the longest that fits counts. */
  readonly paths: readonly (readonly [section: Path, props: Path])[];
  readonly clusters?: Surroundings["clusters"];
  readonly repositories?: Surroundings["repositories"];
  /** What the construct makes of the model: it keeps its own things, and adds what the platform file has no words for. */
  readonly adjust?: (stack: StackModel) => StackModel;
}

/** The plan of a construct. */
export interface ConstructPlan {
  readonly stack: StackModel;
  readonly policies: StackPolicies;
  readonly resources: StackResources["resources"];
}

/** How a construct looks at its props: its place, and the tokens in them. */
export interface Desk {
  readonly scope: Construct;
  readonly props: AccountProps;
  readonly book: TokenBook;
  readonly place: ReturnType<typeof resolvedPlace>;
  readonly report: Report;
  readonly problems: Problem[];
}

/** The desk of a construct; `scope` is the construct itself. */
export function deskOf(scope: Construct, props: AccountProps): Desk {
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);
  const book = tokenBook(props, report);
  const place = resolvedPlace(scope, props, book);
  for (const problem of placeProblems(place)) report(problem);
  return { scope, props, book, place, problems, report };
}

/** Plans a draft. Throws `ProblemsError` with every problem of every stage that could still run; warnings become annotations of the construct. */
export function planDraft(desk: Desk, draft: Draft): ConstructPlan {
  const spec = readSections(desk, draft);
  const first = spec === undefined ? undefined : modelOf(desk, draft, spec);
  if (first === undefined) return refuse(desk, draft);
  const stack = draft.adjust?.(first) ?? first;
  const policies = planPolicies(stack, desk.report);
  const starts = planUserData(stack, desk.report);
  for (const variable of stack.variables) desk.report(writtenVariable(variable.path));
  for (const { path } of stack.lookups) desk.report(lookedUp(path));
  if (hasErrors(desk.problems)) return refuse(desk, draft);
  annotate(desk, draft);
  const cite = (paths: readonly Path[]) =>
    paths.map((path) => `${desk.scope.node.path} ${citePaths([inProps(draft, path)])}`.trim()).join(", ");
  const { resources } = planResources(stack, policies, starts, cite);
  return { stack, policies, resources };
}

/** Checks what all constructs share. Throws `ProblemsError` with that and everything that was reported at the desk before; warnings become annotations. */
export function checkDesk(desk: Desk): void {
  const draft: Draft = { sections: {}, paths: [] };
  if (readSections(desk, draft) === undefined || hasErrors(desk.problems)) refuse(desk, draft);
  annotate(desk, draft);
}

function annotate(desk: Desk, draft: Draft): void {
  for (const problem of problemsOf(desk, draft)) Annotations.of(desk.scope).addWarning(lines(problem));
}

/** Elements that somebody else has written and that are to be waited for, as far as they are in the stack of `scope`. */
export function inStack(
  scope: Construct,
  elements: readonly (ITerraformDependable & Construct)[] = [],
): readonly ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  return elements.filter((element) => TerraformStack.of(element) === stack);
}

function readSections({ scope, props, report }: Desk, draft: Draft): Spec | undefined {
  const sections = { ...accountSections(scope, props), ...draft.sections };
  const result = platformFile.safeParse(sections);
  if (result.success) return result.data;
  for (const { part: _, ...problem } of shapeProblems(result.error.issues, platformFile, treeOf(sections)).problems)
    report(problem);
  return undefined;
}

function modelOf({ book, place, report }: Desk, { clusters, repositories }: Draft, spec: Spec): StackModel | undefined {
  const model = resolveModel(spec, report, {
    resolved: place,
    given: book.given,
    ...(clusters === undefined ? {} : { clusters }),
    ...(repositories === undefined ? {} : { repositories }),
  });
  return model.stacks[0];
}

/** Throws, for there is an error whenever a stage has returned nothing. */
function refuse(desk: Desk, draft: Draft): never {
  throwProblems(problemsOf(desk, draft), desk.scope.node.path);
  throw new Error(`no plan for ${desk.scope.node.path}, and no problem to tell why`);
}

/** All problems, each once, with their paths in the props. */
function problemsOf({ book, problems }: Desk, draft: Draft): readonly Problem[] {
  const all = problems.map((problem) => {
    const path = inProps(draft, problem.path);
    const token = book.tokenAt(path);
    return token !== undefined && ofShape.has(problem.code) ? mustBeLiteral(token) : { ...problem, path };
  });
  return [...new Map(all.map((problem) => [JSON.stringify([problem.code, problem.path, problem.message]), problem])).values()];
}

/** What the schema says of `{ var: ... }` where it expects something else. */
const ofShape: ReadonlySet<string> = new Set(["wrong-type", "unknown-key", "missing-key", "invalid-value"]);

function inProps({ paths }: Draft, path: Path): Path {
  const known: readonly (readonly [Path, Path])[] = [...paths, [["accounts", here], []], [["defaults"], []]];
  const fitting = known.filter(([section]) => section.every((step, index) => path[index] === step));
  const [section, props] = fitting.reduce((longest, next) => (next[0].length > longest[0].length ? next : longest), [[], []]);
  return [...props, ...path.slice(section.length)];
}

function writtenVariable(path: Path): Problem {
  const help = "declare a `TerraformVariable` and pass its `stringValue`";
  return error("invalid-value", path, "`{ var: ... }` belongs to platform files", help);
}

function lookedUp(path: Path): Problem {
  const help = "read the secret with `DataAwsSecretsmanagerSecret` in your stack, and pass its key as `key`";
  return error("invalid-value", path, "`lookup` belongs to platform files", help);
}

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
