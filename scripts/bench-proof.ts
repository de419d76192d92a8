// CPU time of all theorems over many services: machines are shared, CPU time is steadier than the clock.
// Run: node -r ./scripts/typescript.js scripts/bench-proof.ts [services ...]
import { planPlatform } from "../modules/pipeline";
import { prove } from "../modules/verify/prove";
import { otherShapes, sites } from "./sites";

/** The first time, and the least of five more: what others do on the machine only adds to it. */
function measure(text: string): readonly [first: number, warm: number] {
  const outcome = planPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message ?? "refused");
  const [first = 0, ...warm] = Array.from({ length: 6 }, () => {
    const start = process.cpuUsage();
    const { theorems } = prove(outcome.value);
    if (theorems.some(({ verdict }) => verdict === "refuted")) throw new Error("not proved");
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return [first, Math.min(...warm)];
}

function report(what: string, [first, warm]: readonly [first: number, warm: number], beside = ""): void {
  console.log(`${what}: ${first.toFixed(0)} ms of CPU the first time, ${warm.toFixed(0)} ms warm${beside}`);
}

const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000];
for (const count of counts) report(`${count} services`, measure(sites(count)));
const [few, many] = [200, 400];
const less = new Map(otherShapes(few));
for (const [shape, text] of otherShapes(many)) {
  const [of200, of400] = [measure(less.get(shape) ?? ""), measure(text)];
  report(`${many} services, ${shape}`, of400, `, ${(of400[1] / of200[1]).toFixed(1)} times as much as ${few}`);
}
