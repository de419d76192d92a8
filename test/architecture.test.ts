/** The rule of layers, the ban on impure code, and the sizes, held over every source file; and fixtures that show that each can be broken. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { breaches, unusedEdges } from "./architecture/rules";
import { readSource } from "./architecture/source";

const root = join(__dirname, "..");

function projectFiles(): readonly string[] {
  const modules = readdirSync(join(root, "modules"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `modules/${name.replaceAll("\\", "/")}`)
    .filter((path) => !/^modules\/[^/]+\/test\//.test(path));
  return [...modules, ...["main.ts"].filter((name) => existsSync(join(root, name)))].sort();
}

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);
const oneLineFunction = (body: string): string => `export function f() { ${body} }\n`;

type Files = Readonly<Record<string, string>>;

const impure: readonly (readonly [string, string])[] = [
  ["process.env", "process"],
  ["console.log(1)", "console"],
  ["performance.now()", "performance"],
  ["Math.random()", "Math.random"],
  ["Date.now()", "Date.now"],
  ["new Date()", "new Date()"],
  ["Date()", "Date()"],
];

/** Projects with one fault each, and what is said of it. */
const broken: readonly (readonly [string, Files, string])[] = [
  [
    "a layer that imports one above it",
    { "modules/model/a.ts": 'import { b } from "../policy/b";', "modules/policy/b.ts": "export const b = 1;" },
    "modules/model/a.ts:1 imports ../policy/b",
  ],
  [
    "a type from a layer above",
    { "modules/spec/a.ts": 'import type { B } from "../model/b";', "modules/model/b.ts": "export type B = 1;" },
    "modules/spec/a.ts:1 imports ../model/b",
  ],
  [
    "a type from a layer above, named in passing",
    { "modules/spec/a.ts": 'export type A = import("../model/b").B;', "modules/model/b.ts": "export type B = 1;" },
    "modules/spec/a.ts:1 imports ../model/b",
  ],
  [
    "an output stage that reads the model",
    { "modules/output/a.ts": 'export { b } from "../model/b";', "modules/model/b.ts": "export const b = 1;" },
    "modules/output/a.ts:1 imports ../model/b",
  ],
  [
    "a command line that loads the constructs",
    { "modules/cli/a.ts": 'const b = () => import("../constructs/b");', "modules/constructs/b.ts": "export const b = 1;" },
    "modules/cli/a.ts:1 imports ../constructs/b",
  ],
  [
    "cdktf loaded outside the constructs",
    { "modules/resources/a.ts": 'import { Fn } from "cdktf";' },
    "modules/resources/a.ts:1 imports cdktf",
  ],
  [
    "a binding loaded where only its types may be used",
    { "modules/resources/a.ts": 'import { IamRole } from "@cdktf/provider-aws/lib/iam-role";' },
    "modules/resources/a.ts:1 imports @cdktf/provider-aws/lib/iam-role",
  ],
  [
    "the index of the bindings",
    { "modules/constructs/a.ts": 'import { iamRole } from "@cdktf/provider-aws";' },
    "modules/constructs/a.ts:1 imports @cdktf/provider-aws",
  ],
  [
    "the file system",
    { "modules/policy/a.ts": 'import { readFileSync } from "node:fs";' },
    "modules/policy/a.ts:1 imports node:fs",
  ],
  [
    "the file system by its old name",
    { "modules/policy/a.ts": 'import fs = require("fs");' },
    "modules/policy/a.ts:1 imports fs",
  ],
  [
    "a computed import",
    { "modules/policy/a.ts": "export const a = (x: string) => require(x);" },
    "modules/policy/a.ts:1 imports (computed)",
  ],
  [
    "a package that belongs to another layer",
    { "modules/model/a.ts": 'import { z } from "zod";' },
    "modules/model/a.ts:1 imports zod",
  ],
  [
    "an import that leads nowhere",
    { "modules/model/a.ts": 'import "./b";' },
    "modules/model/a.ts:1 imports ./b, which is no source file",
  ],
  [
    "a cycle",
    {
      "modules/model/a.ts": 'import "./b";',
      "modules/model/b.ts": 'import type { C } from "./c";',
      "modules/model/c.ts": 'export * from "./a";',
    },
    "modules/model/a.ts is part of a cycle: modules/model/a.ts -> modules/model/b.ts -> modules/model/c.ts -> modules/model/a.ts",
  ],
  ...impure.map(([use, name]): readonly [string, Files, string] => [
    use,
    { "modules/agent/a.ts": oneLineFunction(`return ${use};`) },
    `modules/agent/a.ts:1 uses ${name}`,
  ]),
  ["a long file", { "modules/model/a.ts": lines(251, "// line") }, "modules/model/a.ts:1 the file has 251 lines, more than 250"],
  [
    "a long function",
    { "modules/cli/a.ts": `\nexport const f = (): void => {\n${lines(39, "  g();")}};\n` },
    "modules/cli/a.ts:2 f has 41 lines, more than 40",
  ],
  [
    "deep nesting",
    { "modules/cli/a.ts": oneLineFunction("for (const a of b) { try { if (a) { c(() => { while (a) d(); }); } } catch {} }") },
    "modules/cli/a.ts:1 f has 4 levels, more than 3",
  ],
];

/** What looks like a breach and is none. */
const sound: readonly (readonly [string, Files])[] = [
  [
    "a binding's types in resources",
    { "modules/resources/a.ts": 'import { type IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";' },
  ],
  [
    "bindings in constructs and main",
    { "modules/constructs/a.ts": 'import "@cdktf/provider-aws/lib/iam-role";', "main.ts": 'import { App } from "cdktf";' },
  ],
  ["hashes in names", { "modules/model/role-name.ts": 'import { createHash } from "node:crypto";' }],
  ["the system in the command line", { "modules/cli/a.ts": 'import "node:fs";\nconsole.log(process.argv, Date.now());' }],
  [
    "dates that are given",
    { "modules/model/a.ts": "export const a = new Date(0).toISOString() + Date.parse('2027-01-31T00:00:00Z');" },
  ],
  [
    "words that only look impure",
    { "modules/model/a.ts": 'export interface A { process: string }\nexport const a = { console: "process", b: c.process };' },
  ],
  [
    "a chain of else ifs",
    { "modules/model/a.ts": oneLineFunction("if (a) b(); else if (c) d(); else if (e) f(); else if (g) h();") },
  ],
  ["limits reached", { "modules/cli/a.ts": `const f = () => {\n${lines(38, "  g();")}};\n${lines(210, "// line")}` }],
];

function breachesOf(files: Files): readonly string[] {
  return breaches(Object.entries(files).map(([path, text]) => readSource(path, text)));
}

const sources = projectFiles().map((path) => readSource(path, readFileSync(join(root, path), "utf8")));

test("every source file keeps to its layer, is pure outside the command line, and is short", () => {
  expect(sources.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["modules/problem.ts", "modules/model/model.ts", "modules/cli/main.ts"]),
  );
  expect(breaches(sources)).toEqual([]);
});

test("the table of layers allows no edge that nobody uses", () => {
  expect(unusedEdges(sources)).toEqual([]);
  expect(unusedEdges([])).toContain("model -> spec");
});

test.each(broken)("finds %s", (_, files, expected) => {
  expect(breachesOf(files)).toEqual([expected]);
});

test.each(sound)("accepts %s", (_, files) => {
  expect(breachesOf(files)).toEqual([]);
});
