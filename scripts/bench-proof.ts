// CPU time of all theorems over many services: machines are shared, CPU time is steadier than the clock.
// Run: node -r ./scripts/typescript.js scripts/bench-proof.ts [services ...]
import { planPlatform } from "../modules/pipeline";
import { prove } from "../modules/verify/prove";
import { sites } from "./sites";

function measure(count: number): void {
  const outcome = planPlatform({ file: "platform.yaml", text: sites(count) });
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message ?? "refused");
  const times = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    const { theorems } = prove(outcome.value);
    if (theorems.some(({ verdict }) => verdict !== "proved")) throw new Error("not proved");
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  const [first = 0, ...warm] = times;
  const median = warm.sort((left, right) => left - right)[2] ?? 0;
  console.log(`${count} services: ${first.toFixed(0)} ms of CPU the first time, ${median.toFixed(0)} ms warm`);
}

for (const count of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000]) measure(count);
