/** Reads user data in every language that an instance takes, for what it does to the agent's configuration. */
import { error, type Path, type Problem, quote } from "../../problem";
import { type MimePart, readMime } from "../mime";
import { kindOfPart, type UserDataKind } from "../user-data-kind";
import { readAgentJson } from "./agent-json";
import { readCloudConfig } from "./cloud-config";
import { readMentions, type ScanEvent } from "./event";
import { readPowershell } from "./powershell";
import { newScripts, type Scripts } from "./script-writes";

/** How a text is read. `ownScript` names the part that the platform adds, after which nothing may run; without it the text is complete. */
interface Reading {
  readonly ownScript: string | undefined;
}

function invalid(why: string, help: string, line: number): readonly ScanEvent[] {
  return [{ kind: "invalid", why, help, line }];
}

function readParts(text: string, { ownScript }: Reading): readonly ScanEvent[] {
  const read = readMime(text);
  if (!read.ok) return invalid(read.why, "write a MIME multipart as cloud-init reads it", read.line);
  // cloud-init takes the text for MIME only when it finds this header near the beginning; merged texts get it.
  const header = /mime-version:/i.test(text.slice(0, 4096)) || ownScript !== undefined;
  const missing = header ? [] : invalid("a MIME text without `MIME-Version`", "add the header `MIME-Version: 1.0`", 1);
  const scripts = newScripts();
  const parts = read.parts.flatMap((part): readonly ScanEvent[] => {
    const kind = kindOfPart(part.contentType, part.body);
    if (ownScript !== undefined && part.filename !== undefined && part.filename >= ownScript) {
      const how = `the part ${quote(part.filename)} would run after the platform's own, by its name`;
      return [{ kind: "overwrite", how, line: part.line }];
    }
    // Rewriting an own `multipart` inside a part is something that cloud-init does not do either.
    return kind === "mime" ? [] : readPart(kind, part, scripts);
  });
  return [...missing, ...parts];
}

/** Events of a body that begins in some line of the text. */
function atLine(events: readonly ScanEvent[], line: number, linesMatch: boolean): readonly ScanEvent[] {
  return events.map((event) => ({ ...event, line: linesMatch ? line + event.line - 1 : line }));
}

function readPart(
  kind: UserDataKind,
  { body, line, linesMatch }: Pick<MimePart, "body" | "line" | "linesMatch">,
  scripts: Scripts,
): readonly ScanEvent[] {
  switch (kind) {
    case "shell":
    case "boothook":
      return scripts.script(body, line, linesMatch);
    case "cloud-config":
      return readCloudConfig(body, line, linesMatch, scripts);
    case "remote": {
      const help = "write scripts or cloud-config, which can be checked";
      return invalid("the text is fetched or computed when the instance starts, so that nobody can check it", help, line);
    }
    case "json":
      return atLine(readAgentJson(body), line, linesMatch);
    case "powershell":
      return atLine(readPowershell(body), line, linesMatch);
    case "script": {
      const why = "a script in a language of which the scan sees the names of variables only";
      return [{ kind: "unchecked", why, line }, ...readMentions(body, line, linesMatch)];
    }
    default:
      return readMentions(body, line, linesMatch);
  }
}

/** What a text of some kind does to the agent's configuration; line ends are line feeds. */
export function readUserData(kind: UserDataKind, text: string, reading: Reading): readonly ScanEvent[] {
  return kind === "mime" ? readParts(text, reading) : readPart(kind, { body: text, line: 1, linesMatch: true }, newScripts());
}

/** `user-data-invalid` for the text as a whole, at its first line. */
export function firstLineProblem(path: Path, message: string, help: string): Problem {
  return { ...error("user-data-invalid", path, message, help), lineInValue: 1 };
}
