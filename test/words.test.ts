/** A word means one thing: no exported type has the same name in two folders of `modules/`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { append, distinct } from "../modules/collections";

const root = join(__dirname, "..", "modules");

/** The types that a file declares and exports; what it passes on from another file is not its own. */
function exportedTypes(text: string): readonly string[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    const isType =
      ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || ts.isClassDeclaration(statement);
    if (!isType || statement.name === undefined) return [];
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return isExported ? [statement.name.text] : [];
  });
}

/** Types in more than one folder, with their files. A file at the top of `modules/` is a folder of its own. */
function sharedNames(files: ReadonlyMap<string, string>): Readonly<Record<string, readonly string[]>> {
  const homes = new Map<string, string[]>();
  for (const [path, text] of files) for (const name of exportedTypes(text)) append(homes, name, path);
  const folders = (paths: readonly string[]): number => distinct(paths.map((path) => path.split("/")[0] ?? "")).length;
  return Object.fromEntries([...homes].filter(([, paths]) => folders(paths) > 1));
}

test("no exported type has the same name in two folders", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts") && !/^[^/]+\/test\//.test(path))
    .sort();
  expect(files.length).toBeGreaterThan(300);
  expect(sharedNames(new Map(files.map((path) => [path, readFileSync(join(root, path), "utf8")])))).toEqual({});
});

test("interfaces, aliases and classes count; what is passed on, kept or in one folder does not", () => {
  const files = new Map([
    ["a/one.ts", "export interface A {} export type B = 1; export class C {} interface Own {} export const d = 1;"],
    ["a/two.ts", "export interface A {}"],
    ["b/one.ts", 'export class B {} interface Own {} export type { C } from "../a/one"; export const d = 1;'],
    ["c.ts", "export type C = 1;"],
  ]);
  expect(sharedNames(files)).toEqual({ B: ["a/one.ts", "b/one.ts"], C: ["a/one.ts", "c.ts"] });
});
