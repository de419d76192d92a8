import * as fs from "node:fs";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const techflow = caseText("cli/techflow.yaml");
const hclFiles = [
  ".rolewright.json",
  ...["README.md", "access.json", "ecr.tf", "outputs.tf", "providers.tf", "versions.tf"].map(
    (name) => `images-us-east-1/${name}`,
  ),
  ...["README.md", "access.json", "capacity.tf", "ecr.tf", "main.tf", "outputs.tf", "providers.tf"].map(
    (name) => `prod-us-east-1/${name}`,
  ),
  ...["service_inventory_reader.tf", "service_order_cache.tf", "versions.tf"].map((name) => `prod-us-east-1/${name}`),
  "proof.json",
];
const jsonFiles = [
  ".rolewright.json",
  ...["README.md", "access.json", "cdk.tf.json"].map((name) => `images-us-east-1/${name}`),
  ...["README.md", "access.json", "cdk.tf.json"].map((name) => `prod-us-east-1/${name}`),
  "proof.json",
];

describe("generate", () => {
  test("writes Terraform and a README for every stack, and a list of its own files", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    const { code, out, err } = await rolewright("generate");
    expect(code).toBe(0);
    expect(Object.keys(files("generated"))).toEqual(hclFiles);
    expect(files("generated")["prod-us-east-1/service_inventory_reader.tf"]).toContain(
      'resource "aws_iam_role" "inventory_reader_task" {',
    );
    expect(out).toContain("techflow-inventory-reader-task");
    expect(out).toContain("rds-db:connect");
    expect(err).toContain("wrote generated/prod-us-east-1/main.tf");
  });

  test("writes the same bytes again, and says that nothing has changed", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    await rolewright("generate");
    const before = files();
    const { code, err } = await rolewright("generate");
    expect(code).toBe(0);
    expect(files()).toEqual(before);
    expect(err).toBe("nothing has changed in generated\n");
  });

  test("reads standard input", async () => {
    const { rolewright, files } = terminal({ stdin: techflow });
    expect((await rolewright("generate", "-", "--out", "deep/in/terraform/")).code).toBe(0);
    expect(Object.keys(files("deep/in/terraform"))).toEqual(hclFiles);
  });

  test.each([["platform.yml"], ["platform.json"]])("finds %s without being told", async (name) => {
    const { rolewright, write } = terminal();
    write(name, '{"platform": "p", "accounts": {"a": "111122223333"}}');
    const { code, err } = await rolewright("generate");
    expect(code).toBe(0);
    expect(err.split("\n")).toEqual([
      `${name}:1:1 nothing-declared (warning): no role or policy comes of this file`,
      '1 | {"platform": "p", "accounts": {"a": "111122223333"}}',
      `  | ${"^".repeat(52)}`,
      "help: add a service, or a repository; `rolewright init` writes a file to start from",
      "",
      "1 warning",
      "the platform file produces no stack, so there is nothing to write",
      "",
    ]);
  });

  test("takes platform.yaml before the others", async () => {
    const { rolewright, write } = terminal();
    write("platform.json", "[]");
    write("platform.yaml", techflow);
    expect((await rolewright("check")).out).toBe("platform.yaml: no problems (2 stacks, 5 roles)\n");
  });

  test("writes nothing when there is a problem", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow.replace("can: read", "can: raed"));
    const { code, out, err } = await rolewright("generate");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("invalid-value");
    expect(err).toMatch(/1 error\nnothing was written\n$/);
    expect(Object.keys(files())).toEqual(["platform.yaml"]);
  });

  test("keeps what an earlier run wrote when there is a problem", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    await rolewright("generate");
    const before = files("generated");
    write("platform.yaml", `${techflow}nonsense: 1\n`);
    expect((await rolewright("generate")).code).toBe(1);
    expect(files("generated")).toEqual(before);
  });

  test("writes only the stacks that were asked for, and no stack is stale for not being asked for", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    const first = await rolewright("generate", "--stack", "images-us-east-1");
    expect(first.out).not.toContain("prod-us-east-1");
    expect(Object.keys(files("generated"))).toEqual(hclFiles.filter((path) => !path.startsWith("prod")));
    const second = await rolewright("generate", "-s", "prod-us-east-1", "-s", "images-us-east-1");
    expect(second.err).not.toContain("no longer");
    expect(Object.keys(files("generated"))).toEqual(hclFiles);
  });

  test("refuses a stack that the platform does not have, and names the nearest", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    const { code, err } = await rolewright("generate", "--stack", "prod-us-east-2");
    expect(code).toBe(1);
    expect(err).toContain(
      "unknown-stack: no stack `prod-us-east-2`\nhelp: did you mean `prod-us-east-1`? stacks are `images-us-east-1`, `prod-us-east-1`",
    );
    expect(files("generated")).toEqual({});
  });

  test("an option takes one value: what follows is the file", async () => {
    const { rolewright, write, files } = terminal();
    write("shop.yaml", techflow);
    const { code } = await rolewright("generate", "--stack", "images-us-east-1", "shop.yaml");
    expect(code).toBe(0);
    expect(Object.keys(files("generated"))).toEqual(hclFiles.filter((path) => !path.startsWith("prod")));
  });

  test("leaves out the table with --quiet, and prints problems alone in forms for programs", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", techflow);
    expect((await rolewright("generate", "--quiet")).out).toBe("");
    expect((await rolewright("generate", "--format", "json")).out).toBe("[]\n");
    expect((await rolewright("generate", "--format", "github")).out).toBe("");
    expect(JSON.parse((await rolewright("generate", "--format", "sarif")).out).runs[0].results).toEqual([]);
  });

  test("prints warnings and goes on", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow.replace("secrets:\n", "environment: { DB_PASSWORD: hunter2hunter2 }\n        secrets:\n"));
    const { code, err } = await rolewright("generate");
    expect(err).toContain("platform.yaml:20:37 plain-secret (warning): ");
    expect(err).toContain("1 warning");
    expect(code).toBe(0);
    expect(Object.keys(files("generated"))).toEqual(hclFiles);
  });

  test("takes the file system's refusal as a problem and not as a bug", async () => {
    const refuse = () => {
      throw Object.assign(new Error("no"), { code: "EROFS", syscall: "mkdir" });
    };
    const { rolewright, write } = terminal({ fs: { mkdirSync: refuse as never } });
    write("platform.yaml", techflow);
    const { code, err } = await rolewright("generate");
    expect(code).toBe(1);
    expect(err).toContain("output-unwritable: cannot write to `generated`: the file system is read-only");
  });
});

describe("the form of the output", () => {
  /** A folder in which Terraform has left its state and a user has left a file. */
  async function applied(...args: string[]) {
    const surroundings = terminal();
    surroundings.write("platform.yaml", techflow);
    await surroundings.rolewright("generate", ...args);
    for (const [path, text] of Object.entries(theirs)) surroundings.write(`generated/${path}`, text);
    return surroundings;
  }
  const theirs = {
    "prod-us-east-1/terraform.tfstate": '{"serial": 7}',
    "prod-us-east-1/.terraform.lock.hcl": "# lock",
    "prod-us-east-1/backend.tf": "# mine",
  };
  const and = (names: readonly string[]) => [...names, ...Object.keys(theirs)].sort();

  test("is Terraform JSON on request, one file a stack", async () => {
    const { files } = await applied("--syntax", "json");
    expect(Object.keys(files("generated"))).toEqual(and(jsonFiles));
    const terraform = JSON.parse(files("generated")["prod-us-east-1/cdk.tf.json"] ?? "");
    expect(Object.keys(terraform.resource)).toContain("aws_iam_role");
  });

  test("is HCL with the same JSON in a folder that Terraform does not read, and the README says so", async () => {
    const { rolewright, files } = await applied("--syntax", "both");
    const json = ["images-us-east-1", "prod-us-east-1"].map((stack) => `${stack}/json/cdk.tf.json`);
    expect(Object.keys(files("generated"))).toEqual(and([...hclFiles, ...json]));
    const text = files("generated")["prod-us-east-1/json/cdk.tf.json"];
    expect(files("generated")["prod-us-east-1/README.md"]).toContain("Apply one of the two, never both.");
    await rolewright("generate", "--syntax", "json", "--out", "json");
    expect(files("json")["prod-us-east-1/cdk.tf.json"]).toBe(text);
  });

  test.each([
    ["hcl", "json", jsonFiles],
    ["json", "hcl", hclFiles],
    ["both", "hcl", hclFiles],
    ["both", "json", jsonFiles],
  ])("from %s to %s takes away the other form's files and no file of anybody else's", async (before, after, expected) => {
    const { rolewright, files } = await applied("--syntax", before);
    const { code, err } = await rolewright("generate", "--syntax", after);
    expect(code).toBe(0);
    expect(err).toContain("which is no longer generated");
    expect(Object.keys(files("generated"))).toEqual(and(expected));
    expect(files("generated")).toMatchObject(theirs);
    expect((await rolewright("generate", "--syntax", after)).err).toBe("nothing has changed in generated\n");
  });

  test("keeps Terraform off a folder whose files were replaced in part only, until the next run", async () => {
    const { rolewright, files, write, cwd } = await applied();
    let renames = 0;
    const killed = terminal(
      {
        fs: {
          renameSync: (from, to) => {
            renames += 1;
            if (renames > 9) throw new Error("killed");
            fs.renameSync(from, to);
          },
          rmSync: () => {},
          unlinkSync: (path) => {
            if (renames > 9) throw new Error("killed");
            fs.unlinkSync(path);
          },
        },
      },
      cwd,
    );
    write("platform.yaml", techflow.replaceAll("platform: techflow", "platform: other"));
    const refused = await rolewright("generate");
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("holds the files of platform `techflow`") });
    // The cure that the help names.
    const list = files("generated")[".rolewright.json"] ?? "";
    write("generated/.rolewright.json", list.replace('"platform": "techflow"', '"platform": "other"'));
    expect((await killed.rolewright("generate")).code).toBe(70);
    const guard = "prod-us-east-1/rolewright-interrupted.tf";
    expect(files("generated")[guard]).toContain("rolewright was interrupted here, run it again");
    expect((await rolewright("generate")).code).toBe(0);
    expect(Object.keys(files("generated"))).toEqual(and(hclFiles));
    expect(files("generated")["prod-us-east-1/service_order_cache.tf"]).toContain("other-order-cache");
  });

  test("is refused where a file of the user's has the name of one of its files", async () => {
    const { rolewright, write, files } = await applied("--syntax", "json");
    write("generated/prod-us-east-1/main.tf", "# mine");
    const before = files("generated");
    const { code, err } = await rolewright("generate");
    expect(code).toBe(1);
    expect(err).toContain("output-foreign: rolewright did not write `generated/prod-us-east-1/main.tf`");
    expect(files("generated")).toEqual(before);
  });
});

describe("the summary of a stack", () => {
  test("names who uses a role, what crosses account borders, and what must be there already", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    await rolewright("generate");
    const readme = files("generated")["prod-us-east-1/README.md"] ?? "";
    expect(readme).toContain("cluster `production`; repository `orders`; services `inventory-reader`, `order-cache`");
    expect(readme).toContain(
      "| `inventory-reader` | `arn:aws:ecr:us-east-1:111122223333:repository/inventory` | `111122223333` | the repository policy that stack `images-us-east-1` writes | `inventory-reader: image` |",
    );
    expect(readme).toContain("- permissions boundary `arn:aws:iam::444455556666:policy/ecs-boundary`");
    expect(readme).toContain("asked for by `inventory-reader: access rds-connect cluster-ABCDEFGHIJKL01234567890123`");
    const other = files("generated")["images-us-east-1/README.md"] ?? "";
    expect(other).toContain(
      "| `arn:aws:iam::444455556666:role/techflow-inventory-reader-execution` | `inventory` | `444455556666` |",
    );
  });
});

describe("hand edits", () => {
  const file = "generated/prod-us-east-1/service_order_cache.tf";
  const generatedThenEdited = async () => {
    const here = terminal();
    here.write("platform.yaml", techflow);
    await here.rolewright("generate", "--quiet");
    const text = here.files()[file] ?? "";
    const edit = text.replace('"dynamodb:GetItem"', '"dynamodb:*"');
    expect(edit).not.toBe(text);
    here.write(file, edit);
    return { ...here, text, edit };
  };

  test.each(["text", "json", "markdown", "sarif", "github"])("are refused in %s, each file by name", async (format) => {
    const { rolewright, write, files } = await generatedThenEdited();
    write("generated/prod-us-east-1/README.md", "mine\n");
    const before = files();
    const { code, out, err } = await rolewright("generate", "--format", format);
    expect(code).toBe(1);
    for (const path of [file, "generated/prod-us-east-1/README.md"]) expect(out + err).toContain(path);
    expect(out + err).toContain("overwrites-edit");
    expect(files()).toEqual(before);
  });

  test("are given up with `--overwrite`, which says so; with `--check` it means nothing", async () => {
    const { rolewright, files, text } = await generatedThenEdited();
    expect((await rolewright("generate", "--overwrite", "--check")).code).toBe(1);
    const { code, err } = await rolewright("generate", "--overwrite", "--quiet");
    expect({ code, err }).toEqual({ code: 0, err: `wrote ${file}, over what somebody had edited\n` });
    expect(files()[file]).toBe(text);
  });

  test("of files that the platform does not touch stand in the way too, those of the user's own do not", async () => {
    const { rolewright, write, files, text } = await generatedThenEdited();
    write("platform.yaml", techflow.replace("order-cache", "order-cash"));
    write("generated/prod-us-east-1/backend.tf", "terraform {}\n");
    const { code, err } = await rolewright("generate", "--quiet");
    expect(code).toBe(1);
    expect(err).toContain("is no longer generated");
    write(file, text);
    expect((await rolewright("generate", "--quiet")).code).toBe(0);
    expect(files()["generated/prod-us-east-1/backend.tf"]).toBe("terraform {}\n");
  });
});

test("a second platform in the same folder is refused, and the first stays", async () => {
  const { rolewright, write, files } = terminal();
  write("platform.yaml", techflow);
  await rolewright("generate", "--quiet");
  write("platform.yaml", techflow.replace("platform: techflow", "platform: other"));
  const before = files();
  for (const more of [[], ["--overwrite"], ["--check"]]) {
    const { code, err } = await rolewright("generate", ...more);
    expect({ code, err: err.includes("`generated` holds the files of platform `techflow`") }).toEqual({ code: 1, err: true });
    expect(files()).toEqual(before);
  }
});
