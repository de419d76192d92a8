/** From the text of a platform file to a checked `Spec`, or to everything that is wrong with it. */
import type { z } from "zod";
import type { Location, Outcome, Problem } from "../problem";
import { type ExpectationSpec, requestsFile } from "./expectation";
import { type Locate, locateAll, locateIn } from "./locate";
import { shapeProblems } from "./problems";
import { readQuickly } from "./quick";
import { platformFile, type Spec } from "./schema";
import { hasNames } from "./shape";
import { decode, type Source, type SourceText } from "./text";
import { type Trace, traceIn } from "./trace";
import type { YamlReading } from "./tree-of";

export type { Source } from "./text";

/** A platform file that has passed its schema, where its values stand, and what stands where. */
export interface ReadFile {
  readonly spec: Spec;
  readonly locate: Locate;
  readonly trace: Trace;
}

/**
 * Reads a platform file, YAML 1.2 or JSON; keys at the top level that start with `x-` are the user's own and left out. All problems come
 * at once, each with its place, in the order of the text. Never throws, whatever the bytes. Codes: those of `decode`, `parseYaml` and
 * `shapeProblems`, and `duplicate-name`.
 */
export function readSpec(source: Source): Outcome<ReadFile> {
  const read = readAs(platformFile, source);
  return read.ok ? { ...read, value: { ...read.value, spec: read.value.data } } : read;
}

/** The expectations of a requests file, and where they stand. */
export interface ReadRequests {
  readonly requests: readonly ExpectationSpec[];
  readonly locate: Locate;
}

/** Reads a requests file, in the way and with the codes of `readSpec`. */
export function readRequests(source: Source): Outcome<ReadRequests> {
  const read = readAs(requestsFile, source);
  if (read.ok) return { ...read, value: { ...read.value, requests: read.value.data.requests } };
  return {
    ok: false,
    problems: read.problems.map((problem) => (isEmptyFile(problem) ? { ...problem, help: emptyHelp } : problem)),
  };
}

const emptyHelp = "write `requests:` and below it a list of expectations, or remove the file";

function isEmptyFile({ code, message }: Problem): boolean {
  return code === "syntax-error" && message === "the file is empty";
}

/** A file with the data of a schema. */
interface ReadData<T> {
  readonly data: T;
  readonly locate: Locate;
  readonly trace: Trace;
}

function readAs<S extends z.ZodType>(schema: S, source: Source): Outcome<ReadData<z.output<S>>> {
  const decoded = decode(source);
  if (!decoded.ok) return decoded;
  const quick = readQuickly(decoded.value.text);
  const result = quick === undefined ? undefined : schema.safeParse(withoutExtensions(quick.value));
  if (result?.success === true) return { ok: true, value: { data: result.data, ...placesLater(decoded.value) }, problems: [] };
  return readFully(schema, decoded.value);
}

/** Reads with the reader that knows places and explains every problem. */
function readFully<S extends z.ZodType>(schema: S, source: SourceText): Outcome<ReadData<z.output<S>>> {
  const reading = parseFully(source);
  const { tree, problems } = reading;
  if (tree === undefined || problems.some(({ code }) => code === "unsupported-yaml")) return refusal(problems, reading.omitted);
  const locate = locateIn(tree, source);
  const result = schema.safeParse(withoutExtensions(tree.value));
  if (result.success && problems.length === 0) {
    return { ok: true, value: { data: result.data, locate, trace: traceIn(tree, source) }, problems: [] };
  }
  const shape = shapeProblems(result.error?.issues ?? [], schema, tree);
  const located = shape.problems.map(({ part, ...problem }) => present(problem, locate(problem.path, undefined, part)));
  const named = problems.map((problem) => nameDuplicates(problem, schema));
  const others = named.filter((problem) => !located.some((other) => samePlace(problem, other)));
  return refusal(locateAll([...others, ...located], locate), (reading.omitted ?? 0) + shape.omitted);
}

/** Most runs never ask where something stands: the text is read a second time, by the reader that knows, when the first one does. */
function placesLater(source: SourceText): Pick<ReadData<unknown>, "locate" | "trace"> {
  let places: Pick<ReadData<unknown>, "locate" | "trace"> | undefined;
  const read = () => {
    const { tree } = parseFully(source);
    // INVARIANT: a text that was read quickly has a tree; quick.ts states the law.
    if (tree === undefined) throw new Error("the two readers of YAML do not agree");
    places ??= { locate: locateIn(tree, source), trace: traceIn(tree, source) };
    return places;
  };
  return {
    locate: (...where) => (places ?? read()).locate(...where),
    trace: (line) => (places ?? read()).trace(line),
  };
}

function refusal(problems: readonly Problem[], omitted = 0): { readonly ok: false; readonly problems: readonly Problem[] } {
  const last = problems.at(-1);
  if (omitted === 0 || last === undefined) return { ok: false, problems };
  const note = `${omitted} more problems are not shown`;
  const help = last.help === undefined ? note : `${last.help}; ${note}`;
  return { ok: false, problems: [...problems.slice(0, -1), { ...last, help }] };
}

/** The full reader loads a package that most runs do not need: 30 ms. */
function parseFully(source: SourceText): YamlReading {
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
function nameDuplicates(problem: Problem, schema: z.ZodType): Problem {
  const isName = problem.code === "duplicate-key" && hasNames(schema, problem.path.slice(0, -1));
  return isName ? { ...problem, code: "duplicate-name" } : problem;
}

function withoutExtensions(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("x-")));
}
