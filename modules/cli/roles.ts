/** Printing the table of roles. */
import pc from "picocolors";
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
