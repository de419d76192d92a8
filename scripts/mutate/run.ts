// Mutation testing of modules/iam/glob and modules/iam/evaluate, all mutants or every nth, in both folders or in one.
// Run: node -r ./scripts/typescript.js scripts/mutate/run.ts [n] [folder]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { whyEquivalent } from "./equivalent";
import { instrument, type Mutant } from "./instrument";
import { type Collected, collect } from "./suite";

const root = join(__dirname, "../..");
const targets = ["modules/iam/glob", "modules/iam/evaluate"];
const suites = [
  "modules/iam/test/glob/glob.test.ts",
  "modules/iam/test/glob/brute-force.test.ts",
  "modules/iam/test/evaluate/cases.test.ts",
  "modules/iam/test/evaluate/values.test.ts",
  "modules/iam/test/evaluate/prepared-request.test.ts",
  "modules/iam/test/evaluate/decision.test.ts",
  "modules/iam/test/evaluate/read-document.test.ts",
  "modules/iam/test/compare/compare.test.ts",
];
/** Tests of how long something takes: the switches in the code would be what they measure. */
const measuring = /hostile documents of 100 KB|patterns made to take forever/;
const MIN_SCORE = 0.9;

/** What the switches in the instrumented code ask; nothing is alive while `living` is 0. */
const state = { living: 0, turns: 0, limit: Number.POSITIVE_INFINITY, reached: new Set<number>(), loading: 0 };
/** Mutants of what runs when a module is loaded. */
const whileLoading = new Set<number>();
Object.assign(globalThis, {
  __mutant: (id: number): boolean => {
    if (state.living === 0) (state.loading > 0 ? whileLoading : state.reached).add(id);
    return state.living === id;
  },
  __turn: (): void => {
    state.turns += 1;
    if (state.turns > state.limit) throw new Error("the loop does not end");
  },
});

const mutants: Mutant[] = [];
const instrumented = new Map<string, string>();
for (const folder of targets) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    const file = join(folder, name);
    const result = instrument(file, readFileSync(join(root, file), "utf8"), mutants.length + 1);
    mutants.push(...result.mutants);
    instrumented.set(join(root, file), result.text);
  }
}

const compiled = new Map<string, string>();
require.extensions[".ts"] = (module, file) => {
  const code = compiled.get(file) ?? transformSync(instrumented.get(file) ?? readFileSync(file, "utf8"), options(file)).code;
  compiled.set(file, code);
  const own = instrumented.has(file) ? 1 : 0;
  state.loading += own;
  try {
    (module as NodeJS.Module & { _compile: (code: string, file: string) => void })._compile(code, file);
  } finally {
    state.loading -= own;
  }
};

function options(filename: string): Parameters<typeof transformSync>[1] {
  return { filename, module: { type: "commonjs" }, jsc: { parser: { syntax: "typescript" }, target: "es2022" } };
}

/** The whole suite afresh, with whatever mutant is alive. */
function load(): readonly Collected[] {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(join(root, "modules")) || file.startsWith(join(root, "test"))) delete require.cache[file];
  }
  let current = "";
  return collect(
    () => {
      for (const suite of suites) {
        current = suite;
        require(join(root, suite));
      }
    },
    () => current,
  );
}

/** A test with what it took and which mutants it came by. */
interface Measured extends Collected {
  readonly turns: number;
  readonly time: number;
  readonly reached: ReadonlySet<number>;
}

function measure(test: Collected): Measured {
  Object.assign(state, { turns: 0, reached: new Set<number>() });
  const start = process.hrtime.bigint();
  test.body();
  return { ...test, turns: state.turns, time: Number(process.hrtime.bigint() - start), reached: state.reached };
}

function fails({ body }: Collected, turns: number): boolean {
  Object.assign(state, { turns: 0, limit: turns * 20 + 100_000 });
  try {
    body();
    return false;
  } catch {
    return true;
  } finally {
    state.limit = Number.POSITIVE_INFINITY;
  }
}

/** Whether some test fails while the mutant lives. What runs when a module is loaded is loaded again. */
function isKilled({ id }: Mutant, tests: readonly Measured[]): boolean {
  const near = tests.filter(({ reached }) => reached.has(id));
  state.living = id;
  try {
    if (near.some((test) => fails(test, test.turns))) return true;
    if (!whileLoading.has(id)) return false;
    const turns = new Map(tests.map((test) => [`${test.file} ${test.name}`, test.turns]));
    Object.assign(state, { turns: 0, limit: 100_000_000 });
    return load().some((test) => {
      const known = turns.get(`${test.file} ${test.name}`);
      return known !== undefined && fails(test, known);
    });
  } catch {
    return true;
  } finally {
    state.living = 0;
  }
}

/** Prints the survivors and the score of a folder; whether the score is good enough. */
function score(folder: string, looked: readonly Mutant[], tests: readonly Measured[]): boolean {
  const survivors = looked.filter((mutant) => !isKilled(mutant, tests));
  const open = survivors.filter((mutant) => whyEquivalent(mutant) === undefined);
  for (const { file, line, within, operator, from, to } of open) {
    console.log(`${file}:${line} in ${within}: ${operator}: ${from} -> ${to}`);
  }
  const [killed, same] = [looked.length - survivors.length, survivors.length - open.length];
  const share = killed / (looked.length - same);
  const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
  console.log(
    `${folder}: ${looked.length} mutants, ${killed} killed (${percent(killed / looked.length)}), ${same} say the same, ${open.length} survived: ${percent(share)}`,
  );
  return share >= MIN_SCORE;
}

function main(stride: number, only: string | undefined): void {
  console.info = () => undefined;
  const tests = load()
    .filter(({ name }) => !measuring.test(name))
    .map(measure)
    .sort((left, right) => left.time - right.time);
  for (const folder of targets.filter((one) => only === undefined || one === only)) {
    const looked = mutants.filter(({ id, file }) => id % stride === 0 && file.startsWith(`${folder}/`));
    if (!score(folder, looked, tests)) process.exitCode = 1;
  }
}

main(Number(process.argv[2] ?? 1), process.argv[3]);
