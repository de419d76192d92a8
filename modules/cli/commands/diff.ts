/** `rolewright diff`: who gains and who loses which access. */
import pc from "picocolors";
import { quote, warning } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { diffAccess } from "../../review/diff";
import { diffJson } from "../diff/json";
import { diffMarkdown } from "../diff/markdown";
import { diffSarif } from "../diff/sarif";
import { readSides } from "../diff/sides";
import { diffText } from "../diff/text";
import { type ExitCode, exitCodes } from "../exit-code";
import { hasColors, type Io } from "../io";
import { printProblems } from "../report/report";
import { textWidth } from "../width";

/** What the command line says. */
export interface DiffOptions {
  readonly base?: string;
  readonly format: "text" | "markdown" | "json" | "sarif";
}

/** Prints what has changed between two sides. Problems go to standard error. */
export async function diff(io: Io, names: readonly string[], { base, format }: DiffOptions): Promise<ExitCode> {
  const read = await readSides(io, names, base);
  if (!read.ok) {
    printProblems(io, "text", read);
    return exitCodes.problems;
  }
  const { before, after, file, problems } = read.value;
  const found = diffAccess(before, after);
  io.stdout.write(printed(io, found, format, file));
  printProblems(io, "text", { problems: [...problems, ...unreadProblems(found)] });
  return { unchanged: exitCodes.fine, changed: exitCodes.changed, widened: exitCodes.widened }[found.verdict];
}

function printed(io: Io, found: AccessDiff, format: DiffOptions["format"], file: string | undefined): string {
  switch (format) {
    case "text":
      return diffText(found, textWidth(io.stdout), pc.createColors(hasColors(io.stdout, io.env)));
    case "markdown":
      return diffMarkdown(found);
    case "json":
      return diffJson(found);
    case "sarif":
      return diffSarif(found, file);
  }
}

function unreadProblems({ unread }: AccessDiff) {
  return unread.map((address) => {
    return warning(
      "not-compared",
      [],
      `${quote(address)} has changed and is of a kind that is not compared`,
      "review it by hand",
    );
  });
}
