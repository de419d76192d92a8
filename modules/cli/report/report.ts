/** Printing problems. */
import pc from "picocolors";
import { hasColors, type Io } from "../io";
import { packageInfo } from "../package-info";
import type { OutputFormat, ProblemReport } from "./format";
import { githubReport } from "./github";
import { jsonReport } from "./json";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

/**
 * Prints problems: forms for programs to standard output, where nothing else may go then; text to standard error, so that it never mixes with what a
 * command was asked for.
 */
export function printProblems(io: Io, format: OutputFormat, report: ProblemReport): void {
  if (format === "text") io.stderr.write(textReport(report, pc.createColors(hasColors(io.stderr, io.env))));
  else io.stdout.write(programReport(format, report));
}

function programReport(format: Exclude<OutputFormat, "text">, report: ProblemReport): string {
  switch (format) {
    case "json":
      return jsonReport(report);
    case "markdown":
      return markdownReport(report);
    case "sarif":
      return sarifReport(report, packageInfo());
    case "github":
      return githubReport(report);
  }
}
