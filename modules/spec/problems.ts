/** Issues of the schema as problems in the user's words. */
import type { z } from "zod";
import { type Path, type Problem, type ProblemCode, quote } from "../problem";
import { closest } from "../wording";
import { formatOf } from "./scalar";
import { expectedAt, homesOf, keysAt, purposeAt } from "./shape";
import { find, maxProblems, type YamlNode } from "./tree";
import { choices, cure, found } from "./wording";

type Issue = z.core.$ZodIssue;

/** A problem of the shape; with `part: "key"` it is the key at its path that is wrong, not the value. */
interface ShapeProblem extends Problem {
  readonly part?: "key";
}

interface Shape {
  readonly schema: z.core.$ZodType;
  readonly tree: YamlNode;
}

/** Problems, and how many more there would be. */
export interface ShapeProblems {
  readonly problems: readonly ShapeProblem[];
  readonly omitted: number;
}

/**
 * The problems behind the issues of `schema` with the value of `tree`, at most `maxProblems`. A union yields the problems of the branch that
 * the user most likely meant; a key taken for a misspelt required one is not missing as well. Codes: `unknown-key`, `missing-key`,
 * `wrong-type`, `invalid-value`, and those of the formats in scalar.ts.
 */
export function shapeProblems(issues: readonly Issue[], schema: z.core.$ZodType, tree: YamlNode): ShapeProblems {
  const shape: Shape = { schema, tree };
  const single = issues.flatMap(oneByOne);
  const problems = single.slice(0, maxProblems).flatMap((issue) => problemsOf(issue, [], shape));
  const meant = new Set(problems.flatMap((problem) => meantKey(problem, shape)));
  const puzzled = new Set(problems.filter(({ code }) => code === "unknown-key").map(({ path }) => pointer(path.slice(0, -1))));
  const real = problems.filter(
    (problem) =>
      !(problem.code === "missing-key" && meant.has(`${pointer(problem.path)}/${missingKey(problem)}`)) &&
      !(isCount(problem, shape) && puzzled.has(pointer(problem.path))),
  );
  return { problems: real, omitted: Math.max(0, single.length - maxProblems) };
}

/** Whether the problem is about which keys a mapping has together: nothing to say while one of them is unknown. */
function isCount({ code, path }: ShapeProblem, { tree }: Shape): boolean {
  return code === "invalid-value" && find(tree, path).node.kind === "mapping";
}

/** Unknown keys come together from the schema, and may be many. */
function oneByOne(issue: Issue): readonly Issue[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
}

function pointer(path: Path): string {
  return path.map((step) => JSON.stringify(step)).join("/");
}

function missingKey(problem: ShapeProblem): string {
  return JSON.stringify(problem.message.slice("missing key `".length, -1));
}

function meantKey(problem: ShapeProblem, { schema }: Shape): readonly string[] {
  if (problem.code !== "unknown-key") return [];
  const parent = problem.path.slice(0, -1);
  const key = closest(String(problem.path.at(-1)), keysAt(schema, parent));
  return key === undefined ? [] : [`${pointer(parent)}/${JSON.stringify(key)}`];
}

function pathOf(issue: Issue, prefix: Path): Path {
  return [...prefix, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
}

function failure(code: ProblemCode, path: Path, message: string, help?: string): ShapeProblem {
  return { code, severity: "error", path, message, ...(help === undefined ? {} : { help }) };
}

function problemsOf(issue: Issue, prefix: Path, shape: Shape): readonly ShapeProblem[] {
  const path = pathOf(issue, prefix);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey([...path, key], shape));
  if (issue.code === "invalid_key") return issue.issues.flatMap((inner) => invalidKey(inner, path, shape));
  if (!find(shape.tree, path).exact) return [missing(path, shape)];
  if (issue.code === "invalid_union") return unionProblems(issue, path, shape);
  if (issue.code === "invalid_type") return [wrongType(path, shape)];
  return [invalid(issue, path, shape)];
}

function unknownKey(path: Path, { schema }: Shape): ShapeProblem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const problem = failure(
    "unknown-key",
    path,
    `unknown key ${quote(key)}`,
    knownKeys(key, keysAt(schema, parent), homesOf(schema, key)),
  );
  return { ...problem, part: "key" };
}

function knownKeys(key: string, known: readonly string[], elsewhere: readonly string[]): string | undefined {
  const near = closest(key, known);
  if (near !== undefined) return `did you mean \`${near}\`?`;
  if (elsewhere.length > 0) {
    const homes = elsewhere.slice(0, 3).map((home) => (home === "" ? "the top level" : `\`${home}\``));
    return `${quote(key)} belongs to ${homes.join(" or ")}${elsewhere.length > 3 ? ", among others" : ""}`;
  }
  return known.length === 0 || known.length > 30 ? undefined : `known keys are ${known.map((name) => `\`${name}\``).join(", ")}`;
}

function invalidKey(inner: Issue, path: Path, shape: Shape): readonly ShapeProblem[] {
  return [{ ...invalid(inner, path, shape, String(path.at(-1))), part: "key" }];
}

function missing(path: Path, { schema }: Shape): ShapeProblem {
  const key = String(path.at(-1));
  const purpose = purposeAt(schema, path);
  return failure(
    "missing-key",
    path.slice(0, -1),
    `missing key ${quote(key)}`,
    purpose === undefined ? undefined : `\`${key}\`: ${purpose}`,
  );
}

type UnionIssue = Extract<Issue, { readonly code: "invalid_union" }>;

/** The branches of a union, those of unions within it included. */
function branches(issue: UnionIssue): readonly (readonly Issue[])[] {
  return issue.errors.flatMap((errors) => {
    const [only] = errors;
    return only?.code === "invalid_union" && errors.length === 1 && only.path.length === 0 ? branches(only) : [errors];
  });
}

function unionProblems(issue: UnionIssue, path: Path, shape: Shape): readonly ShapeProblem[] {
  const all = branches(issue);
  const fitting = all.filter((errors) => !errors.some((error) => error.path.length === 0 && isMismatch(error)));
  if (fitting.length === 0) {
    const values = all.flat().flatMap((error) => (error.code === "invalid_value" ? error.values : []));
    const typed = all.flat().some((error) => error.code === "invalid_type" && error.path.length === 0);
    return [values.length > 0 && !typed ? invalidChoice(values, path, shape) : bestMismatch(all, values, path, shape)];
  }
  const weighed = fitting.map((errors) => ({
    errors,
    weight: errors.reduce((sum, error) => sum + weigh(error, errors, path, shape), 0),
  }));
  const best = weighed.reduce((least, branch) => (branch.weight < least.weight ? branch : least));
  return best.errors.flatMap((error) => problemsOf(error, path, shape));
}

/** A misspelt word of a choice says more than the other types that would have fitted as well. */
function bestMismatch(all: readonly (readonly Issue[])[], values: readonly unknown[], path: Path, shape: Shape): ShapeProblem {
  const { node } = find(shape.tree, path);
  const sameType = values.filter((value) => node.kind === "scalar" && typeof value === typeof node.value);
  return sameType.length > 0 && all.length > 0 ? invalidChoice(sameType, path, shape) : wrongType(path, shape);
}

function isMismatch(error: Issue): boolean {
  return error.code === "invalid_type" || error.code === "invalid_value";
}

/** How far a branch is from what the user wrote: unknown keys count, less so when they look like keys that the branch misses. */
function weigh(error: Issue, errors: readonly Issue[], path: Path, shape: Shape): number {
  if (error.code !== "unrecognized_keys") return 1;
  const lacking = errors.filter(
    ({ path: inner }) => inner.length > 0 && !find(shape.tree, [...path, ...inner.map(String)]).exact,
  );
  const names = lacking.map(({ path: inner }) => String(inner.at(-1)));
  return error.keys.reduce((sum, key) => sum + (closest(key, names) === undefined ? 1 : 0.5), 0);
}

function wrongType(path: Path, { schema, tree }: Shape): ShapeProblem {
  const { node } = find(tree, path);
  const known = expectedAt(schema, path);
  const options = node.kind === "mapping" ? known : known.filter((option) => option !== "`{ var: name }`");
  const message = `expected ${options.slice(0, 6).join(" or ")}, found ${found(node)}`;
  return failure("wrong-type", path, message, cure(node, options));
}

function invalid(issue: Issue, path: Path, shape: Shape, key?: string): ShapeProblem {
  const { node } = find(shape.tree, path);
  const value = key ?? (node.kind === "scalar" ? String(node.value) : "");
  if (issue.code === "invalid_format") return invalidFormat(issue, value, path);
  if (issue.code === "invalid_value") return invalidChoice(issue.values, path, shape);
  if (issue.code === "too_small" || issue.code === "too_big") return failure("invalid-value", path, outside(issue, value, path));
  if (issue.code === "custom") return failure("invalid-value", path, issue.message, helpOf(issue.params));
  return failure("invalid-value", path, `${quote(value)} is not accepted`);
}

/** The cure that a `refine` of the schema gives in its `params`. */
function helpOf(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof params?.help === "string" ? params.help : undefined;
}

function invalidFormat(issue: Extract<Issue, { readonly code: "invalid_format" }>, value: string, path: Path): ShapeProblem {
  const pattern = "pattern" in issue && issue.pattern !== undefined ? issue.pattern : "";
  const format = formatOf(pattern);
  if (format !== undefined) return failure(format.code, path, `${quote(value)} is not ${format.expected}`, format.help);
  return failure(
    "invalid-value",
    path,
    `${quote(value)} is not accepted`,
    pattern === "" ? undefined : `it must match \`${pattern}\``,
  );
}

function invalidChoice(values: readonly unknown[], path: Path, { tree }: Shape): ShapeProblem {
  const { node } = find(tree, path);
  if (node.kind !== "scalar" || node.value === null)
    return failure("wrong-type", path, `expected ${choices(values)}, found ${found(node)}`);
  const texts = values.filter((value) => typeof value === "string");
  const near = typeof node.value === "string" ? closest(node.value, texts) : undefined;
  const help = near === undefined ? `use ${choices(values)}` : `did you mean \`${near}\`?`;
  return failure(
    "invalid-value",
    path,
    `${quote(node.source === "" ? String(node.value) : node.source)} is not one of the choices`,
    help,
  );
}

type Bound = Extract<Issue, { readonly code: "too_small" | "too_big" }>;

function outside(issue: Bound, value: string, path: Path): string {
  const small = issue.code === "too_small";
  const bound = small ? issue.minimum : issue.maximum;
  const least = small ? "at least" : "at most";
  if (issue.origin === "string") {
    return value === ""
      ? `${quote(String(path.at(-1)))} is empty`
      : `${quote(value)} is ${small ? "shorter" : "longer"} than ${bound} characters`;
  }
  if (issue.origin === "array") return small && bound === 1 ? "the list is empty" : `the list must have ${least} ${bound} items`;
  return `${quote(value)} is out of range: ${least} ${bound}`;
}
