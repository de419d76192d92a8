/** A machine image of the user's own: its whole user data is the user's, and is held to configure the agent as the platform needs it. */
import { error, type Report } from "../../problem";
import type { UserDataRequest } from "../configuration";
import { firstLineProblem, readUserData } from "../scan/read";
import { judgeEvents } from "../scan/verdict";
import { kindOf, type UserDataKind } from "../user-data-kind";
import { readSettings } from "./bottlerocket";
import type { SystemDefinition, UserDataScan } from "./system-definition";

/** cloud-init runs what begins with its first character, and no script with the line ends of Windows. */
function checkForm(kind: UserDataKind, { text, path }: UserDataScan, report: Report): boolean {
  if (text.includes("\r") && kind !== "powershell") {
    const line = text.slice(0, text.indexOf("\r")).split("\n").length;
    const problem = error("user-data-invalid", path, "the text has Windows line ends", "end its lines with a line feed alone");
    report({ ...problem, lineInValue: line });
    return false;
  }
  if (!["shell", "script", "boothook"].includes(kind) || !/^\s/.test(text)) return true;
  const message = "a script that does not begin with its first character is not run";
  report(firstLineProblem(path, message, "remove the white space, or the byte order mark, in front"));
  return false;
}

/** In whatever language the image reads: the text is all that configures the agent. */
function scan(given: UserDataScan, report: Report): void {
  const { text, configuration, path } = given;
  const kind = kindOf(text);
  if (!checkForm(kind, given, report)) return;
  const language = kind === "toml" || kind === "powershell" ? kind : "variables";
  const events =
    kind === "toml" ? readSettings(given, report) : readUserData(kind, text.replaceAll("\r\n", "\n"), { ownScript: undefined });
  judgeEvents(events, { configuration, complete: true, language, path }, report);
}

/** The user's text, byte for byte. Reports `missing-key` when there is none. */
function render({ extra = "", paths }: UserDataRequest, report: Report): string | undefined {
  if (extra.trim() !== "") return extra;
  const help = "write the user data that configures the agent of your machine image";
  report(error("missing-key", paths.extra, "`custom` needs user data of its own", help));
  return undefined;
}

const own = "its whole configuration comes from `userData`";

/** The user's own machine image. */
export const custom: SystemDefinition = {
  render,
  scan,
  extraIsCheckedBy: "scan",
  imageParameter: "none",
  devices: { root: "/dev/xvda", data: undefined },
  hasVariants: false,
  hasSetting: () => true,
  lacks: { instanceTags: own, propagateInstanceTags: own, attributes: own, loggingDrivers: own, agent: own },
};
