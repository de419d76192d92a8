/** What a piece of user data does to the agent's configuration: the common language of all readers. Lines count from 1. */
import { closedVariables } from "../closed-variables";
import { switches } from "../switches";

export type ScanEvent =
  /** A variable gets a value, written as the agent will see it. With `sure: false` the text names it, and may reach the agent or not. */
  | { readonly kind: "set"; readonly name: string; readonly value: string; readonly line: number; readonly sure?: false }
  /**
   * A line of the agent's configuration file as a script has written it; `sure` when every run of the script does, `again` when the script
   * runs at every start of the instance.
   */
  | {
      readonly kind: "landed";
      readonly name: string;
      readonly value: string;
      readonly line: number;
      readonly sure: boolean;
      readonly again?: true;
    }
  /** A line names the variable in a way that the agent does not read as setting it. */
  | { readonly kind: "unread"; readonly name: string; readonly text: string; readonly line: number }
  /** The agent's configuration file, or what it says of one variable, is replaced or removed. */
  | {
      readonly kind: "overwrite";
      readonly name?: string;
      readonly how: string;
      readonly line: number;
      readonly late?: true;
      readonly again?: true;
    }
  /** Something that the scan cannot see into: text that is computed or fetched, and then run. */
  | { readonly kind: "unchecked"; readonly why: string; readonly line: number }
  /** `Initialize-ECSAgent`, which configures and starts the agent on Windows. */
  | { readonly kind: "initialize"; readonly line: number }
  /** Something that keeps the instance from getting ready, or that nobody can check. */
  | { readonly kind: "invalid"; readonly why: string; readonly help: string; readonly line: number };

/** Variables whose value decides who a task is and what its host lets it reach: the cluster, the switches, and what stays closed. */
export const watched: readonly string[] = ["ECS_CLUSTER", ...Object.keys(switches), ...Object.keys(closedVariables)];

const mention = new RegExp(`(?<![A-Z0-9_])(${watched.join("|")})(?![A-Z0-9_])`);

/** The first watched variable that a text names. */
export function watchedIn(text: string): string | undefined {
  return mention.exec(text)?.[1];
}

/**
 * Reads text that lands in `ecs.config` as the agent's service does: one variable a line, split at the first `=`, white space cut at both
 * ends of the line only, no quotes, no `export`, no comments; a line
 * that begins with `#` sets a variable whose name does.
 * https://github.com/aws/amazon-ecs-agent/blob/master/ecs-init/docker/docker.go (`getEnvVars`)
 */
export function readConfigurationLines(text: string, line: number, linesMatch = true): readonly ScanEvent[] {
  return text.split("\n").flatMap((raw, index): readonly ScanEvent[] => {
    const at = linesMatch ? line + index : line;
    const trimmed = raw.trim();
    const name = watchedIn(trimmed);
    if (name === undefined) return [];
    const equals = trimmed.indexOf("=");
    const key = equals < 0 ? trimmed : trimmed.slice(0, equals);
    if (key === name && equals >= 0) return [{ kind: "set", name, value: trimmed.slice(equals + 1), line: at }];
    const bare = key.replace(/^\s*export\s+/, "").replace(/["'\s]/g, "");
    return bare === name ? [{ kind: "unread", name, text: trimmed, line: at }] : [];
  });
}

/** Reads text of an unknown language: every `NAME=value` or `NAME: value` in it, however it is embedded. */
export function readMentions(text: string, line: number, linesMatch = true): readonly ScanEvent[] {
  return text.split("\n").flatMap((raw, index): readonly ScanEvent[] => {
    if (/^\s*(#|\/\/)/.test(raw)) return [];
    const at = linesMatch ? line + index : line;
    const events: ScanEvent[] = [];
    for (let rest = raw; ; ) {
      const found = mention.exec(rest);
      if (found === null) return events;
      rest = rest.slice(found.index + found[0].length);
      const value = /^["']?\s*[=:,]\s*(?:"([^"]*)"|'([^']*)'|([^\s"'`;,)}\\]+))/.exec(rest);
      const text = value?.[1] ?? value?.[2] ?? value?.[3];
      if (text !== undefined) events.push({ kind: "set", name: found[1] ?? "", value: text, line: at });
    }
  });
}
