/** The README says nothing that is not so: its platform file gives its table and its Terraform, its commands and links exist. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { summarize } from "../modules/cli/summary";
import { printHcl } from "../modules/hcl";
import { rolesTable } from "../modules/output/roles-table";
import { planPlatform } from "../modules/pipeline";
import { problemCodes } from "../modules/problem/codes";
import { stackJson } from "../modules/resources/configuration";

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;

function block(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(readme)?.[1];
  if (found === undefined) throw new Error(`no ${language} block`);
  return found;
}

const outcome = planPlatform({ file: "platform.yaml", text: block("yaml") });
if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
const [stack] = outcome.value.stacks;

test("the platform file has no problems", () => {
  expect(outcome.problems).toEqual([]);
});

test("the table is what it prints", () => {
  const table = rolesTable(
    outcome.value.stacks.map((plan) => summarize(outcome.value, plan, "platform.yaml", outcome.value.name)),
    100,
  );
  expect(table.trim()).toBe(block("text").trim());
});

test("the statements are in the Terraform that it writes", () => {
  const files = printHcl(stackJson(stack!.resources), { flavour: "root" }, () => undefined);
  expect([...(files ?? new Map()).values()].join("\n")).toContain(block("terraform"));
});

test("without `key`, the key's statement is gone", () => {
  const without = planPlatform({ file: "platform.yaml", text: block("yaml").replace(", key: app", "") });
  if (!without.ok) throw new Error("refused");
  expect(JSON.stringify(without.value.stacks[0]?.policies)).not.toContain("kms:");
  expect(JSON.stringify(stack?.policies)).toContain("kms:Decrypt");
});

test("every problem that it names exists", () => {
  const section = readme.slice(readme.indexOf("## What is refused"), readme.indexOf("## Three ways"));
  const rows = section.split("\n").filter((row) => row.startsWith("| ") && row.includes("`"));
  const codes = rows.flatMap((row) => [...(row.split("|").at(-2) ?? "").matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ""));
  expect(codes.length).toBeGreaterThan(10);
  for (const code of codes) expect(Object.keys(problemCodes)).toContain(code);
});

test("its commands are scripts of the package", () => {
  expect(scripts.start).toContain("examples/techflow/platform.yaml");
  expect(scripts.test).toBe("jest");
  expect(scripts.prepare).toContain("build");
});

test.each([...readme.matchAll(/\]\(((?!https:)[^)#]+)/g)].map((match) => match[1] ?? ""))(
  "its link to %s leads somewhere",
  (path) => {
    expect(existsSync(join(root, path))).toBe(true);
  },
);
