/** What `explain` knows without a platform file: problem codes, danger rules and theorems. */
import { phrase, plain } from "../../output/markdown";
import { visible } from "../../output/visible";
import { wrap } from "../../output/wrap";
import { type ProblemCode, problemDescriptions } from "../../problem/codes";
import { problemText } from "../../problem/page";
import { isDangerId, permissionRules } from "../../verify/danger/permissions";
import { dangerText } from "../../verify/danger/rule-text";
import { namedRules } from "../../verify/danger/rules";
import { theorems } from "../../verify/theorems";
import { hostRisks } from "../../verify/theorems/host-risks";

/** What the documentation says of one word. */
export interface ReferenceEntry {
  readonly kind: "problem" | "danger rule" | "theorem";
  readonly id: string;
  readonly summary: string;
  readonly paragraphs: readonly string[];
  /** The page of the documentation that has it. */
  readonly page: string;
}

/** All that the documentation says of a word: `danger` may be a problem, a rule and more. */
export function referenceOf(word: string): readonly ReferenceEntry[] {
  return [...problemEntries(word), ...dangerEntries(word), ...theoremEntries(word)];
}

/** Every word that has an entry. */
export function referenceWords(): readonly string[] {
  return [
    ...Object.keys(problemDescriptions),
    ...[...namedRules, ...permissionRules(), ...hostRisks].map(({ id }) => id),
    ...theorems.map(({ id }) => id),
  ];
}

function problemEntries(word: string): readonly ReferenceEntry[] {
  if (!isProblemCode(word)) return [];
  const { summary, meaning, cure } = problemText(word);
  return [{ kind: "problem", id: word, summary, paragraphs: [meaning, `Cure: ${cure}`], page: "docs/problems.md" }];
}

function isProblemCode(word: string): word is ProblemCode {
  return Object.hasOwn(problemDescriptions, word);
}

function dangerEntries(word: string): readonly ReferenceEntry[] {
  const acknowledged = "A service that needs it says so with `acknowledge` and a reason.";
  const ofHosts = hostRisks
    .filter(({ id }) => id === word)
    .map(({ id, harm, counts, source }): ReferenceEntry => {
      const paragraphs = [`On instances that other services use, tasks can ${harm}.`, counts, acknowledged, `Source: ${source}`];
      return { kind: "danger rule", id, summary: "a way out onto the container instance", paragraphs, page: "docs/danger.md" };
    });
  const rules = isDangerId(word) ? [...namedRules, ...permissionRules()] : [];
  const ofRoles = rules
    .filter(({ id }) => id === word)
    .map((rule): ReferenceEntry => {
      const { holds, harm, exceptions } = dangerText(rule);
      const paragraphs = [`${holds} ${harm}`, ...(exceptions === "" ? [] : [exceptions]), acknowledged, `Source: ${rule.source}`];
      return { kind: "danger rule", id: rule.id, summary: "a danger that no role may hold", paragraphs, page: "docs/danger.md" };
    });
  return [...ofRoles, ...ofHosts];
}

function theoremEntries(word: string): readonly ReferenceEntry[] {
  return theorems
    .filter(({ id }) => id === word)
    .map(({ id, title, holdsOver, compared, sides: [side, other] }) => {
      const paragraphs = [`It speaks of ${holdsOver}.`, `Compares ${compared}: ${side}, with ${other}.`];
      return { kind: "theorem", id, summary: title, paragraphs, page: "docs/proof.md" };
    });
}

/** Entries as text of at most `width` columns; links stay unbroken. Ends in a newline. */
export function referenceText(entries: readonly ReferenceEntry[], width: number, strong: (text: string) => string): string {
  const blocks = entries.flatMap(({ kind, id, summary, paragraphs, page }) => [
    `${strong(visible(id))}: ${summary} (${kind})`,
    ...paragraphs.map((paragraph) =>
      wrap(visible(paragraph), paragraph.startsWith("Source: ") ? Number.POSITIVE_INFINITY : width).join("\n"),
    ),
    `More: ${page}`,
  ]);
  return `${blocks.join("\n\n")}\n`;
}

/** Entries as Markdown. Ends in a newline. */
export function referenceMarkdown(entries: readonly ReferenceEntry[]): string {
  const blocks = entries.flatMap(({ kind, id, summary, paragraphs, page }) => [
    `### ${plain(id)}: ${phrase(summary)} (${kind})`,
    ...paragraphs.map((paragraph) => (paragraph.startsWith("Source: ") ? `Source: <${paragraph.slice(8)}>` : phrase(paragraph))),
    `More: ${page}`,
  ]);
  return `${blocks.join("\n\n")}\n`;
}
