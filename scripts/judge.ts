// Judges the proofs of many random platforms and prints the counts: test/proof/judge.
// Run: node -r ./scripts/typescript.js scripts/judge.ts <first seed> <number of platforms>
// Every thousand platforms the counts so far are said on standard error: a run may be ended, and another one go on from there.
import { coverageOf } from "../test/proof/judge/coverage";
import { platformOf } from "../test/proof/judge/generate";
import { shrunk } from "../test/proof/judge/shrink";
import { sum, tallyOf } from "../test/proof/judge/tally";

const [first = 1, count = 1000] = process.argv.slice(2).map(Number);
const step = 1000;
let tally = tallyOf(first, Math.min(step, count));
for (let from = first + step; from < first + count; from += step) {
  tally = sum(tally, tallyOf(from, Math.min(step, first + count - from)));
  console.error(JSON.stringify({ ...tally, falseAlarms: tally.falseAlarms.length }));
}
console.log(JSON.stringify(tally, undefined, 2));
console.table(coverageOf(first, Math.min(count, 10_000)));
for (const { seed, theorem } of tally.falseProved.slice(0, 3)) {
  console.log(
    `seed ${seed}, ${theorem}, as small as it gets:\n${JSON.stringify(shrunk(platformOf(seed), "false-proved", theorem))}`,
  );
}
if (tally.falseProved.length > 0) process.exitCode = 1;
