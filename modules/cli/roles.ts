/** Printing roles. */
import pc from "picocolors";
import { code } from "../output/markdown";
import { roleSections } from "../output/readme-policies";
import { rolesTable } from "../output/roles-table";
import type { StackSummary } from "../output/summary";
import { hasColors, type Io } from "./io";
import { textWidth } from "./width";

/** Prints the table to standard output: as wide as the terminal within reason, otherwise 100 columns. */
export function printRoles({ stdout, env }: Io, stacks: readonly StackSummary[]): void {
  if (stacks.length === 0) return;
  const { bold, dim, cyan } = pc.createColors(hasColors(stdout, env));
  stdout.write(`${rolesTable(stacks, textWidth(stdout), { heading: bold, strong: cyan, faint: dim })}\n`);
}

/** A section for every stack, with its roles, their statements and the reason for each; Markdown. */
export function rolesMarkdown(stacks: readonly StackSummary[]): string {
  return stacks.map((stack) => `${[`## ${code(stack.stack)}`, ...roleSections(stack)].join("\n\n")}\n`).join("\n");
}
