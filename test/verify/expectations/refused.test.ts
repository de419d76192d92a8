/** Expectations that are wrong: every refusal has a place. */
import { planPlatform } from "../../../modules/pipeline";

const head = [
  "platform: shop",
  'accounts: { production: { id: "123456789012", region: us-east-1 } }',
  "clusters: { main: {} }",
  "services:",
  '  api: { cluster: main, logs: { driver: none }, containers: { app: { image: "public.ecr.aws/x/y:1" } }, access: [{ dynamodb: { table: sessions, can: read } }, { s3: { bucket: photos, can: read } }] }',
  '  web: { cluster: main, logs: { driver: none }, containers: { app: { image: "public.ecr.aws/x/y:1" } } }',
].join("\n");

function expecting(...entries: readonly string[]) {
  return planPlatform({
    file: "platform.yaml",
    text: `${head}\nexpect:\n${entries.map((entry) => `  - ${entry}`).join("\n")}\n`,
  });
}

function problemsOf(...entries: readonly string[]) {
  return expecting(...entries).problems.map(({ code, message }) => `${code}: ${message}`);
}

const refused: readonly [entry: string, problem: string][] = [
  [
    '{ allow: "s3:GetObject", deny: "s3:PutObject", service: api }',
    "invalid-value: an expectation says exactly one of `allow` and `deny`",
  ],
  ["{ on: photos, service: api }", "invalid-value: an expectation says exactly one of `allow` and `deny`"],
  ['{ deny: "s3", on: photos }', "invalid-value: `s3` is not an action"],
  ['{ deny: "s3:Get Object", on: photos }', "invalid-value: `s3:Get Object` is not an action"],
  ["{ deny: 7 }", "wrong-type: expected an action or a list, found the number `7`"],
  ["{ deny: [] }", "invalid-value: the list is empty"],
  ['{ deny: "s3:*", onn: photos }', "unknown-key: unknown key `onn`"],
  ['{ denny: "s3:*" }', "unknown-key: unknown key `denny`"],
  ['{ deny: "s3:*", on: "" }', "invalid-value: `on` is empty"],
  ['{ deny: "s3:*", on: foto }', "unknown-reference: nothing is called `foto`"],
  ['{ deny: "s3:*", on: "photos*" }', "unknown-reference: nothing is called `photos*`"],
  ['{ deny: "s3:*", on: "arn:aws:s3" }', "invalid-arn: `arn:aws:s3` is not an ARN"],
  ['{ deny: "s3:*", on: "arn:aws:s3:*" }', "invalid-arn: `arn:aws:s3:*` is not an ARN"],
  ['{ deny: "s3:*", on: "arn:aws:s3:us-east-1::photos" }', "invalid-arn: region `us-east-1` in `arn:aws:s3:us-east-1::photos`"],
  ['{ deny: "s3:*", on: "arn:azure:s3:*:*:photos" }', "invalid-arn: unknown partition `azure` in `arn:azure:s3:*:*:photos`"],
  ['{ deny: "s3:*", on: sessions }', "unknown-reference: nothing that `s3:*` is about is called `sessions`"],
  ['{ deny: ["s3:*", "dynamodb:*"], on: sessions }', "unknown-reference: nothing that `s3:*` is about is called `sessions`"],
  ['{ deny: "s3:*", service: ap }', "unknown-reference: no service `ap`"],
  ['{ deny: "s3:*", service: [api, apis] }', "unknown-reference: no service `apis`"],
  ['{ deny: "s3:*", role: tasks }', "unknown-reference: no role `tasks`"],
  ['{ deny: "s3:*", role: instance, service: api }', "invalid-value: a service has no container instance role"],
  ['{ deny: "s3:*", role: shop-web-task, service: api }', "unknown-reference: role `shop-web-task` is none of service `api`"],
  ['{ allow: "s3:GetObject", on: photos }', "missing-key: missing key `service`"],
  ['{ allow: "s3:GetObject", on: photos, role: task }', "missing-key: missing key `service`"],
  ['{ deny: "s3:*", context: { region: x } }', "invalid-value: `region` is not a condition key"],
  ['{ deny: "s3:*", context: { "aws:PrincipalArn": x } }', "invalid-value: `aws:PrincipalArn` follows from the role"],
  [
    '{ deny: "s3:*", context: { "kms:ViaService": { a: b } } }',
    "wrong-type: expected text or a number or `true` or `false` or a list, found a mapping",
  ],
  [
    '{ deny: "s3:*", context: { "kms:ViaService": null } }',
    "wrong-type: expected text or a number or `true` or `false` or a list, found nothing",
  ],
  ['{ deny: "s3:*", why: "" }', "invalid-value: `why` is empty"],
  ["&a [*a]", "unsupported-yaml: the alias `*a` stands inside its own anchor"],
];

test.each(refused)("refuses %s", (entry, problem) => {
  const outcome = expecting(entry);
  expect(outcome.ok).toBe(false);
  expect(outcome.problems.map(({ code, message }) => `${code}: ${message}`)).toContain(problem);
  for (const { at } of outcome.problems) expect(at).toMatchObject({ file: "platform.yaml" });
});

test("all problems come at once, each at its own place", () => {
  const { problems } = expecting('{ deny: "s3:*", on: [photos, foto, "arn:x"], service: [api, ap] }', '{ deny: ["s3:*", s4] }');
  expect(problems).toHaveLength(1);
  const { problems: second } = expecting('{ deny: "s3:*", on: [photos, foto, "arn:x"], service: [api, ap] }');
  expect(second.map(({ code, at }) => `${code} ${at?.line}:${at?.column}`)).toEqual([
    "unknown-reference 8:34",
    "invalid-arn 8:40",
    "unknown-reference 8:65",
  ]);
});

test("a misspelt action is named, whatever becomes of the expectation", () => {
  expect(problemsOf('{ deny: "dynamodb:GetItems", on: sessions, service: api }')).toEqual([
    "unknown-action: AWS has no action `dynamodb:GetItems`",
  ]);
  expect(problemsOf('{ deny: "s3:PutBucketPolicy", on: photos, service: api }')).toEqual([]);
  expect(problemsOf('{ deny: ["ecs:Poll", "dynamodb:BatchGetItem", "sqs:ListQueues"], service: web }')).toEqual([]);
});

test("an ARN that none of the actions can be on is refused, beside one that an action can be on", () => {
  expect(problemsOf('{ deny: "s3:GetObject", on: ["arn:aws:s3:::photos/*", "arn:aws:s3:::photos"], service: api }')).toEqual([
    "unknown-reference: `s3:GetObject`: no such resource as `arn:aws:s3:::photos`",
  ]);
  expect(problemsOf('{ deny: ["s3:GetObject", "s3:PutBucketPolicy"], on: "arn:aws:s3:::photos", service: api }')).toEqual([]);
  expect(problemsOf('{ deny: "iam:*", on: "arn:aws:s3:::photos", service: api }')).toHaveLength(1);
});

test("values of a context that are no text count as their text", () => {
  expect(
    problemsOf(
      '{ allow: "s3:GetObject", on: photos, service: api, context: { "aws:MultiFactorAuthAge": 12, "aws:SecureTransport": true, "x:y": [1, true, z] } }',
    ),
  ).toEqual([]);
});
