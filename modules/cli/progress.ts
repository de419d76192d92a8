/** Telling somebody who waits what is going on. */
import { visible } from "../output/visible";
import type { Io } from "./io";

/** Says what begins now; `size` is how much there is to do, in characters. Without a step, it ends and clears what it said. */
export type Progress = (step?: string, size?: number) => void;

const slowAfter = 700;
const largeFrom = 256 * 1024;

/** Progress on standard error: only on a terminal, and only once the run has taken a while or a large step begins. */
export function progressOn({ stderr, now }: Pick<Io, "stderr" | "now">): Progress {
  const start = now();
  let shown = false;
  return (step, size = 0) => {
    if (!stderr.isTTY) return;
    if (shown) stderr.write("\r\u001b[K");
    shown = step !== undefined && (size >= largeFrom || now() - start >= slowAfter);
    if (shown) stderr.write(`${visible(step ?? "")}...`);
  };
}
