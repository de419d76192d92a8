/** The changes of a comparison one by one, for forms that list findings with their lines. */
import type { Location } from "../../problem";
import { type AccessDiff, isWidening } from "../../review/change";
import { changeWords, headWords } from "./words";

/** What a change is for whoever has to look at it. */
export const findingRules = {
  "access-widened": "somebody has more access than before",
  "access-undecided": "somebody may have more access than before",
  "access-narrowed": "somebody has less access than before",
} as const;

/** A change with its words and, of access that is new, its line. */
export interface AccessFinding {
  readonly id: keyof typeof findingRules;
  readonly text: string;
  readonly at?: Location;
}

/** Every change of a comparison. `file` is the path of the platform file, which places are given in where they are known. */
export function accessFindings({ changed }: AccessDiff, file: string | undefined): readonly AccessFinding[] {
  return changed.flatMap((change) =>
    change.changes.map((one): AccessFinding => {
      const { sentence, example, askedForBy } = changeWords(one, change.owner);
      const id = isWidening(one) ? (one.decided ? "access-widened" : "access-undecided") : "access-narrowed";
      const text = `${headWords(change)} ${sentence}`;
      // Lines of what is gone are those of the old file.
      const line = isWidening(one) ? firstLine(askedForBy) : undefined;
      return {
        id,
        text: example === undefined ? text : `${text}\nfor example: ${example}`,
        ...(file === undefined || line === undefined ? {} : { at: { file, line, column: 1, endLine: line, endColumn: 1 } }),
      };
    }),
  );
}

/** `platform.yaml:41, platform.yaml:57` begins with 41. */
function firstLine([first]: readonly string[]): number | undefined {
  const line = first === undefined ? undefined : /:(\d{1,9})(?:,|$)/.exec(first)?.[1];
  return line === undefined || Number(line) < 1 ? undefined : Number(line);
}
