/** From the command line to planned stacks. */
import { type PlatformPlan, planPlatform, type StackPlan } from "../pipeline";
import { error, type Problem, quote } from "../problem";
import type { Source } from "../spec/text";
import { closest } from "../wording";
import { type ExitCode, exitCodes } from "./exit-code";
import type { Io } from "./io";
import { readPlatformFile } from "./platform-file";
import type { Progress } from "./progress";
import type { OutputFormat, ProblemReport } from "./report/format";
import { printProblems } from "./report/report";
import { readRequestsFile } from "./requests-file";

/** A platform as a command needs it: planned, and the stacks that were asked for. */
export interface Planned {
  readonly source: Source;
  /** The requests file, if there is one. */
  readonly requests?: Source;
  readonly plan: PlatformPlan;
  readonly stacks: readonly StackPlan[];
  /** Warnings, and of a refuted plan the errors. */
  readonly problems: readonly Problem[];
  /** The proof failed: nothing may be written. Never true unless it was asked for. */
  readonly refuted: boolean;
}

/** What to plan, and how to print what stands in the way. */
export interface PlanOptions {
  readonly format: OutputFormat;
  readonly stack?: readonly string[] | undefined;
  /** Path of the requests file. Default: the one beside the platform file, if there is one. */
  readonly requests?: string | undefined;
  /** A plan whose proof failed comes back too, with its problems not printed yet. */
  readonly evenIfRefuted?: boolean;
}

/**
 * Reads and plans a platform file. Errors are printed, and then it is undefined; warnings come with the plan. Codes: those of every stage, and
 * `unknown-stack`.
 */
export async function planForCommand(
  io: Io,
  progress: Progress,
  file: string | undefined,
  options: PlanOptions,
): Promise<Planned | undefined> {
  const read = await readPlatformFile(io, file);
  if (!read.ok) return refuse(io, options.format, { problems: read.problems });
  const source = read.value;
  const beside = await readRequestsFile(io, source.file, options.requests);
  if (!beside.ok) return refuse(io, options.format, { problems: beside.problems });
  const requests = beside.value;
  progress(`planning ${source.file}`, source.text.length);
  const planned = planPlatform(source, requests);
  const refuted = options.evenIfRefuted === true ? planned.refuted : undefined;
  const plan = planned.ok ? planned.value : refuted;
  const { problems } = planned;
  if (plan === undefined) return refuse(io, options.format, { problems, source, requests });
  const unknown = unknownStacks(plan, options.stack ?? []);
  if (unknown.length > 0) return refuse(io, options.format, { problems: [...unknown, ...problems], source, requests });
  const stacks = plan.stacks.filter(({ stack }) => options.stack === undefined || options.stack.includes(stack.name));
  const sources = { source, ...(requests === undefined ? {} : { requests }) };
  return { ...sources, plan, stacks, problems, refuted: refuted !== undefined };
}

/** What the proof of a plan tells the shell: 1 when something is refuted, 3 when something could not be decided, 0 when all is proved. */
export function proofExitCode({ plan, refuted }: Pick<Planned, "plan" | "refuted">): ExitCode {
  if (refuted) return exitCodes.problems;
  const results = [...plan.proof.theorems, ...plan.expectations.results];
  return results.some(({ verdict }) => verdict === "unknown") ? exitCodes.no : exitCodes.fine;
}

function refuse(io: Io, format: OutputFormat, report: ProblemReport): undefined {
  printProblems(io, format, report);
  return undefined;
}

function unknownStacks({ stacks }: PlatformPlan, wanted: readonly string[]): readonly Problem[] {
  const names = stacks.map(({ stack }) => stack.name);
  return [...new Set(wanted)]
    .filter((name) => !names.includes(name))
    .map((name) => {
      const similar = closest(name, names);
      const all =
        names.length === 0
          ? "the platform file produces none"
          : `stacks are ${names.slice(0, 10).map(quote).join(", ")}${names.length > 10 ? ", ..." : ""}`;
      return error(
        "unknown-stack",
        [],
        `no stack ${quote(name)}`,
        similar === undefined ? all : `did you mean ${quote(similar)}? ${all}`,
      );
    });
}
