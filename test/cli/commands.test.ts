import * as fs from "node:fs";
import { join } from "node:path";
import { theorems } from "../../modules/verify/theorems";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const techflow = caseText("cli/techflow.yaml");

describe("wrong usage", () => {
  test.each<[string[], string]>([
    [["genrate"], "error: unknown command 'genrate'\n(Did you mean generate?)"],
    [["check", "--fromat", "json"], "error: unknown option '--fromat'\n(Did you mean --format?)"],
    [["check", "--format", "xml"], "Allowed choices are text, json, markdown, sarif, github."],
    [["roles", "--format", "sarif"], "Allowed choices are text, json, markdown."],
    [["generate", "--syntax", "xml"], "Allowed choices are hcl, json, both."],
    [["generate", "--syntax", "json", "--flavour", "module"], "a module is written as HCL"],
    [["generate", "--format", "both"], "did you mean `--syntax both`"],
    [["check", "--report", "json"], "error: unknown option '--report'\n(did you mean `--format`?)"],
    [["prove", "--json"], "error: unknown option '--json'\n(did you mean `--format json`?)"],
    [["prove", "--explain", "--format", "json"], "`--explain` is text"],
    [["generate", "--flavour", "modul"], "Allowed choices are root, module."],
    [["print", "x", "--format", "json"], "standard output has room for one"],
    [["print"], "missing required argument 'file'"],
    [["explain"], "missing required argument 'what'"],
    [["explain", ""], "It is empty."],
    [["prove", "a", "b"], "error: too many arguments"],
    [["generate", "a", "b"], "error: too many arguments"],
    [["generate", "--out"], "argument missing"],
    [["generate", "--out", ""], "It is empty."],
    [["generate", "--stack", " "], "It is empty."],
    [["init", ""], "It is empty."],
    [["schema", "file"], "error: too many arguments"],
    [[], "Usage: rolewright"],
  ])("%j ends with 1 and says why", async (args, expected) => {
    const { rolewright, files } = terminal();
    const { code, out, err } = await rolewright(...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(expected);
    expect(files()).toEqual({});
  });

  test("never stops the process", async () => {
    const exit = jest.spyOn(process, "exit").mockImplementation(() => {
      throw new Error("exit");
    });
    await terminal().rolewright("generate", "--nonsense");
    await terminal().rolewright("--help");
    expect(exit).not.toHaveBeenCalled();
    exit.mockRestore();
  });
});

describe("help", () => {
  test.each(["generate", "check", "prove", "roles", "explain", "print", "init", "schema"])(
    "of %s has examples that are right",
    async (command) => {
      const { rolewright } = terminal();
      const { code, out, err } = await rolewright(command, "--help");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain(`Examples:\n  $ rolewright ${command}`);
      expect((await rolewright("help", command)).out).toBe(out);
      expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    },
  );

  test("lists the commands and the exit codes", async () => {
    const { code, out } = await terminal().rolewright("--help");
    expect(code).toBe(0);
    for (const command of ["generate", "check", "prove", "roles", "explain", "print", "init", "schema"])
      expect(out).toMatch(new RegExp(`^  ${command} `, "m"));
    expect(out).toContain("Exit codes:\n  0   fine, or yes\n  1   problems, or wrong usage\n  2   access has changed");
  });

  test("gives the version of the package", async () => {
    const { version } = JSON.parse(fs.readFileSync(join(__dirname, "../../package.json"), "utf8"));
    expect(await terminal().rolewright("--version")).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });
});

describe("a platform file", () => {
  test.each<[string, string[], string]>([
    [
      "that is missing",
      ["check"],
      "file-unreadable: no platform file here: neither `platform.yaml`, `platform.yml` nor `platform.json`",
    ],
    ["that does not exist", ["check", "nope.yaml"], "file-unreadable: cannot read `nope.yaml`: it does not exist"],
    ["that is a folder", ["check", "."], "file-unreadable: cannot read `.`: it is a folder"],
    ["below a file", ["check", "file/x.yaml"], "file-unreadable: cannot read `file/x.yaml`: a part of the path is a file"],
    ["that is empty", ["check", "empty.yaml"], "empty.yaml:1:1 "],
    ["that is too large", ["check", "large.yaml"], "large.yaml:1:1 file-too-large: "],
    ["that is UTF-16", ["check", "utf16.yaml"], "file-unreadable: the file is not UTF-8 but UTF-16"],
    [
      "with a name that writes to the terminal",
      ["check", "\u001b[31m"],
      "file-unreadable: cannot read `\\u001b[31m`: it does not exist",
    ],
  ])("%s is a problem", async (_name, args, expected) => {
    const { rolewright, write } = terminal();
    write("file", "");
    write("empty.yaml", "");
    write("large.yaml", Buffer.alloc(5_000_000, "# x\n"));
    write("utf16.yaml", Buffer.from("\ufeffplatform: x", "utf16le"));
    const { code, out, err } = await rolewright(...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(expected);
  });

  test("on standard input is read no further than a platform file can be", async () => {
    const limits: number[] = [];
    const endless = async (limit: number) => {
      limits.push(limit);
      return Buffer.alloc(limit, "# x\n");
    };
    const { rolewright } = terminal({ stdin: endless });
    expect((await rolewright("check", "-")).err).toContain("<stdin>:1:1 file-too-large");
    expect(limits).toEqual([4 * 1024 * 1024 + 1]);
  });

  test("with text that writes to the terminal is shown with escapes", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", 'platform: "\\e[31m\\u202Ex"\n"\\e]0;title\\a": 1\naccounts: {}\n');
    for (const command of ["check", "generate", "roles"]) {
      const { code, out, err } = await rolewright(command);
      expect(code).toBe(1);
      expect(out + err).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    }
  });
});

describe("check", () => {
  test("says on standard output that nothing is wrong", async () => {
    const { rolewright, write } = terminal();
    write("teams/x.yaml", techflow);
    expect(await rolewright("check", "teams/x.yaml")).toEqual({
      code: 0,
      out: "teams/x.yaml: no problems (2 stacks, 5 roles)\n",
      err: `${theorems.length} theorems proved, under 3 assumptions\n`,
    });
  });

  test("does not call a file with warnings free of problems", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", techflow.replace("secrets:\n", "environment: { DB_PASSWORD: hunter2hunter2 }\n        secrets:\n"));
    const { code, out, err } = await rolewright("check");
    expect({ code, out }).toEqual({ code: 0, out: "platform.yaml: no errors (2 stacks, 5 roles)\n" });
    expect(err).toContain("1 warning\n");
  });

  test("prints all problems at once, in the order of the file", async () => {
    const { rolewright, write } = terminal();
    write(
      "platform.yaml",
      techflow.replace("image: orders:2.0.0", "image: 7").replace("platform: techflow", "platform: tech flow").concat("x: 1\n"),
    );
    const { code, err } = await rolewright("check");
    expect(code).toBe(1);
    expect(err.match(/^platform\.yaml:\d+/gm)).toEqual(["platform.yaml:1", "platform.yaml:27", "platform.yaml:30"]);
    expect(err.endsWith("\n3 errors\n")).toBe(true);
  });

  test.each(["json", "markdown", "sarif", "github"])("prints nothing but problems as %s", async (format) => {
    const { rolewright, write } = terminal();
    write("platform.yaml", "platform: 1\n");
    const { code, out, err } = await rolewright("check", "--format", format);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("wrong-type");
    if (format === "json" || format === "sarif") JSON.parse(out);
  });
});

describe("colours", () => {
  const colour = { test: (text: string) => text.includes("\u001b[") };
  test.each<[string, Parameters<typeof terminal>[0], boolean]>([
    ["on a terminal", { tty: true }, true],
    ["on a terminal with an empty NO_COLOR", { tty: true, env: { NO_COLOR: "" } }, true],
    ["not with NO_COLOR", { tty: true, env: { NO_COLOR: "1" } }, false],
    ["not on a terminal without colours", { tty: true, env: { TERM: "dumb" } }, false],
    ["not in a file or a pipe", {}, false],
  ])("%s", async (_name, surroundings, wanted) => {
    const { rolewright, write } = terminal(surroundings);
    write("platform.yaml", techflow);
    write("bad.yaml", "platform: 1\n");
    expect(colour.test((await rolewright("roles")).out)).toBe(wanted);
    expect(colour.test((await rolewright("check", "bad.yaml")).err)).toBe(wanted);
    expect(colour.test((await rolewright("check", "bad.yaml", "--format", "json")).out)).toBe(false);
  });
});

describe("progress", () => {
  const ticking = () => {
    let time = 0;
    return () => {
      time += 500;
      return time;
    };
  };
  test.each<[string, Parameters<typeof terminal>[0], boolean]>([
    ["is shown and cleared on a terminal when it takes long", { tty: true, env: { NO_COLOR: "1" }, now: ticking() }, true],
    ["is not shown when it is quick", { tty: true, env: { NO_COLOR: "1" } }, false],
    ["is not shown in a file or a pipe", { now: ticking() }, false],
  ])("%s", async (_name, surroundings, wanted) => {
    const { rolewright, write } = terminal(surroundings);
    write("platform.yaml", techflow);
    const { err } = await rolewright("generate", "--quiet");
    expect(err.includes("writing 2 stacks...\r\u001b[K")).toBe(wanted);
    expect(err.slice(err.lastIndexOf("\u001b[K") + 1).replace(/^\[K/, "")).toMatch(/^wrote generated/);
  });
});

describe("roles", () => {
  test("prints at most 100 columns into a pipe", async () => {
    const { rolewright, write, files } = terminal({ columns: 40 });
    write("platform.yaml", techflow);
    const { code, out } = await rolewright("roles");
    expect(code).toBe(0);
    const widths = out.split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    expect(Math.max(...widths)).toBeGreaterThan(80);
    expect(Object.keys(files())).toEqual(["platform.yaml"]);
  });

  test("fits the terminal", async () => {
    const { rolewright, write } = terminal({ tty: true, columns: 72, env: { NO_COLOR: "1" } });
    write("platform.yaml", techflow);
    const { out } = await rolewright("roles");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(72);
  });

  test("prints JSON with every statement, its reason and its line", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", techflow);
    const { out } = await rolewright("roles", "--format", "json", "--stack", "prod-us-east-1");
    const roles = JSON.parse(out);
    expect(roles.map(({ name }: { name: string }) => name)).toEqual([
      "techflow-inventory-reader-execution",
      "techflow-inventory-reader-task",
      "techflow-order-cache-execution",
      "techflow-order-cache-task",
      "techflow-production-instance",
    ]);
    expect(roles[1]).toMatchObject({
      kind: "task",
      usedBy: ["inventory-reader"],
      launchTypes: ["ec2"],
      assumedBy: ["ecs-tasks.amazonaws.com"],
      permissionsBoundary: "arn:aws:iam::444455556666:policy/ecs-boundary",
      existing: false,
      statements: [
        {
          effect: "Allow",
          actions: ["rds-db:connect"],
          resources: ["arn:aws:rds-db:us-east-1:444455556666:dbuser:cluster-ABCDEFGHIJKL01234567890123/app_readonly_user"],
          askedForBy: "platform.yaml:24",
        },
      ],
    });
    expect(roles[4]).toMatchObject({ kind: "container instance", usedBy: ["production/ec2"], assumedBy: ["ec2.amazonaws.com"] });
  });

  test("refuses a stack that does not exist", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", techflow);
    expect(await rolewright("roles", "--stack", "x", "--stack", "y")).toMatchObject({ code: 1, out: "" });
  });
});

describe("init", () => {
  test("writes a platform file that check and generate take as it is", async () => {
    const { rolewright, files } = terminal();
    expect(await rolewright("init")).toMatchObject({ code: 0, out: "" });
    expect(await rolewright("check")).toMatchObject({ code: 0, out: "platform.yaml: no problems (1 stack, 2 roles)\n" });
    expect((await rolewright("generate")).code).toBe(0);
    expect(Object.keys(files("generated"))).toContain("production-us-east-1/main.tf");
  });

  test("has the alternative that it speaks of right, too", async () => {
    const { rolewright, files, write } = terminal();
    await rolewright("init");
    const starter = files()["platform.yaml"] ?? "";
    const alternative = starter
      .replace("  main: {}\n", "")
      .replace("  # main:\n  #   ec2:", "  main:\n    ec2:")
      .replace("# permissionsBoundary", "permissionsBoundary");
    expect(alternative).not.toBe(starter);
    write("platform.yaml", alternative);
    expect(await rolewright("check")).toMatchObject({ code: 0, out: "platform.yaml: no problems (1 stack, 3 roles)\n" });
  });

  test("makes the folder of the file that it is told", async () => {
    const { rolewright } = terminal();
    expect((await rolewright("init", "teams/a/shop.yaml")).err).toContain("`rolewright generate teams/a/shop.yaml`");
    expect((await rolewright("check", "teams/a/shop.yaml")).code).toBe(0);
  });

  test("never writes over a file, unless forced", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", "mine");
    expect(await rolewright("init")).toMatchObject({
      code: 1,
      err: expect.stringContaining("output-foreign: `platform.yaml` exists already"),
    });
    expect(files()).toEqual({ "platform.yaml": "mine" });
    expect((await rolewright("init", "--force")).code).toBe(0);
    expect(Object.keys(files())).toEqual(["platform.yaml"]);
    expect(files()["platform.yaml"]).toContain("platform: shop");
  });

  test("does not write over a folder, even when forced", async () => {
    const { rolewright, cwd } = terminal();
    fs.mkdirSync(join(cwd, "platform.yaml"));
    expect(await rolewright("init", "--force")).toMatchObject({
      code: 1,
      err: expect.stringContaining("output-unwritable: cannot write `platform.yaml`: it is a folder"),
    });
  });
});

describe("schema", () => {
  test("prints the JSON Schema", async () => {
    const { code, out } = await terminal().rolewright("schema");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ type: "object", required: expect.arrayContaining(["platform"]) });
  });

  test("writes it to a file, over the one that is there", async () => {
    const { rolewright, files, write } = terminal();
    write("platform.schema.json", "old");
    expect(await rolewright("schema", "--out", "platform.schema.json")).toEqual({
      code: 0,
      out: "",
      err: "wrote platform.schema.json\n",
    });
    expect(files()).toEqual({ "platform.schema.json": (await rolewright("schema")).out });
  });

  test("writes through a link, and to nothing that is not a file", async () => {
    const { rolewright, cwd, files, write } = terminal();
    write("real.json", "old");
    fs.symlinkSync(join(cwd, "real.json"), join(cwd, "link.json"));
    expect((await rolewright("schema", "--out", "link.json")).code).toBe(0);
    expect(files()["real.json"]).toContain("$schema");
    expect(await rolewright("schema", "--out", "/dev/null")).toMatchObject({
      code: 1,
      err: expect.stringContaining("output-unwritable: cannot write `/dev/null`: it is not a file"),
    });
  });
});

describe("a bug of ours", () => {
  const broken = (env = {}) =>
    terminal({
      env,
      stdin: async () => {
        throw new TypeError("cannot read \u001b[31m of undefined");
      },
    });

  test("ends with 70 and asks to report it, without a stack trace", async () => {
    const { code, out, err } = await broken().rolewright("check", "-");
    expect({ code, out }).toEqual({ code: 70, out: "" });
    expect(err).toMatch(/^rolewright \S+ has a bug: TypeError: cannot read \\u001b\[31m of undefined\nplease report it/);
    expect(err).not.toContain("    at ");
  });

  test("shows where it happened with ROLEWRIGHT_DEBUG=1", async () => {
    const { code, err } = await broken({ ROLEWRIGHT_DEBUG: "1" }).rolewright("check", "-");
    expect(code).toBe(70);
    expect(err).toContain("    at ");
    expect(err).not.toContain("\u001b");
  });
});
