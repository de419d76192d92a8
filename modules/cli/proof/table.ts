/** The theorems as a table, one short line each. */
import { columnsOf, visible } from "../../output/visible";
import type { PlatformPlan } from "../../pipeline";
import type { TheoremResult } from "../../verify/prove";
import { counted } from "../../wording";

/** How a terminal sets things apart. */
export interface ProofStyle {
  readonly proved: (text: string) => string;
  readonly refuted: (text: string) => string;
  readonly unknown: (text: string) => string;
  readonly faint: (text: string) => string;
}

type Verdict = TheoremResult["verdict"];

/** A line of the table. */
interface TableLine {
  readonly verdict: Verdict;
  readonly id: string;
  readonly compared: number;
  /** The sentence, and a shorter one for where there is little room. */
  readonly says: readonly [string, string];
}

const separator = "  ";

/**
 * A line for each theorem and one for the expectations, if there are any: the verdict, the name, how many things were compared, and what it says where
 * `width` columns are enough for that; then one line that sums them up. Ends in a newline.
 */
export function proofTable(plan: PlatformPlan, width: number, style: ProofStyle, hint = ""): string {
  const rows = linesOf(plan);
  const columns = { verdict: 7, id: longest(rows.map(({ id }) => id)), compared: "COMPARED".length };
  const room = width - columns.verdict - columns.id - columns.compared - 3 * separator.length;
  const sentences = rows.map(({ says: [long, short] }) => visible(columnsOf(long) <= room ? long : short));
  const withSentences = sentences.every((sentence) => columnsOf(sentence) <= room);
  const line = (verdict: string, id: string, compared: string, says: string): string =>
    [
      verdict.padEnd(columns.verdict),
      id.padEnd(columns.id),
      compared.padStart(columns.compared),
      ...(withSentences ? [says] : []),
    ]
      .join(separator)
      .trimEnd();
  const lines = rows.map(({ verdict, id, compared }, index) => {
    const mark = verdict.toUpperCase();
    return style[verdict](mark) + line(mark, id, String(compared), sentences[index] ?? "").slice(mark.length);
  });
  const head = style.faint(line("PROOF", "THEOREM", "COMPARED", "SAYS"));
  return [head, ...lines, `${verdictLine(plan)}${hint}`].map((text) => `${text}\n`).join("");
}

/** A row for each theorem and one for the expectations, if there are any. */
export function linesOf({ proof, expectations }: PlatformPlan): readonly TableLine[] {
  const theorems = proof.theorems.map(({ verdict, id, compared, title, short }): TableLine => {
    return { verdict, id, compared, says: [title, short] };
  });
  const { results } = expectations;
  if (results.length === 0) return theorems;
  const says = "what the platform file and the requests file expect is so";
  return [...theorems, { verdict: worst(results), id: "expectations", compared: results.length, says: [says, says] }];
}

function worst(results: readonly { readonly verdict: Verdict }[]): Verdict {
  return (["refuted", "unknown"] as const).find((verdict) => results.some((one) => one.verdict === verdict)) ?? "proved";
}

/** "11 theorems proved of 12 roles and 4 policies of resources", or how many are not; and the same of the expectations. */
export function verdictLine({ proof, stacks, expectations }: Pick<PlatformPlan, "proof" | "stacks" | "expectations">): string {
  const policies = stacks.reduce((sum, stack) => sum + stack.policies.repositories.length + stack.policies.buckets.length, 0);
  const ofResources = policies === 0 ? "" : ` and ${counted(policies, "policy", "policies")} of resources`;
  return proofLine({ proof, expectations }, ` of ${counted(proof.roles, "role")}${ofResources}`);
}

/** "11 theorems proved, under 2 assumptions", or how many are not, and the same of the expectations; `of` says of what. */
export function proofLine({ proof, expectations }: Pick<PlatformPlan, "proof" | "expectations">, of = ""): string {
  const { results } = expectations;
  const assumed = new Set(proof.theorems.flatMap(({ assumptions }) => assumptions)).size;
  const under = assumed === 0 ? "" : `, under ${counted(assumed, "assumption")}`;
  const theorems = `${tally(proof.theorems, "theorem", of)}${under}`;
  return results.length === 0 ? theorems : `${theorems}; ${tally(results, "expectation")}`;
}

function tally(results: readonly { readonly verdict: Verdict }[], one: string, of = ""): string {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length;
  const proved = count("proved");
  const all = counted(results.length, one);
  const others = (["refuted", "unknown"] as const).filter((verdict) => count(verdict) > 0);
  const rest = others.map((verdict) => `, ${count(verdict)} ${verdict}`);
  return `${proved === results.length ? all : `${proved} of ${all}`} proved${of}${rest.join("")}`;
}

function longest(texts: readonly string[]): number {
  return Math.max("THEOREM".length, ...texts.map((text) => text.length));
}
