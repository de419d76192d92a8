/** From the command line to planned stacks. */
import { type PlatformPlan, planPlatform, type StackPlan } from "../pipeline";
import { error, type Problem, quote } from "../problem";
import { closest } from "../spec/suggest";
import type { Source } from "../spec/text";
import type { Io } from "./io";
import { readPlatformFile } from "./platform-file";
import type { Progress } from "./progress";
import type { Format, Report } from "./report/format";
import { printProblems } from "./report/report";

/** A platform as a command needs it: planned, and the stacks that were asked for. */
export interface Planned {
  readonly source: Source;
  readonly plan: PlatformPlan;
  readonly stacks: readonly StackPlan[];
  /** Warnings. */
  readonly problems: readonly Problem[];
}

/** Reads and plans a platform file. Problems are printed, whatever comes of it; undefined when one is an error. Codes: those of every stage, and `unknown-stack`. */
export async function planForCommand(
  io: Io,
  progress: Progress,
  file: string | undefined,
  options: { readonly report: Format; readonly stack?: readonly string[] | undefined },
): Promise<Planned | undefined> {
  const read = await readPlatformFile(io, file);
  if (!read.ok) return refuse(io, options.report, { problems: read.problems });
  const source = read.value;
  progress(`planning ${source.file}`, source.text.length);
  const planned = planPlatform(source);
  if (!planned.ok) return refuse(io, options.report, { problems: planned.problems, source });
  const { value: plan, problems } = planned;
  const unknown = unknownStacks(plan, options.stack ?? []);
  if (unknown.length > 0) return refuse(io, options.report, { problems: [...unknown, ...problems], source });
  const stacks = plan.stacks.filter(({ stack }) => options.stack === undefined || options.stack.includes(stack.name));
  return { source, plan, stacks, problems };
}

function refuse(io: Io, format: Format, report: Report): undefined {
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
