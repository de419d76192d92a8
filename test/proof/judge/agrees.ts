/** The law of the judge, of a share of all seeds: each test file has one, so that workers can share them. */
import { platformOf } from "./generate";
import { shrunk } from "./shrink";
import { tallyOf } from "./tally";

/** No theorem is PROVED of a platform of these seeds that the judge breaks; alarms that it cannot confirm are rare, and printed. */
export function itAgrees(first: number, count: number): void {
  test(`nothing is PROVED falsely of the platforms of seeds ${first} to ${first + count - 1}`, () => {
    const tally = tallyOf(first, count);
    console.info(JSON.stringify({ ...tally, falseAlarms: tally.falseAlarms.length }), tally.falseAlarms.slice(0, 5));
    const small = tally.falseProved.map(({ seed, theorem }) => JSON.stringify(shrunk(platformOf(seed), "false-proved", theorem)));
    expect(small).toEqual([]);
    expect(tally.falseProved).toEqual([]);
    expect(tally.refused).toBeLessThan(count / 10);
    expect(tally.verdicts["isolation refuted"]).toBeGreaterThan(count / 50);
    expect(tally.falseAlarms.length).toBeLessThan(count / 50);
  });
}
