import * as fs from "node:fs";

/**
 * Milliseconds of processor time that `work` takes on its own thread: unlike the clock on the wall, other programs do not stretch it, nor
 * do the other test files, which run on threads of the same process.
 */
export function cpuTime(work: () => unknown): number {
  const start = threadTime();
  work();
  return threadTime() - start;
}

/** Linux counts it for each thread, in nanoseconds; where it does not, the time of the process is what there is. */
function threadTime(): number {
  try {
    return Number(fs.readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}
