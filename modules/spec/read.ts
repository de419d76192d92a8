/** From the text of a platform file to a checked `Spec`, or to everything that is wrong with it. */
import type { Location, Outcome, Problem } from "../problem";
import { type Locate, locateAll, locateIn } from "./locate";
import { shapeProblems } from "./problems";
import { platformFile, type Spec } from "./schema";
import { hasNames } from "./shape";
import { decode, type Source } from "./text";
import type { Tree } from "./tree";
import { parseYaml } from "./yaml";

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
  const { tree, problems } = parseYaml(decoded.value);
  if (tree === undefined || problems.some(({ code }) => code === "unsupported-yaml")) return { ok: false, problems };
  const locate = locateIn(tree, decoded.value);
  const result = platformFile.safeParse(withoutExtensions(tree));
  const shape = result.success ? [] : shapeProblems(result.error.issues, platformFile, tree);
  const located = shape.map(({ part, ...problem }) => present(problem, locate(problem.path, undefined, part)));
  const all = [
    ...problems.map(nameDuplicates).filter((problem) => !located.some((other) => samePlace(problem, other))),
    ...located,
  ];
  if (result.success && all.length === 0) return { ok: true, value: { spec: result.data, locate }, problems: [] };
  return { ok: false, problems: locateAll(all, locate) };
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
