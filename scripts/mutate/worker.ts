/** A process that tries mutants of one target: it says `ready`, is given ids one by one, and answers each with whether it was killed. */
import { install, isKilled, load, type Measured, measure, mutantsOf } from "./loader";
import { targets } from "./targets";

/** What a worker says: nothing but `ready` at first, then an answer for each id. */
export interface Answer {
  readonly id?: number;
  readonly killed?: boolean;
}

async function main(name: string | undefined): Promise<void> {
  const target = targets.find((one) => one.name === name);
  if (target === undefined) throw new Error(`no target ${name}`);
  const { mutants, texts } = mutantsOf(target);
  install(texts);
  console.info = () => undefined;
  const tests: Measured[] = [];
  for (const test of load(target)) tests.push(await measure(test));
  tests.sort((left, right) => left.time - right.time);
  const say = (answer: Answer): void => void process.send?.(answer);
  process.on("message", (id: number) => {
    const mutant = mutants[id - 1];
    if (mutant !== undefined) void isKilled(mutant, target, tests).then((killed) => say({ id, killed }));
  });
  say({});
}

void main(process.argv[2]);
