/** Runs that the system kills (SIGKILL) in front of every call of the file system, and in the middle of every write, of a real process. */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { type OutputFiles, writeOutput } from "../../modules/cli/folder/write";
import type { Io } from "../../modules/cli/io";
import { sample } from "../laws";
import { newFolder, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const root = join(__dirname, "../..");
const stacks = ["a", "b", "c"];
const none: OutputFiles = new Map();
const old: OutputFiles = new Map([
  ["a/main.tf", "old main\n"],
  ["a/gone.tf", "old gone\n"],
  ["a/README.md", "old readme\n"],
  ["b/main.tf", "old b\n"],
  ["proof.json", "old proof\n"],
]);
const fresh: OutputFiles = new Map([
  ["a/main.tf", "new main\n"],
  ["a/more.tf", "new more\n"],
  ["a/README.md", "new readme\n"],
  ["b/main.tf", "new b\n"],
  ["c/main.tf", "new c\n"],
  ["proof.json", "new proof\n"],
]);

const script = `
  const fs = require("node:fs");
  const { writeOutput } = require("./modules/cli/folder/write.ts");
  const [cwd, at, output] = [process.argv[1], Number(process.argv[2]), new Map(JSON.parse(process.argv[3]))];
  let calls = 0;
  const die = () => process.kill(process.pid, "SIGKILL");
  const files = Object.fromEntries(Object.entries(fs).map(([name, call]) => {
    if (typeof call !== "function" || !name.endsWith("Sync")) return [name, call];
    return [name, (...args) => {
      calls += 1;
      if (calls === at && name === "writeFileSync") call(args[0], String(args[1]).slice(0, 3));
      if (calls === at) die();
      return call(...args);
    }];
  }));
  const isRunning = (id) => { try { return process.kill(id, 0); } catch { return false; } };
  const io = { cwd, files, processId: process.pid, host: "here", isRunning };
  const { ok } = writeOutput(io, { out: "out", platform: "shop", overwrite: false }, output, ["a", "b", "c"]);
  process.stdout.write(JSON.stringify({ ok, calls }));
`;

/** Writes in a process of its own, which dies in front of its call number `at`. */
function writeIn(cwd: string, output: OutputFiles, at: number) {
  const args = ["-r", "./scripts/typescript.js", "-e", script, "--", cwd, String(at), JSON.stringify([...output])];
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
}

function put(cwd: string, output: OutputFiles, platform = stacks) {
  const io = { cwd, files: { ...fs, fsyncSync: () => {} }, processId: 4711, host: "here", isRunning: () => false };
  return writeOutput(io as unknown as Io, { out: "out", platform: "shop", overwrite: false }, output, platform);
}

function folderWith(output: OutputFiles) {
  const { cwd, files } = terminal({}, newFolder());
  if (output.size > 0) expect(put(cwd, output).ok).toBe(true);
  return { cwd, files };
}

function callsOf(before: OutputFiles): number {
  const { stdout } = writeIn(folderWith(before).cwd, fresh, 0);
  const { ok, calls } = JSON.parse(stdout) as { ok: boolean; calls: number };
  expect(ok).toBe(true);
  return calls;
}

/** What Terraform would read in a stack: the old files, the new ones, or nothing because of the guard. */
function expectWhole(found: Readonly<Record<string, string>>, before: OutputFiles): void {
  for (const stack of stacks) {
    const terraform = (all: Iterable<readonly [string, string]>) =>
      JSON.stringify([...all].filter(([path]) => path.startsWith(`${stack}/`) && path.endsWith(".tf")).sort());
    const entries = Object.entries(found);
    const isGuarded = entries.some(([path]) => path === `${stack}/rolewright-interrupted.tf`);
    if (!isGuarded) expect([terraform(before), terraform(fresh)]).toContain(terraform(entries));
  }
}

describe.each<[string, OutputFiles, number]>([
  ["into a folder that does not exist yet", none, 20],
  ["over the files of an earlier run", old, 60],
])("killed while it writes %s", (_, before, atLeast) => {
  test("each stack is old, new or refused by Terraform, and the next run mends everything", () => {
    const calls = callsOf(before);
    expect(calls).toBeGreaterThan(atLeast);
    const points = Array.from({ length: calls }, (_, index) => index + 1);
    for (const at of sample(points, 37)) {
      const { cwd, files } = folderWith(before);
      expect(writeIn(cwd, fresh, at).signal).toBe("SIGKILL");
      expectWhole(files("out"), before);
      const next = at % 2 === 0 ? fresh : new Map([...fresh].map(([path]) => [path, "third\n"]));
      expect(put(cwd, next)).toMatchObject({ ok: true, problems: [], value: { edited: [], stale: [] } });
      expect(files()).toEqual({
        ...Object.fromEntries([...next].map(([path, text]) => [`out/${path}`, text])),
        "out/.rolewright.json": expect.not.stringContaining("replacing"),
      });
    }
  });
});
