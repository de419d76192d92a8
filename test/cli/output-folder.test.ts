import * as fs from "node:fs";
import { join } from "node:path";
import { type OutputFiles, type Written, writeOutput } from "../../modules/cli/folder/write";
import type { FileSystem, Io } from "../../modules/cli/io";
import type { Outcome } from "../../modules/problem";
import { newFolder, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const first: OutputFiles = new Map([
  ["a-eu-west-1/README.md", "readme 1\n"],
  ["a-eu-west-1/cdk.tf.json", "{}\n"],
  ["b-eu-west-1/cdk.tf.json", "{}\n"],
]);
const second: OutputFiles = new Map([...first].map(([path]) => [path, "second\n"]));
const stacks = ["a-eu-west-1", "b-eu-west-1"];

/** An output folder that `write` writes to. */
function folder(cwd = newFolder()) {
  const { files, write } = terminal({}, cwd);
  const surroundings = (broken: Partial<FileSystem>) =>
    // Waiting for the disk is what takes the time; one that fails is among `broken`.
    ({
      cwd,
      files: { ...fs, fsyncSync: () => {}, ...broken },
      processId: 4711,
      host: "here",
      isRunning: (id: number) => id === 1,
    }) as unknown as Io;
  const put = (
    output: OutputFiles,
    broken: Partial<FileSystem> = {},
    platform: readonly string[] = stacks,
    target: { readonly platform?: string; readonly overwrite?: boolean } = {},
  ): Outcome<Written> =>
    writeOutput(surroundings(broken), { out: "out", platform: "shop", overwrite: false, ...target }, output, platform);
  return { cwd, files: () => files("out"), everything: () => files(), write, put };
}

function codesOf(outcome: Outcome<unknown>): readonly string[] {
  return outcome.problems.map(({ code, message }) => `${code}: ${message}`);
}

const disk = { code: "ENOSPC", syscall: "write" };

function real(name: keyof FileSystem): (...args: unknown[]) => unknown {
  const system: Record<string, unknown> = { ...fs };
  return system[name] as (...args: unknown[]) => unknown;
}

/** A file system whose `name` fails at its `at`-th call, with an error of the system or, if `how` says so, a bug. */
function failing<K extends keyof FileSystem>(name: K, at: number): Partial<FileSystem> {
  let calls = 0;
  const original = real(name);
  const broken = (...args: unknown[]) => {
    calls += 1;
    if (calls === at) throw Object.assign(new Error("disk full"), disk);
    return original(...args);
  };
  return { [name]: broken } as unknown as Partial<FileSystem>;
}

describe("an output folder", () => {
  test("comes into being whole, with the list of what is ours", () => {
    const { put, files, everything } = folder();
    expect(put(first)).toMatchObject({ ok: true, value: { written: [...first.keys()], unchanged: [], stale: [] } });
    expect(files()).toMatchObject(Object.fromEntries(first));
    expect(Object.keys(everything())).toEqual(["out/.rolewright.json", ...[...first.keys()].map((path) => `out/${path}`)]);
  });

  test("keeps the state, the lock file and everything else that Terraform or the user put into a stack folder", () => {
    const { put, files, write } = folder();
    put(first);
    const theirs = {
      "a-eu-west-1/terraform.tfstate": "{}",
      "a-eu-west-1/.terraform.lock.hcl": "lock",
      "a-eu-west-1/.terraform/providers/x": "provider",
      "a-eu-west-1/backend.tf": "terraform {}",
      "notes.md": "mine",
    };
    for (const [path, text] of Object.entries(theirs)) write(`out/${path}`, text);
    expect(put(second).ok).toBe(true);
    expect(files()).toMatchObject({ ...theirs, ...Object.fromEntries(second) });
    expect(Object.keys(files())).toHaveLength(1 + first.size + 5);
  });

  test("writes what has changed and nothing else", () => {
    const { put, cwd } = folder();
    put(first);
    const before = fs.statSync(join(cwd, "out/b-eu-west-1/cdk.tf.json")).mtimeMs;
    const changed = new Map([...first, ["a-eu-west-1/README.md", "readme 2\n"]]);
    expect(put(changed)).toMatchObject({ value: { written: ["a-eu-west-1/README.md"] } });
    expect(fs.statSync(join(cwd, "out/b-eu-west-1/cdk.tf.json")).mtimeMs).toBe(before);
  });

  test("restores our files that somebody deleted, and those that somebody changed if they are to be overwritten", () => {
    const { put, files, write, cwd } = folder();
    put(first);
    write("out/a-eu-west-1/README.md", "changed by hand");
    fs.rmSync(join(cwd, "out/b-eu-west-1"), { recursive: true });
    const written = ["a-eu-west-1/README.md", "b-eu-west-1/cdk.tf.json"];
    expect(put(first).ok).toBe(false);
    expect(put(first, {}, stacks, { overwrite: true })).toMatchObject({
      ok: true,
      value: { written, edited: ["a-eu-west-1/README.md"] },
    });
    expect(files()).toMatchObject(Object.fromEntries(first));
    fs.rmSync(join(cwd, "out/b-eu-west-1"), { recursive: true });
    expect(put(first)).toMatchObject({ ok: true, value: { written: ["b-eu-west-1/cdk.tf.json"], edited: [] } });
  });

  test("takes other line ends for no edit, and an edit that says what would be written neither", () => {
    const { put, write, files } = folder();
    put(first);
    write("out/a-eu-west-1/README.md", "readme 1\r\n");
    write("out/b-eu-west-1/cdk.tf.json", "second\n");
    expect(put(second)).toMatchObject({ ok: true, value: { unchanged: ["b-eu-west-1/cdk.tf.json"], edited: [] } });
    expect(files()).toMatchObject(Object.fromEntries(second));
  });

  test("may exist, if it is empty but for hidden files", () => {
    const { put, write } = folder();
    write("out/.gitkeep", "");
    expect(put(first).ok).toBe(true);
  });

  test("removes files of ours that a stack no longer has", () => {
    const { put, files } = folder();
    put(new Map([...first, ["a-eu-west-1/moved.tf", "moved {}\n"]]));
    expect(put(first)).toMatchObject({ value: { removed: ["a-eu-west-1/moved.tf"], written: [] } });
    expect(Object.keys(files())).toEqual([".rolewright.json", ...first.keys()]);
    expect(files()[".rolewright.json"]).not.toContain("moved");
  });

  test("leaves a stack that the platform no longer has as it is, and says so every time", () => {
    const { put, files } = folder();
    put(first);
    const rest = new Map([...second].filter(([path]) => path.startsWith("b-")));
    for (let run = 0; run < 2; run += 1) {
      expect(put(rest, {}, ["b-eu-west-1"])).toMatchObject({ ok: true, value: { stale: ["a-eu-west-1"], removed: [] } });
      expect(files()["a-eu-west-1/cdk.tf.json"]).toBe("{}\n");
    }
  });

  test("forgets a stack whose folder the user has deleted", () => {
    const { put, cwd } = folder();
    put(first);
    fs.rmSync(join(cwd, "out/a-eu-west-1"), { recursive: true });
    const rest = new Map([...first].filter(([path]) => path.startsWith("b-")));
    expect(put(rest, {}, ["b-eu-west-1"])).toMatchObject({ ok: true, value: { stale: [] } });
    expect(fs.readFileSync(join(cwd, "out/.rolewright.json"), "utf8")).not.toContain("a-eu-west-1");
  });
});

describe("an output folder is refused", () => {
  const cases: readonly [string, Record<string, string>, string][] = [
    [
      "with files of somebody else",
      { "out/main.tf": "", "out/b": "" },
      "output-foreign: `out` holds files that rolewright did not write: `b`, `main.tf`",
    ],
    ["when it is a file", { out: "" }, "output-unwritable: `out` is a file"],
    [
      "when a part of its path is a file",
      { "out/x": "" },
      "output-foreign: `out` holds files that rolewright did not write: `x`",
    ],
    [
      "with a list that is no JSON",
      { "out/.rolewright.json": "<<<<<<< HEAD" },
      "output-foreign: `out/.rolewright.json` is not the list",
    ],
    [
      "with a list of a later version",
      { "out/.rolewright.json": '{"version":3,"files":{}}' },
      "output-foreign: `out/.rolewright.json` is not the list",
    ],
    [
      "with a list that leads out of it",
      { "out/.rolewright.json": '{"version":2,"files":{"a/../../x":"0"}}' },
      "output-foreign: `out/.rolewright.json`",
    ],
    [
      "with a list of an absolute path",
      { "out/.rolewright.json": '{"version":2,"files":{"/etc/passwd":"0"}}' },
      "output-foreign: `out/.rolewright.json`",
    ],
  ];
  test.each(cases)("%s", (_name, existing, expected) => {
    const { put, write, everything } = folder();
    for (const [path, text] of Object.entries(existing)) write(path, text);
    const outcome = put(first);
    expect(outcome.ok).toBe(false);
    expect(codesOf(outcome)[0]).toContain(expected);
    expect(everything()).toEqual(existing);
  });

  test("when the user has a file with a name that is generated", () => {
    const { put, write, files } = folder();
    put(new Map([...first].filter(([path]) => path.startsWith("a-"))));
    write("out/b-eu-west-1/cdk.tf.json", "mine");
    expect(codesOf(put(second))).toEqual(["output-foreign: rolewright did not write `out/b-eu-west-1/cdk.tf.json`"]);
    expect(files()["b-eu-west-1/cdk.tf.json"]).toBe("mine");
    expect(files()["a-eu-west-1/cdk.tf.json"]).toBe("{}\n");
  });

  test("when a stack folder is a link to somewhere else", () => {
    const { put, cwd, write, everything } = folder();
    put(first);
    write("elsewhere/cdk.tf.json", "theirs");
    fs.rmSync(join(cwd, "out/b-eu-west-1"), { recursive: true });
    fs.symlinkSync(join(cwd, "elsewhere"), join(cwd, "out/b-eu-west-1"));
    expect(codesOf(put(second))).toEqual(["output-foreign: `out/b-eu-west-1` is not a folder"]);
    expect(everything()["elsewhere/cdk.tf.json"]).toBe("theirs");
    const fewer = new Map([["b-eu-west-1/README.md", "readme\n"]]);
    expect(new Set(codesOf(put(fewer)))).toEqual(new Set(["output-foreign: `out/b-eu-west-1` is not a folder"]));
    expect(everything()["elsewhere/cdk.tf.json"]).toBe("theirs");
  });

  test("when files were edited that it would overwrite or remove, each of which is named", () => {
    const { put, write, everything } = folder();
    put(new Map([...first, ["a-eu-west-1/moved.tf", "moved {}\n"], ["proof.json", "{}\n"]]));
    for (const path of ["a-eu-west-1/moved.tf", "b-eu-west-1/cdk.tf.json", "proof.json"]) write(`out/${path}`, "important");
    const before = everything();
    expect(codesOf(put(new Map([...second, ["proof.json", "{}\n"]])))).toEqual([
      "overwrites-edit: `out/b-eu-west-1/cdk.tf.json` was edited since it was generated, and would be overwritten",
      "overwrites-edit: `out/proof.json` was edited since it was generated, and would be overwritten",
      "overwrites-edit: `out/a-eu-west-1/moved.tf` was edited since it was generated, and is no longer generated",
    ]);
    expect(everything()).toEqual(before);
  });

  test.each([
    ["of another platform", { platform: "other" }, "`out` holds the files of platform `shop`"],
    ["of another platform, whatever may be overwritten", { platform: "other", overwrite: true }, "of platform `shop`"],
    ["of a platform whose name differs by case", { platform: "Shop" }, "of platform `shop`"],
  ])("when it has the files %s", (_, target, says) => {
    const { put, everything } = folder();
    put(first);
    const before = everything();
    expect(codesOf(put(second, {}, stacks, target))[0]).toContain(says);
    expect(everything()).toEqual(before);
  });

  test("when its files are of no platform, and the other way round", () => {
    const { put, cwd } = folder();
    const { processId, host, isRunning } = { processId: 1, host: "here", isRunning: () => false };
    const io = { cwd, files: fs, processId, host, isRunning } as unknown as Io;
    const print = (out: string) => writeOutput(io, { out, overwrite: false }, new Map([["main.tf", "x"]]), []);
    expect(print("out").ok).toBe(true);
    expect(codesOf(put(first))).toEqual(["output-foreign: `out` holds what `print` wrote"]);
    fs.rmSync(join(cwd, "out"), { recursive: true });
    put(first);
    expect(codesOf(print("out"))).toEqual(["output-foreign: `out` holds the files of platform `shop`"]);
  });

  const twins: readonly (readonly [string, Record<string, string>, OutputFiles, string])[] = [
    [
      "two stacks",
      {},
      new Map([
        ["a/x.tf", ""],
        ["A/x.tf", ""],
      ]),
      "`out/a` and `out/A`",
    ],
    [
      "two files",
      {},
      new Map([
        ["a/x.tf", ""],
        ["a/X.tf", ""],
      ]),
      "`out/a/x.tf` and `out/a/X.tf`",
    ],
    [
      "a stack and a file",
      {},
      new Map([
        ["proof/x.tf", ""],
        ["Proof", ""],
      ]),
      "`out/proof` and `out/Proof`",
    ],
    [
      "a file and one of the user's",
      { "out/a/Main.tf": "" },
      new Map([["a/main.tf", ""]]),
      "`out/a/main.tf` and `out/a/Main.tf`",
    ],
    ["a stack and a folder of before", { "out/A/x.tf": "" }, new Map([["a/x.tf", ""]]), "`out/a` and `out/A`"],
  ]; // prettier-ignore
  test.each(twins)("when %s differ by case only", (_, existing, output, says) => {
    const { put, write, everything } = folder();
    put(new Map([["z/x.tf", ""]]));
    for (const [path, text] of Object.entries(existing)) write(path, text);
    const before = everything();
    expect(codesOf(put(output))).toEqual([
      `output-foreign: ${says} differ by the case of letters only: they are one on macOS and Windows`,
    ]);
    expect(everything()).toEqual(before);
  });
});

describe("a write that fails", () => {
  const functions = ["renameSync", "openSync", "writeFileSync", "fsyncSync", "mkdirSync", "linkSync"] as const;
  const points = functions.flatMap((name) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((at): [(typeof functions)[number], number] => [name, at]),
  );

  test.each(points)("leaves the old files, all of them, when %s fails at call %i", (name, at) => {
    const { put, everything } = folder();
    put(new Map([...first, ["a-eu-west-1/old.tf", "old\n"]]));
    const before = everything();
    const output = new Map([...second, ["c-eu-west-1/cdk.tf.json", "new\n"]]);
    const outcome = put(output, failing(name, at));
    if (outcome.ok) {
      // Nothing failed: there were fewer calls, or the failure was in making names durable or second names, which have another way.
      expect(everything()).toMatchObject({ "out/c-eu-west-1/cdk.tf.json": "new\n", "out/a-eu-west-1/README.md": "second\n" });
      expect(everything()).not.toHaveProperty("out/a-eu-west-1/old.tf");
    } else {
      expect(codesOf(outcome)).toEqual(["output-unwritable: cannot write to `out`: no space is left"]);
      expect(everything()).toEqual(before);
    }
  });

  test.each(["renameSync", "writeFileSync", "mkdirSync"] as const)("leaves no part of a new folder when %s fails", (name) => {
    for (let at = 1; at <= 6; at += 1) {
      const { put, everything } = folder();
      const outcome = put(first, failing(name, at));
      expect(Object.keys(everything())).toHaveLength(outcome.ok ? 4 : 0);
    }
  });

  test("fails at every point at least once", () => {
    const failures = points.filter(([name, at]) => {
      const { put } = folder();
      put(first);
      return !put(second, failing(name, at)).ok;
    });
    expect(failures.length).toBeGreaterThan(12);
    expect(failures.filter(([name]) => name === "renameSync")).toHaveLength(5);
  });
});

describe("a run that is killed", () => {
  class Killed extends Error {}

  /** Stops at the `at`-th rename and does nothing afterwards, as a killed process does. */
  function killedAt(at: number): Partial<FileSystem> {
    let calls = 0;
    const dead = (name: "renameSync" | "rmSync" | "unlinkSync") => {
      return (...args: unknown[]) => {
        if (name === "renameSync") calls += 1;
        if (calls >= at) throw new Killed();
        return real(name)(...args);
      };
    };
    return {
      renameSync: dead("renameSync"),
      rmSync: dead("rmSync"),
      unlinkSync: dead("unlinkSync"),
    } as unknown as Partial<FileSystem>;
  }

  const points = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  test.each(points)("leaves every file old or new when killed before rename %i, and the next run knows its own files", (at) => {
    const { put, files } = folder();
    put(new Map([...first, ["a-eu-west-1/old.tf", "old\n"]]));
    const platform = [...stacks, "c-eu-west-1"];
    const output = new Map([...second, ["c-eu-west-1/cdk.tf.json", "second\n"]]);
    expect(() => put(output, killedAt(at), platform)).toThrow(Killed);
    for (const [path, old] of first) expect([old, "second\n"]).toContain(files()[path]);
    const third = new Map([...output].map(([path]) => [path, "third\n"]));
    expect(put(third, {}, platform)).toMatchObject({ ok: true, value: { stale: [] } });
    expect(Object.keys(files())).toEqual([".rolewright.json", ...third.keys()]);
    expect(files()).toMatchObject(Object.fromEntries(third));
  });

  test("leaves no folder when it is killed before a new one is complete, and the next run clears up", () => {
    const { put, files, everything } = folder();
    expect(() => put(first, killedAt(1))).toThrow(Killed);
    expect(files()).toEqual({});
    expect(put(first).ok).toBe(true);
    expect(Object.keys(everything())).toHaveLength(4);
  });

  test("leaves alone what another run is writing at the moment", () => {
    const { put, write, everything } = folder();
    put(first);
    write("out/.rolewright-staging-1/new-0", "of process 1, which runs");
    write("out/.rolewright-staging-2/new-0", "of process 2, which does not");
    write("out/.rolewright-staging-x/new-0", "of nobody");
    put(second);
    expect(Object.keys(everything()).filter((path) => path.includes("staging"))).toEqual([
      "out/.rolewright-staging-1/new-0",
      "out/.rolewright-staging-x/new-0",
    ]);
  });
});

describe("a lock", () => {
  const running = "out/.rolewright-lock";
  const held = (process: number, host: string) => `${JSON.stringify({ process, host })}\n`;

  test.each([
    ["of a run on this machine", held(1, "here"), "output-locked: process 1 on `here` is writing to `out`"],
    [
      "of another machine, whose processes nobody can see",
      held(2, "there"),
      "output-locked: process 2 on `there` is writing to `out`",
    ],
    ["that cannot be read", "", "output-locked: another run is writing to `out`"],
  ])("%s keeps others off, and nothing is written", (_, text, says) => {
    const { put, write, everything } = folder();
    put(first);
    write(running, text);
    const before = everything();
    const outcome = put(second);
    expect(codesOf(outcome)).toEqual([says]);
    expect(outcome.problems[0]?.help).toContain(".rolewright-lock");
    expect(everything()).toEqual(before);
  });

  test.each([
    ["that was killed", held(2, "here")],
    ["that had the id of this process", held(4711, "here")],
  ])("of a run %s is taken over, and gone afterwards", (_, text) => {
    const { put, write, files } = folder();
    put(first);
    write(running, text);
    expect(put(second).ok).toBe(true);
    expect(Object.keys(files())).toEqual([".rolewright.json", ...second.keys()]);
  });

  test("beside a folder that does not exist yet keeps others off too, and what a killed run left there is cleared up", () => {
    const { put, write, everything } = folder();
    write("out.rolewright-lock", held(1, "here"));
    expect(codesOf(put(first))).toEqual(["output-locked: process 1 on `here` is writing to `out`"]);
    expect(Object.keys(everything())).toEqual(["out.rolewright-lock"]);
    write("out.rolewright-lock", held(2, "here"));
    expect(put(first).ok).toBe(true);
    write("out.rolewright-lock", held(2, "here"));
    write("out.rolewright-staging-2/x", "");
    expect(put(second).ok).toBe(true);
    expect(Object.keys(everything()).filter((path) => !path.startsWith("out/"))).toEqual([]);
  });

  test("is there while files are written, so that a second run in the middle fails", () => {
    const { put, files, cwd } = folder();
    const other = { cwd, files: fs, processId: 99, host: "here", isRunning: (id: number) => id === 4711 } as unknown as Io;
    const said: string[] = [];
    const renameSync = (...args: unknown[]) => {
      said.push(...codesOf(writeOutput(other, { out: "out", platform: "shop", overwrite: true }, first, stacks)));
      return real("renameSync")(...args);
    };
    for (const [output, renames] of [
      [first, 1],
      [second, 5],
    ] as const) {
      expect(put(output, { renameSync } as unknown as Partial<FileSystem>).ok).toBe(true);
      expect(said.splice(0)).toEqual(Array(renames).fill("output-locked: process 4711 on `here` is writing to `out`"));
      expect(files()).toMatchObject(Object.fromEntries(output));
    }
  });
});
