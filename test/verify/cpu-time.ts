/** Milliseconds of processor time that `work` takes: unlike the clock on the wall, other programs do not stretch it. */
export function cpuTime(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
