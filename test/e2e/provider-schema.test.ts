/** The list of attributes that decide about access is what the schema of the real provider says. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessAttributes as list } from "../../modules/review/terraform/access-attributes";
import { readTypes } from "../../modules/review/terraform/principals";
import { isPolicyOfKnownForm } from "../../modules/review/terraform/resources";
import { rolesRunWith } from "../../modules/review/terraform/unread";
import { accessAttributes, type ResourceSchemas, roleAttributes } from "../../scripts/terraform/access-attributes";
import { run, terraformEnvironment } from "../../scripts/terraform/command";

let schemas: ResourceSchemas;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-schema-"));
  try {
    const required = { aws: { source: "hashicorp/aws" } };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    const env = { ...terraformEnvironment(), ...configuration() };
    expect((await run("terraform", ["init", "-no-color"], folder, env)).error).toBe("");
    const { stdout, error } = await run("terraform", ["providers", "schema", "-json"], folder, env);
    expect(error).toBe("");
    schemas = JSON.parse(stdout).provider_schemas["registry.terraform.io/hashicorp/aws"].resource_schemas;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Where the runner installed the provider. */
function configuration(): Readonly<Record<string, string>> {
  const file = process.env.TF_CLI_CONFIG_FILE;
  return file === undefined ? {} : { TF_CLI_CONFIG_FILE: file };
}

test("the list is that of the schema", () => {
  expect(list.flatMap((line) => line.split(" ")).sort()).toEqual(accessAttributes(schemas));
});

test("every type that is read is in the list", () => {
  const types = new Set(accessAttributes(schemas).map((entry) => entry.split("=")[0] ?? ""));
  const read = Object.keys(schemas).filter((type) => readTypes.has(type) || isPolicyOfKnownForm(type));
  const nothing = ["aws_iam_user", "aws_iam_group"];
  expect(read.filter((type) => !types.has(type))).toEqual(nothing.filter((type) => read.includes(type)).sort());
  expect(read.length).toBeGreaterThan(20);
});

test("every attribute that names a role is seen, whatever the type", () => {
  const all = roleAttributes(schemas).filter((entry) => !/^aws_iam_(?!instance_profile=)/.test(entry));
  const missed = all.filter((entry) => {
    const [type = "", paths = ""] = entry.split("=");
    return paths.split(",").some((path) => {
      const values = path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), "r") as Record<string, unknown>;
      const resource = { address: `${type}.x`, type, name: "x", module: "", index: "", values, unknown: new Set<string>() };
      return rolesRunWith(resource).length !== 1;
    });
  });
  expect(missed).toEqual([]);
  expect(all.length).toBeGreaterThan(200);
});
