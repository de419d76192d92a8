import { readFileSync } from "node:fs";
import { join } from "node:path";
import { removeFolders, terminal } from "../../cli/terminal";

afterAll(removeFolders);

const example = readFileSync(join(__dirname, "../../../examples/terraform-module/platform.yaml"), "utf8");

async function moduleOf(text: string): Promise<Readonly<Record<string, string>>> {
  const { rolewright, write, files } = terminal();
  write("platform.yaml", text);
  const { code, err } = await rolewright("generate", "--flavour", "module");
  expect(err).not.toContain("bug");
  expect(code).toBe(0);
  return Object.fromEntries(
    Object.entries(files("generated")).map(([path, content]) => [path.replace(/^[a-z]+-[a-z]+-[a-z]+-\d\//, ""), content]),
  );
}

const lookup = `
platform: shop
accounts: { main: { id: "123456789012", region: us-east-1 } }
terraform: { backend: { type: s3, config: { bucket: state, key: "{stack}", region: us-east-1 } } }
clusters: { main: {} }
services:
  web:
    cluster: main
    taskRole: { adopt: true, name: legacy }
    containers:
      app:
        image: docker.io/library/nginx:1
        secrets: { A: { secret: inventory/api, lookup: true } }
`;

describe("a module", () => {
  test("has neither backend nor provider nor imports, and everything that goes with a module", async () => {
    const files = await moduleOf(lookup);
    expect(Object.keys(files).sort()).toEqual([
      ".rolewright.json",
      "README.md",
      "access.json",
      "data.tf",
      "examples/root/imports.tf",
      "examples/root/main.tf",
      "examples/root/outputs.tf",
      "examples/root/providers.tf",
      "examples/root/versions.tf",
      "locals.tf",
      "main.tf",
      "outputs.tf",
      "proof.json",
      "service_web.tf",
      "tests/policies.tftest.hcl",
      "versions.tf",
    ]);
    const own = Object.entries(files).filter(([path]) => /^\w+\.tf$/.test(path));
    expect(own.map(([, text]) => text).join("\n")).not.toMatch(/backend "|provider "aws"|^import /m);
    expect(files["examples/root/imports.tf"]).toContain("to = module.main_us_east_1.aws_iam_role.web_task");
    expect(Object.values(files).join("\n")).not.toContain('backend "');
  });

  test("has variables with type, description and validation, none of them null", async () => {
    const variables = (await moduleOf(example))["variables.tf"] ?? "";
    const blocks = variables.split(/^(?=variable ")/m).slice(1);
    expect(blocks.map((block) => /"(\w+)"/.exec(block)?.[1])).toEqual([
      "archive_bucket",
      "database_secret_arn",
      "image_tag",
      "kms_key_arn",
    ]);
    for (const block of blocks) expect(block).toMatch(/type +=[\s\S]*description +=[\s\S]*nullable += false/);
    expect(variables.match(/validation \{/g)).toHaveLength(3);
  });

  test("comes with tests of the statements without and with each key, and of every value that is refused", async () => {
    const tests = (await moduleOf(example))["tests/policies.tftest.hcl"] ?? "";
    expect([...tests.matchAll(/^run "(.+)" \{$/gm)].map(([, name]) => name)).toEqual([
      "statements_without_keys",
      "statements_with_kms_key_arn",
      "refuses_wrong_archive_bucket",
      "refuses_wrong_database_secret_arn",
      "refuses_wrong_kms_key_arn",
    ]);
    const [without = "", given = ""] = tests.split(/^(?=run ")/m).slice(1);
    expect(without).toContain('kms_key_arn         = ""');
    expect(without).not.toContain("DecryptSecrets");
    expect(given).toContain('== "GetRegistryToken PullImages SendLogs ReadSecrets ReadParameters DecryptSecrets"');
  });

  test("tests looked up keys: none, one of AWS, one of the customer", async () => {
    const tests = (await moduleOf(lookup))["tests/policies.tftest.hcl"] ?? "";
    const runs = tests.split(/^(?=run ")/m).slice(1);
    const [without, aws, customer] = runs.map((run) => run.includes('ReadSecrets DecryptSecrets"'));
    expect([without, aws, customer]).toEqual([false, false, true]);
    expect(runs[1]).toContain('kms_key_id = "alias/aws/secretsmanager"');
  });

  test("says in its README how it is called, in the shape of terraform-docs", async () => {
    const readme = (await moduleOf(example))["README.md"] ?? "";
    expect(readme).toContain('```hcl\nmodule "workload_eu_west_1" {\n  source = "./path/to/this/folder"\n');
    for (const heading of ["Requirements", "Providers", "Modules", "Resources", "Inputs", "Outputs"])
      expect(readme).toContain(`\n## ${heading}\n`);
    expect(readme).toContain(
      '| <a name="input_database_secret_arn"></a> [database\\_secret\\_arn](#input\\_database\\_secret\\_arn) | ARN of the secret with the database login | `string` | n/a | yes |',
    );
    expect(readme).toContain('empty for AWS managed keys | `string` | `""` | no |');
    expect(readme).toContain(">= 5.70, < 7.0");
    expect(readme).not.toContain("## Apply");
  });

  test("does not let text of a stranger out of its Markdown or its tests", async () => {
    const hostile = 'a" } </td><script>|\\n# x ${x} %{y}';
    const files = await moduleOf(example.replace("ARN of the secret with the database login", JSON.stringify(hostile)));
    expect(files["README.md"]).not.toContain("<script>");
    expect(files["variables.tf"]).toContain('description = "a\\" } </td><script>|\\\\n# x $${x} %%{y}"');
  });
});
