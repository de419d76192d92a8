/** A comparison of access as annotations of a GitHub Actions run. */
import type { AccessDiff } from "../../review/change";
import { annotationLine } from "../report/github";
import { accessFindings } from "./findings";

const levels = { "access-widened": "error", "access-undecided": "warning", "access-narrowed": "notice" } as const;

/** An annotation for every change: decided widenings are errors, those that could not be decided warnings, everything else notices. */
export function diffGithub(diff: AccessDiff, file: string | undefined): string {
  return accessFindings(diff, file)
    .map(({ id, text, at }) => annotationLine({ level: levels[id], title: id, text, at }))
    .join("");
}
