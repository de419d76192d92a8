// Mutation testing of what decides access (scripts/mutate/targets.ts): prints every mutant that no test notices, and a score.
// Run: npm run test:mutation -- [--every <n>] [--from <k>] [--workers <n>] [--report <file.json>] [target...]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { whyEquivalent } from "./equivalent";
import type { Mutant } from "./instrument";
import { mutantsOf } from "./loader";
import { survivorsOf } from "./pool";
import { MIN_SCORE, type Target, targets } from "./targets";

interface Score {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
  /** Survivors that say the same as the original, by scripts/mutate/equivalent.ts. */
  readonly equivalent: number;
  readonly survivors: readonly Mutant[];
  /** Of those that say something else, the share that a test noticed. */
  readonly score: number;
}

/** Which mutants are tried: of each `every` the one at `from`. */
interface Sample {
  readonly every: number;
  readonly from: number;
}

async function score(target: Target, { every, from }: Sample, workers: number): Promise<Score> {
  const looked = mutantsOf(target).mutants.filter(({ id }) => id % every === from % every);
  const alive = new Set(
    await survivorsOf(
      target.name,
      looked.map(({ id }) => id),
      workers,
    ),
  );
  const all = looked.filter(({ id }) => alive.has(id));
  const survivors = all.filter((mutant) => whyEquivalent(mutant) === undefined);
  const [killed, equivalent] = [looked.length - all.length, all.length - survivors.length];
  return {
    name: target.name,
    mutants: looked.length,
    killed,
    equivalent,
    survivors,
    score: killed / (looked.length - equivalent),
  };
}

function print({ name, mutants, killed, equivalent, survivors, score }: Score): void {
  for (const { file, line, within, operator, from, to } of survivors) {
    console.log(`${file}:${line} in ${within}: ${operator}: ${from} -> ${to}`);
  }
  const counts = `${mutants} mutants, ${killed} killed, ${equivalent} say the same, ${survivors.length} survived`;
  console.log(`${name}: ${counts}: ${(score * 100).toFixed(1)} %`);
}

async function main(): Promise<void> {
  const number = { type: "string" } as const;
  const options = {
    every: { ...number, default: "1" },
    from: { ...number, default: "0" },
    workers: { ...number, default: "2" },
    report: { type: "string" },
  } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.filter((name) => !targets.some((target) => target.name === name));
  if (unknown.length > 0)
    throw new Error(`no target ${unknown.join(", ")}; there are ${targets.map(({ name }) => name).join(", ")}`);
  const sample = { every: Number(values.every), from: Number(values.from) };
  const scores: Score[] = [];
  for (const target of targets.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    try {
      const result = await score(target, sample, Number(values.workers));
      print(result);
      scores.push(result);
    } catch (problem) {
      console.log(`${target.name}: ${String(problem)}`);
      process.exitCode = 1;
    }
    if (values.report !== undefined) writeFileSync(values.report, `${JSON.stringify(scores, null, 2)}\n`);
  }
  if (scores.some((one) => one.score < MIN_SCORE)) process.exitCode = 1;
}

void main();
