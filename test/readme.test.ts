/** README.md and docs/tour.md say nothing that is not so: their platform files give their table and their Terraform, their commands and problems exist. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { summarize } from "../modules/cli/summary";
import { printHcl } from "../modules/hcl";
import { rolesTable } from "../modules/output/roles-table";
import { planPlatform } from "../modules/pipeline";
import { problemCodes } from "../modules/problem/codes";
import { stackJson } from "../modules/resources/configuration";
import { removeFolders, terminal } from "./cli/terminal";

afterAll(removeFolders);

const root = join(__dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const tour = readFileSync(join(root, "docs", "tour.md"), "utf8");
const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;

function block(page: string, language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`no ${language} block`);
  return found;
}

function planned(page: string) {
  const outcome = planPlatform({ file: "platform.yaml", text: block(page, "yaml") });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome;
}

describe.each([
  ["README.md", readme],
  ["docs/tour.md", tour],
])("the platform file of %s", (_, page) => {
  test("has no problems", () => {
    expect(planned(page).problems).toEqual([]);
  });

  test("becomes the Terraform that is shown", () => {
    const [stack] = planned(page).value.stacks;
    const files = printHcl(stackJson(stack!.resources), { flavour: "root" }, () => undefined);
    expect([...(files ?? new Map()).values()].join("\n")).toContain(block(page, "terraform"));
  });
});

describe("docs/tour.md", () => {
  test("shows the table that is printed", () => {
    const { value } = planned(tour);
    const table = rolesTable(
      value.stacks.map((plan) => summarize(value, plan, "platform.yaml", value.name)),
      100,
    );
    expect(table.trim()).toBe(block(tour, "text").trim());
  });

  test("says rightly that the statement for a key is gone without the key", () => {
    const without = planPlatform({ file: "platform.yaml", text: block(tour, "yaml").replace(", key: app", "") });
    if (!without.ok) throw new Error("refused");
    expect(JSON.stringify(without.value.stacks[0]?.policies)).not.toContain("kms:");
    expect(JSON.stringify(planned(tour).value.stacks[0]?.policies)).toContain("kms:Decrypt");
  });

  test("names problems that exist", () => {
    const section = tour.slice(tour.indexOf("## What is refused"));
    const rows = section.slice(0, section.indexOf("\n## ", 1)).split("\n");
    const cells = rows.filter((row) => row.startsWith("| ") && row.includes("`")).map((row) => row.split("|").at(-2) ?? "");
    const codes = cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ""));
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) expect(Object.keys(problemCodes)).toContain(code);
  });
});

describe("README.md", () => {
  test("is a pitch and first steps, no more", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  });

  test("has no sentence of more than thirty words", () => {
    const text = readme.replaceAll(/```[\s\S]*?```/g, "").replaceAll(/\]\([^)]*\)/g, "]");
    const sentences = text.split(/(?<=[.!?:;])\s+|\n\s*\n|\n(?=- |#)/);
    expect(sentences.length).toBeGreaterThan(15);
    expect(sentences.filter((sentence) => sentence.split(/\s+/).filter((word) => /\w/.test(word)).length > 30)).toEqual([]);
  });

  test("names scripts of the package", () => {
    expect(block(readme, "sh")).toMatch(/^npm ci && npm start .*\nnpm ci && npm test .*$/);
    expect(readme).toContain("`npx rolewright init`");
    expect(readme).toContain("`npx rolewright generate`");
    expect(scripts.test).toContain("jest.js --config jest.shared.config.js");
    expect(scripts.start).toContain("examples/techflow/platform.yaml");
    expect(scripts.prepare).toContain("build");
  });

  test("names commands that run one after the other", async () => {
    const { rolewright, files } = terminal();
    expect(await rolewright("init")).toMatchObject({ code: 0 });
    expect(await rolewright("generate")).toMatchObject({ code: 0 });
    expect(Object.keys(files("generated")).length).toBeGreaterThan(5);
  });
});
