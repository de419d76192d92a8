/** A comparison of access for terminals. */
import type pc from "picocolors";
import { visible } from "../../output/visible";
import { wrap } from "../../output/wrap";
import { type AccessDiff, isWidening, type PrincipalOrResourceChanges } from "../../review/change";
import { summaryWords } from "./summary";
import { changeWords, headWords, isPlain } from "./words";

type Colors = ReturnType<typeof pc.createColors>;

/** One line for each change, below it a request that shows it; stack by stack where there are several. No control character of anybody's gets through. */
export function diffText(diff: AccessDiff, width: number, colors: Colors): string {
  const stacks = new Set(diff.changed.map(({ owner }) => owner.stack));
  let last: string | undefined;
  const lines = diff.changed.flatMap((change): readonly string[] => {
    const { stack } = change.owner;
    const heading = stacks.size > 1 && stack !== last ? ["", colors.bold(visible(`stack ${stack}`))] : [];
    last = stack;
    return [...heading, "", ...ownerLines(change, width, colors)];
  });
  return [colors.bold(summaryWords(diff)), ...lines, ""].join("\n");
}

function ownerLines(change: PrincipalOrResourceChanges, width: number, colors: Colors): readonly string[] {
  const head = headWords(change);
  return change.changes.flatMap((one) => {
    const { sentence, askedForBy, example } = changeWords(one, change.owner);
    const cited = askedForBy.length === 0 ? "" : ` (${isWidening(one) ? "" : "was "}${askedForBy.join(", ")})`;
    const [first = "", ...more] = wrap(visible(`${head} ${sentence}${cited}`), width, 2);
    const color = isWidening(one) ? colors.red : colors.green;
    const shown = example === undefined || isPlain(change) ? [] : wrap(visible(`for example: ${example}`), width - 2, 2);
    return [color(first), ...more.map(color), ...shown.map((line) => colors.dim(`  ${line}`))];
  });
}
