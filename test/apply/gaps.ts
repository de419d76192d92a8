/** The one place that says what the emulator cannot do (emulator-gaps.json), and which of that was met. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Difference } from "./compare";

interface Gap {
  readonly type: string;
  readonly attribute: string;
  readonly reason: string;
}

/** Which differences are the emulator's. */
export interface Gaps {
  readonly isKnown: (type: string, difference: Difference) => boolean;
  /** Gaps that no difference belonged to. */
  readonly unmet: () => readonly string[];
}

/** Reads the gaps. */
export function readGaps(): Gaps {
  const { readBack } = JSON.parse(readFileSync(join(__dirname, "emulator-gaps.json"), "utf8")) as {
    readonly readBack: readonly Gap[];
  };
  const met = new Set<Gap>();
  return {
    isKnown: (type, { attribute }) => {
      const gap = readBack.find((entry) => entry.type === type && entry.attribute === attribute);
      if (gap !== undefined) met.add(gap);
      return gap !== undefined;
    },
    unmet: () =>
      readBack
        .filter((gap) => !met.has(gap))
        .map(({ type, attribute }) => `${type}.${attribute}: listed in emulator-gaps.json, but the emulator can do it`),
  };
}
