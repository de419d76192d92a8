/** Printing the table of roles. */
import pc from "picocolors";
import { rolesTable } from "../output/roles-table";
import type { StackSummary } from "../output/summary";
import { hasColors, type Io } from "./io";

const plainWidth = 100;

/** Prints the table to standard output: as wide as the terminal within reason, otherwise 100 columns. */
export function printRoles({ stdout, env }: Io, stacks: readonly StackSummary[]): void {
  if (stacks.length === 0) return;
  const { bold, dim, cyan } = pc.createColors(hasColors(stdout, env));
  const width = stdout.isTTY ? Math.min(Math.max(stdout.columns ?? plainWidth, 60), 160) : plainWidth;
  stdout.write(`${rolesTable(stacks, width, { heading: bold, strong: cyan, faint: dim })}\n`);
}
