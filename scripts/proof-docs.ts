/** The theorems as Markdown, from the descriptions that the proofs themselves print. */

import { theorems } from "../modules/verify/theorems";
import type { Theorem } from "../modules/verify/theorems/theorem";

const start = "<!-- theorems: written by scripts/write-proof-docs.ts from modules/verify/theorems.ts -->";
const end = "<!-- end of theorems -->";

/** `page` with the theorems between its two markers brought up to date. */
export function withTheorems(page: string): string {
  const [before, rest] = page.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for the theorems");
  const table = ["| theorem | says | speaks of |", "|---|---|---|", ...theorems.map(row)].join("\n");
  return `${before}${start}\n\n${table}\n\n${end}${after}`;
}

function row({ id, title, holdsOver }: Theorem): string {
  return `| ${id} | ${sentence(title)} | ${sentence(holdsOver)} |`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
