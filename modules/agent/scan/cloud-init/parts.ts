/** The parts of user data as cloud-init takes them apart: archives opened, templates without what makes them ones. */
import type { MimePart } from "../../mime";
import { kindOf, kindOfPart, type UserDataKind } from "../../user-data-kind";
import type { ScanEvent } from "../event";
import { itemsOf, readYaml, textOf } from "./tree";

/** A part that cloud-init acts on. */
export interface Part {
  readonly kind: UserDataKind;
  readonly body: string;
  readonly line: number;
  readonly linesMatch: boolean;
  readonly contentType: string;
  readonly filename?: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Parts, and what is said of those that cannot be read. */
interface Opened {
  readonly parts: readonly Part[];
  readonly events: readonly ScanEvent[];
}

/** A part of MIME. */
export function partOf(part: MimePart): Part {
  return { ...part, kind: kindOfPart(part.contentType, part.body) };
}

const lineAt = ({ line, linesMatch }: Part, index: number): number => (linesMatch ? line + index : line);

const unchecked = (why: string, line: number): ScanEvent => ({ kind: "unchecked", why, line });

/** Parts that nobody can read before the instance starts. */
const closed: Readonly<Partial<Record<UserDataKind, string>>> = {
  include: "the text is fetched when the instance starts, so that nobody can check it",
  handler: "the part is code that takes other parts over, so that nobody can check them",
  patch: "the part changes the cloud-config in a way that the scan does not follow",
};

/** A template is read as it stands, and what Jinja puts in is not seen. */
function openTemplate(part: Part): Opened {
  const [, ...lines] = part.body.split("\n");
  const body = lines.join("\n");
  const at = lines.findIndex((line) => /\{\{|\{%|\{#/.test(line));
  const events = at < 0 ? [] : [unchecked("a template is filled in when the instance starts", lineAt(part, at + 1))];
  const inner: Part = { ...part, kind: kindOf(body), contentType: "text/plain", body, line: lineAt(part, 1) };
  const deeper = inner.kind === "shell" || inner.kind === "script" || inner.kind === "boothook" || inner.kind === "cloud-config";
  // Of a template cloud-init runs these kinds alone.
  return { parts: deeper ? [inner] : [], events };
}

/** The entries of an archive: texts, or mappings with `type`, `content` and `filename`. */
function openArchive(part: Part): Opened {
  const read = readYaml(part, "archive");
  if ("failure" in read) return { parts: [], events: [read.failure] };
  const parts = itemsOf(read.tree).map((item): Part => {
    const fields = item.kind === "table" ? item.entries : new Map([["content", item]]);
    const content = fields.get("content");
    const body = textOf(content);
    const named = textOf(fields.get("type"));
    const begun = kindOf(body);
    const kind = named !== "" ? kindOfPart(named, body) : begun === "unknown" ? "cloud-config" : begun;
    const filename = textOf(fields.get("filename"));
    const place = { line: (content ?? item).line, linesMatch: content?.kind === "leaf" && content.literal };
    const headers = [...fields].map(([name, value]) => [name.toLowerCase(), textOf(value)] as const);
    return { kind, body, ...place, contentType: named, headers, ...(filename === "" ? {} : { filename }) };
  });
  return { parts: parts.filter(({ kind }) => kind !== "archive"), events: [] };
}

/** What cloud-init makes of a part before it acts on it. */
export function open(part: Part): Opened {
  const why = closed[part.kind];
  const help = "write scripts or cloud-config, which can be checked";
  if (why !== undefined) return { parts: [], events: [{ kind: "invalid", why, help, line: part.line }] };
  switch (part.kind) {
    case "template":
      return openTemplate(part);
    case "archive": {
      const { parts, events } = openArchive(part);
      const opened = parts.map(open);
      return { parts: opened.flatMap((one) => one.parts), events: [...events, ...opened.flatMap((one) => one.events)] };
    }
    default:
      return { parts: [part], events: [] };
  }
}
