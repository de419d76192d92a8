// Judges the proofs of many random platforms and prints the counts: test/proof/judge.
// Run: node -r ./scripts/typescript.js scripts/judge.ts <first seed> <number of platforms>
import { tallyOf } from "../test/proof/judge/tally";

const [first = 1, count = 1000] = process.argv.slice(2).map(Number);
const tally = tallyOf(first, count);
console.log(JSON.stringify(tally, undefined, 2));
if (tally.falseProved.length > 0) process.exitCode = 1;
