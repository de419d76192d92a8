/** Test files in this process: `test` and `describe` collect, so that one loaded suite can be run again for every mutant. */
import { expect } from "expect";

type Body = () => unknown;

/** One test with what its suite does before and after it; `file` is where it stands. */
export interface Collected {
  readonly name: string;
  readonly file: string;
  readonly body: () => Promise<void>;
}

interface Suite {
  readonly title: string;
  readonly before: Body[];
  readonly after: Body[];
}

/** Puts `test`, `describe`, `expect` and their company into the global scope, and collects what the test files declare. */
export function collect(load: () => void, fileOf: () => string): readonly Collected[] {
  const tests: Collected[] = [];
  let suites: readonly Suite[] = [];
  let file = "";
  /** Hooks outside every `describe` are those of their file. */
  const inside = (): readonly Suite[] => {
    if (file !== fileOf()) [file, suites] = [fileOf(), [{ title: "", before: [], after: [] }]];
    return suites;
  };
  const test = (name: string, body: Body): void => {
    const around = inside();
    const titles = around.map(({ title }) => title).filter((title) => title !== "");
    tests.push({ name: [...titles, name].join(" › "), file, body: () => run(around, body) });
  };
  const describe = (title: string, body: () => void): void => {
    const outside = inside();
    suites = [...outside, { title, before: [], after: [] }];
    body();
    suites = outside;
  };
  // What jest does once is done for every test: a mutant lives only while one test runs.
  const before = (body: Body): void => void inside().at(-1)?.before.push(body);
  const after = (body: Body): void => void inside().at(-1)?.after.push(body);
  const each = {
    test: Object.assign(test, { each: eachOf(test) }),
    describe: Object.assign(describe, { each: eachOf(describe) }),
  };
  Object.assign(globalThis, { ...each, it: each.test, expect });
  Object.assign(globalThis, { beforeAll: before, beforeEach: before, afterEach: after, afterAll: after });
  load();
  return tests;
}

async function run(suites: readonly Suite[], body: Body): Promise<void> {
  for (const { before } of suites) for (const hook of before) await hook();
  try {
    await body();
  } finally {
    for (const { after } of suites.toReversed()) for (const hook of after) await hook();
  }
}

/** A test for each row, told apart by its number. */
function eachOf(declare: (name: string, body: Body) => void): unknown {
  return (table: readonly unknown[]) => (title: string, body: (...args: readonly unknown[]) => unknown) => {
    for (const [index, entry] of table.entries()) {
      const args = Array.isArray(entry) ? (entry as readonly unknown[]) : [entry];
      declare(`${title} #${index}`, () => body(...args));
    }
  };
}
