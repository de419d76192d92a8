import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const techflow = caseText("cli/techflow.yaml");

describe("generate", () => {
  test("writes Terraform and a README for every stack, and a list of its own files", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    const { code, out, err } = await rolewright("generate");
    expect(code).toBe(0);
    expect(Object.keys(files("generated"))).toEqual([
      ".rolewright.json",
      "images-us-east-1/README.md",
      "images-us-east-1/cdk.tf.json",
      "prod-us-east-1/README.md",
      "prod-us-east-1/cdk.tf.json",
    ]);
    const terraform = JSON.parse(files("generated")["prod-us-east-1/cdk.tf.json"] ?? "");
    expect(Object.keys(terraform.resource)).toContain("aws_iam_role");
    expect(out).toContain("techflow-inventory-reader-task");
    expect(out).toContain("rds-db:connect");
    expect(err).toContain("wrote generated/prod-us-east-1/cdk.tf.json");
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
    expect(Object.keys(files("deep/in/terraform"))).toHaveLength(5);
  });

  test.each([["platform.yml"], ["platform.json"]])("finds %s without being told", async (name) => {
    const { rolewright, write } = terminal();
    write(name, '{"platform": "p", "accounts": {"a": "111122223333"}}');
    expect(await rolewright("generate")).toMatchObject({
      code: 0,
      err: "the platform file produces no stack, so there is nothing to write\n",
    });
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
    expect(Object.keys(files("generated"))).toEqual([
      ".rolewright.json",
      "images-us-east-1/README.md",
      "images-us-east-1/cdk.tf.json",
    ]);
    const second = await rolewright("generate", "-s", "prod-us-east-1", "-s", "images-us-east-1");
    expect(second.err).not.toContain("no longer");
    expect(Object.keys(files("generated"))).toHaveLength(5);
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
    expect(Object.keys(files("generated"))).toHaveLength(5);
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

describe("the summary of a stack", () => {
  test("names who uses a role, what crosses account borders, and what must be there already", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    await rolewright("generate");
    const readme = files("generated")["prod-us-east-1/README.md"] ?? "";
    expect(readme).toContain("cluster `production`; repository `orders`; services `inventory-reader`, `order-cache`");
    expect(readme).toContain(
      "| `inventory-reader` | `arn:aws:ecr:us-east-1:111122223333:repository/inventory` | `111122223333` | the repository policy that stack `images-us-east-1` writes | `platform.yaml:19` |",
    );
    expect(readme).toContain("- permissions boundary `arn:aws:iam::444455556666:policy/ecs-boundary`");
    expect(readme).toContain("asked for by `platform.yaml:27`");
    const other = files("generated")["images-us-east-1/README.md"] ?? "";
    expect(other).toContain(
      "| `arn:aws:iam::444455556666:role/techflow-inventory-reader-execution` | `inventory` | `444455556666` |",
    );
  });
});
