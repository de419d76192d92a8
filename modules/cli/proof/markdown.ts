/** The theorems as a Markdown table. */
import { code, plain, table } from "../../output/markdown";
import type { PlatformPlan } from "../../pipeline";
import { linesOf, verdictLine } from "./table";

const marks = { proved: "✅ proved", refuted: "❌ refuted", unknown: "⚠️ unknown" } as const;

/** A line that sums up, and a row for each theorem and one for the expectations, if there are any. Ends in a newline. */
export function proofMarkdown(plan: PlatformPlan): string {
  const rows = linesOf(plan).map(({ verdict, id, compared, says: [sentence] }) => {
    return [marks[verdict], code(id), String(compared), plain(sentence)];
  });
  return `**${plain(verdictLine(plan))}**\n\n${table(["Proof", "Theorem", "Compared", "Says"], rows)}\n`;
}
