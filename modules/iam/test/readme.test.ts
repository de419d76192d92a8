/** README.md names every function that `rolewright/iam` exports and nothing else, and its sample says what happens. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ModuleKind, transpile } from "typescript";
import * as iam from "..";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");
const rows = readme.split("\n").filter((line) => line.startsWith("| `"));
const namesOf = (row: string): readonly string[] =>
  [...(row.split("|")[1] ?? "").matchAll(/`(\w+)\(/g)].map(([, name = ""]) => name);

it("lists every exported function once", () => {
  const functions = Object.entries(iam).filter(([, value]) => typeof value === "function");
  expect(rows.flatMap(namesOf).toSorted()).toEqual(functions.map(([name]) => name).toSorted());
});

it("names what is exported beside the functions", () => {
  const values = Object.entries(iam).filter(([, value]) => typeof value !== "function");
  for (const [name] of values) expect(readme).toContain(`\`${name}\``);
});

it("says of each its law", () => {
  for (const row of rows) expect(row.split("|")[2]?.trim().length).toBeGreaterThan(20);
});

it("has a sample that does what it says", () => {
  const source = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
  const code = transpile(source, { module: ModuleKind.CommonJS });
  const run = new Function("require", "exports", `${code}; return { decision, lost, gained };`);
  expect(run(() => iam, {})).toMatchObject({
    decision: { outcome: "allowed", rule: "identity-policy-allows" },
    lost: { verdict: "proved" },
    gained: [{ verdict: "refuted", permission: { action: "s3:*" } }],
  });
});
