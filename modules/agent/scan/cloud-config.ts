/** What a cloud-config does to the agent's configuration. https://cloudinit.readthedocs.io/en/latest/reference/modules.html */
import { gunzipSync } from "node:zlib";
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, type Scalar, visit } from "yaml";
import { decodeBase64 } from "../mime";
import { readConfigurationLines, readMentions, type ScanEvent } from "./event";
import { readScript } from "./script-writes";

const largest = 1024 * 1024;

/** The content of a file as cloud-init writes it, or undefined when it does not decode. */
function decoded(content: string, encoding: string): string | undefined {
  const form = encoding.toLowerCase().trim();
  const bytes = /b64|base64/.test(form) ? decodeBase64(content) : Buffer.from(content, "utf8");
  if (bytes === undefined || !form.startsWith("gz")) return bytes?.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: largest }).toString("utf8");
  } catch {
    return undefined;
  }
}

interface Source {
  readonly lines: LineCounter;
  readonly offset: number;
  readonly linesMatch: boolean;
}

function lineOf(node: unknown, source: Source): number {
  const start = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
  if (start === undefined || !source.linesMatch) return source.offset;
  const first = source.lines.linePos(start).line - 1 + source.offset;
  // The text of a block scalar begins in the line after its `|` or `>`.
  return isScalar(node) && (node as Scalar).type?.startsWith("BLOCK") ? first + 1 : first;
}

function readFile(entry: unknown, source: Source): readonly ScanEvent[] {
  if (!isMap(entry)) return [];
  const content = entry.get("content", true);
  const path = String(entry.get("path") ?? "");
  const line = lineOf(content ?? entry, source);
  const target = /(^|\/)ecs\.config$/.test(path);
  const events: ScanEvent[] = [];
  if (target && ![true, "true", "yes"].includes(entry.get("append") as boolean | string)) {
    events.push({ kind: "overwrite", how: "`write_files` without `append: true` replaces it", line });
  }
  if (target && entry.has("source")) {
    const help = "write the lines into `content`";
    events.push({ kind: "invalid", why: "the agent configuration is fetched when the instance starts", help, line });
  }
  const text = decoded(isScalar(content) ? String(content.value ?? "") : "", String(entry.get("encoding") ?? ""));
  if (text === undefined) {
    const why = "the content of a file is not encoded as its `encoding` says";
    return [...events, { kind: "invalid", why, help: "check `encoding`", line }];
  }
  const matches = source.linesMatch && !entry.has("encoding") && isScalar(content) && content.type === "BLOCK_LITERAL";
  const read = text.startsWith("#!") ? readScript(text, line, matches) : readConfigurationLines(text, line, matches);
  return [...events, ...read];
}

function readCommands(list: unknown, source: Source): readonly ScanEvent[] {
  if (!isSeq(list)) return [];
  return list.items.flatMap((item): readonly ScanEvent[] => {
    const line = lineOf(item, source);
    if (isScalar(item)) return readScript(String(item.value ?? ""), line, item.type === "BLOCK_LITERAL" && source.linesMatch);
    if (!isSeq(item)) return [];
    const words = item.items.map((word) => (isScalar(word) ? String(word.value ?? "") : ""));
    return readScript(words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" "), line, false);
  });
}

/** The values of all other keys, in which nothing about the agent is expected. */
function readRest(value: unknown, source: Source): readonly ScanEvent[] {
  const events: ScanEvent[] = [];
  if (!isMap(value) && !isSeq(value) && !isScalar(value)) return events;
  visit(value, {
    Scalar: (_, node) => {
      if (typeof node.value === "string") events.push(...readMentions(node.value, lineOf(node, source), false));
    },
  });
  return events;
}

/** The YAML document, or undefined when it is nested deeper than the parser's stack. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { lineCounter, logLevel: "silent" });
  } catch (failure) {
    if (failure instanceof RangeError) return undefined;
    throw failure;
  }
}

/** The events of a cloud-config; text that is not YAML is one `invalid` event. `offset` is the line in which the text begins. */
export function readCloudConfig(text: string, offset: number, linesMatch = true): readonly ScanEvent[] {
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (document === undefined)
    return [{ kind: "invalid", why: "the cloud-config is nested too deep", help: "flatten it", line: offset }];
  const source: Source = { lines, offset, linesMatch };
  const [failure] = document.errors;
  if (failure !== undefined) {
    const line = linesMatch ? lines.linePos(failure.pos[0]).line - 1 + offset : offset;
    const why = `the cloud-config is not YAML: ${(failure.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "")}`;
    return [{ kind: "invalid", why, help: "mend the YAML", line }];
  }
  const root = document.contents;
  if (!isMap(root)) return [];
  return root.items.flatMap(({ key, value }): readonly ScanEvent[] => {
    const name = isScalar(key) ? String(key.value) : "";
    if (name === "write_files") return isSeq(value) ? value.items.flatMap((entry) => readFile(entry, source)) : [];
    if (name === "runcmd" || name === "bootcmd") return readCommands(value, source);
    if (name === "cloud_final_modules" && !/scripts[-_]user/.test(JSON.stringify(value))) {
      return [
        { kind: "overwrite", how: "`cloud_final_modules` without `scripts_user` runs no script", line: lineOf(key, source) },
      ];
    }
    return readRest(value, source);
  });
}
