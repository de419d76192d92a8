/** Counts of many judgements. */

import { everything, type Features, platformOf } from "./generate";
import { judge } from "./judge";
import type { Answer } from "./product";

/** A fault, and the seed of the platform that has it. */
interface Found {
  readonly seed: number;
  readonly theorem: string;
  readonly words: string;
}

/** What came of a run. */
interface Tally {
  readonly platforms: number;
  readonly requests: number;
  /** Refused before anything was proved. */
  readonly refused: number;
  /** Verdicts by theorem: `isolation proved`. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly falseProved: readonly Found[];
  readonly falseAlarms: readonly Found[];
}

/** Judges the platforms of `count` seeds from `first` on. */
export function tallyOf(first: number, count: number, features: Features = everything): Tally {
  const verdicts: Record<string, number> = {};
  const [falseProved, falseAlarms]: [Found[], Found[]] = [[], []];
  let [requests, refused] = [0, 0];
  for (let seed = first; seed < first + count; seed += 1) {
    const judgement = judge(platformOf(seed, features));
    requests += judgement.requests;
    if (judgement.answer.theorems.length === 0) refused += 1;
    addVerdicts(verdicts, judgement.answer);
    for (const { kind, theorem, words } of judgement.faults) {
      (kind === "false-proved" ? falseProved : falseAlarms).push({ seed, theorem, words });
    }
  }
  return { platforms: count, requests, refused, verdicts, falseProved, falseAlarms };
}

/** The counts of two runs together. */
export function sum(one: Tally, two: Tally): Tally {
  const verdicts = { ...one.verdicts };
  for (const [key, count] of Object.entries(two.verdicts)) verdicts[key] = (verdicts[key] ?? 0) + count;
  return {
    platforms: one.platforms + two.platforms,
    requests: one.requests + two.requests,
    refused: one.refused + two.refused,
    verdicts,
    falseProved: [...one.falseProved, ...two.falseProved],
    falseAlarms: [...one.falseAlarms, ...two.falseAlarms],
  };
}

function addVerdicts(verdicts: Record<string, number>, { theorems, expectations }: Answer): void {
  for (const { id, verdict } of [...theorems, ...expectations.map((one) => ({ ...one, id: "expectation" }))]) {
    const key = `${id} ${verdict}`;
    verdicts[key] = (verdicts[key] ?? 0) + 1;
  }
}
