/** The changes of a comparison one by one, for forms that list findings with their lines. */
import type { Location } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { type findingRules, isGrave, type SectionEntry, sectionsOf } from "./sections";

/** How loud a finding is: somebody gains, somebody may gain, nobody gains. */
type Loudness = "error" | "warning" | "note";

/** A change with its words and, of access that is new, its line. */
export interface AccessFinding {
  readonly id: keyof typeof findingRules;
  readonly loudness: Loudness;
  readonly text: string;
  readonly isDecided: boolean;
  readonly at?: Location;
}

/** Every change of a comparison, the gravest first. `file` is the path of the platform file, which places are given in where they are known. */
export function accessFindings(diff: AccessDiff, file: string | undefined): readonly AccessFinding[] {
  return sectionsOf(diff)
    .flatMap(({ entries }) => entries)
    .toSorted((left, right) => left.risk - right.risk)
    .map((entry): AccessFinding => {
      const { id, head, sentence, example, isDecided } = entry;
      const text = `${head} ${sentence}`;
      const line = firstLine(entry);
      return {
        id,
        loudness: loudnessOf(entry),
        isDecided,
        text: example === undefined ? text : `${text}\nfor example: ${example}`,
        ...(file === undefined || line === undefined ? {} : { at: { file, line, column: 1, endLine: line, endColumn: 1 } }),
      };
    });
}

function loudnessOf(entry: SectionEntry): Loudness {
  if (!isGrave(entry)) return "note";
  return entry.id.endsWith("-undecided") ? "warning" : "error";
}

/** `platform.yaml:41, platform.yaml:57` begins with 41. Lines of what is gone are those of the old file. */
function firstLine({ id, askedForBy: [first] }: SectionEntry): number | undefined {
  if (id === "access-narrowed" || first === undefined || first.startsWith("was ")) return undefined;
  const line = /:(\d{1,9})(?:,|$)/.exec(first)?.[1];
  return line === undefined || Number(line) < 1 ? undefined : Number(line);
}
