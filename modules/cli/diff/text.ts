/** A comparison of access for terminals. */
import type pc from "picocolors";
import { visible } from "../../output/visible";
import { wrap } from "../../output/wrap";
import type { AccessDiff } from "../../review/change";
import { citation, isGrave, type Section, sectionsOf } from "./sections";
import { summaryWords } from "./summary";

type Colors = ReturnType<typeof pc.createColors>;

const titles = { guards: "guards", declarations: "expectations and acknowledgements" } as const;

/** One line for each change, the gravest first, below it a request that shows it; with the stacks where there are several. No control character of anybody's gets through. */
export function diffText(diff: AccessDiff, width: number, colors: Colors): string {
  const stacks = new Set(diff.changed.map(({ owner }) => owner.stack));
  let last: string | undefined;
  const lines = sectionsOf(diff).flatMap((section): readonly string[] => {
    const title = section.kind === "owner" ? (stacks.size > 1 ? `stack ${section.stack}` : last) : titles[section.kind];
    const heading = title !== undefined && title !== last ? ["", colors.bold(visible(title))] : [];
    last = title;
    return [...heading, "", ...sectionLines(section, width, colors)];
  });
  return [colors.bold(summaryWords(diff)), ...lines, ""].join("\n");
}

function sectionLines({ entries, isPlain = false }: Section, width: number, colors: Colors): readonly string[] {
  return entries.flatMap((entry) => {
    const { head, sentence, example } = entry;
    const [first = "", ...more] = wrap(visible(`${head} ${sentence}${citation(entry)}`), width, 2);
    const color = isGrave(entry) ? colors.red : colors.green;
    const shown = example === undefined || isPlain ? [] : wrap(visible(`for example: ${example}`), width - 2, 2);
    return [color(first), ...more.map(color), ...shown.map((line) => colors.dim(`  ${line}`))];
  });
}
