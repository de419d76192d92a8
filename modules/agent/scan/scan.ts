/** Finds every way in which user data would take task roles, or a protection of them, away again. */
import { error, type Path, quote, type Report } from "../../problem";
import { agentScriptName } from "../al2023";
import { checkBottlerocketSettings } from "../bottlerocket";
import type { AgentConfiguration, OperatingSystem } from "../configuration";
import { readMime } from "../mime";
import { isTable, readToml } from "../toml";
import { kindOf, kindOfPart, type UserDataKind } from "../user-data-kind";
import { readAgentJson } from "./agent-json";
import { readCloudConfig } from "./cloud-config";
import { readMentions, type ScanEvent } from "./event";
import { readPowershell } from "./powershell";
import { readScript } from "./script-writes";
import { judgeEvents } from "./verdict";

/** A text to scan: the operating system it is for, what the platform wants of the agent, and the text's place in the platform file. */
export interface Scan {
  readonly os: OperatingSystem;
  readonly text: string;
  readonly configuration: AgentConfiguration;
  readonly path: Path;
}

function invalid(why: string, help: string, line: number): readonly ScanEvent[] {
  return [{ kind: "invalid", why, help, line }];
}

function readParts(text: string, complete: boolean): readonly ScanEvent[] {
  const read = readMime(text);
  if (!read.ok) return invalid(read.why, "write a MIME multipart as cloud-init reads it", read.line);
  // cloud-init takes the text for MIME only when it finds this header near the beginning; merged texts get it.
  const header = /mime-version:/i.test(text.slice(0, 4096)) || !complete;
  const missing = header ? [] : invalid("a MIME text without `MIME-Version`", "add the header `MIME-Version: 1.0`", 1);
  const parts = read.parts.flatMap((part): readonly ScanEvent[] => {
    const kind = kindOfPart(part.contentType, part.body);
    if (!complete && part.filename !== undefined && part.filename >= agentScriptName) {
      const how = `the part ${quote(part.filename)} would run after the platform's own, by its name`;
      return [{ kind: "overwrite", how, line: part.line }];
    }
    // Rewriting an own `multipart` inside a part is something that cloud-init does not do either.
    return kind === "mime" ? [] : readText(kind, part.body, part.line, part.linesMatch, complete);
  });
  return [...missing, ...parts];
}

function readText(kind: UserDataKind, text: string, line: number, linesMatch: boolean, complete: boolean): readonly ScanEvent[] {
  switch (kind) {
    case "mime":
      return readParts(text, complete);
    case "shell":
    case "boothook":
      return readScript(text, line, linesMatch);
    case "cloud-config":
      return readCloudConfig(text, line, linesMatch);
    case "remote": {
      const help = "write scripts or cloud-config, which can be checked";
      return invalid("the text is fetched or computed when the instance starts, so that nobody can check it", help, line);
    }
    case "json":
      return readAgentJson(text);
    case "powershell":
      return readPowershell(text);
    default:
      return readMentions(text, line, linesMatch);
  }
}

/** Bottlerocket's settings as the variables that they stand for. */
function readSettings(scan: Scan, report: Report): readonly ScanEvent[] {
  const read = readToml(scan.text);
  if (!read.ok) return invalid(`the text is not TOML: ${read.why}`, "user data of Bottlerocket is TOML", read.line);
  checkBottlerocketSettings(read.table, scan.text, scan.path, report);
  const settings = read.table.settings;
  const ecs = isTable(settings) ? settings.ecs : undefined;
  if (!isTable(ecs)) return [];
  const lines = scan.text.split("\n");
  const names = { cluster: "ECS_CLUSTER", "awsvpc-block-imds": "ECS_AWSVPC_BLOCK_IMDS" };
  return Object.entries(names).flatMap(([key, name]): readonly ScanEvent[] => {
    const value = ecs[key];
    const line = lines.findIndex((text) => !text.trimStart().startsWith("#") && text.includes(key)) + 1;
    return value === undefined ? [] : [{ kind: "set", name, value: String(value), line: Math.max(line, 1) }];
  });
}

/** Control characters other than line ends, tab and form feed; line ends of old systems; halves of a character. */
const unwanted = /(?![\t\n\r\f])\p{Cc}|\r(?!\n)|\p{Cs}/u;

/** Characters that no shell, parser or Terraform file carries through. */
function checkCharacters(scan: Scan, report: Report): boolean {
  const index = scan.text.search(unwanted);
  if (index < 0) return true;
  const line = scan.text.slice(0, index).split("\n").length;
  const message = `the text has the control character ${quote(scan.text[index] ?? "")}`;
  report({ ...error("user-data-invalid", scan.path, message, "remove it"), lineInValue: line });
  return false;
}

/** What the operating system leaves unread. Windows takes text without a mark for PowerShell. */
const foreignKinds: Readonly<Partial<Record<OperatingSystem, readonly UserDataKind[]>>> = {
  al2023: ["powershell", "json", "toml", "unknown"],
  windows: ["mime", "shell", "script", "boothook", "cloud-config", "remote", "json"],
};

function checkKind(kind: UserDataKind, scan: Scan, report: Report): boolean {
  const { os, text, path } = scan;
  if (os === "custom" && text.includes("\r") && kind !== "powershell") {
    const line = text.slice(0, text.indexOf("\r")).split("\n").length;
    const problem = error("user-data-invalid", path, "the text has Windows line ends", "end its lines with a line feed alone");
    report({ ...problem, lineInValue: line });
    return false;
  }
  if (os === "custom" && ["shell", "script", "boothook"].includes(kind) && /^\s/.test(text)) {
    const message = "a script that does not begin with its first character is not run";
    report({
      ...error("user-data-invalid", path, message, "remove the white space, or the byte order mark, in front"),
      lineInValue: 1,
    });
    return false;
  }
  const foreign = foreignKinds[os]?.includes(kind) ?? false;
  if (foreign) {
    const message = `${quote(os)} does not run user data of the kind ${quote(kind)}`;
    const help =
      os === "windows" ? "write PowerShell" : "begin with `#!/bin/bash`, `#cloud-config` or the headers of a MIME multipart";
    report({ ...error("user-data-invalid", path, message, help), lineInValue: 1 });
  }
  return !foreign;
}

/**
 * Reads the user's own user data, in whatever form the operating system takes it, and reports every line that would set the task-role flag
 * (or a protection that the configuration wants) to false or in a way the agent reads as not set, overwrite its file, or name another
 * cluster. Problems carry `lineInValue`. Codes: `agent-flag-off`, `agent-flag-quoted`, `agent-flag-overwritten`, `agent-cluster`,
 * `user-data-invalid`, `unknown-key`. What a script does by computation cannot be seen.
 */
export function scanUserData(scan: Scan, report: Report): void {
  const kind = scan.os === "bottlerocket" ? "toml" : kindOf(scan.text);
  if (!checkCharacters(scan, report) || !checkKind(kind, scan, report)) return;
  const { os, configuration, path } = scan;
  const complete = os === "custom";
  if (kind === "toml" && os !== "windows" && os !== "al2023") {
    judgeEvents(readSettings(scan, report), { configuration, complete, system: "toml", path }, report);
    return;
  }
  const powershell = os === "windows" || kind === "powershell";
  const text = scan.text.replaceAll("\r\n", "\n");
  const events = readText(powershell ? "powershell" : kind, text, 1, true, complete);
  judgeEvents(events, { configuration, complete, system: powershell ? "powershell" : "variables", path }, report);
}
