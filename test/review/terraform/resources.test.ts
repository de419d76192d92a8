/** Policies of resources of states and plans: exactly the access that comes out. */
import type { AttachedPolicies, ResourceAccess } from "../../../modules/review/access";
import { terraformAccess } from "../../../modules/review/terraform/access";

type Values = Readonly<Record<string, unknown>>;

const resource = (type: string, name: string, values: Values): Values => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  values,
});

/** A plan; `unknown` has the names of attributes of `x` that are known after apply, `references` what they refer to. */
function plan(resources: readonly Values[], unknown: readonly string[] = [], references: Values = {}): unknown {
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources } },
    resource_changes: resources
      .filter(({ name }) => name === "x")
      .map(({ address }) => ({
        address,
        change: { after_unknown: Object.fromEntries(unknown.map((attribute) => [attribute, true])) },
      })),
    configuration: {
      root_module: {
        resources: resources.map(({ mode, type, name }) => ({
          mode,
          type,
          name,
          expressions: Object.fromEntries(
            Object.entries(references).map(([attribute, list]) => [attribute, { references: list }]),
          ),
        })),
      },
    },
  };
}

function resourcesOf(value: unknown): readonly ResourceAccess[] {
  const outcome = terraformAccess(value, "");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.after.stacks.flatMap(({ resources }) => resources);
}

const text = (Action: string): string => JSON.stringify({ Statement: [{ Action }] });
const held = (name: string, Action: string): AttachedPolicies => ({
  policies: [{ name, document: { Statement: [{ Action }] }, askedForBy: {}, onlyWith: {} }],
  opaque: [],
  unknown: [],
});

describe("the name and kind of what a policy is on:", () => {
  test.each<[string, Values, ResourceAccess["kind"], string]>([
    ["aws_ecr_repository_policy", { repository: "r" }, "repository", "r"],
    ["aws_s3_bucket_policy", { bucket: "b" }, "bucket", "b"],
    ["aws_s3_bucket", { bucket: "b" }, "bucket", "b"],
    ["aws_kms_key_policy", { key_id: "1" }, "key", "1"],
    ["aws_kms_key_policy", { key_id: "arn:aws:kms:us-east-1:123456789012:key/1" }, "key", "1"],
    ["aws_kms_key", { key_id: "1" }, "key", "1"],
    ["aws_sqs_queue_policy", { queue_url: "https://sqs.us-east-1.amazonaws.com/123456789012/q" }, "queue", "q"],
    ["aws_sqs_queue_policy", { queue_url: "http://localhost/000000000000/q" }, "queue", "q"],
    ["aws_sqs_queue", { url: "q" }, "queue", "q"],
    ["aws_sqs_queue", { url: "x/https://y" }, "queue", "x/https://y"],
    ["aws_sns_topic_policy", { arn: "arn:aws-cn:sns:cn-north-1:123456789012:t" }, "topic", "t"],
    ["aws_sns_topic", { arn: "arn:aws:sns:us-east-1:123456789012:t" }, "topic", "t"],
    ["aws_sns_topic", { arn: "xarn:aws:sns:us-east-1:123456789012:t" }, "topic", "xarn:aws:sns:us-east-1:123456789012:t"],
    [
      "aws_secretsmanager_secret_policy",
      { secret_arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/s-X" },
      "secret",
      "s-X",
    ],
    ["aws_secretsmanager_secret", { arn: "s" }, "secret", "s"],
    ["aws_s3_bucket_policy", { bucket: "arn:aws:s3:::b" }, "bucket", "arn:aws:s3:::b"],
    ["aws_kms_key", {}, "key", "aws_kms_key.x"],
    ["aws_kms_key", { name: "n" }, "key", "n"],
    ["aws_kms_key_policy", {}, "key", "aws_kms_key_policy.x"],
  ])("%s %j", (type, values, kind, name) => {
    expect(resourcesOf(plan([resource(type, "x", { ...values, policy: text("p") })]))).toStrictEqual([
      { kind, name, address: `${type}.x`, ...held(name, "p") },
    ]);
  });

  test.each<[string, readonly Values[], readonly string[], Values, string]>([
    [
      "as the configuration refers to it",
      [resource("aws_s3_bucket", "b", { bucket: "B" })],
      ["bucket"],
      { bucket: ["aws_s3_bucket.b.id"] },
      "B",
    ],
    [
      "by its name where the attribute is not there yet",
      [resource("aws_s3_bucket", "b", { name: "N" })],
      ["bucket"],
      { bucket: ["aws_s3_bucket.b.id"] },
      "N",
    ],
    [
      "by its address where it has no name yet",
      [resource("aws_s3_bucket", "b", {})],
      ["bucket"],
      { bucket: ["aws_s3_bucket.b.id"] },
      "aws_s3_bucket.b",
    ],
    [
      "by the policy's address where it refers to two",
      [resource("aws_s3_bucket", "b", { bucket: "B" }), resource("aws_s3_bucket", "c", { bucket: "C" })],
      ["bucket"],
      { bucket: ["aws_s3_bucket.b", "aws_s3_bucket.c"] },
      "aws_s3_bucket_policy.x",
    ],
    [
      "by the policy's address where it refers to something else",
      [resource("aws_sqs_queue", "b", { url: "B" })],
      ["bucket"],
      { bucket: ["aws_sqs_queue.b"] },
      "aws_s3_bucket_policy.x",
    ],
  ])("%s", (_, others, unknown, references, name) => {
    const policy = resource("aws_s3_bucket_policy", "x", { policy: text("p") });
    expect(resourcesOf(plan([policy, ...others], unknown, references))).toStrictEqual([
      { kind: "bucket", name, address: "aws_s3_bucket_policy.x", ...held(name, "p") },
    ]);
  });

  test.each<[string, string, string, Values, string]>([
    ["aws_ecr_repository_policy", "repository", "aws_ecr_repository", { name: "N" }, "N"],
    ["aws_kms_key_policy", "key_id", "aws_kms_key", { key_id: "K" }, "K"],
    ["aws_sqs_queue_policy", "queue_url", "aws_sqs_queue", { url: "https://x/Q" }, "Q"],
    ["aws_sns_topic_policy", "arn", "aws_sns_topic", { arn: "arn:aws:sns:us-east-1:1:T" }, "T"],
    ["aws_secretsmanager_secret_policy", "secret_arn", "aws_secretsmanager_secret", { arn: "S" }, "S"],
  ])("%s by a reference in %s", (type, attribute, other, values, name) => {
    const resources = [resource(type, "x", { policy: text("p"), [attribute]: "old" }), resource(other, "o", values)];
    expect(resourcesOf(plan(resources, [attribute], { [attribute]: [`${other}.o.id`] }))).toMatchObject([
      { name, address: `${type}.x` },
    ]);
  });
});

describe("what a policy is:", () => {
  const bucket = (policy: unknown, unknown: readonly string[] = []): unknown =>
    plan([resource("aws_s3_bucket", "x", { bucket: "b", ...(policy === undefined ? {} : { policy }) })], unknown);
  const doubt = { policies: [], opaque: [], unknown: ["`policy` of `aws_s3_bucket.x` is known after apply"] };
  test.each<[string, unknown, AttachedPolicies | undefined]>([
    ["JSON", bucket(text("p")), held("b", "p")],
    [
      "text that is no JSON",
      bucket("x"),
      { policies: [{ name: "b", document: "x", askedForBy: {}, onlyWith: {} }], opaque: [], unknown: [] },
    ],
    ["none", bucket(undefined), undefined],
    ["null", bucket(null), undefined],
    ["blank", bucket(" \n"), undefined],
    ["a number", bucket(4), undefined],
    ["an object of the provider", bucket({ policy: 4 }), undefined],
    ["what AWS makes of none", bucket(undefined, ["policy"]), undefined],
    ["one that is known after apply", bucket("old", ["policy"]), doubt],
    ["one with something else that is known after apply", bucket(text("p"), ["tags"]), held("b", "p")],
  ])("%s", (_, value, expected) => {
    const identity = { kind: "bucket", name: "b", address: "aws_s3_bucket.x" };
    expect(resourcesOf(value)).toStrictEqual(expected === undefined ? [] : [{ ...identity, ...expected }]);
  });

  test("one of a resource of its own, known after apply, is a doubt even where nobody wrote it", () => {
    expect(resourcesOf(plan([resource("aws_s3_bucket_policy", "x", { bucket: "b" })], ["policy"]))).toStrictEqual([
      {
        kind: "bucket",
        name: "b",
        address: "aws_s3_bucket_policy.x",
        ...doubt,
        unknown: ["`policy` of `aws_s3_bucket_policy.x` is known after apply"],
      },
    ]);
  });

  const own = resource("aws_s3_bucket", "b", { bucket: "b", policy: text("own") });
  const separate = resource("aws_s3_bucket_policy", "p", { bucket: "b", policy: text("separate") });
  const second = resource("aws_s3_bucket_policy", "q", { bucket: "b", policy: text("second") });
  test.each<[string, readonly Values[], string]>([
    ["a resource of its own, before", [separate, own], "separate"],
    ["a resource of its own, after", [own, separate], "separate"],
  ])("what counts once is %s", (_, resources, action) => {
    expect(resourcesOf(plan(resources))).toMatchObject([{ name: "b", ...held("b", action) }]);
  });

  const at = (type: string, name: string, values: Values): Values => resource(type, name, { policy: text(name), ...values });
  const [here, there] = ["us-east-1", "eu-west-1"].map((region) => ({
    topic: `arn:aws:sns:${region}:123456789012:n`,
    queue: `https://sqs.${region}.amazonaws.com/123456789012/n`,
    secret: `arn:aws:secretsmanager:${region}:123456789012:secret:n`,
  }));
  test.each<[claim: string, resources: readonly Values[], kept: readonly string[]]>([
    ["two resources that write one policy", [separate, second], ["p", "q"]],
    ["two of the same name", [own, at("aws_s3_bucket", "c", { bucket: "b" })], ["b", "c"]],
    [
      "topics of two regions",
      [at("aws_sns_topic", "x", { arn: here?.topic }), at("aws_sns_topic", "y", { arn: there?.topic })],
      ["x", "y"],
    ],
    [
      "queues of two regions",
      [at("aws_sqs_queue", "x", { url: here?.queue }), at("aws_sqs_queue", "y", { url: there?.queue })],
      ["x", "y"],
    ],
    [
      "a secret and the policy of one of another region",
      [
        at("aws_secretsmanager_secret", "x", { arn: here?.secret }),
        at("aws_secretsmanager_secret_policy", "y", { secret_arn: there?.secret }),
      ],
      ["x", "y"],
    ],
    [
      "a secret and its own policy",
      [
        at("aws_secretsmanager_secret", "x", { arn: here?.secret }),
        at("aws_secretsmanager_secret_policy", "y", { secret_arn: here?.secret }),
      ],
      ["y"],
    ],
    [
      "a key and its policy by the ARN",
      [
        at("aws_kms_key", "x", { key_id: "1" }),
        at("aws_kms_key_policy", "y", { key_id: "arn:aws:kms:us-east-1:123456789012:key/1" }),
      ],
      ["y"],
    ],
    [
      "topics that have no ARN yet",
      [at("aws_sns_topic", "x", { name: "n" }), at("aws_sns_topic", "y", { name: "n" })],
      ["x", "y"],
    ],
  ])("%s: nothing that is not listed twice is lost", (_, resources, kept) => {
    const found = resourcesOf(plan(resources));
    expect(found.map(({ address }) => address.replace(/^\w+\./, ""))).toEqual(kept);
    expect(new Set(found.map(({ name }) => name)).size).toBe(1);
  });

  test("a queue and a topic of one name are two", () => {
    const queue = resource("aws_sqs_queue", "q", { url: "n", policy: text("q") });
    const topic = resource("aws_sns_topic", "t", { arn: "n", policy: text("t") });
    expect(resourcesOf(plan([queue, topic])).map(({ kind, address }) => [kind, address])).toEqual([
      ["topic", "aws_sns_topic.t"],
      ["queue", "aws_sqs_queue.q"],
    ]);
  });

  test("the address before a move", () => {
    const value = {
      ...(plan([own]) as Values),
      resource_changes: [{ address: "aws_s3_bucket.b", previous_address: "aws_s3_bucket.a" }],
    };
    expect(resourcesOf(value)).toMatchObject([{ address: "aws_s3_bucket.b", formerly: "aws_s3_bucket.a" }]);
  });
});

describe("the permission of a function:", () => {
  const statement = (values: Values, unknown: readonly string[] = []): unknown => {
    const [first] = resourcesOf(plan([resource("aws_lambda_permission", "x", { function_name: "f", ...values })], unknown));
    expect(first).toMatchObject({ kind: "function", name: "f", address: "aws_lambda_permission.x", opaque: [], unknown: [] });
    expect(first?.policies).toHaveLength(1);
    expect(first?.policies[0]).toMatchObject({ name: "aws_lambda_permission.x", askedForBy: {}, onlyWith: {} });
    expect(first?.policies[0]?.document).toMatchObject({ Version: "2012-10-17" });
    return (first?.policies[0]?.document as { Statement: unknown } | undefined)?.Statement;
  };
  const invoke = { Effect: "Allow", Action: "lambda:InvokeFunction" };
  const service = { Principal: { Service: "s3.amazonaws.com" } };
  const s3 = { principal: "s3.amazonaws.com" };
  test.each<[string, Values, object]>([
    ["an account", { principal: "123456789012" }, { Principal: { AWS: "123456789012" } }],
    ["everybody", { principal: "*" }, { Principal: "*" }],
    ["nobody", {}, { Principal: { AWS: "" } }],
    ["a service", s3, service],
    ["a service of China", { principal: "s3.amazonaws.com.cn" }, { Principal: { Service: "s3.amazonaws.com.cn" } }],
    ["an internal service", { principal: "x.aws.internal" }, { Principal: { Service: "x.aws.internal" } }],
    [
      "what is called as a service within",
      { principal: "arn:x.amazonaws.com/y" },
      { Principal: { AWS: "arn:x.amazonaws.com/y" } },
    ],
    ["what only ends as China", { principal: "s3.cn" }, { Principal: { AWS: "s3.cn" } }],
    ["an action", { ...s3, action: "lambda:GetFunction" }, { ...service, Action: "lambda:GetFunction" }],
    [
      "an ARN of the source",
      { ...s3, source_arn: "arn:aws:s3:::b" },
      { ...service, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::b" } } },
    ],
    [
      "an account of the source",
      { ...s3, source_account: "1" },
      { ...service, Condition: { StringEquals: { "aws:SourceAccount": "1" } } },
    ],
    [
      "an organization",
      { ...s3, principal_org_id: "o-1" },
      { ...service, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } },
    ],
    [
      "a type of URL",
      { ...s3, function_url_auth_type: "NONE" },
      { ...service, Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } },
    ],
    [
      "all of them",
      { ...s3, source_arn: "a", source_account: "1", principal_org_id: "o", function_url_auth_type: "NONE" },
      {
        ...service,
        Condition: {
          ArnLike: { "aws:SourceArn": "a" },
          StringEquals: { "aws:SourceAccount": "1", "aws:PrincipalOrgID": "o", "lambda:FunctionUrlAuthType": "NONE" },
        },
      },
    ],
    ["empty conditions", { ...s3, source_arn: "", source_account: null }, service],
  ])("%s", (_, values, expected) => {
    expect(statement(values)).toStrictEqual({ ...invoke, ...expected });
  });

  test("a condition that is known after apply is a late value", () => {
    expect(statement({ ...s3, source_account: "old" }, ["source_arn", "source_account"])).toStrictEqual({
      ...invoke,
      ...service,
      Condition: {
        ArnLike: { "aws:SourceArn": { late: "string", name: "aws_lambda_permission.x.source_arn" } },
        StringEquals: { "aws:SourceAccount": { late: "string", name: "aws_lambda_permission.x.source_account" } },
      },
    });
  });

  test.each(["principal", "action"])("%s that is known after apply is a doubt", (attribute) => {
    const value = plan([resource("aws_lambda_permission", "x", { function_name: "f" })], [attribute]);
    expect(resourcesOf(value)).toStrictEqual([
      {
        kind: "function",
        name: "f",
        address: "aws_lambda_permission.x",
        policies: [],
        opaque: [],
        unknown: [`\`${attribute}\` of \`aws_lambda_permission.x\` is known after apply`],
      },
    ]);
  });

  const permission = (name: string, values: Values): Values =>
    resource("aws_lambda_permission", name, { principal: "1", ...values });
  test.each<[string, readonly Values[], Values, readonly [string, string, number][]]>([
    [
      "two of one function are together",
      [permission("x", { function_name: "f" }), permission("y", { function_name: "f" })],
      {},
      [["f", "aws_lambda_permission.x", 2]],
    ],
    [
      "two of functions that may be two are not",
      [permission("x", { function_name: "f" }), permission("y", { function_name: "arn:aws:lambda:us-east-1:1:function:f" })],
      {},
      [
        ["f", "aws_lambda_permission.x", 1],
        ["f", "aws_lambda_permission.y", 1],
      ],
    ],
    [
      "two of two functions are two",
      [permission("x", { function_name: "f" }), permission("y", { function_name: "g" })],
      {},
      [
        ["f", "aws_lambda_permission.x", 1],
        ["g", "aws_lambda_permission.y", 1],
      ],
    ],
    [
      "a function that the configuration refers to",
      [permission("x", {}), resource("aws_lambda_function", "l", { function_name: "F" })],
      { function_name: ["aws_lambda_function.l.arn"] },
      [["F", "aws_lambda_permission.x", 1]],
    ],
    [
      "a function without a name yet",
      [permission("x", {}), resource("aws_lambda_function", "l", {})],
      { function_name: ["aws_lambda_function.l.arn"] },
      [["aws_lambda_permission.x", "aws_lambda_permission.x", 1]],
    ],
    ["a function that nothing tells", [permission("x", {})], {}, [["aws_lambda_permission.x", "aws_lambda_permission.x", 1]]],
  ])("%s", (_, resources, references, expected) => {
    const found = resourcesOf(plan(resources, ["function_name"], references));
    expect(found.map(({ name, address, policies }) => [name, address, policies.length])).toEqual(expected);
  });
});

describe("policies that are not read are kept as text:", () => {
  const source = [
    "aws_api_gateway_rest_api_policy",
    "aws_backup_vault_policy",
    "aws_cloudwatch_event_bus_policy",
    "aws_cloudwatch_log_resource_policy",
    "aws_codeartifact_domain_permissions_policy",
    "aws_codeartifact_repository_permissions_policy",
    "aws_dynamodb_resource_policy",
    "aws_ecr_registry_policy",
    "aws_efs_file_system_policy",
    "aws_elasticsearch_domain_policy",
    "aws_glue_resource_policy",
    "aws_iam_group_membership",
    "aws_iam_group_policies_exclusive",
    "aws_iam_user_group_membership",
    "aws_kinesis_resource_policy",
    "aws_kms_grant",
    "aws_lambda_layer_version_permission",
    "aws_opensearch_domain_policy",
    "aws_organizations_policy",
    "aws_organizations_policy_attachment",
    "aws_organizations_resource_policy",
    "aws_s3_access_point",
    "aws_s3control_access_point_policy",
    "aws_s3control_bucket_policy",
    "aws_ses_identity_policy",
    "aws_sesv2_email_identity_policy",
    "aws_ssoadmin_managed_policy_attachment",
    "aws_ssoadmin_permission_set_inline_policy",
    "aws_vpc_endpoint_policy",
  ];
  const attributes = ["policy", "policy_document", "access_policies", "inline_policy", "content"];
  const values = Object.fromEntries(attributes.map((attribute) => [attribute, "p"]));
  test.each(source)("%s", (type) => {
    const outcome = terraformAccess(plan([resource(type, "x", values)]), "s");
    const unread = outcome.ok ? outcome.value.after.stacks[0]?.unread : undefined;
    const [[where = "", text = ""] = [], ...more] = Object.entries(unread ?? {});
    expect([where.replace(/: (.*)$/, ""), attributes.includes(/: (.*)$/.exec(where)?.[1] ?? "policy"), more]).toEqual([
      `${type}.x`,
      true,
      [],
    ]);
    expect(text).toContain('"p"');
  });

  test.each(["aws_instance", ""])("but not of %j", (type) => {
    expect(terraformAccess(plan([resource(type, "x", { policy: "p" })]), "s")).toStrictEqual({
      ok: true,
      problems: [],
      value: {
        before: { stacks: [{ name: "s", principals: [], resources: [], unread: {}, guarded: [] }] },
        after: { stacks: [{ name: "s", principals: [], resources: [], unread: {}, guarded: expect.any(Array) }] },
      },
    });
  });
});
