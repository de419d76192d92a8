/** Processes that run beside the tests and end with them. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Environment } from "../../scripts/terraform/command";

/** A running process and the text by which it said that it is ready. */
export interface Background {
  readonly ready: string;
  readonly stop: () => void;
}

/** Starts a command and waits for a match of `ready` in what it prints; its first group is the text. */
export function started(command: string, args: readonly string[], env: Environment, ready: RegExp): Promise<Background> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"] });
    process.once("exit", () => stop(child));
    let printed = "";
    let isReady = false;
    const timer = setTimeout(() => fail("not ready after 60 s"), 60_000);
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill();
      reject(new Error(`${command}: ${why}\n${printed.slice(-2000)}`));
    };
    const read = (chunk: Buffer): void => {
      if (isReady) return;
      printed += chunk.toString("utf8");
      const match = ready.exec(printed);
      if (match === null) return;
      isReady = true;
      clearTimeout(timer);
      resolve({ ready: match[1] ?? "", stop: () => stop(child) });
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", (problem) => fail(problem.message));
    child.on("close", (code) => fail(`exit code ${code}`));
  });
}

/** An emulator ends with its standard input, a provider on a signal. */
function stop(child: ChildProcess): void {
  child.stdin?.end();
  child.kill();
}
