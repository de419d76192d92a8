/** An emulator of AWS on this machine, and calls of AWS's APIs to it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Environment } from "../../scripts/terraform/command";
import { started } from "./background";

/** A call in boto3's words: `{service: "iam", method: "get_role", params: {RoleName: "x"}}`. */
export interface Call {
  readonly service: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What AWS answered, or its error as `Code: message`. */
export type Answer = { readonly answer: Fields } | { readonly error: string };

/** The fields of an answer. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where calls go to: a region, and the account of the role if there is one, otherwise the emulator's own (123456789012). */
export interface Place {
  readonly region: string;
  readonly role?: string;
}

/** A running emulator. */
export interface Emulator {
  readonly endpoint: string;
  readonly call: (place: Place, calls: readonly Call[]) => Promise<readonly Answer[]>;
  /** Forgets everything. */
  readonly reset: () => Promise<void>;
  readonly stop: () => void;
}

/** Starts an emulator with the interpreter of the virtual environment. */
export async function startEmulator(python: string, env: Environment): Promise<Emulator> {
  const server = await started(python, ["-B", join(__dirname, "emulator.py")], env, /^(\d+)\n/m);
  const endpoint = `http://127.0.0.1:${server.ready}`;
  return {
    endpoint,
    call: (place, calls) => callAll(python, env, { ...place, endpoint, calls }),
    reset: async () => {
      const { ok, status } = await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
      if (!ok) throw new Error(`the emulator cannot be reset: status ${status}`);
    },
    stop: server.stop,
  };
}

function callAll(python: string, env: Environment, task: unknown): Promise<readonly Answer[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, ["-B", join(__dirname, "aws.py")], { env, stdio: ["pipe", "pipe", "pipe"] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(JSON.parse(Buffer.concat(out).toString("utf8")) as readonly Answer[]);
      else reject(new Error(`aws.py: ${Buffer.concat(err).toString("utf8")}`));
    });
    child.stdin.end(JSON.stringify(task));
  });
}

/** The answers of calls that must succeed. */
export function answered(answers: readonly Answer[]): readonly Fields[] {
  return answers.map((answer) => {
    if ("error" in answer) throw new Error(answer.error);
    return answer.answer;
  });
}
