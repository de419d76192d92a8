/** Reads user data in every language that an instance takes, for what it does to the agent's configuration. */
import { error, type Path, type Problem, quote } from "../../problem";
import { readMime } from "../mime";
import type { UserDataKind } from "../user-data-kind";
import { readAgentJson } from "./agent-json";
import { readInOrder } from "./cloud-init/order";
import { open, type Part, partOf } from "./cloud-init/parts";
import { readMentions, type ScanEvent } from "./event";
import { readPowershell } from "./powershell";
import { newScripts } from "./script-writes";

/** How a text is read. `ownScript` names the part that the platform adds, after which nothing may run; without it the text is complete. */
interface Reading {
  readonly ownScript: string | undefined;
}

function invalid(why: string, help: string, line: number): readonly ScanEvent[] {
  return [{ kind: "invalid", why, help, line }];
}

/** What cloud-init leaves alone configures nothing. */
function left(events: readonly ScanEvent[]): readonly ScanEvent[] {
  return events.map((event) => (event.kind === "set" ? { ...event, sure: false } : event));
}

function readMultipart(text: string, { ownScript }: Reading): readonly ScanEvent[] {
  const read = readMime(text);
  if (!read.ok) return invalid(read.why, "write a MIME multipart as cloud-init reads it", read.line);
  // cloud-init takes the text for MIME only when it finds this header near the beginning; merged texts get it.
  const header = /mime-version:/i.test(text.slice(0, 4096)) || ownScript !== undefined;
  const missing = header ? [] : invalid("a MIME text without `MIME-Version`", "add the header `MIME-Version: 1.0`", 1);
  const opened = read.parts.map((part) => open(partOf(part)));
  const parts = opened.flatMap((one) => one.parts);
  const foreign = parts.filter(({ kind }) => !acted.includes(kind)).flatMap(readUnhandled);
  return [...missing, ...opened.flatMap(({ events }) => events), ...readInOrder(parts, newScripts(), ownScript), ...foreign];
}

/** Kinds that cloud-init acts on, once archives and templates are opened. */
const acted: readonly UserDataKind[] = ["shell", "script", "boothook", "cloud-config"];

function readUnhandled({ kind, contentType, body, line, linesMatch }: Part): readonly ScanEvent[] {
  if (kind === "unhandled") {
    const help = "write `text/x-shellscript`, `text/cloud-config` or `text/cloud-boothook`";
    return invalid(`cloud-init does nothing with parts of the type ${quote(contentType)}`, help, line);
  }
  // A multipart inside a part is something that cloud-init does not read either.
  return kind === "mime" ? [] : left(atLine(readText(kind, body), line, linesMatch));
}

/** Events of a body that begins in some line of the text. */
function atLine(events: readonly ScanEvent[], line: number, linesMatch: boolean): readonly ScanEvent[] {
  return events.map((event) => ({ ...event, line: linesMatch ? line + event.line - 1 : line }));
}

/** Text that is not for cloud-init. */
function readText(kind: UserDataKind, text: string): readonly ScanEvent[] {
  if (kind === "json") return readAgentJson(text);
  return kind === "powershell" ? readPowershell(text) : readMentions(text, 1);
}

/** What a text of some kind does to the agent's configuration; line ends are line feeds. */
export function readUserData(kind: UserDataKind, text: string, reading: Reading): readonly ScanEvent[] {
  if (kind === "mime") return readMultipart(text, reading);
  const { parts, events } = open({ kind, body: text, line: 1, linesMatch: true, contentType: "text/plain", headers: [] });
  const [part] = parts;
  if (part !== undefined && !acted.includes(part.kind)) return [...events, ...readText(part.kind, part.body)];
  return [...events, ...readInOrder(parts, newScripts(), reading.ownScript)];
}

/** `user-data-invalid` for the text as a whole, at its first line. */
export function firstLineProblem(path: Path, message: string, help: string): Problem {
  return { ...error("user-data-invalid", path, message, help), lineInValue: 1 };
}
