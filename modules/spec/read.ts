/** From the text of a platform file to a checked `Spec`, or to everything that is wrong with it. */
import type { Location, Outcome, Problem } from "../problem";
import { type Locate, locateAll, locateIn } from "./locate";
import { parsePlain } from "./plain-yaml";
import { shapeProblems } from "./problems";
import { platformFile, type Spec } from "./schema";
import { hasNames } from "./shape";
import { decode, type Source, type SourceText } from "./text";
import type { Tree } from "./tree";
import type { Reading } from "./tree-of";

export type { Source } from "./text";

/** A platform file that has passed its schema, and where its values stand. */
export interface ReadFile {
  readonly spec: Spec;
  readonly locate: Locate;
}

/**
 * Reads a platform file, YAML 1.2 or JSON; keys at the top level that start with `x-` are the user's own and left out. All problems come
 * at once, each with its place, in the order of the text. Never throws, whatever the bytes. Codes: those of `decode`, `parseYaml` and
 * `shapeProblems`, and `duplicate-name`.
 */
export function readSpec(source: Source): Outcome<ReadFile> {
  const decoded = decode(source);
  if (!decoded.ok) return decoded;
  const reading = parse(decoded.value);
  const { tree, problems } = reading;
  if (tree === undefined || problems.some(({ code }) => code === "unsupported-yaml")) return refusal(problems, reading.omitted);
  const locate = locateIn(tree, decoded.value);
  const result = platformFile.safeParse(withoutExtensions(tree));
  if (result.success && problems.length === 0) return { ok: true, value: { spec: result.data, locate }, problems: [] };
  const shape = shapeProblems(result.error?.issues ?? [], platformFile, tree);
  const located = shape.problems.map(({ part, ...problem }) => present(problem, locate(problem.path, undefined, part)));
  const others = problems.map(nameDuplicates).filter((problem) => !located.some((other) => samePlace(problem, other)));
  return refusal(locateAll([...others, ...located], locate), (reading.omitted ?? 0) + shape.omitted);
}

function refusal(problems: readonly Problem[], omitted = 0): { readonly ok: false; readonly problems: readonly Problem[] } {
  const last = problems.at(-1);
  if (omitted === 0 || last === undefined) return { ok: false, problems };
  const note = `${omitted} more problems are not shown`;
  const help = last.help === undefined ? note : `${last.help}; ${note}`;
  return { ok: false, problems: [...problems.slice(0, -1), { ...last, help }] };
}

/** INVARIANT: the quick reader and the full one agree wherever the quick one has an answer (tested by comparing them). */
function parse(source: SourceText): Reading {
  const tree = parsePlain(source.text);
  return tree === undefined ? parseFully(source) : { tree, problems: [] };
}

/** The full reader loads a package that most runs do not need: 30 ms. */
function parseFully(source: SourceText): Reading {
  const { parseYaml } = require("./yaml") as typeof import("./yaml");
  return parseYaml(source);
}

function present(problem: Problem, at: Location | undefined): Problem {
  return at === undefined ? problem : { ...problem, at };
}

/** A number in a place for text is said once. */
function samePlace(left: Problem, right: Problem): boolean {
  return left.code === "invalid-value" && left.at?.line === right.at?.line && left.at?.column === right.at?.column;
}

/** Two services of one name are a `duplicate-name`, the same option twice is a `duplicate-key`. */
function nameDuplicates(problem: Problem): Problem {
  const isName = problem.code === "duplicate-key" && hasNames(platformFile, problem.path.slice(0, -1));
  return isName ? { ...problem, code: "duplicate-name" } : problem;
}

function withoutExtensions(tree: Tree): unknown {
  if (tree.kind !== "mapping") return tree.value;
  return Object.fromEntries(Object.entries(tree.value).filter(([key]) => !key.startsWith("x-")));
}
