/** Tries mutants in several processes; one that does not answer is ended, and its mutant counts as killed: the tests would not have ended. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Answer } from "./worker";

/** A mutant may make the slowest tests twenty times slower before its loop is stopped. */
const PATIENCE_MS = 90_000;

/** The ids that no test killed. */
export async function survivorsOf(target: string, ids: readonly number[], workers: number): Promise<readonly number[]> {
  const queue = [...ids];
  const survivors: number[] = [];
  const lanes = Array.from({ length: Math.min(workers, ids.length) }, () => lane(target, queue, survivors));
  await Promise.all(lanes);
  return survivors.sort((left, right) => left - right);
}

async function lane(target: string, queue: number[], survivors: number[]): Promise<void> {
  while (queue.length > 0) {
    const child = fork(join(__dirname, "worker.ts"), [target], { execArgv: ["-r", join(__dirname, "../typescript.js")] });
    try {
      await answerOf(child, 10 * PATIENCE_MS);
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
        child.send(id);
        const answer = await answerOf(child, PATIENCE_MS);
        if (answer === "silent") break;
        if (answer.killed === false) survivors.push(id);
      }
    } finally {
      child.kill("SIGKILL");
    }
  }
}

/** The next answer of a process, or that it has none in time. A process that cannot even start is our own fault. */
function answerOf(child: ChildProcess, patience: number): Promise<Answer | "silent"> {
  return new Promise((resolve, reject) => {
    const done = (answer: Answer | "silent"): void => {
      clearTimeout(timer);
      child.off("message", done).off("exit", gone);
      resolve(answer);
    };
    const gone = (code: number | null): void => {
      clearTimeout(timer);
      reject(new Error(`the tests of a target end with ${code}`));
    };
    const timer = setTimeout(() => done("silent"), patience);
    child.on("message", done).on("exit", gone);
  });
}
