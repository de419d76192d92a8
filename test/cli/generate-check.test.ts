/** `rolewright generate --check`: every kind of edit of an output folder is found, and nothing is written. */
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const stack = "generated/prod-us-east-1";
const forms = [[], ["--syntax", "json"], ["--syntax", "both"], ["--flavour", "module"], ["--stack", "prod-us-east-1"]];

async function generated(form: readonly string[] = []) {
  const here = terminal();
  here.write("platform.yaml", caseText("cli/techflow.yaml"));
  expect((await here.rolewright("generate", "--quiet", ...form)).code).toBe(0);
  return { ...here, check: (...more: string[]) => here.rolewright("generate", "--check", ...form, ...more) };
}

test.each(forms.map((form) => [form]))("passes what was written with %j", async (form) => {
  const { check, files } = await generated(form);
  const before = files();
  expect(await check()).toEqual({ code: 0, out: "", err: "generated is what the platform file gives\n" });
  expect(files()).toEqual(before);
});

const edits: readonly (readonly [what: string, edit: (folder: string) => void, says: string])[] = [
  ["a comment", (folder) => appendFileSync(join(folder, stack, "main.tf"), "# mine\n"), "differs"],
  ["a blank", (folder) => appendFileSync(join(folder, stack, "main.tf"), " "), "differs"],
  ["a deleted file", (folder) => rmSync(join(folder, stack, "main.tf")), "`generated/prod-us-east-1/main.tf` is missing"],
  ["a deleted stack", (folder) => rmSync(join(folder, stack), { recursive: true }), "is missing"],
  ["the certificate", (folder) => appendFileSync(join(folder, "generated/proof.json"), "\n"), "proof.json"],
  ["the access", (folder) => appendFileSync(join(folder, stack, "access.json"), "\n"), "access.json"],
];

test.each(edits)("finds %s, and writes nothing", async (_, edit, says) => {
  const { check, cwd, files } = await generated();
  edit(cwd);
  const before = files();
  for (const format of ["text", "json", "markdown", "sarif", "github"]) {
    const { code, out, err } = await check("--format", format);
    expect({ code, says: (out + err).replaceAll("\\u0060", "`").includes("output-differs") }).toEqual({ code: 1, says: true });
  }
  expect((await check()).err).toContain(says);
  expect(files()).toEqual(before);
});

test("finds what is left over from another form", async () => {
  const { check, rolewright } = await generated();
  const { code, err } = await check("--syntax", "json");
  expect(code).toBe(1);
  expect(err).toContain("`generated/prod-us-east-1/main.tf` is left over");
  expect((await rolewright("generate", "--check", "--out", "nowhere")).code).toBe(1);
});

test("finds a changed platform file, and leaves files of the user's alone", async () => {
  const { check, cwd, write } = await generated();
  write(`${stack}/backend.tf`, "terraform {}\n");
  expect((await check()).code).toBe(0);
  write("platform.yaml", readFileSync(join(cwd, "platform.yaml"), "utf8").replace("techflow", "techflows"));
  expect((await check()).code).toBe(1);
});
