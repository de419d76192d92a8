/** What a cloud-config does to the agent's configuration. https://cloudinit.readthedocs.io/en/latest/reference/modules.html */
import { gunzipSync } from "node:zlib";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { decodeBase64 } from "../mime";
import { readConfigurationLines, readMentions, type ScanEvent } from "./event";
import { newScripts, type Scripts } from "./script-writes";

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
  readonly document: Document.Parsed;
  readonly scripts: Scripts;
}

/** The node that an alias stands for. */
function resolved(node: unknown, { document }: Pick<Source, "document">): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

/** The value of a key, also one that comes in by `<<`, as cloud-init's YAML 1.1 reads it. */
function fieldOf(map: YAMLMap, key: string, source: Pick<Source, "document">, depth = 0): unknown {
  if (map.has(key)) return resolved(map.get(key, true), source);
  const merged = depth < 8 ? resolved(map.get("<<", true), source) : undefined;
  const maps = isSeq(merged) ? merged.items.map((item) => resolved(item, source)) : [merged];
  for (const one of maps) {
    const value = isMap(one) ? fieldOf(one, key, source, depth + 1) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

const textOf = (node: unknown): string => (isScalar(node) ? String(node.value ?? "") : "");

function lineOf(node: unknown, source: Source): number {
  const start = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
  if (start === undefined || !source.linesMatch) return source.offset;
  const first = source.lines.linePos(start).line - 1 + source.offset;
  // The text of a block scalar begins in the line after its `|` or `>`.
  return isScalar(node) && (node as Scalar).type?.startsWith("BLOCK") ? first + 1 : first;
}

function readFile(item: unknown, source: Source): readonly ScanEvent[] {
  const entry = resolved(item, source);
  if (!isMap(entry)) return [];
  const content = fieldOf(entry, "content", source);
  const encoding = textOf(fieldOf(entry, "encoding", source));
  const path = textOf(fieldOf(entry, "path", source));
  const line = lineOf(content ?? entry, source);
  const target = /(^|\/)ecs\.config$/.test(path);
  const events: ScanEvent[] = [];
  if (target && !["true", "yes", "on"].includes(textOf(fieldOf(entry, "append", source)).toLowerCase())) {
    events.push({ kind: "overwrite", how: "`write_files` without `append: true` replaces it", line });
  }
  if (target && fieldOf(entry, "source", source) !== undefined) {
    const help = "write the lines into `content`";
    events.push({ kind: "invalid", why: "the agent configuration is fetched when the instance starts", help, line });
  }
  const text = decoded(textOf(content), encoding);
  if (text === undefined) {
    const why = "the content of a file is not encoded as its `encoding` says";
    return [...events, { kind: "invalid", why, help: "check `encoding`", line }];
  }
  const linesMatch = source.linesMatch && encoding === "" && isScalar(content) && content.type === "BLOCK_LITERAL";
  if (target || path === "") return [...events, ...readConfigurationLines(text, line, linesMatch)];
  return [...events, ...source.scripts.file({ path, text, line, linesMatch })];
}

/** The commands are lines of one script. */
function readCommands(node: unknown, source: Source): readonly ScanEvent[] {
  const list = resolved(node, source);
  if (!isSeq(list)) return [];
  return list.items.flatMap((given): readonly ScanEvent[] => {
    const item = resolved(given, source);
    const line = lineOf(item, source);
    if (isScalar(item)) return source.scripts.script(textOf(item), line, item.type === "BLOCK_LITERAL" && source.linesMatch);
    if (!isSeq(item)) return [];
    const words = item.items.map((word) => textOf(resolved(word, source)));
    return source.scripts.script(words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" "), line, false);
  });
}

/** The values of all other keys, in which nothing about the agent is expected. */
function readRest(value: unknown, source: Source): readonly ScanEvent[] {
  const events: ScanEvent[] = [];
  if (!isMap(value) && !isSeq(value) && !isScalar(value)) return events;
  visit(value, {
    Alias: (_, node) => {
      const target = resolved(node, source);
      if (isScalar(target) && typeof target.value === "string") {
        events.push(...readMentions(target.value, lineOf(target, source), false));
      }
    },
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
export function readCloudConfig(
  text: string,
  offset: number,
  linesMatch = true,
  scripts: Scripts = newScripts(),
): readonly ScanEvent[] {
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (document === undefined)
    return [{ kind: "invalid", why: "the cloud-config is nested too deep", help: "flatten it", line: offset }];
  const source: Source = { lines, offset, linesMatch, document, scripts };
  const [failure] = document.errors;
  if (failure !== undefined) {
    const line = linesMatch ? lines.linePos(failure.pos[0]).line - 1 + offset : offset;
    const why = `the cloud-config is not YAML: ${(failure.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "")}`;
    return [{ kind: "invalid", why, help: "mend the YAML", line }];
  }
  const root = document.contents;
  if (!isMap(root)) return [];
  const merge = root.has("<<") ? mergedAtTop(root, source) : [];
  return [...merge, ...root.items.flatMap((pair) => readKey(pair, source))];
}

/** Keys that `<<` brings in at the top. */
function mergedAtTop(root: YAMLMap, source: Source): readonly ScanEvent[] {
  return ["write_files", "bootcmd", "runcmd"].flatMap((name): readonly ScanEvent[] => {
    const value = root.has(name) ? undefined : fieldOf(root, name, source);
    if (value === undefined) return [];
    if (name !== "write_files") return readCommands(value, source);
    return isSeq(value) ? value.items.flatMap((entry) => readFile(entry, source)) : [];
  });
}

function readKey({ key, value: given }: { key: unknown; value: unknown }, source: Source): readonly ScanEvent[] {
  const value = resolved(given, source);
  const name = isScalar(key) ? String(key.value) : "";
  if (name === "write_files") return isSeq(value) ? value.items.flatMap((entry) => readFile(entry, source)) : [];
  if (name === "runcmd" || name === "bootcmd") return readCommands(value, source);
  if (name === "cloud_final_modules" && !/scripts[-_]user/.test(JSON.stringify(value))) {
    return [{ kind: "overwrite", how: "`cloud_final_modules` without `scripts_user` runs no script", line: lineOf(key, source) }];
  }
  return readRest(value, source);
}
