/** Loads test files and what they test, with a switch for every mutant in the files that are looked at. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { Script } from "node:vm";
import { transformSync } from "@swc/core";
import { instrument, type Mutant } from "./instrument";
import { type Collected, collect } from "./suite";
import type { Target } from "./targets";

const root = join(__dirname, "../..");

/** What the switches ask; nothing is alive while `living` is 0. `reached` is undefined while suites are loaded. */
const state = { living: 0, turns: 0, limit: Number.POSITIVE_INFINITY, reached: undefined as Set<number> | undefined };
/** Mutants of what runs when a suite is loaded: they are alive only if it is loaded again. */
const whileLoading = new Set<number>();

/** All mutants of a target, in a fixed order. */
export function mutantsOf({ files }: Target): {
  readonly mutants: readonly Mutant[];
  readonly texts: ReadonlyMap<string, string>;
} {
  const mutants: Mutant[] = [];
  const texts = new Map<string, string>();
  for (const file of files.flatMap((path) => filesIn(path, (name) => name.endsWith(".ts")))) {
    const result = instrument(relative(root, file), readFileSync(file, "utf8"), mutants.length + 1);
    mutants.push(...result.mutants);
    texts.set(file, result.text);
  }
  return { mutants, texts };
}

/** The files that a path of a target stands for, in a fixed order; proofs are too long for every mutant. */
function filesIn(path: string, wanted: (name: string) => boolean): readonly string[] {
  const at = join(root, path);
  const [folder, only] = path.includes("*")
    ? [dirname(at), new RegExp(`^${basename(at).replaceAll(".", "\\.").replace("*", ".*")}$`)]
    : [at, /./];
  if (!existsSync(folder)) throw new Error(`${path} is no file of the project`);
  if (!statSync(folder).isDirectory()) return [folder];
  return readdirSync(folder, { recursive: !path.includes("*"), encoding: "utf8" })
    .filter((name) => only.test(name) && wanted(name) && !/(?:^|\/)proof\//.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** From now on these texts stand for their files. */
export function install(texts: ReadonlyMap<string, string>): void {
  const scripts = new Map<string, Script>();
  Object.assign(globalThis, { __mutant: isLiving, __turn: turn });
  require.extensions[".ts"] = (module, file) => {
    const script = scripts.get(file) ?? compile(file, texts.get(file) ?? readFileSync(file, "utf8"));
    scripts.set(file, script);
    script.runInThisContext()(module.exports, module.require.bind(module), module, file, dirname(file));
  };
}

/** Functions that a script has compiled once are compiled for every run of it. */
function compile(filename: string, text: string): Script {
  const jsc = { parser: { syntax: "typescript" }, target: "es2022" } as const;
  const { code } = transformSync(text, { filename, module: { type: "commonjs" }, jsc });
  return new Script(`(function (exports, require, module, __filename, __dirname) {${code}\n})`, { filename });
}

function isLiving(id: number): boolean {
  if (state.living === 0) (state.reached ?? whileLoading).add(id);
  return state.living === id;
}

function turn(): void {
  state.turns += 1;
  if (state.turns > state.limit) throw new Error("the loop does not end");
}

/** The test files of a target. */
export function suitesOf({ suites }: Target): readonly string[] {
  return suites.flatMap((path) => filesIn(path, (name) => name.endsWith(".test.ts")));
}

/** The suites of a target afresh, with whatever mutant is alive. */
export function load(target: Target): readonly Collected[] {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(join(root, "modules")) || file.startsWith(join(root, "test"))) delete require.cache[file];
  }
  let current = "";
  const tests = collect(
    () => {
      for (const suite of suitesOf(target)) {
        current = suite;
        require(suite);
      }
    },
    () => current,
  );
  return tests.filter(({ name }) => target.without?.test(name) !== true);
}

/** A test with what it took and which mutants it came by. */
export interface Measured extends Collected {
  readonly turns: number;
  readonly time: number;
  readonly reached: ReadonlySet<number>;
}

/** Runs a test while no mutant lives; a test that fails is a fault of the suite. */
export async function measure(test: Collected): Promise<Measured> {
  const reached = new Set<number>();
  Object.assign(state, { turns: 0, reached });
  const start = process.hrtime.bigint();
  try {
    await test.body();
  } catch (cause) {
    throw new Error(`${test.file}: ${test.name} fails without a mutant`, { cause });
  } finally {
    state.reached = undefined;
  }
  return { ...test, turns: state.turns, time: Number(process.hrtime.bigint() - start), reached };
}

/** Whether some test fails while the mutant lives. */
export async function isKilled({ id }: Mutant, target: Target, tests: readonly Measured[]): Promise<boolean> {
  state.living = id;
  try {
    for (const test of tests) if (test.reached.has(id) && (await fails(test, test.turns))) return true;
    return (whileLoading.has(id) || target.remembers === true) && (await failsWhenLoaded(target, tests));
  } finally {
    state.living = 0;
  }
}

async function fails({ body }: Collected, turns: number): Promise<boolean> {
  Object.assign(state, { turns: 0, limit: turns * 20 + 100_000 });
  try {
    await body();
    return false;
  } catch {
    return true;
  } finally {
    state.limit = Number.POSITIVE_INFINITY;
  }
}

async function failsWhenLoaded(target: Target, tests: readonly Measured[]): Promise<boolean> {
  const known = new Map(tests.map((test, index) => [nameOf(test), { index, turns: test.turns }]));
  Object.assign(state, { turns: 0, limit: 100_000_000 });
  try {
    const again = load(target).flatMap((test) => ({ test, ...known.get(nameOf(test)) }));
    again.sort((left, right) => (left.index ?? 0) - (right.index ?? 0));
    for (const { test, turns } of again) if (turns !== undefined && (await fails(test, turns))) return true;
    return false;
  } catch {
    return true;
  } finally {
    state.limit = Number.POSITIVE_INFINITY;
  }
}

function nameOf({ file, name }: Collected): string {
  return `${file} ${name}`;
}
