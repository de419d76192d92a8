/** The committed output of every example, before the real Terraform: format, validity, and the tests that come with modules. */
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guardOf, guardText } from "../../modules/cli/folder/guard";
import { printHcl } from "../../modules/hcl";
import { planPlatform } from "../../modules/pipeline";
import { stackJson } from "../../modules/resources/configuration";
import { removeFolders as removeOutput, terminal } from "../cli/terminal";
import { folderWith, removeFolders, terraform } from "./hcl-terraform";

const examples = join(__dirname, "..", "..", "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "platform.yaml")));
const stacks = names.flatMap((name) => {
  const folder = join(examples, name, "generated");
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map((entry) => ({ name, stack: entry.name, folder: join(folder, entry.name) }));
});

afterAll(() => {
  removeFolders();
  removeOutput();
});

/** A module that looks keys up, adopts a role and has moved addresses. */
const stability = `
platform: shop
accounts: { main: { id: "123456789012", region: us-east-1 } }
clusters: { main: { renamed: old-main } }
services:
  web:
    cluster: main
    renamed: old-web
    taskRole: { adopt: true, name: legacy }
    containers:
      app:
        image: docker.io/library/nginx:1
        secrets:
          A: { secret: inventory/api, lookup: true }
          B: { secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:inventory/db-AbCdEf", lookup: true }
          C: { secret: { var: secret_arn }, lookup: true }
`;

function initialised(folder: string): string {
  const { status, out } = terraform(folder, "init", "-no-color", "-backend=false");
  expect({ status, out: status === 0 ? "" : out }).toEqual({ status: 0, out: "" });
  return folder;
}

function expectValid(folder: string): void {
  const { status, out } = terraform(folder, "validate", "-no-color");
  expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining("The configuration is valid") });
}

/** Configurations by name, as modules of one root, so that Terraform starts once for all of them. */
function expectAllValid(configurations: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
  const calls = Object.entries(configurations).map(([name, files]) => {
    const variables = [...(files["variables.tf"] ?? "").matchAll(/^variable "(\w+)"/gm)].map(([, variable]) => variable);
    return `module "${name}" {\n  source = "./${name}"\n${variables.map((variable) => `  ${variable} = var.unknown\n`).join("")}}\n`;
  });
  const files = Object.entries(configurations).flatMap(([name, own]) =>
    Object.entries(own)
      .filter(([path]) => /^[^/]+\.tf(?:\.json)?$/.test(path))
      .map(([path, text]): [string, string] => [`${name}/${path}`, text]),
  );
  expectValid(initialised(folderWith(new Map([["main.tf", `variable "unknown" {}\n${calls.join("")}`], ...files]))));
}

function expectTested(folder: string): void {
  const { status, out } = terraform(folder, "test", "-no-color");
  expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/Success! \d+ passed, 0 failed/) });
}

test("terraform fmt leaves every example as it is", () => {
  expect(terraform(examples, "fmt", "-check", "-recursive", "-list=true")).toEqual({ status: 0, out: "" });
});

test("every example is valid as it is committed", () => {
  expect(stacks.length).toBeGreaterThan(10);
  expectAllValid(Object.fromEntries(stacks.map(({ name, stack, folder }) => [`${name}-${stack}`, terminal({}, folder).files()])));
});

test("every example is valid in the other flavour", () => {
  const other = names.flatMap((name) => {
    const planned = planPlatform({ file: "platform.yaml", text: readFileSync(join(examples, name, "platform.yaml")) });
    if (!planned.ok) throw new Error("refused");
    return planned.value.stacks.map(({ resources }): [string, Record<string, string>] => {
      const flavour = name === "terraform-module" ? "root" : "module";
      const files = printHcl(JSON.parse(JSON.stringify(stackJson(resources))), { flavour }, () => {});
      return [`${name}-${resources.name}`, Object.fromEntries(files!)];
    });
  });
  expectAllValid(Object.fromEntries(other));
});

test("the tests of the example module pass, and its caller is valid", () => {
  const folder = folderWith(new Map());
  cpSync(join(examples, "terraform-module", "generated", "workload-eu-west-1"), folder, { recursive: true });
  expectTested(initialised(folder));
  expectValid(initialised(join(folder, "examples", "root")));
});

test("a module finds out about the keys of secrets when it plans", async () => {
  const { rolewright, write, cwd } = terminal();
  write("platform.yaml", stability);
  expect((await rolewright("generate", "--flavour", "module")).code).toBe(0);
  const folder = initialised(join(cwd, "generated", "main-us-east-1"));
  expectTested(folder);
  expectValid(initialised(join(folder, "examples", "root")));
});

test.each(["hcl", "json"])("a root whose keys are looked up is valid as %s", async (form) => {
  const { rolewright, write, cwd } = terminal();
  write("platform.yaml", stability);
  expect((await rolewright("generate", "--syntax", form)).code).toBe(0);
  expectValid(initialised(join(cwd, "generated", "main-us-east-1")));
});

test("a folder that a killed run left behind is refused, with a line that says what to do", () => {
  const files = new Map([
    [guardOf(""), guardText],
    ["main.tf", 'output "x" {\n  value = 1\n}\n'],
  ]);
  const folder = folderWith(files);
  const { status, out } = terraform(folder, "plan", "-no-color");
  expect(status).toBe(1);
  expect(out).toContain("rolewright was interrupted here, run it again");
});
