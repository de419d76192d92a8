/** Counts of many judgements. */

import { everything, type Features, platformOf } from "./generate";
import { judge } from "./judge";
import type { Answer } from "./product";

/** What came of a run. */
export interface Tally {
  readonly platforms: number;
  readonly requests: number;
  /** Refused before anything was proved. */
  readonly refused: number;
  /** Verdicts by theorem: `isolation proved`. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly falseProved: readonly string[];
  readonly falseAlarms: readonly string[];
}

/** Judges the platforms of `count` seeds from `first` on. */
export function tallyOf(first: number, count: number, features: Features = everything): Tally {
  const verdicts: Record<string, number> = {};
  const [falseProved, falseAlarms]: [string[], string[]] = [[], []];
  let [requests, refused] = [0, 0];
  for (let seed = first; seed < first + count; seed += 1) {
    const judgement = judge(platformOf(seed, features));
    requests += judgement.requests;
    if (judgement.answer.theorems.length === 0) refused += 1;
    addVerdicts(verdicts, judgement.answer);
    for (const { kind, theorem, words } of judgement.faults) {
      (kind === "false-proved" ? falseProved : falseAlarms).push(`seed ${seed}, ${theorem}: ${words}`);
    }
  }
  return { platforms: count, requests, refused, verdicts, falseProved, falseAlarms };
}

function addVerdicts(verdicts: Record<string, number>, { theorems, expectations }: Answer): void {
  for (const { id, verdict } of [...theorems, ...expectations.map((one) => ({ ...one, id: "expectation" }))]) {
    const key = `${id} ${verdict}`;
    verdicts[key] = (verdicts[key] ?? 0) + 1;
  }
}
