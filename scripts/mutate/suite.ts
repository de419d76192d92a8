/** Test files in this process: `test` and `describe` collect, so that one loaded suite can be run again for every mutant. */
import { expect } from "expect";

type Body = () => unknown;

/** One test; `file` is where it stands. */
export interface Collected {
  readonly name: string;
  readonly file: string;
  readonly body: Body;
}

/** Puts `test`, `describe` and `expect` into the global scope and collects what is declared until `stop`. */
export function collect(load: () => void, fileOf: () => string): readonly Collected[] {
  const tests: Collected[] = [];
  const titles: string[] = [];
  const test = (name: string, body: Body): void => {
    tests.push({ name: [...titles, name].join(" › "), file: fileOf(), body });
  };
  const describe = (name: string, body: () => void): void => {
    titles.push(name);
    body();
    titles.pop();
  };
  const scope = globalThis as Record<string, unknown>;
  scope.test = Object.assign(test, { each: eachOf(test) });
  scope.describe = Object.assign(describe, { each: eachOf(describe) });
  scope.expect = expect;
  scope.afterAll = () => undefined;
  load();
  return tests;
}

/** A test for each row, told apart by its number. */
function eachOf(declare: (name: string, body: () => void) => void): unknown {
  return (table: readonly unknown[]) => (title: string, body: (...args: readonly unknown[]) => unknown) => {
    for (const [index, entry] of table.entries()) {
      const args = Array.isArray(entry) ? (entry as readonly unknown[]) : [entry];
      declare(`${title} #${index}`, () => void body(...args));
    }
  };
}
