/** `rolewright verify`: what an output folder shows of itself, with and without a list of files that was made to fit. */
import { createHash } from "node:crypto";
import { readFileSync, symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { caseText, removeFolders, type Terminal, terminal } from "./terminal";

afterAll(removeFolders);

const root = join(__dirname, "../..");
const stack = "generated/prod-us-east-1";
const service = `${stack}/service_order_cache.tf`;
const techflow = caseText("cli/techflow.yaml");

type Files = Record<string, string>;
const written = new Map<string, Promise<Files>>();

/** A folder as it is generated; made once for each form. */
async function generated(form: readonly string[] = [], platform = techflow): Promise<Terminal> {
  const key = JSON.stringify([form, platform]);
  const make = async (): Promise<Files> => {
    const one = terminal();
    one.write("platform.yaml", platform);
    await one.rolewright("generate", "--quiet", ...form);
    return one.files();
  };
  written.set(key, written.get(key) ?? make());
  const here = terminal();
  for (const [path, text] of Object.entries((await written.get(key)) ?? {})) here.write(path, text);
  return here;
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Makes the list fit the files, as whoever edits can. */
function relist({ files, write }: Terminal): void {
  const all = files("generated");
  const list = JSON.parse(all[".rolewright.json"] ?? "") as { files: Files };
  for (const path of Object.keys(list.files)) list.files[path] = hash(all[path] ?? "");
  write("generated/.rolewright.json", JSON.stringify(list));
}

const edited = (here: Terminal, path: string, from: string | RegExp, to: string): void => {
  const text = here.files()[path] ?? "";
  const next = text.replace(from, to);
  expect(next).not.toBe(text);
  here.write(path, next);
};

const codesIn = (text: string): readonly string[] =>
  [
    ...new Set(
      text.match(/\b(?:output-altered|output-added|access-differs|proof-differs|not-verified|access-unreadable)(?=[ :])/g),
    ),
  ].sort();

const existing = `platform: shop
accounts: { production: { id: "123456789012", region: us-east-1 } }
clusters: { main: {} }
services:
  web:
    cluster: main
    taskRole: { existing: "arn:aws:iam::123456789012:role/web" }
    containers: { app: { image: "public.ecr.aws/docker/library/busybox:stable" } }
`;

describe("a folder as it was generated", () => {
  test.each([
    ["HCL", [], techflow],
    ["JSON", ["--syntax", "json"], techflow],
    ["both", ["--syntax", "both"], techflow],
    ["a module", ["--flavour", "module"], techflow],
  ])("passes: %s", async (_, form, platform) => {
    const here = await generated(form, platform);
    const before = here.files();
    const { code, out, err } = await here.rolewright("verify");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("generated is as it was generated, as far as the folder itself can show");
    expect(out).toContain("not shown by this:");
    expect(here.files()).toEqual(before);
  });

  test.each(["multi-account", "terraform-module", "execution-role"])("passes: the example %s", async (example) => {
    const { rolewright } = terminal({}, root);
    expect(await rolewright("verify", `examples/${example}/generated/`)).toMatchObject({ code: 0, err: "" });
  });

  test("of one stack says which others the certificate speaks of", async () => {
    const here = await generated(
      ["--stack", "images-us-east-1"],
      readFileSync(join(root, "examples/multi-account/platform.yaml"), "utf8"),
    );
    const { code, out } = await here.rolewright("verify");
    expect(code).toBe(0);
    expect(out).toContain("not here, though proof.json speaks of them: gov-images-us-gov-west-1");
  });

  test("with a role that exists already is undecided: nothing here says what it may do", async () => {
    const { code, out, err } = await (await generated([], existing)).rolewright("verify");
    expect({ code, codes: codesIn(err) }).toEqual({ code: 3, codes: ["not-verified"] });
    expect(out).toContain("could not be verified: 1 not decided");
    expect(err).toContain("task_role_arn` is a role that access.json does not speak of");
  });

  test("passes with state, notes and files that are said to be the user's own", async () => {
    const here = await generated();
    here.write(`${stack}/terraform.tfstate`, "{}");
    here.write(`${stack}/.terraform/modules/x.tf`, "module");
    here.write(`${stack}/notes.md`, "mine");
    expect((await here.rolewright("verify")).code).toBe(0);
    here.write(`${stack}/backend.tf`, 'terraform {\n  backend "s3" {}\n}\n');
    const { code, err } = await here.rolewright("verify");
    expect({ code, codes: codesIn(err) }).toEqual({ code: 3, codes: ["output-added"] });
    expect(err).toContain("prod-us-east-1/backend.tf");
    for (const own of ["backend.tf", "prod-us-east-1/backend.tf", "prod-us-east-1\\backend.tf"])
      expect((await here.rolewright("verify", "--own", own)).code).toBe(0);
    expect((await here.rolewright("verify", "--own", "other.tf")).code).toBe(3);
  });
});

const plain: readonly (readonly [what: string, edit: (here: Terminal) => void, code: number, codes: readonly string[]])[] = [
  ["a comment", (here) => edited(here, service, /^/, "# mine\n"), 1, ["output-altered"]],
  ["a README", (here) => edited(here, `${stack}/README.md`, /^/, "mine\n"), 1, ["output-altered"]],
  ["other line ends", (here) => edited(here, service, "\n", "\r\n"), 1, ["output-altered"]],
  ["a deleted file", (here) => unlinkSync(join(here.cwd, service)), 1, ["access-differs", "output-altered", "proof-differs"]],
  [
    "a deleted access.json",
    (here) => unlinkSync(join(here.cwd, stack, "access.json")),
    1,
    ["access-unreadable", "output-altered"],
  ],
  ["a deleted certificate", (here) => unlinkSync(join(here.cwd, "generated/proof.json")), 1, ["output-altered", "proof-differs"]],
  ["values of variables", (here) => here.write(`${stack}/terraform.tfvars`, 'x = "y"\n'), 3, ["output-added"]],
  ["Terraform beside the stacks", (here) => here.write("generated/main.tf", "locals {}\n"), 3, ["output-added"]],
  [
    "a policy in a file of its own",
    (here) =>
      here.write(
        `${stack}/more.tf`,
        'resource "aws_iam_role_policy" "more" {\n  role   = aws_iam_role.order_cache_task.name\n  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })\n}\n',
      ),
    1,
    ["access-differs", "output-added", "proof-differs"],
  ],
  ["an override", (here) => here.write(`${stack}/override.tf`, "locals {}\n"), 3, ["not-verified", "output-added"]],
  [
    "a link in the place of a file",
    (here) => {
      here.write("elsewhere.tf", here.files()[service] ?? "");
      unlinkSync(join(here.cwd, service));
      symlinkSync(join(here.cwd, "elsewhere.tf"), join(here.cwd, service));
    },
    1,
    ["output-altered"],
  ],
];

test.each(plain)("finds %s", async (_, edit, expected, codes) => {
  const here = await generated();
  edit(here);
  const { code, err } = await here.rolewright("verify");
  expect({ code, codes: codesIn(err) }).toEqual({ code: expected, codes });
});

const fitting: readonly (readonly [what: string, edit: (here: Terminal) => void, code: number, codes: readonly string[]])[] = [
  [
    "an action more",
    (here) => edited(here, service, '"dynamodb:GetItem"', '"dynamodb:*"'),
    1,
    ["access-differs", "proof-differs"],
  ],
  ["an action less", (here) => edited(here, service, /\n *"dynamodb:GetItem",/, ""), 1, ["access-differs", "proof-differs"]],
  [
    "another trusted service",
    (here) => edited(here, service, '"ecs-tasks.amazonaws.com"', '"ec2.amazonaws.com"'),
    1,
    ["access-differs", "proof-differs"],
  ],
  [
    "a role of another name",
    (here) => edited(here, service, /name( +)= "techflow-order-cache-task"/, 'name$1= "techflow-order-cash-task"'),
    1,
    ["access-differs"],
  ],
  ["a role with another path", (here) => edited(here, service, /path( +)= "\/"/, 'path$1= "/x/"'), 1, ["access-differs"]],
  [
    "a task with the role of another",
    (here) => edited(here, service, "aws_iam_role.order_cache_task.arn", "aws_iam_role.order_cache_execution.arn"),
    1,
    ["access-differs"],
  ],
  [
    "a task with a foreign role",
    (here) => edited(here, service, "aws_iam_role.order_cache_task.arn", '"arn:aws:iam::123456789012:role/admin"'),
    3,
    ["not-verified"],
  ],
  ["a module", (here) => edited(here, service, /$/, '\nmodule "more" {\n  source = "./more"\n}\n'), 3, ["not-verified"]],
  ["a file that is no Terraform", (here) => edited(here, service, /$/, "\nresource {"), 3, ["not-verified"]],
  [
    "access.json that says something else",
    (here) => edited(here, `${stack}/access.json`, '"dynamodb:GetItem"', '"dynamodb:DeleteTable"'),
    1,
    ["access-differs"],
  ],
  [
    "a certificate of another document",
    (here) => edited(here, "generated/proof.json", /"sha256":"(?=[0-9a-f]{64}"\}\n {2}\])[0-9a-f]{4}/, '"sha256":"0000'),
    1,
    ["proof-differs"],
  ],
  [
    "a certificate that says less",
    (here) => edited(here, "generated/proof.json", '"verdict":"proved"', '"verdict":"unknown"'),
    3,
    ["not-verified"],
  ],
  [
    "a certificate that was refuted",
    (here) => edited(here, "generated/proof.json", '"verdict":"proved"', '"verdict":"refuted"'),
    1,
    ["proof-differs"],
  ],
  ["a comment", (here) => edited(here, service, /^/, "# mine\n"), 0, []],
]; // prettier-ignore

test.each(fitting)("finds %s in the Terraform itself, although the list was made to fit", async (_, edit, expected, codes) => {
  const here = await generated();
  edit(here);
  relist(here);
  const { code, err } = await here.rolewright("verify");
  expect({ code, codes: codesIn(err) }).toEqual({ code: expected, codes });
});

test("finds other access in the JSON below HCL", async () => {
  const here = await generated(["--syntax", "both"]);
  edited(here, `${stack}/json/cdk.tf.json`, "dynamodb:GetItem", "dynamodb:*");
  relist(here);
  const { code, err } = await here.rolewright("verify");
  expect({ code, codes: codesIn(err) }).toEqual({ code: 1, codes: ["access-differs", "proof-differs"] });
  expect(err).toContain("prod-us-east-1/json");
});

test("does not find what was edited alike everywhere, and says so", async () => {
  const here = await generated();
  for (const path of [service, `${stack}/access.json`]) edited(here, path, '"dynamodb:GetItem"', '"dynamodb:DeleteTable"');
  const list = JSON.parse(here.files()["generated/proof.json"] ?? "") as { policies: { address: string; sha256: string }[] };
  const policy = list.policies.find(({ address }) => address === "aws_iam_role_policy.order_cache_task");
  relist(here);
  const { err } = await here.rolewright("verify");
  expect(codesIn(err)).toEqual(["proof-differs"]);
  here.write("platform.yaml", techflow);
  const json = terminal();
  for (const [path, text] of Object.entries((await generated(["--syntax", "json"])).files())) json.write(path, text);
  const document = JSON.parse(json.files()[`${stack}/cdk.tf.json`] ?? "").resource.aws_iam_role_policy.order_cache_task;
  const template = String((Array.isArray(document) ? document[0] : document).policy).replace(
    "dynamodb:GetItem",
    "dynamodb:DeleteTable",
  );
  edited(here, "generated/proof.json", policy?.sha256 ?? "", hash(template));
  relist(here);
  const { code, out } = await here.rolewright("verify");
  expect(code).toBe(0);
  expect(out).toContain("whoever edits the Terraform can edit them alike");
});

describe("a folder is refused", () => {
  test.each<[string, Files, string]>([
    ["that is not there", {}, "output-foreign: `out` has no list of generated files"],
    ["without a list", { "out/main.tf": "" }, "output-foreign: `out` has no list of generated files"],
    ["with a list of another version", { "out/.rolewright.json": '{"version":1,"files":{}}' }, "is not the list of files"],
    ["of `print`", { "out/.rolewright.json": '{"version":2,"files":{}}' }, "holds what `print` wrote"],
    [
      "that a run is writing to",
      {
        "out/.rolewright.json": '{"version":2,"platform":"a","files":{}}',
        "out/.rolewright-lock": '{"process":1,"host":"here"}',
      },
      "output-locked",
    ],
  ])("%s", async (_, files, says) => {
    const here = terminal();
    for (const [path, text] of Object.entries(files)) here.write(path, text);
    const { code, err } = await here.rolewright("verify", "out");
    expect(code).toBe(1);
    expect(err).toContain(says);
  });

  test("of a killed run is not whole", async () => {
    const here = await generated();
    edited(here, "generated/.rolewright.json", /\n\}\n$/, `,\n  "replacing": { "proof.json": "0" }\n}\n`);
    const { code, err } = await here.rolewright("verify");
    expect({ code, codes: codesIn(err) }).toEqual({ code: 1, codes: ["output-altered"] });
  });
});

test.each(["text", "json", "markdown", "sarif", "github"])("says it in %s, each thing with its file", async (format) => {
  const here = await generated();
  edited(here, service, '"dynamodb:GetItem"', '"dynamodb:*"');
  here.write(`${stack}/backend.tf`, "terraform {}\n");
  const { code, out, err } = await here.rolewright("verify", "--format", format);
  expect(code).toBe(1);
  expect(format === "text" || format === "json" ? err : out).toContain("access-differs");
  expect(out + err).toContain("service_order_cache.tf");
  if (format === "json")
    expect(JSON.parse(out)).toMatchObject({ verdict: "differs", files: { added: ["prod-us-east-1/backend.tf"] } });
  if (format === "sarif") {
    const { results } = JSON.parse(out).runs[0];
    expect(results.length).toBeGreaterThan(3);
    for (const { locations } of results) expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^generated\//);
  }
});
