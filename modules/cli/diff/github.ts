/** A comparison of access as annotations of a GitHub Actions run. */
import type { Problem } from "../../problem";
import type { AccessDiff } from "../../review/change";
import { annotationLine, githubReport } from "../report/github";
import { type AccessFinding, accessFindings } from "./findings";

const levels = { error: "error", warning: "warning", note: "notice" } as const;

/** An annotation for every change, the gravest first, and for every problem before what is no gain: decided widenings and weaker guards are errors, what could not be decided warnings, everything else notices. */
export function diffGithub(diff: AccessDiff, file: string | undefined, problems: readonly Problem[]): string {
  const findings = accessFindings(diff, file);
  const printed = (some: readonly AccessFinding[]): string =>
    some.map(({ id, loudness, text, at }) => annotationLine({ level: levels[loudness], title: id, text, at })).join("");
  const isNote = ({ loudness }: AccessFinding): boolean => loudness === "note";
  return `${printed(findings.filter((one) => !isNote(one)))}${githubReport({ problems })}${printed(findings.filter(isNote))}`;
}
