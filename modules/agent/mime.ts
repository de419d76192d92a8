/** MIME multipart user data, as cloud-init reads it with Python's email package. */
import { gunzipSync } from "node:zlib";

/** One leaf of a multipart text. `line` is the line, from 1, in which the body begins; `body` is decoded. */
export interface MimePart {
  readonly contentType: string;
  readonly filename?: string;
  /** Further headers that cloud-init acts on, such as `X-Merge-Type`. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly line: number;
  /** Whether the lines of `body` are lines of the text. */
  readonly linesMatch: boolean;
}

/** The leaves in order, or what is wrong and in which line. */
export type ReadMime =
  | { readonly ok: true; readonly parts: readonly MimePart[] }
  | { readonly ok: false; readonly why: string; readonly line: number };

interface Entity {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: readonly string[];
  readonly line: number;
}

const deepest = 8;

function readEntity(lines: readonly string[], line: number): Entity {
  const headers = new Map<string, string>();
  let last = "";
  let index = 0;
  for (; index < lines.length; index++) {
    const text = lines[index] ?? "";
    const header = /^([!-9;-~]+):(.*)$/.exec(text);
    if (/^[ \t]/.test(text) && last !== "") headers.set(last, `${headers.get(last) ?? ""} ${text.trim()}`);
    else if (header === null) break;
    else {
      last = (header[1] ?? "").toLowerCase();
      headers.set(last, (header[2] ?? "").trim());
    }
  }
  if ((lines[index] ?? "").trim() === "") index += 1;
  return { headers, body: lines.slice(index), line: line + index };
}

function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, "i").exec(header);
  return found?.[1] ?? found?.[2];
}

/** Splits at the delimiter lines; what comes before the first and after the closing one is no part. */
function split(body: readonly string[], boundary: string): readonly { lines: readonly string[]; from: number }[] {
  const parts: { lines: string[]; from: number }[] = [];
  for (const [index, text] of body.entries()) {
    const mark = text.trimEnd();
    if (mark === `--${boundary}--`) break;
    if (mark === `--${boundary}`) parts.push({ lines: [], from: index + 1 });
    else parts.at(-1)?.lines.push(text);
  }
  return parts;
}

/** Decodes base64 whatever its line breaks; undefined when it is something else. */
export function decodeBase64(text: string): Buffer | undefined {
  const bare = text.replace(/\s+/g, "");
  return /^[A-Za-z0-9+/]*={0,2}$/.test(bare) ? Buffer.from(bare, "base64") : undefined;
}

function decodeQuotedPrintable(text: string): string {
  const joined = text.replace(/=\r?\n/g, "");
  const bytes = joined.replace(/[^ -~\n\t]+/g, (other) => Buffer.from(other, "utf8").toString("latin1"));
  return Buffer.from(
    bytes.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
}

/** Content types that cloud-init decompresses before it looks at a part. */
const compressed: readonly string[] = [
  ...["gzip", "gzip-compressed", "gzipped", "x-compress", "x-compressed", "x-gunzip", "x-gzip", "x-gzip-compressed"].map(
    (name) => `application/${name}`,
  ),
];

const largest = 1024 * 1024;

/** A compressed part becomes plain text, whose beginning says what it is. */
function readCompressed(raw: string, encoding: string, base: Omit<MimePart, "body" | "linesMatch">): ReadMime {
  const bytes = encoding === "base64" ? decodeBase64(raw) : undefined;
  try {
    const body = gunzipSync(bytes ?? Buffer.alloc(0), { maxOutputLength: largest }).toString("utf8");
    return { ok: true, parts: [{ ...base, contentType: "text/plain", headers: [], body, linesMatch: false }] };
  } catch {
    return { ok: false, why: "a part is not the gzip in base64 that it says to be", line: base.line };
  }
}

function readLeaf(entity: Entity, contentType: string): ReadMime {
  const encoding = (entity.headers.get("content-transfer-encoding") ?? "7bit").toLowerCase();
  const raw = entity.body.join("\n");
  const disposition = entity.headers.get("content-disposition") ?? "";
  const typed = entity.headers.get("content-type") ?? "";
  if (/;\s*(file)?name\*/i.test(disposition + typed)) {
    return { ok: false, why: "a part has a file name in pieces or in another encoding", line: entity.line };
  }
  // Python looks for the name in both headers.
  const filename = parameter(disposition, "filename") ?? parameter(typed, "name");
  const base = {
    contentType,
    ...(filename === undefined ? {} : { filename }),
    headers: [...entity.headers].filter(([name]) => name.startsWith("x-") || ["merge-type", "launch-index"].includes(name)),
    line: entity.line,
  };
  if (compressed.includes(contentType)) return readCompressed(raw, encoding, base);
  if (encoding === "base64") {
    const body = decodeBase64(raw)?.toString("utf8");
    if (body === undefined) return { ok: false, why: "a part is not the base64 that it says to be", line: entity.line };
    return { ok: true, parts: [{ ...base, body, linesMatch: false }] };
  }
  if (encoding === "quoted-printable") {
    return { ok: true, parts: [{ ...base, body: decodeQuotedPrintable(raw), linesMatch: false }] };
  }
  if (!["7bit", "8bit", "binary"].includes(encoding)) {
    return { ok: false, why: `a part has the unknown transfer encoding ${encoding}`, line: entity.line };
  }
  return { ok: true, parts: [{ ...base, body: raw, linesMatch: true }] };
}

function readParts(lines: readonly string[], line: number, depth: number): ReadMime {
  const entity = readEntity(lines, line);
  const header = entity.headers.get("content-type") ?? "text/plain";
  const contentType = (header.split(";")[0] ?? "").trim().toLowerCase();
  if (!contentType.startsWith("multipart/")) return readLeaf(entity, contentType);
  const boundary = parameter(header, "boundary");
  if (boundary === undefined || boundary === "") return { ok: false, why: "a multipart without `boundary`", line };
  if (depth === deepest) return { ok: false, why: `multiparts are nested more than ${deepest} deep`, line };
  const parts: MimePart[] = [];
  for (const part of split(entity.body, boundary)) {
    const read = readParts(part.lines, entity.line + part.from, depth + 1);
    if (!read.ok) return read;
    parts.push(...read.parts);
  }
  return parts.length > 0 ? { ok: true, parts } : { ok: false, why: "a multipart without parts", line };
}

/** Reads a MIME text into its leaves, nested multiparts flattened as cloud-init does. */
export function readMime(text: string): ReadMime {
  return readParts(text.split(/\r?\n/), 1, 0);
}

function writePart(part: Pick<MimePart, "contentType" | "filename" | "headers" | "body">): string {
  const ascii = /^[\n\t -~]*$/.test(part.body);
  const lines = [
    `Content-Type: ${part.contentType}; charset="utf-8"`,
    "MIME-Version: 1.0",
    // cloud-init decodes raw text as Latin-1 and worse, so that anything but ASCII travels in base64.
    ...(ascii ? [] : ["Content-Transfer-Encoding: base64"]),
    ...(part.filename === undefined ? [] : [`Content-Disposition: attachment; filename="${part.filename}"`]),
    ...part.headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const encoded = Buffer.from(part.body, "utf8").toString("base64").replace(/.{76}/g, "$&\n").trimEnd();
  return `${lines.join("\n")}\n\n${ascii ? part.body : encoded}\n`;
}

/** Writes parts as one multipart text; the boundary is derived from the parts and is in none of them. */
export function writeMime(parts: readonly Pick<MimePart, "contentType" | "filename" | "headers" | "body">[]): string {
  const written = parts.map(writePart);
  let boundary = "==rolewright==";
  for (let count = 2; written.some((part) => part.includes(boundary)); count++) boundary = `==rolewright-${count}==`;
  const head = `Content-Type: multipart/mixed; boundary="${boundary}"\nMIME-Version: 1.0\n`;
  return `${head}\n${written.map((part) => `--${boundary}\n${part}`).join("")}--${boundary}--\n`;
}
