/** Comparing with a file that a person has read; `UPDATE_GOLDEN=1` writes it anew, to be read again. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function expectGolden(name: string, actual: string): void {
  const file = join(__dirname, "../cases", name);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, actual);
  if (!existsSync(file)) throw new Error(`no golden file ${name}; write it with UPDATE_GOLDEN=1 and read it`);
  expect(actual).toBe(readFileSync(file, "utf8"));
}
