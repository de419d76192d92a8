/**
 * User data in the order in which cloud-init acts on it: boothooks, `bootcmd`, `write_files`, then scripts by their names, `runcmd` among
 * them. https://github.com/canonical/cloud-init/blob/main/config/cloud.cfg.tmpl
 */
import { quote } from "../../../problem";
import { readMentions, type ScanEvent } from "../event";
import type { Scripts } from "../script-writes";
import { readRest, runCommands, writeFiles } from "./configuration";
import { merge, splitMergers } from "./merge";
import type { Part } from "./parts";
import { readYaml, type Table } from "./tree";

const empty: Table = { kind: "table", entries: new Map(), keyLines: new Map(), line: 1 };

/** The cloud-config that all parts together are. */
function merged(parts: readonly Part[]): { readonly config: Table; readonly events: readonly ScanEvent[] } {
  let config = empty;
  const events: ScanEvent[] = [];
  for (const part of parts) {
    const read = readYaml(part, "cloud-config");
    if ("failure" in read) events.push(read.failure);
    else if (read.tree.kind === "table") {
      const header = ["merge-type", "x-merge-type"].map((name) => headerOf(part, name)).find((value) => value !== "") ?? "";
      const own = splitMergers(read.tree, header);
      const why = "cloud-init does not know this way of merging, and leaves the part out";
      if (own === undefined) {
        events.push({ kind: "invalid", why, help: "write `dict`, `list` and `str` with their options", line: part.line });
        continue;
      }
      const next = merge(config, own.part, own.mergers);
      config = next.kind === "table" ? next : config;
    }
  }
  return { config, events };
}

function headerOf({ headers }: Part, name: string): string {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
}

/** The name of the file that cloud-init puts a script into. */
const cleaned = (name: string): string => name.replaceAll("/", "_").replace(/[^-_.()A-Za-z0-9]/g, "");

/** Scripts that run once cloud-init has done all else, by name; of two with one name the later is left. */
function scriptsByName(parts: readonly Part[], config: Table): readonly (readonly [name: string, part: Part | undefined])[] {
  const named = new Map<string, Part | undefined>();
  for (const [index, part] of parts.entries()) {
    const name = cleaned(part.filename ?? `part-${String(index + 1).padStart(3, "0")}`);
    if (["shell", "script"].includes(part.kind) && frequencyOf(part) === undefined) named.set(name, part);
  }
  if (config.entries.has("runcmd")) named.set("runcmd", undefined);
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1));
}

function frequencyOf({ contentType }: Part): "once" | "boot" | "instance" | undefined {
  return /^text\/x-shellscript-per-(once|boot|instance)$/.exec(contentType)?.[1] as "once" | "boot" | "instance" | undefined;
}

/** Runs a script; one that does not begin with `#!` is not started. */
function runPart(part: Part, scripts: Scripts, again = false): readonly ScanEvent[] {
  const { body, line, linesMatch } = part;
  const { body: text, skipped } = part.kind === "boothook" ? hookOf(body) : { body, skipped: 0 };
  const starts = text.startsWith("#!");
  const events: ScanEvent[] = [];
  if (!starts && part.kind !== "boothook") {
    const why = "a script that does not begin with `#!` in its first line is not run";
    events.push({ kind: "invalid", why, help: "begin the part with `#!/bin/bash`", line });
  }
  if (part.kind === "script") {
    const why = "a script in a language of which the scan sees the names of variables only";
    return [{ kind: "unchecked", why, line }, ...readMentions(body, line, linesMatch)];
  }
  const from = linesMatch ? line + skipped : line;
  return [...events, ...scripts.script(text, from, { linesMatch, again, ...(starts ? {} : { sure: false as const }) })];
}

/** A boothook without its mark, and how many lines are gone. */
function hookOf(body: string): { readonly body: string; readonly skipped: number } {
  const text = body.replace(/^\s*#cloud-boothook/i, "").trimStart();
  return { body: text, skipped: body.slice(0, body.length - text.length).split("\n").length - 1 };
}

/** What is about the launch of some instances only. */
function readIndexes(parts: readonly Part[]): readonly ScanEvent[] {
  return parts.flatMap((part): readonly ScanEvent[] => {
    const why = "`Launch-Index` leaves the part out on some instances";
    return headerOf(part, "launch-index") === "" ? [] : [{ kind: "unchecked", why, line: part.line }];
  });
}

/** The events of all parts. `ownScript` names the part that the platform adds, after which no script may run. */
export function readInOrder(parts: readonly Part[], scripts: Scripts, ownScript?: string): readonly ScanEvent[] {
  const { config, events } = merged(parts.filter(({ kind }) => kind === "cloud-config"));
  const frequent = (frequency: string): readonly ScanEvent[] =>
    parts
      .filter((part) => frequencyOf(part) === frequency && ["shell", "script"].includes(part.kind))
      .flatMap((part) => runPart(part, scripts, frequency === "boot"));
  return [
    ...events,
    ...readIndexes(parts),
    ...parts.filter(({ kind }) => kind === "boothook").flatMap((part) => runPart(part, scripts, true)),
    ...runCommands(config, "bootcmd", scripts),
    ...writeFiles(config, false, scripts),
    ...writeFiles(config, true, scripts),
    ...["once", "boot", "instance"].flatMap(frequent),
    ...scriptsByName(parts, config).flatMap(([name, part]): readonly ScanEvent[] => {
      if (part === undefined) return runCommands(config, "runcmd", scripts);
      if (ownScript === undefined || name < ownScript) return runPart(part, scripts);
      const how = `the part ${quote(part.filename ?? name)} would run after the platform's own, by its name`;
      return [{ kind: "overwrite", how, line: part.line }];
    }),
    ...readRest(config, scripts),
  ];
}
