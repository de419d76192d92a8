/** `rolewright diff`: its sources, its forms, its exit codes. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../modules/cli/io";
import { expectGolden } from "./golden";
import { caseText, removeFolders, type Terminal, terminal } from "./terminal";

afterAll(removeFolders);

const platform = (can: string): string => `platform: shop
accounts: { production: { id: "123456789012", region: us-east-1 } }
clusters: { main: {} }
services:
  orders:
    cluster: main
    containers: { app: { image: "docker.io/library/nginx:1.27" } }
    access:
      - dynamodb: { table: sessions, can: ${can} }
`;
const [less, more] = [platform("read"), platform("[read, write]")];

function git(cwd: string, ...args: string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
  const who = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...args], { cwd, env, stdio: "ignore" });
}

/** A folder that is a repository with `platform.yaml` at `main`, changed since. */
function repository(before: string | undefined, after: string): Terminal {
  const here = terminal({ env: process.env });
  git(here.cwd, "init", "-b", "main");
  if (before !== undefined) here.write("platform.yaml", before);
  here.write("README", "a shop\n");
  git(here.cwd, "add", ".");
  git(here.cwd, "commit", "-m", "first");
  here.write("platform.yaml", after);
  return here;
}

const gain = "service orders gained: dynamodb:PutItem, dynamodb:UpdateItem, dynamodb:DeleteItem,";

describe("two platform files", () => {
  test.each([
    ["the same", less, less, 0, "no change of access (2 roles and resource policies compared)\n"],
    ["more access", less, more, 3, "access is wider: 1 of 2 roles and resource policies gains\n"],
    ["less access", more, less, 2, "access has changed, nobody gains: 1 of 2 roles and resource policies loses\n"],
  ])("%s", async (_, old, fresh, code, first) => {
    const { rolewright, write } = terminal();
    write("old.yaml", old);
    write("new.yaml", fresh);
    const run = await rolewright("diff", "old.yaml", "new.yaml");
    expect(run).toMatchObject({ code, err: "" });
    expect(run.out.slice(0, first.length)).toBe(first);
  });

  test("say who, what, where and a request", async () => {
    const { rolewright, write } = terminal();
    write("old.yaml", less);
    write("platform.yaml", more);
    const { out } = await rolewright("diff", "old.yaml", "platform.yaml");
    expect(out).toContain(gain);
    expect(out).toContain("(platform.yaml:9)");
    expect(out).toContain("for example: a session of role `arn:aws:iam::123456789012:role/shop-orders-task` asks for");
  });

  test("with a problem are not compared", async () => {
    const { rolewright, write } = terminal();
    write("old.yaml", less);
    write("new.yaml", more.replace("can:", "cann:"));
    const { code, out, err } = await rolewright("diff", "old.yaml", "new.yaml");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("new.yaml:9:38 unknown-key");
  });
});

describe("output folders", () => {
  const generated = async (form: readonly string[] = []): Promise<Terminal> => {
    const here = terminal();
    here.write("platform.yaml", less);
    expect((await here.rolewright("generate", "--quiet", "--out", "old", ...form)).code).toBe(0);
    here.write("platform.yaml", more);
    expect((await here.rolewright("generate", "--quiet", "--out", "new", ...form)).code).toBe(0);
    return here;
  };

  test.each([[[]], [["--syntax", "json"]], [["--syntax", "both"]], [["--flavour", "module"]]])(
    "written with %j",
    async (form) => {
      const { rolewright } = await generated(form);
      for (const [old, fresh] of [
        ["old", "new"],
        ["old/production-us-east-1", "new/production-us-east-1"],
      ] as const) {
        const run = await rolewright("diff", old, fresh);
        expect(run).toMatchObject({ code: 3, err: "" });
        expect(run.out).toContain(gain);
      }
      const run = await rolewright("diff", "old/production-us-east-1/access.json", "platform.yaml");
      expect(run).toMatchObject({
        code: 3,
        err: expect.stringContaining("settings that keep access away beside policies are not"),
      });
      expect(run.out).toContain(gain);
    },
  );

  test("of older versions are read from their JSON", async () => {
    const { cwd, rolewright } = await generated(["--syntax", "both"]);
    rmSync(join(cwd, "old/production-us-east-1/access.json"));
    expect((await rolewright("diff", "old", "new")).out).toContain(gain);
    expect((await rolewright("diff", "old", "old")).code).toBe(0);
  });

  test("of CDKTF are read too", async () => {
    const { cwd, rolewright } = await generated(["--syntax", "json"]);
    for (const side of ["old", "new"]) {
      mkdirSync(join(cwd, side, "cdktf.out/stacks"), { recursive: true });
      renameSync(join(cwd, side, "production-us-east-1"), join(cwd, side, "cdktf.out/stacks/production"));
      rmSync(join(cwd, side, "cdktf.out/stacks/production/access.json"));
    }
    const { code, out } = await rolewright("diff", "old/cdktf.out", "new/cdktf.out");
    expect(code).toBe(3);
    expect(out).toContain("role shop-orders-task gained: dynamodb:PutItem");
  });

  test("that were edited by hand are compared as they are, with a warning", async () => {
    const { rolewright, write } = await generated();
    write("new/production-us-east-1/service_orders.tf", "# mine\n");
    const { code, out, err } = await rolewright("diff", "old", "new");
    // Every role of the service is gone with its file; what else was edited is not decided.
    expect(code).toBe(3);
    expect(out).toContain("removed");
    expect(err).toContain(
      "output-edited (warning): `new` has files that were edited by hand: `production-us-east-1/service_orders.tf`",
    );
  });

  const file = "new/production-us-east-1/service_orders.tf";
  const edits: readonly (readonly [what: string, edit: (text: string) => string, code: number, says: string])[] = [
    ["an action", (text) => text.replace('"dynamodb:GetItem"', '"dynamodb:*"'), 3, "dynamodb:*"],
    [
      "a statement",
      (text) =>
        text.replace(
          /Statement = \[(?![\s\S]*Statement = \[)/,
          'Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" },',
        ),
      3,
      "iam:*",
    ],
    [
      "a trusted principal",
      (text) => text.replace('"ecs-tasks.amazonaws.com"', '["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"]'),
      3,
      "ec2.amazonaws.com",
    ],
    ["a role of a module", (text) => `${text}\nmodule "more" {\n  source = "./more"\n}\n`, 3, "not compared"],
    ["a role with a count", (text) => text.replace(/(resource "aws_iam_role" "\w+" \{\n)/, "$1  count = 2\n"), 3, "not compared"],
    ["text that is no Terraform", (text) => `${text}\nresource {`, 3, "not compared"],
    ["an action less", (text) => text.replace(/\n *"dynamodb:GetItem",/, ""), 2, "dynamodb:GetItem"],
    ["a comment", (text) => `# mine\n${text}`, 0, "has files that were edited by hand"],
    [
      "spaces and block comments",
      (text) => text.replaceAll("Effect   =", "Effect /* x */ ="),
      0,
      "has files that were edited by hand",
    ],
    [
      "the role of a task",
      (text) => text.replace(/task_role_arn( +)= \S+/, 'task_role_arn$1= "arn:aws:iam::123456789012:role/admin"'),
      3,
      "aws_ecs_task_definition.orders, edited, of stack production-us-east-1",
    ],
    ["an image", (text) => text.replace("nginx:1.27", "nginx:1.28"), 3, "aws_ecs_task_definition.orders"],
    ["values of its own", (text) => `${text}\nlocals {\n  more = 1\n}\n`, 3, "not compared"],
  ];
  const everywhere = edits.flatMap((edit) => ["text", "markdown"].map((format) => [...edit, format] as const));

  test.each(everywhere)("with %s edited are compared by their Terraform", async (_, edit, expected, says, format) => {
    const { cwd, rolewright, write } = await generated();
    await rolewright("generate", "--quiet", "--out", "old");
    const text = readFileSync(join(cwd, file), "utf8");
    write(file, edit(text));
    expect(edit(text)).not.toBe(text);
    const { code, out, err } = await rolewright("diff", "old", "new", "--format", format);
    expect({ code, says: (out + err).includes(says) }).toEqual({ code: expected, says: true });
  });

  test.each([
    ["a platform file, which has no Terraform to compare with", ["platform.yaml", "new"]],
    ["a folder, where access.json was edited too", ["new", "new2"]],
  ])("with a comment edited are undecided beside %s", async (_, sides) => {
    const { cwd, rolewright, write, files: filesIn } = await generated();
    write(file, `# mine\n${readFileSync(join(cwd, file), "utf8")}`);
    for (const [name, content] of Object.entries(filesIn("new"))) write(`new2/${name}`, content);
    write("new2/production-us-east-1/access.json", `${filesIn("new")["production-us-east-1/access.json"]}\n`);
    const { code, out, err } = await rolewright("diff", ...sides);
    expect({ code, says: (out + err).includes("edited files of new") }).toEqual({ code: 3, says: true });
  });

  test("with an edit that their own list of files was made to hide are compared by their Terraform", async () => {
    const { cwd, rolewright, write } = await generated();
    await rolewright("generate", "--quiet", "--out", "old");
    const text = readFileSync(join(cwd, file), "utf8").replace('"dynamodb:GetItem"', '"dynamodb:*"');
    write(file, text);
    const list = JSON.parse(readFileSync(join(cwd, "new/.rolewright.json"), "utf8"));
    list.files["production-us-east-1/service_orders.tf"] = createHash("sha256").update(text).digest("hex");
    write("new/.rolewright.json", JSON.stringify(list));
    expect(await rolewright("diff", "old", "new")).toMatchObject({ code: 3, err: "" });
  });

  test("that were edited by hand are not decided, although what was generated is the same", async () => {
    const { rolewright, write, files } = await generated();
    for (const [name, content] of Object.entries(files("old"))) write(`same/${name}`, content);
    expect((await rolewright("diff", "old", "same")).code).toBe(0);
    write("same/production-us-east-1/service_orders.tf", "# mine\n");
    const { code, out } = await rolewright("diff", "old", "same", "--format", "markdown");
    expect(code).toBe(3);
    expect(out).toContain("6 changes of kinds that are not compared");
    expect(out).toContain("aws_ecs_task_definition.orders, edited, of stack");
  });

  test.each([
    ["cut off", '{"version": 2, "princ', "is not JSON, or ends too soon"],
    ["of another version", '{"version": 1, "principals": []}', "version `1` of the format is not known"],
    ["of the wrong shape", '{"version": 2, "principals": 4, "resources": []}', "expected a list at `principals`"],
  ])("with an access.json %s are refused", async (_, text, message) => {
    const { rolewright, write } = await generated();
    write("new/production-us-east-1/access.json", text);
    const { code, out, err } = await rolewright("diff", "old", "new");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("access-unreadable: ");
    expect(err).toContain(message);
  });

  test("without a stack are refused", async () => {
    const { cwd, rolewright, write } = terminal();
    mkdirSync(join(cwd, "empty"));
    write("platform.yaml", less);
    expect(await rolewright("diff", "empty", "platform.yaml")).toMatchObject({
      code: 1,
      err: expect.stringContaining("`empty` holds no stack with its access"),
    });
  });
});

describe("git revisions", () => {
  test("--base compares the platform file here", async () => {
    const run = await repository(less, more).rolewright("diff", "--base", "main");
    expect(run).toMatchObject({ code: 3, err: "" });
    expect(run.out).toContain(gain);
    expect(await repository(less, `# a comment\n${less}`).rolewright("diff", "--base", "HEAD")).toMatchObject({ code: 0 });
  });

  test("a platform file that the base does not have is new as a whole", async () => {
    const { code, out } = await repository(undefined, less).rolewright("diff", "--base", "main", "platform.yaml");
    expect(code).toBe(3);
    expect(out).toContain("service orders (new) gained: dynamodb:GetItem");
  });

  test("<revision>:<path> is a side like any other", async () => {
    const { rolewright } = repository(less, more);
    expect((await rolewright("diff", "main:platform.yaml", "platform.yaml")).out).toContain(gain);
    const back = await rolewright("diff", "platform.yaml", "main:./platform.yaml");
    expect(back).toMatchObject({ code: 2, out: expect.stringContaining("service orders lost: dynamodb:PutItem") });
    expect(await rolewright("diff", "main:nothing.yaml", "platform.yaml")).toMatchObject({
      code: 1,
      err: expect.stringContaining("`main` has no `nothing.yaml`"),
    });
  });

  test("an output folder at the base", async () => {
    const { cwd, rolewright, write } = repository(undefined, less);
    await rolewright("generate", "--quiet", "--out", "deploy/out");
    git(cwd, "add", ".");
    git(cwd, "commit", "-m", "generated");
    write("platform.yaml", more);
    await rolewright("generate", "--quiet", "--out", "deploy/out");
    expect((await rolewright("diff", "--base", "main", "deploy/out")).out).toContain(gain);
    expect((await rolewright("diff", "HEAD:deploy/out", "deploy/out")).out).toContain(gain);
    expect((await rolewright("diff", "HEAD~1:deploy/out", "deploy/out")).code).toBe(1);
  });

  test.each([
    ["--base=--output=x", "`--output=x` is no revision"],
    ["--base=nonsense", "git does not know revision `nonsense`"],
    ["--base=a b; touch x", "git does not know revision `a b; touch x`"],
  ])("%s is refused", async (base, message) => {
    const { rolewright, files } = repository(less, more);
    const { code, err } = await rolewright("diff", base);
    expect(code).toBe(1);
    expect(err).toContain(`git-failed: ${message}`);
    expect(Object.keys(files()).filter((path) => !path.startsWith(".git/"))).toEqual(["README", "platform.yaml"]);
  });

  test("no repository, and no git, are said", async () => {
    const here = terminal({ env: { ...process.env, GIT_CEILING_DIRECTORIES: "/" } });
    here.write("platform.yaml", less);
    expect(await here.rolewright("diff", "--base", "main")).toMatchObject({
      code: 1,
      err: expect.stringContaining("this folder is in no git repository"),
    });
    const bare = terminal({ env: { PATH: "/nowhere" } });
    bare.write("platform.yaml", less);
    expect(await bare.rolewright("diff", "--base", "main")).toMatchObject({
      code: 1,
      err: expect.stringContaining("git cannot be started"),
    });
  });
});

describe("Terraform", () => {
  const plan = caseText("review/terraform/plan.json");
  const shown = (text: string | Uint8Array) => {
    const here = terminal();
    here.write("plan.json", text);
    return here.rolewright("diff", "plan.json");
  };

  test("a plan alone is compared with its prior state", async () => {
    const { code, out, err } = await shown(plan);
    expect({ code, err: err.split("\n")[0] }).toEqual({
      code: 3,
      err: "managed-policy-version (warning): `AmazonS3ReadOnlyAccess` is compared as its version v3 of 2023-08-10 has it",
    });
    expectGolden("review/plan.golden.txt", out);
  });

  test("a plan by standard input, against a state", async () => {
    const here = terminal({ stdin: plan });
    here.write("state.json", caseText("review/terraform/state.json"));
    expect((await here.rolewright("diff", "state.json", "-")).out).toBe((await shown(plan)).out);
  });

  test.each([
    ["cut off", plan.slice(0, 5000), "is not JSON, or ends too soon"],
    [
      "of another format version",
      plan.replace(/"format_version": "1\.2"/, '"format_version": "2.0"'),
      "format version `2.0` of Terraform's JSON is not known",
    ],
    ["in binary", new Uint8Array([0x50, 0x4b, 3, 4]), "is a binary plan"],
    ["that is a raw state", '{"version": 4, "lineage": "x", "serial": 1}', "is a raw state file"],
    ["that is something else", '{"a": 1}', "holds no access that could be compared"],
    ["that is a state", caseText("review/terraform/state.json"), "is one side of a comparison"],
  ])("a plan %s is refused", async (_, text, message) => {
    const { code, out, err } = await shown(text);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(message);
  });
});

describe("folders that cannot be read", () => {
  const denied = (): never => {
    throw Object.assign(new Error("EACCES: permission denied"), { code: "EACCES", syscall: "open" });
  };

  test.each<[string, Partial<FileSystem>]>([
    ["the folder", { readdirSync: denied as unknown as FileSystem["readdirSync"] }],
    [
      "a file in it",
      {
        readFileSync: ((path: string, ...rest: []) =>
          String(path).endsWith("access.json") ? denied() : readFileSync(path, ...rest)) as FileSystem["readFileSync"],
      },
    ],
  ])("%s", async (_, system) => {
    const writer = terminal();
    writer.write("platform.yaml", less);
    await writer.rolewright("generate", "--quiet");
    const { code, err } = await terminal({ fs: system }, writer.cwd).rolewright("diff", "generated", "generated");
    expect(code).toBe(1);
    expect(err).toContain("access-unreadable: cannot read `generated`: permission denied");
  });
});

describe("forms", () => {
  const printed = async (format: string) => {
    const here = terminal();
    here.write("plan.json", caseText("review/terraform/plan.json"));
    return (await here.rolewright("diff", "plan.json", "--format", format)).out;
  };

  test("markdown", async () => expectGolden("review/plan.golden.markdown.txt", await printed("markdown")));
  test("json", async () => {
    const value = JSON.parse(await printed("json"));
    expect(value).toMatchObject({ version: 1, verdict: "widened", compared: 5 });
    expect(value.changed[1].changes.map(({ risk }: { risk: string }) => risk)).toEqual(["outsider", "write", "read"]);
    expect(value.changed[1].changes[1]).toMatchObject({
      kind: "widened",
      decided: true,
      widening: true,
      request: { action: "kms:Decrypt" },
    });
  });

  const reason = "nobody here manages people";
  const guarded = `${less.replace("services:", "repositories: { stock: {} }\nservices:")}expect: [{ deny: "iam:*", why: ${reason} }]\n`;
  const open = more.replace("services:", "repositories: { stock: { immutableTags: false } }\nservices:");

  test.each([
    ["text", "repository stock guards less: image_tag_mutability is MUTABLE (before: IMMUTABLE) (platform.yaml:"],
    ["markdown", "**repository stock guards less**: `image_tag_mutability is MUTABLE (before: IMMUTABLE)` (`platform.yaml:"],
    ["json", '"text": "repository stock guards less: image_tag_mutability is MUTABLE'],
    ["sarif", '"ruleId": "guard-weakened"'],
    ["github", "title=guard-weakened::repository stock guards less"],
  ])("%s has guards and declarations with their reasons, behind what is gained", async (format, guard) => {
    const here = terminal();
    here.write("old.yaml", guarded);
    here.write("platform.yaml", open);
    const { code, out } = await here.rolewright("diff", "old.yaml", "platform.yaml", "--format", format);
    expect(code).toBe(3);
    expect(out.replaceAll("\n  ", " ")).toContain(
      `the platform no longer expects: deny iam:*, because: ${reason}`.split(": ").at(-1),
    );
    expect(out).toContain("no longer expects");
    expect(out).toContain(guard);
    expect(out.indexOf("dynamodb:PutItem")).toBeGreaterThan(0);
    expect(out.indexOf("dynamodb:PutItem")).toBeLessThan(out.indexOf(guard));
  });

  test("output folders tell what was declared, by their certificate", async () => {
    const here = terminal();
    for (const [name, text] of [
      ["old", guarded],
      ["new", open],
    ] as const) {
      here.write("platform.yaml", text);
      await here.rolewright("generate", "--quiet", "--out", name);
    }
    const { code, out, err } = await here.rolewright("diff", "old", "new");
    expect({ code, err }).toEqual({ code: 3, err: "" });
    expect(out).toContain(`the platform no longer expects: deny iam:*, because: ${reason}`);
    expect(out).toContain("repository stock guards less");
    rmSync(join(here.cwd, "new/proof.json"));
    const blind = await here.rolewright("diff", "old", "new");
    expect(blind.code).toBe(3);
    expect(blind.err).toContain("what is expected, acknowledged and shared is not compared: one side does not tell");
    expect((await here.rolewright("diff", "old", "old")).code).toBe(0);
    cpSync(join(here.cwd, "old"), join(here.cwd, "same"), { recursive: true });
    rmSync(join(here.cwd, "same/proof.json"));
    expect((await here.rolewright("diff", "old", "same")).code).toBe(3);
    expect(await here.rolewright("diff", "same", "old")).toMatchObject({
      code: 0,
      err: expect.stringContaining("what is expected, acknowledged and shared is not compared"),
    });
  });

  test("sarif, with the place of what is wider", async () => {
    const here = terminal();
    here.write("old.yaml", platform("[read, write]"));
    here.write("teams/platform.yaml", platform("[read, write]").replace("sessions", "others"));
    const { runs } = JSON.parse((await here.rolewright("diff", "old.yaml", "teams/platform.yaml", "--format", "sarif")).out);
    const levels = runs[0].results.map(
      ({ ruleId, level, locations }: { ruleId: string; level: string; locations?: unknown }) => ({
        ruleId,
        level,
        placed: locations !== undefined,
      }),
    );
    expect(levels).toEqual([
      { ruleId: "access-widened", level: "error", placed: true },
      { ruleId: "access-narrowed", level: "note", placed: true },
    ]);
    expect(runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "teams/platform.yaml" },
      region: { startLine: 9, startColumn: 1, endLine: 9, endColumn: 1 },
    });
  });

  test("github, an annotation at the place of what is wider", async () => {
    const here = terminal();
    here.write("old.yaml", platform("[read, write]"));
    here.write("teams/platform.yaml", platform("[read, write]").replace("sessions", "others"));
    const { out, err } = await here.rolewright("diff", "old.yaml", "teams/platform.yaml", "--format", "github");
    expect(err).toBe("");
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=teams\/platform\.yaml,line=9,endLine=9,col=1,endColumn=1,title=access-widened::.*others/,
    );
    expect(lines[1]).toMatch(/^::notice title=access-narrowed::.*sessions/);
  });

  test.each([
    ["markdown", /^❌ \*\*1 error\*\*\n\n- \*\*file-unreadable\*\*: cannot read `nope\.yaml`/],
    ["json", /^\[\n {2}\{\n {4}"code": "file-unreadable"/],
    ["sarif", /"ruleId": "file-unreadable"/],
    ["github", /^::error title=file-unreadable::/],
  ])("a side that cannot be read is a problem in the form of the comparison: %s", async (format, expected) => {
    const here = terminal();
    here.write("platform.yaml", less);
    const { code, out, err } = await here.rolewright("diff", "nope.yaml", "platform.yaml", "--format", format);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toMatch(expected);
  });

  test.each([
    ["markdown", "out", "**not-compared** (warning): `aws"],
    ["sarif", "out", '"ruleId": "not-compared"'],
    ["github", "out", "::warning title=not-compared::"],
    ["json", "err", "not-compared (warning)"],
    ["text", "err", "not-compared (warning)"],
  ] as const)("what was not compared is said in %s, on standard %s", async (format, sink, expected) => {
    const policy = (action: string) => ({
      mode: "managed",
      address: "aws_opensearch_domain_policy.a",
      type: "aws_opensearch_domain_policy",
      name: "a",
      values: { domain_name: "a", access_policies: action },
    });
    const state = (action: string) =>
      JSON.stringify({ format_version: "1.0", values: { root_module: { resources: [policy(action)] } } });
    const here = terminal();
    here.write("old.json", state("a"));
    here.write("new.json", state("b"));
    const result = await here.rolewright("diff", "old.json", "new.json", "--format", format);
    expect(result.code).toBe(3);
    expect(result[sink]).toContain(expected);
  });

  test("markdown fits a comment, and counts what it leaves out", async () => {
    const services = Array.from(
      { length: 250 },
      (_, index) =>
        `  s-${index}: { cluster: main, containers: { app: { image: "docker.io/library/nginx:1.27" } }, access: [{ s3: { bucket: photos-${index}, can: read } }] }\n`,
    );
    const here = terminal();
    here.write("old.yaml", less);
    here.write("new.yaml", less + services.join(""));
    const { out } = await here.rolewright("diff", "old.yaml", "new.yaml", "--format", "markdown");
    expect(out.length).toBeLessThan(65_536);
    expect(out).toMatch(/_\d+ more roles and resources are left out here: `rolewright diff` prints all of them\._\n$/);
  });

  test("nothing that strangers write reaches the terminal or ends the markup", async () => {
    const evil = "a\u001b[31m</details>`|";
    const role = (more: object) => ({
      mode: "managed",
      address: "aws_iam_role.a",
      type: "aws_iam_role",
      name: "a",
      values: { name: evil, ...more },
    });
    const state = (more: object) =>
      JSON.stringify({ format_version: "1.0", values: { root_module: { resources: [role(more)] } } });
    const here = terminal();
    here.write("old.json", state({}));
    here.write("new.json", state({ managed_policy_arns: [`arn:aws:iam::aws:policy/${evil}`] }));
    const text = await here.rolewright("diff", "old.json", "new.json");
    expect(text.out).not.toContain("\u001b");
    const markdown = await here.rolewright("diff", "old.json", "new.json", "--format", "markdown");
    expect(markdown.out).not.toContain("\u001b");
    expect(markdown.out.replaceAll(/`[^`]*`|<code>.*?<\/code>/g, "")).not.toContain("</details>");
  });
});

describe("wrong usage exits 1, because 2 says that access has changed", () => {
  test.each([
    [[], "name what to compare"],
    [["a", "b", "c"], "too many arguments"],
    [["--base", "main", "a", "b"], "`--base` is the old side"],
    [["--format", "pdf", "a"], "Allowed choices are"],
    [["--colour"], "unknown option"],
    [["nothing.yaml", "platform.yaml"], "cannot read `nothing.yaml`"],
  ])("%j", async (args, message) => {
    const { rolewright, write } = terminal();
    write("platform.yaml", less);
    const { code, out, err } = await rolewright("diff", ...args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(message);
  });

  test("and the help says so", async () => {
    expect((await terminal().rolewright("diff", "--help")).out).toContain(
      "Exit codes:\n  0   no change\n  1   problems, or wrong usage\n  2   access or what guards it has changed, and nobody gains\n  3   somebody gains or may gain, or something guards less\n  70  ",
    );
  });
});

test("the plan of the tests is one that Terraform made of these files", () => {
  const { terraform_version, format_version } = JSON.parse(
    readFileSync(join(__dirname, "../cases/review/terraform/plan.json"), "utf8"),
  );
  expect({ terraform_version, format_version }).toEqual({ terraform_version: "1.11.4", format_version: "1.2" });
});
