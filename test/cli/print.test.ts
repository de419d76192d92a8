import { readFileSync } from "node:fs";
import { join } from "node:path";
import { removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const app = readFileSync(join(__dirname, "../../modules/hcl/test/cases/cdktf-app.cdk.tf.json"), "utf8");
const bucket = JSON.stringify({
  terraform: { backend: { s3: { bucket: "state" } }, required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: { aws: [{ region: "eu-west-1" }] },
  resource: { aws_s3_bucket: { logs: { bucket: "logs" } } },
});

describe("print", () => {
  test("prints a foreign stack to standard output, every file below its name", async () => {
    const { rolewright, write, files } = terminal();
    write("cdk.tf.json", bucket);
    const { code, out, err } = await rolewright("print", "cdk.tf.json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("# versions.tf\n\nterraform {");
    expect(out).toContain('# providers.tf\n\nprovider "aws" {\n  region = "eu-west-1"\n}\n\n# main.tf\n\n');
    expect(out).toMatch(/resource "aws_s3_bucket" "logs" \{\n {2}bucket = "logs"\n\}\n$/);
    expect(Object.keys(files())).toEqual(["cdk.tf.json"]);
  });

  test("reads standard input, and leaves backend and providers out of a module", async () => {
    const { out } = await terminal({ stdin: bucket }).rolewright("print", "-", "--flavour", "module");
    expect(out).toContain('resource "aws_s3_bucket" "logs"');
    expect(out).not.toMatch(/backend|provider "aws"/);
  });

  test("writes a folder, which is ours from then on", async () => {
    const { rolewright, write, files } = terminal();
    write("cdk.tf.json", app);
    expect((await rolewright("print", "cdk.tf.json", "--out", "hcl")).err).toContain("wrote hcl/main.tf\n");
    write("hcl/terraform.tfstate", "{}");
    write("cdk.tf.json", bucket);
    expect((await rolewright("print", "cdk.tf.json", "--out", "hcl")).code).toBe(0);
    expect(Object.keys(files("hcl"))).toEqual([
      ".rolewright.json",
      "main.tf",
      "providers.tf",
      "terraform.tfstate",
      "versions.tf",
    ]);
  });

  const refused: readonly [string, string, string][] = [
    ["no JSON", "{", "syntax-error: `x.json` is not JSON: "],
    ["bytes that are no text", "\ufffe", "syntax-error: `x.json` is not JSON: "],
    ["a list", "[]", "not-a-stack: the stack is not a JSON object"],
    ["something else", '{"name": "x"}', "not-a-stack: the stack has none of the blocks of a Terraform configuration"],
    [
      "an unclosed template",
      '{"resource": {"aws_s3_bucket": {"b": {"bucket": "${x"}}}}',
      "invalid-template: `${x` is not a Terraform template, at `resource.aws_s3_bucket.b.bucket`",
    ],
  ];
  test.each(refused)("refuses %s, and writes nothing", async (_name, text, expected) => {
    const { rolewright, write, files } = terminal();
    write("x.json", text);
    const { code, out, err } = await rolewright("print", "x.json", "--out", "hcl");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(expected);
    expect(Object.keys(files())).toEqual(["x.json"]);
  });

  test("refuses a file that is not there, and a folder of somebody else's", async () => {
    const { rolewright, write, files } = terminal();
    expect((await rolewright("print", "nope.json")).err).toContain("cannot read `nope.json`: it does not exist");
    write("mine/main.tf", "# mine");
    write("cdk.tf.json", bucket);
    const { code, err } = await rolewright("print", "cdk.tf.json", "--out", "mine");
    expect(code).toBe(1);
    expect(err).toContain("output-foreign: `mine` holds files that rolewright did not write: `main.tf`");
    expect(files("mine")).toEqual({ "main.tf": "# mine" });
  });

  test("warns of a resource type that it does not know, and prints it", async () => {
    const { rolewright, write } = terminal();
    write("x.json", '{"resource": {"acme_thing": {"a": {"name": "x"}}}}');
    const { code, out, err } = await rolewright("print", "x.json");
    expect(code).toBe(0);
    expect(out).toContain('resource "acme_thing" "a" {');
    expect(err).toContain("unknown-resource-type (warning): the blocks of `acme_thing` are not known");
    expect(JSON.parse((await rolewright("print", "x.json", "--format", "json", "--out", "y")).out)).toHaveLength(1);
  });
});
