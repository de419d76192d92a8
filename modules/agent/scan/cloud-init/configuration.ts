/** What the merged cloud-config does, step by step. https://cloudinit.readthedocs.io/en/latest/reference/modules.html */
import { gunzipSync } from "node:zlib";
import { decodeBase64 } from "../../mime";
import { readConfigurationLines, readMentions, type ScanEvent } from "../event";
import type { Scripts } from "../script-writes";
import { isConfiguration } from "../shell/files";
import { newLog, newShell } from "../shell/state";
import { isTrue, itemsOf, type Table, type Tree, textOf } from "./tree";

const largest = 1024 * 1024;

/** The content of a file as cloud-init writes it, or undefined when it does not decode. An encoding that it does not know is none. */
function decoded(content: string, encoding: string): string | undefined {
  const form = /^(gz|gzip)?\+?(b64|base64)?$/.exec(encoding.toLowerCase().trim()) ?? [];
  const [, zipped, based] = form;
  const bytes = based === undefined ? Buffer.from(content, "utf8") : decodeBase64(content);
  if (bytes === undefined || zipped === undefined) return bytes?.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: largest }).toString("utf8");
  } catch {
    return undefined;
  }
}

const anywhere = newShell(newLog(), false, true);

function invalid(why: string, help: string, line: number): ScanEvent {
  return { kind: "invalid", why, help, line };
}

function writeFile(entry: Tree, scripts: Scripts): readonly ScanEvent[] {
  if (entry.kind !== "table") {
    return [invalid("an entry of `write_files` is no mapping, so that cloud-init writes no file", "mend the entry", entry.line)];
  }
  const content = entry.entries.get("content");
  const encoding = textOf(entry.entries.get("encoding"));
  const path = textOf(entry.entries.get("path"));
  const line = (content ?? entry).line;
  const target = path !== "" && isConfiguration(anywhere, path) === "yes";
  const events: ScanEvent[] = [];
  if (target && !isTrue(entry.entries.get("append"))) {
    events.push({ kind: "overwrite", how: "`write_files` without `append: true` replaces it", line });
  }
  if (target && entry.entries.has("source")) {
    const help = "write the lines into `content`";
    events.push(invalid("the agent configuration is fetched when the instance starts", help, line));
  }
  const text = decoded(textOf(content), encoding);
  if (text === undefined) {
    return [...events, invalid("the content of a file is not encoded as its `encoding` says", "check `encoding`", line)];
  }
  const linesMatch = encoding === "" && content?.kind === "leaf" && content.literal;
  if (target || path === "") return [...events, ...readConfigurationLines(text, line, linesMatch)];
  const append = isTrue(entry.entries.get("append"));
  const fetched = entry.entries.has("source");
  return [...events, ...scripts.file({ path, text, line, linesMatch, append, fetched })];
}

/** The files of one stage: those that are put off come after all other modules. */
export function writeFiles(config: Table, deferred: boolean, scripts: Scripts): readonly ScanEvent[] {
  return itemsOf(config.entries.get("write_files")).flatMap((entry) => {
    const later = entry.kind === "table" && isTrue(entry.entries.get("defer"));
    return later === deferred ? writeFile(entry, scripts) : [];
  });
}

/** The commands are lines of one script. */
export function runCommands(config: Table, name: "bootcmd" | "runcmd", scripts: Scripts): readonly ScanEvent[] {
  const again = name === "bootcmd";
  return itemsOf(config.entries.get(name)).flatMap((item): readonly ScanEvent[] => {
    if (item.kind === "list") {
      const words = item.items.map((word) => `'${textOf(word).replaceAll("'", "'\\''")}'`);
      return scripts.script(words.join(" "), item.line, { linesMatch: false, again });
    }
    if (item.kind === "leaf" && typeof item.value === "string") {
      return scripts.script(item.value, item.line, { linesMatch: item.literal, again });
    }
    if (item.kind === "leaf" && (item.value ?? null) === null) return [];
    const why = `an item of \`${name}\` is neither text nor a list, so that cloud-init runs none of them`;
    return [invalid(why, "put the command into quotes", item.line)];
  });
}

/** Modules of cloud-init that have another program configure the instance. */
const managers = ["ansible", "chef", "puppet", "salt_minion", "mcollective", "landscape"];

/** The lists of modules, and what each is to have where the cloud-config asks for it. */
const lists: Readonly<Record<string, readonly string[]>> = {
  cloud_init_modules: ["bootcmd", "write_files"],
  cloud_config_modules: ["runcmd"],
};

function wordsIn(tree: Tree, seen = new Set<Tree>()): readonly (readonly [text: string, line: number])[] {
  if (seen.has(tree)) return [];
  seen.add(tree);
  if (tree.kind === "leaf") return typeof tree.value === "string" ? [[tree.value, tree.line]] : [];
  const inside = tree.kind === "list" ? tree.items : [...tree.entries.values()];
  return inside.flatMap((one) => wordsIn(one, seen));
}

/** All other keys: those that decide what is run, and those in which nothing about the agent is expected. */
export function readRest(config: Table, scripts: Scripts): readonly ScanEvent[] {
  return [...config.entries].flatMap(([name, value]): readonly ScanEvent[] => {
    if (["write_files", "bootcmd", "runcmd"].includes(name)) return [];
    const line = config.keyLines.get(name) ?? config.line;
    const words = wordsIn(value);
    if (name === "cloud_final_modules" && !words.some(([word]) => /scripts[-_]user/.test(word))) {
      return [{ kind: "overwrite", how: "`cloud_final_modules` without `scripts_user` runs no script", line }];
    }
    for (const module of lists[name] ?? []) {
      const runs = words.some(([word]) => word.replaceAll("-", "_").includes(module)) || !config.entries.has(module);
      if (!runs) return [{ kind: "unchecked", why: `\`${name}\` leaves \`${module}\` out`, line }];
    }
    if (managers.includes(name)) return [{ kind: "unchecked", why: `\`${name}\` does what a file or a server says`, line }];
    if (name === "launch-index")
      return [{ kind: "unchecked", why: "`launch-index` leaves the part out on some instances", line }];
    // What cloud-init prints goes to a file or a command.
    if (name === "output") return words.flatMap(([word, at]) => scripts.script(`true ${word}`, at, { linesMatch: false }));
    return words.flatMap(([word, at]) => readMentions(word, at, false)).map((event) => ({ ...event, sure: false }) as ScanEvent);
  });
}
