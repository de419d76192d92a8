/** README.md names every function that `rolewright/hcl` exports, and nothing else. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as hcl from "..";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
const named = rows.flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`(\w+)\(/g)].map(([, name = ""]) => name));

it("lists every exported function once", () => {
  expect(named.toSorted()).toEqual(Object.keys(hcl).toSorted());
});

it("says of each what it guarantees", () => {
  for (const row of rows) expect(row.split("|")[2]?.trim().length).toBeGreaterThan(20);
});
