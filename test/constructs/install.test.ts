/** The package as apps meet it: without its optional peers. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

const project = join(__dirname, "..", "..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rolewright-install-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

test("names the missing packages in one line", () => {
  const source = readFileSync(join(project, "modules", "constructs", "peers.ts"), "utf8");
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const file = join(folder, "peers.js");
  writeFileSync(file, outputText);
  const { stderr } = spawnSync(
    process.execPath,
    ["-e", `try { require(${JSON.stringify(file)}) } catch (e) { console.error(e.stack) }`],
    {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH, NODE_PATH: "" },
    },
  );
  const names = "cdktf, @cdktf/provider-aws, constructs";
  expect(stderr).toBe(`rolewright/constructs needs ${names}: npm install ${names.replaceAll(",", "")}\n`);
});

test("the entry point looks for the packages before it loads anything else", () => {
  const [first] = /^(?:import|export) .*$/m.exec(readFileSync(join(project, "modules", "constructs", "index.ts"), "utf8")) ?? [];
  expect(first).toBe('import "./peers";');
});
