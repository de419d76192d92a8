import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../problem";
import { type HclOptions, printHcl } from "..";

const root: HclOptions = { flavour: "root" };

function print(
  stack: unknown,
  options = root,
): { readonly files: ReadonlyMap<string, string> | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  return { files: printHcl(stack, options, (problem) => problems.push(problem)), problems };
}

/** The one file that a stack gives. */
function text(stack: unknown, options = root): string {
  const { files, problems } = print(stack, options);
  expect(problems.filter((problem) => problem.severity === "error")).toEqual([]);
  return [...files!.values()].join("");
}

/** `value = ...` as an output prints it. */
function printed(value: unknown): string {
  return text({ output: { x: { value } } })
    .replace(/^output "x" \{\n {2}value = /, "")
    .replace(/\n\}\n$/, "");
}

const resource = (type: string, body: unknown) => ({ resource: { [type]: { x: body } } });

describe("values", () => {
  const cases: readonly (readonly [claim: string, value: unknown, hcl: string])[] = [
    ["a lone expression bare", "${var.x}", "var.x"],
    ["a lone expression that is wrapped twice bare", '${"${var.x}"}', "var.x"],
    ["text with an expression as a string", "a-${var.x}", '"a-${var.x}"'],
    ["escaped openers as such", "$${x} %%{y}", '"$${x} %%{y}"'],
    ["a dollar sign in front of an escaped opener", "$$${x}", '"$$${x}"'],
    ["quotes, backslashes and controls as escapes", '"\\\n\r\t\u0000\u202e', '"\\"\\\\\\n\\r\\t\\u0000\\u202e"'],
    ["a lone surrogate as Terraform reads it", "\ud800", '"\ufffd"'],
    ["account ids and numbers in strings as strings", ["012345678901", "1e5"], '["012345678901", "1e5"]'],
    ["numbers as JSON has them", [0, -1.5, 1e-7, 9007199254740991], "[0, -1.5, 1e-7, 9007199254740991]"],
    ["null, true and empty values", [null, true, "", [], {}], '[null, true, "", [], {}]'],
    [
      "keys that are no words in quotes",
      { a: 1, "b-c": 2, for: 3, null: 4 },
      '{\n    a      = 1\n    "b-c"  = 2\n    "for"  = 3\n    "null" = 4\n  }',
    ],
    ["keys that are expressions in parentheses", { "${var.k}": 1 }, "{\n    (var.k) = 1\n  }"],
    ["spaces as fmt has them", "${ [for k,v in var.m:k if v!=null&&!v][0] }", "[for k, v in var.m : k if v != null && !v][0]"],
    ["a comment in an expression not at all", "${var.x /* } */ }", "var.x"],
    ["a heredoc in an expression as text", "${upper(<<-EOT\n  a\n    b\n  EOT\n)}", "upper(<<-EOT\n    a\n      b\n  EOT\n  )"],
    ["a strip marker by what it leaves", "a  ${~ var.x ~}  b", '"a${var.x}b"'],
    ["a template that strips to one expression still as a string", " ${~ var.x}", '"${var.x}${""}"'],
    ["text of two lines as a heredoc", "a\nb\n", "<<-EOT\n    a\n    b\n  EOT"],
    ["text that holds the closing tag with another tag", "a\nEOT\n", "<<-EOT2\n    a\n    EOT\n  EOT2"],
    ["blank lines in a heredoc as they are", "a\n\n   \nb\n", "<<-EOT\n    a\n\n   \n    b\n  EOT"],
    ["text without a newline at the end quoted", "a\nb", '"a\\nb"'],
    ["text that is indented throughout quoted", "  a\n  b\n", '"  a\\n  b\\n"'],
    ["text with carriage returns quoted", "a\r\nb\r\n", '"a\\r\\nb\\r\\n"'],
    ["text that starts with an accent quoted", "\u0301a\nb\n", '"\u0301a\\nb\\n"'],
    ["jsonencode with one item a line", '${jsonencode({"a"={b=1}})}', "jsonencode({\n    a = {\n      b = 1\n    }\n  })"],
  ];
  it.each(cases)("prints %s", (_, value, hcl) => {
    expect(printed(value)).toBe(hcl);
  });

  const refused: readonly (readonly [claim: string, value: unknown, code: string])[] = [
    ["an expression without an end", "${var.x", "invalid-template"],
    ["a string without an end in an expression", '${"a}', "invalid-template"],
    ["an empty expression", "${}", "invalid-template"],
    ["a bracket that does not match", "${f(]}", "invalid-template"],
    ["an escape that HCL does not have", '${"\\q"}', "invalid-template"],
    ["an expression nested too deeply", `\${${"(".repeat(500)}1${")".repeat(500)}}`, "invalid-template"],
    ["an integer that JSON readers round", 2 ** 53, "inexact-number"],
    ["a number that JSON does not have", Number.NaN, "wrong-type"],
    ["a value that JSON does not have", () => 1, "wrong-type"],
    ["values nested too deeply", JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`), "too-deep"],
  ];
  it.each(refused)("refuses %s and prints nothing", (_, value, code) => {
    const { files, problems } = print({ output: { x: { value } }, locals: { fine: 1 } });
    expect(files).toBeUndefined();
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.path.slice(0, 3)).toEqual(["output", "x", "value"]);
  });
});

describe("places", () => {
  it("escapes what JSON syntax takes literally: descriptions, defaults, backends, versions", () => {
    const all = text({
      terraform: {
        required_version: "${a}",
        backend: { s3: { bucket: "${b}" } },
        required_providers: { aws: { version: "${c}" } },
      },
      variable: { v: { default: { k: "${d}" }, description: "${e}" } },
      output: { o: { value: 1, description: "${f}" } },
      module: { m: { source: "${g}" } },
    });
    for (const name of "abcdefg") expect(all).toContain(`"$\${${name}}"`);
  });

  it("prints references and keywords bare", () => {
    const all = text({
      resource: {
        aws_iam_role: {
          x: {
            provider: "aws.west",
            depends_on: ["module.m", 'aws_iam_role.y["a"]'],
            lifecycle: { ignore_changes: "all", replace_triggered_by: ["terraform_data.t"] },
            provisioner: [{ "local-exec": { when: "destroy", command: "true" } }],
          },
        },
      },
      variable: { v: { type: "list" } },
      module: { m: { source: "./m", providers: { "aws.src": "aws.west" } } },
      moved: [{ from: "aws_iam_role.a", to: "aws_iam_role.x" }],
      import: { to: "aws_iam_role.x", id: "x" },
      removed: { from: "aws_iam_role.z", lifecycle: { destroy: false } },
    });
    const lines = [
      "provider = aws.west",
      'depends_on = [module.m, aws_iam_role.y["a"]]',
      "ignore_changes       = all",
      "replace_triggered_by = [terraform_data.t]",
      "when    = destroy",
      "type = list(any)",
      "aws.src = aws.west",
      "from = aws_iam_role.a",
      "to = aws_iam_role.x",
      "from = aws_iam_role.z",
      "destroy = false",
    ];
    for (const line of lines) expect(all).toContain(line);
  });

  it("refuses a reference that is none", () => {
    expect(print(resource("aws_iam_role", { depends_on: ["a b ]"] })).problems).toMatchObject([
      { code: "invalid-template", path: ["resource", "aws_iam_role", "x", "depends_on", 0] },
    ]);
  });
});

describe("documents", () => {
  const policy = (document: string) => text(resource("aws_iam_role_policy", { policy: document }));

  it("prints a policy as jsonencode with its references, policy variables and key order", () => {
    const document =
      '{"Version":"2012-10-17","Statement":{"Resource":["${aws_ecr_repository.r.arn}","arn:aws:s3:::b/$${aws:PrincipalTag/x}"]}}';
    expect(policy(document)).toBe(`resource "aws_iam_role_policy" "x" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Resource = [aws_ecr_repository.r.arn, "arn:aws:s3:::b/$\${aws:PrincipalTag/x}"]
    }
  })
}
`);
  });

  it("keeps what is a string in the document a string, whatever the type of the reference", () => {
    expect(policy('{"a":"${var.n}","b":"${aws_iam_role.r.arn}"}')).toContain("a = tostring(var.n)\n    b = aws_iam_role.r.arn");
    expect(
      text({ ...resource("aws_iam_role_policy", { policy: '{"a":"${var.n}"}' }), variable: { n: { type: "string" } } }),
    ).toContain("a = var.n");
  });

  it("takes jsonencode in the place of a value for that value", () => {
    expect(policy('{"a":${jsonencode(var.list)}}')).toContain("a = var.list");
  });

  const kept: readonly (readonly [claim: string, document: string])[] = [
    ["is not JSON", '{"a":1,}'],
    ["has a key twice", '{"a":1,"a":2}'],
    ["has a hole in the place of a value", '{"a":${var.x}}'],
    ["has a hole that could end the string", '{"a":["${join("\\",\\"", var.x)}"]}'],
    ["has a directive", '{"a":"%{ if var.x }b%{ endif }"}'],
    ["is a number", "1"],
    ["spells a lone surrogate", '{"a":"\\ud800"}'],
    ["spells text that Terraform would normalise", '{"a":"e\\u0301"}'],
    ["has minus zero", '{"a":-0}'],
    ["is nested too deeply", `${"[".repeat(100)}${"]".repeat(100)}`],
  ];
  it.each(kept)("leaves a string that %s as it is", (_, document) => {
    expect(policy(document)).not.toContain("jsonencode(");
  });

  it("leaves JSON alone in attributes that Terraform compares as text", () => {
    expect(text(resource("aws_ssm_parameter", { value: '{"a":1}' }))).toContain('value = "{\\"a\\":1}"');
  });

  it("prints base64 user data as the script that it is, when that is exact", () => {
    const userData = (script: string) =>
      text(resource("aws_launch_template", { user_data: Buffer.from(script).toString("base64") }));
    expect(userData("#!/bin/bash\nEOT\n${x}\n")).toContain(
      "base64encode(<<-EOT2\n    #!/bin/bash\n    EOT\n    $${x}\n  EOT2\n  )",
    );
    expect(userData("no newline at the end")).not.toContain("base64encode");
    expect(userData("e\u0301\nx\n")).not.toContain("base64encode");
    expect(text(resource("aws_launch_template", { user_data: "/w==" }))).toContain('"/w=="');
  });
});

describe("blocks", () => {
  it("tells blocks from attributes by the provider's own schema", () => {
    const all = text(
      resource("aws_launch_template", {
        tag_specifications: [{ tags: { a: "b" } }],
        metadata_options: { http_tokens: "required" },
      }),
    );
    expect(all).toContain("  tag_specifications {\n    tags = {\n");
    expect(all).toContain('  metadata_options {\n    http_tokens = "required"\n');
  });

  it("prints dynamic blocks", () => {
    const dynamic = { setting: { for_each: "${var.s}", iterator: "it", content: { name: "${it.value}" } } };
    expect(text(resource("aws_ecs_cluster", { dynamic }))).toBe(`resource "aws_ecs_cluster" "x" {
  dynamic "setting" {
    for_each = var.s
    iterator = it

    content {
      name = it.value
    }
  }
}
`);
  });

  it("keeps an empty list where Terraform tells it from none, and drops it where it does not", () => {
    expect(text(resource("aws_security_group", { ingress: [], timeouts: null }))).toContain("ingress = []");
    expect(text(resource("aws_ecs_cluster", { setting: [] }))).toBe('resource "aws_ecs_cluster" "x" {}\n');
  });

  it("knows recursive statements, which the bindings leave out", () => {
    const rule = [{ statement: { not_statement: { statement: [{ geo_match_statement: { country_codes: ["NL"] } }] } } }];
    expect(text(resource("aws_wafv2_web_acl", { rule }))).toContain("geo_match_statement {\n            country_codes = ");
  });

  it("guesses the blocks of an unknown type and says so once", () => {
    const body = { rule: [{ a: 1 }], labels: { a: "b" }, disk: { size: 1, kind: "x" }, names: ["a"], timeouts: { create: "1m" } };
    const { files, problems } = print({ resource: { other_thing: { x: body, y: body } } });
    expect(problems).toMatchObject([
      { code: "unknown-resource-type", severity: "warning", message: expect.stringContaining("`other_thing`") },
    ]);
    const all = files!.get("main.tf");
    for (const part of ["rule {", "labels = {", "disk {", 'names = ["a"]', "timeouts {"]) expect(all).toContain(part);
  });

  it.each([
    ["a block given as an expression", { setting: "${var.s}" }],
    ["a block given as a list of texts", { setting: ["a", { name: "b" }] }],
    ["an attribute given as dynamic blocks too", { tags: { a: "b" }, dynamic: { tags: { for_each: [], content: {} } } }],
    ["an attribute given as dynamic blocks", { dynamic: { tags: { for_each: [], content: {} } } }],
  ])("refuses %s", (_, body) => {
    const { files, problems } = print(resource("aws_ecs_cluster", body));
    expect(files).toBeUndefined();
    expect(problems).toMatchObject([{ code: "block-and-attribute", message: expect.stringContaining("`aws_ecs_cluster.x`") }]);
  });
});

describe("order and comments", () => {
  it("puts meta-arguments first, then arguments, blocks, tags, lifecycle and depends_on", () => {
    const body = {
      depends_on: ["a.b"],
      tags: { a: "b" },
      lifecycle: { prevent_destroy: true },
      setting: { name: "n" },
      name: "n",
      count: 1,
    };
    const names = text(resource("aws_ecs_cluster", body)).match(/^ {2}(\w+)/gm);
    expect(names).toEqual(["  count", "  name", "  setting", "  tags", "  lifecycle", "  depends_on"]);
  });

  it("does not depend on the order of the JSON", () => {
    const types = ["aws_iam_role", "aws_iam_role_policy", "aws_ecs_service"];
    const stack = (order: readonly string[]) => ({ resource: Object.fromEntries(order.map((type) => [type, { b: {}, a: {} }])) });
    expect(text(stack(types))).toBe(text(stack(types.toReversed())));
    expect(text(stack(types)).match(/"\w+" "\w"/g)).toEqual([
      '"aws_iam_role" "a"',
      '"aws_ecs_service" "a"',
      '"aws_iam_role_policy" "a"',
      '"aws_iam_role" "b"',
      '"aws_ecs_service" "b"',
      '"aws_iam_role_policy" "b"',
    ]);
  });

  it("prints comments that cannot end their line, above resources and statements", () => {
    const policy = JSON.stringify({ Statement: [{ Sid: "A" }, { Sid: "B" }] });
    const all = text(
      resource("aws_iam_role_policy", {
        "//": {
          metadata: { path: "cdktf" },
          rolewright: { comments: ["why\nevil = 1\u2028"], statements: { policy: { B: "asked for by\r\nx" } } },
        },
        policy,
      }),
    );
    expect(all.startsWith('# why evil = 1\nresource "aws_iam_role_policy" "x" {')).toBe(true);
    expect(all).toContain('      # asked for by x\n      {\n        Sid = "B"\n');
    expect(all).not.toContain("cdktf");
  });

  it("groups main.tf and puts a header above each file when asked to", () => {
    const { files } = print(
      { resource: { aws_iam_role: { a: {} }, aws_ecs_cluster: { b: {} } }, locals: { c: 1 } },
      { flavour: "root", header: ["generated"], fileFor: (address) => (address.startsWith("aws_iam") ? "iam.tf" : undefined) },
    );
    expect([...files!.keys()]).toEqual(["locals.tf", "main.tf", "iam.tf"]);
    for (const file of files!.values()) expect(file.startsWith("# generated\n\n")).toBe(true);
  });
});

describe("flavours", () => {
  const stack = {
    terraform: { backend: { s3: { bucket: "b" } }, required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: [{ region: "eu-west-1" }, { alias: "west" }] },
  };

  it("prints a root with its backend and providers", () => {
    const { files } = print(stack);
    expect([...files!.keys()]).toEqual(["versions.tf", "providers.tf"]);
    expect(files!.get("versions.tf")).toContain('backend "s3" {');
  });

  it("prints a module without them, and declares the providers that it is to be given", () => {
    const { files } = print(stack, { flavour: "module" });
    expect([...files!.keys()]).toEqual(["versions.tf"]);
    expect(files!.get("versions.tf")).not.toContain("backend");
    expect(files!.get("versions.tf")).toContain("configuration_aliases = [aws.west]");
  });

  it("drops the local backend that cdktf adds, and no other", () => {
    const local = (path: string) => text({ terraform: { backend: { local: { path } }, required_version: "1" } });
    expect(local("/home/me/app/terraform.prod.tfstate")).not.toContain("backend");
    expect(local("state/terraform.prod.tfstate")).toContain('backend "local"');
  });
});

describe("what is not a stack", () => {
  const cases: readonly (readonly [claim: string, stack: unknown, code: string, path: readonly (string | number)[]])[] = [
    ["text", "resource", "not-a-stack", []],
    ["null", null, "not-a-stack", []],
    ["a list", [{}], "not-a-stack", []],
    ["an empty object", {}, "not-a-stack", []],
    ["another JSON file", { name: "x", version: "1" }, "not-a-stack", []],
    ["an unknown block", { locals: { a: 1 }, resources: {} }, "unknown-key", ["resources"]],
    ["an inherited name", JSON.parse('{"locals": {}, "__proto__": {}, "constructor": {}}'), "unknown-key", ["__proto__"]],
    ["a resource that is text", { resource: { aws_iam_role: { x: "y" } } }, "not-a-stack", ["resource", "aws_iam_role", "x"]],
    ["lists in lists", { resource: [[{}]] }, "not-a-stack", ["resource", 0]],
    [
      "a label that is no name",
      { resource: { aws_iam_role: { 'x" {': {} } } },
      "invalid-name",
      ["resource", "aws_iam_role", 'x" {'],
    ],
    ["an argument that is no name", { locals: { "a b": 1 } }, "invalid-name", ["locals", "a b"]],
    [
      "types and names of Object.prototype",
      { resource: { toString: { constructor: {} } } },
      "unknown-resource-type",
      ["resource", "toString", "constructor"],
    ],
  ];
  it.each(cases)("reports %s at its path", (_, stack, code, path) => {
    expect(print(stack).problems[0]).toMatchObject({ code, path });
  });

  it("survives blocks that are nested without end", () => {
    let body: object = {};
    for (let depth = 0; depth < 5000; depth += 1) body = { inner: [body] };
    expect(print({ resource: { other_thing: { x: body } } }).problems.map((problem) => problem.code)).toContain("too-deep");
  });
});

it("prints an application that cdktf synthesised as reviewed", () => {
  const folder = join(__dirname, "cases");
  const stack = JSON.parse(readFileSync(join(folder, "cdktf-app.cdk.tf.json"), "utf8"));
  const { files, problems } = print(stack);
  expect(problems).toEqual([]);
  const joined = [...files!].map(([name, content]) => `### ${name}\n${content}`).join("\n");
  expect(joined).toBe(readFileSync(join(folder, "cdktf-app.golden.tf"), "utf8"));
});
