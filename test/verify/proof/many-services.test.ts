/** Proofs of many services: no shape of platform makes them compare everything with everything in full. */
import { planPlatform } from "../../../modules/pipeline";
import { prove } from "../../../modules/verify/prove";
import { otherShapes } from "../../../scripts/sites";
import { cpuTime } from "../cpu-time";

test.each(otherShapes(300))("300 services, %s", (_, text) => {
  const outcome = planPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  expect(cpuTime(() => prove(outcome.value))).toBeLessThan(20_000);
});
