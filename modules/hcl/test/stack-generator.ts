/** Random stacks with hostile strings, for the round trip through the real parser. */
import fc from "fast-check";
import { escapeTemplate } from "./round-trip";

/** Text that printers of HCL get wrong. */
export const hostile: readonly string[] = [
  "",
  " ",
  '"',
  "\\",
  '\\"',
  "\\n",
  "\n",
  "\r\n",
  "\t",
  "${",
  "%{",
  "$${",
  "%%{",
  "$$${",
  "$",
  "%",
  "$$",
  "${x}",
  "%{if}",
  "{",
  "}",
  "EOT",
  "EOT\n",
  "a\nEOT\nb\n",
  "<<EOT\n",
  "<<-EOT\nx\nEOT\n",
  "#!/bin/bash\nset -e\n  echo ${HOME}\n\n",
  "  indented\n    more\n",
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u007f",
  "\u0085",
  "\u2028",
  "\u202e",
  "\u200b",
  "\ufeff",
  "\ud800",
  "é",
  "e\u0301",
  "日本",
  "😀",
  "012345678901",
  "1e5",
  "0x10",
  "true",
  "null",
  "NaN",
  "-1",
  "# c",
  "// c",
  "/* c */",
  "aws_iam_role.x.arn",
  "${var.x}",
  "a = b",
  "for",
  "\u0301x\ny\n",
  "\u00a0x\ny\n",
  "x \n\n y\n",
  "trailing  \nspace\n",
];

const refs = [
  "${var.v0}",
  "${local.l0}",
  "${aws_iam_role.r0.arn}",
  "${module.m0.out[0]}",
  '${lookup(var.v0, "k", "")}',
  "${max(1, var.v0)}",
];

/** Any text at all. */
const literalText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hostile) }, fc.string({ unit: "binary", maxLength: 6 })), {
    maxLength: 4,
  })
  .map((parts) => parts.join(""));

/** A template: text and references. */
const templateText = fc
  .array(fc.oneof(literalText.map(escapeTemplate), fc.constantFrom(...refs)), { minLength: 1, maxLength: 3 })
  .map((parts) =>
    // `$` in front of `${` would escape it, which is another template than meant
    parts.reduce((text, part) => (/[$%]$/.test(text) && /^[$%{]/.test(part) ? `${text} ${part}` : text + part), ""),
  );

const name = fc.constantFrom("alpha", "beta", "gamma", "delta");
const key = fc.oneof(fc.constantFrom("Name", "a b", "a-b", "for", "null", "1", "é", "x.y"), literalText.map(escapeTemplate));
const scalar = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n)),
  fc.boolean(),
  fc.constant(null),
);

/** JSON with strings of the given kind. */
function value(text: fc.Arbitrary<string>, keys: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      text,
      scalar,
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(keys, tie("any"), { maxKeys: 3 }),
    ),
  })).any;
}

const any = value(templateText, key);
const literalAny = value(literalText, literalText);
const plain = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), any, { maxKeys: 4 });
const bodies = (names: readonly string[]) => fc.array(plain(names), { maxLength: 2 });

const statement = fc.record({
  Sid: name,
  Effect: fc.constant("Allow"),
  Action: fc.array(literalText, { maxLength: 3 }),
  Resource: literalText,
});
const documentText = fc
  .record({ Version: fc.constant("2012-10-17"), Statement: fc.array(statement, { maxLength: 3 }), Extra: literalAny })
  .map((value) => escapeTemplate(JSON.stringify(value)));

const references = fc.array(fc.constantFrom("aws_iam_role.r0", "module.m0", 'aws_iam_role.r1["k"]'), { maxLength: 3 });
const meta = fc.record(
  {
    provider: fc.constantFrom("aws.west"),
    depends_on: references,
    count: fc.nat(5),
    lifecycle: fc.record(
      { ignore_changes: fc.oneof(fc.constant("all"), fc.constant(["tags", 'tags["a"]'])), create_before_destroy: fc.boolean() },
      { requiredKeys: [] },
    ),
    "//": fc.oneof(
      literalText,
      literalText.map((text) => ({ metadata: { path: text }, rolewright: { comments: [text] } })),
    ),
  },
  { requiredKeys: [] },
);

const some = { requiredKeys: [] };
const launchTemplate = fc.record(
  {
    name: any,
    tags: fc.dictionary(key, templateText, { maxKeys: 3 }),
    image_id: any,
    user_data: literalText.map((text) => Buffer.from(text).toString("base64")),
    block_device_mappings: fc.array(
      fc.record({ device_name: any, ebs: fc.oneof(plain(["iops", "encrypted"]), bodies(["iops", "kms_key_id"])) }, some),
      { maxLength: 2 },
    ),
    metadata_options: fc.oneof(plain(["http_tokens", "http_endpoint"]), fc.constant(null)),
    dynamic: fc.record({
      tag_specifications: fc.record({
        for_each: fc.constant("${var.v0}"),
        iterator: fc.constant("it"),
        content: plain(["resource_type", "tags"]),
      }),
    }),
  },
  some,
);
const securityGroup = fc.record(
  {
    name: any,
    description: any,
    ingress: fc.oneof(
      fc.constant("${var.v0}"),
      bodies(["from_port"]).map((list) => list.map(() => ({ from_port: 1, protocol: "tcp" }))),
    ),
    timeouts: plain(["create", "delete"]),
    tags: fc.dictionary(key, templateText, { maxKeys: 3 }),
  },
  some,
);
const role = fc.record(
  {
    name: any,
    assume_role_policy: documentText,
    inline_policy: fc.array(fc.record({ name: any, policy: documentText }), { maxLength: 2 }),
  },
  some,
);

function withMeta(body: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(body, meta).map(([own, common]) => ({ ...own, ...common }));
}

function named(body: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.dictionary(name, body, { minKeys: 1, maxKeys: 2 });
}

/** Resources with and without blocks, data sources, variables, outputs, modules and Terraform's own blocks. */
const parts = {
  resource: fc.record(
    {
      aws_launch_template: named(withMeta(launchTemplate)),
      aws_security_group: named(withMeta(securityGroup)),
      aws_iam_role: named(withMeta(role)),
      aws_ssm_parameter: named(withMeta(plain(["name", "type", "value", "tags"]))),
    },
    { requiredKeys: ["aws_ssm_parameter"] },
  ),
  data: fc.record({ aws_ami: named(fc.record({ owners: any, filter: bodies(["name", "values"]) }, some)) }),
  variable: named(
    fc.record(
      {
        type: fc.constantFrom("string", "list(string)", "object({ a = string })"),
        default: literalAny,
        description: literalText,
        validation: fc.array(fc.record({ condition: fc.constant("${length(var.v0) > 0}"), error_message: templateText }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      some,
    ),
  ),
  output: named(fc.record({ value: any, description: literalText, sensitive: fc.boolean(), depends_on: references }, some)),
  locals: fc.dictionary(name, any, { minKeys: 1, maxKeys: 3 }),
  module: named(fc.record({ source: literalText, input: any, providers: fc.constant({ "aws.src": "aws.west" }) }, some)),
  provider: fc.record({
    aws: fc.array(fc.record({ region: any, alias: fc.constant("west"), assume_role: bodies(["role_arn"]) }, some), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  terraform: fc.record({
    required_version: literalText,
    backend: fc.record({ s3: fc.record({ bucket: literalText, assume_role: fc.record({ role_arn: literalText }) }) }),
    required_providers: fc.record({ aws: fc.record({ source: literalText, version: literalText }) }),
  }),
  moved: fc.array(fc.record({ from: fc.constant("aws_iam_role.a"), to: fc.constant("aws_iam_role.b[0]") }), {
    minLength: 1,
    maxLength: 2,
  }),
  import: fc.array(fc.record({ to: fc.constant("aws_iam_role.b"), id: templateText }), { minLength: 1, maxLength: 2 }),
};

/** A stack of some of these kinds of blocks. */
export const stack = fc
  .subarray(Object.keys(parts) as (keyof typeof parts)[], { minLength: 1, maxLength: 3 })
  .chain((kinds) => fc.record(Object.fromEntries(kinds.map((kind) => [kind, parts[kind] as fc.Arbitrary<unknown>]))));
