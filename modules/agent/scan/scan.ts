/** Finds every way in which user data would take task roles, or a protection of them, away again. */
import { error, quote, type Report } from "../../problem";
import type { OperatingSystem } from "../../spec/operating-system";
import type { UserDataScan } from "../os/system-definition";
import { systems } from "../os/systems";

/** Control characters other than line ends, tab and form feed; line ends of old systems; halves of a character, and no characters. */
const unwanted = /(?![\t\n\r\f])\p{Cc}|\r(?!\n)|\p{Cs}|[\uFDD0-\uFDEF]/u;

/** Characters that no shell, parser or Terraform file carries through. */
function checkCharacters(scan: UserDataScan, report: Report): boolean {
  const index = scan.text.search(unwanted);
  if (index < 0) return true;
  const line = scan.text.slice(0, index).split("\n").length;
  const message = `the text has the control character ${quote(scan.text[index] ?? "")}`;
  report({ ...error("user-data-invalid", scan.path, message, "remove it"), lineInValue: line });
  return false;
}

/**
 * Reads the user's own user data, in whatever form the operating system takes it, and reports every line that would set the task-role flag
 * (or a protection that the configuration wants) to false or in a way the agent reads as not set, overwrite its file, or name another
 * cluster. Problems carry `lineInValue`. Codes: `agent-flag-off`, `agent-flag-quoted`, `agent-flag-overwritten`, `agent-cluster`,
 * `user-data-invalid`, `unknown-key`, `agent-setting-closed`, and `user-data-unchecked` for what cannot be seen: a warning, and an error where
 * the text is all that configures the agent.
 */
export function scanUserData(os: OperatingSystem, scan: UserDataScan, report: Report): void {
  if (checkCharacters(scan, report)) systems[os].scan(scan, report);
}
