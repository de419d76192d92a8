/** What scripts do to the agent's configuration. */
import type { ScanEvent } from "./event";
import { writeFile } from "./shell/files";
import { runText } from "./shell/run";
import { newLog, newShell } from "./shell/state";
import { unknown } from "./shell/text";
import { written } from "./shell/written";

/** A file that is written by other means than a script. */
interface GivenFile {
  readonly path: string;
  readonly text: string;
  readonly line: number;
  readonly linesMatch: boolean;
  readonly append: boolean;
  /** Whether its text comes from elsewhere. */
  readonly fetched: boolean;
}

/** How a script is run. */
interface Running {
  /** Whether its lines are lines of the user data; they are if nothing is said. */
  readonly linesMatch?: boolean;
  /** Whether it runs at every start of the instance. */
  readonly again?: boolean;
  /** Whether it may not run at all. */
  readonly sure?: false;
}

/** Scripts that run one after the other on the same instance: one may run what another has written. */
export interface Scripts {
  readonly script: (text: string, line: number, running?: Running) => readonly ScanEvent[];
  readonly file: (file: GivenFile) => readonly ScanEvent[];
}

/**
 * The reading of scripts. Its events are in order: what a script echoes, prints, writes in here-documents and files, edits, assigns and
 * runs, on every way through it; `unchecked` for what it runs and nobody can see. `linesMatch` is whether lines are lines of the user data.
 */
export function newScripts(): Scripts {
  const log = newLog();
  const added = (act: () => void): readonly ScanEvent[] => {
    const from = log.events.length;
    act();
    return log.events.slice(from);
  };
  return {
    script: (text, line, { linesMatch = true, again = false, sure = true } = {}) => {
      const plain = text.replace(/[\uFDD0\uFDD1]/g, "\uFFFD");
      const lineOf = (position: number): number => (linesMatch ? line + plain.slice(0, position).split("\n").length - 1 : line);
      const shell = newShell(log, false, sure, again);
      if (/^#!.*\s-[a-zA-Z]*e/.test(plain)) shell.failing = true;
      return added(() => runText(shell, plain, lineOf));
    },
    file: ({ path, text, line, linesMatch, append, fetched }) => {
      const shell = newShell(log, false, true);
      const plain = fetched ? unknown("fetched") : text.replace(/[\uFDD0\uFDD1]/g, "\uFFFD");
      return added(() => {
        const writing = { path, text: plain, append, how: "", line, emptied: true as const };
        for (const file of writeFile(shell, { ...writing, ...(linesMatch ? { textLine: line } : {}) }))
          written(shell, path, file, runText);
      });
    },
  };
}

/** The events of one script. */
export function readScript(text: string, line: number, linesMatch = true): readonly ScanEvent[] {
  return newScripts().script(text, line, { linesMatch });
}
