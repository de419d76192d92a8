/** A comparison of access for code scanning, as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */
import { type AccessDiff, isWidening } from "../../review/change";
import { packageInfo } from "../package-info";
import { safeJson } from "../report/json";
import { physicalLocation } from "../report/sarif";
import { changeWords, headWords } from "./words";

const rules = {
  "access-widened": "somebody has more access than before",
  "access-undecided": "somebody may have more access than before",
  "access-narrowed": "somebody has less access than before",
} as const;

/**
 * A result for every change: decided widenings are errors, those that could not be decided warnings, everything else notes. `file` is the path of the platform file,
 * which places are given in where they are known.
 */
export function diffSarif(diff: AccessDiff, file: string | undefined): string {
  const { name, version, homepage } = packageInfo();
  const ids = Object.keys(rules);
  const results = diff.subjects.flatMap((change) =>
    change.changes.map((one) => {
      const { sentence, example, lines } = changeWords(one, change.subject);
      const ruleId = isWidening(one) ? (one.decided ? "access-widened" : "access-undecided") : "access-narrowed";
      const text = `${headWords(change)} ${sentence}`;
      // Lines of what is gone are those of the old file.
      const line = isWidening(one) ? firstLine(lines) : undefined;
      return {
        ruleId,
        ruleIndex: ids.indexOf(ruleId),
        level: { "access-widened": "error", "access-undecided": "warning", "access-narrowed": "note" }[ruleId],
        message: { text: example === undefined ? text : `${text}\nfor example: ${example}` },
        ...(file === undefined || line === undefined
          ? {}
          : { locations: [{ physicalLocation: physicalLocation({ file, line, column: 1, endLine: line, endColumn: 1 }) }] }),
      };
    }),
  );
  const driver = {
    name,
    version,
    ...(homepage === undefined ? {} : { informationUri: homepage }),
    rules: Object.entries(rules).map(([id, text]) => ({ id, shortDescription: { text } })),
  };
  return safeJson({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  });
}

/** `platform.yaml:41, platform.yaml:57` begins with 41. */
function firstLine([first]: readonly string[]): number | undefined {
  const line = first === undefined ? undefined : /:(\d{1,9})(?:,|$)/.exec(first)?.[1];
  return line === undefined || Number(line) < 1 ? undefined : Number(line);
}
