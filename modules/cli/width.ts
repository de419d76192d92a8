/** How wide text may be. */
import type { Sink } from "./io";

const plainWidth = 100;

/** Columns for text: those of the terminal within reason, otherwise 100. */
export function textWidth({ isTTY, columns }: Sink): number {
  return isTTY ? Math.min(Math.max(columns ?? plainWidth, 60), 160) : plainWidth;
}
