/** What decides about access and is not read: a change of it is never "no change". */

import { diffAccess } from "../../../modules/review/diff";
import { terraformAccess } from "../../../modules/review/terraform/access";

type Values = Readonly<Record<string, unknown>>;

function state(type: string, values: Values | undefined) {
  const resources = values === undefined ? [] : [{ address: `${type}.x`, mode: "managed", type, name: "x", values }];
  return read({ format_version: "1.0", values: { root_module: { resources } } }).after;
}

function read(value: unknown) {
  const outcome = terraformAccess(value, "");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const [app, admin] = ["arn:aws:iam::123456789012:role/app", "arn:aws:iam::123456789012:role/admin"];
const policy = (action: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: action, Resource: "*" }] });

const changes: readonly (readonly [type: string, before: Values, after: Values, where: string])[] = [
  ["aws_ecs_task_definition", { task_role_arn: app }, { task_role_arn: admin }, "task_role_arn"],
  ["aws_ecs_task_definition", { execution_role_arn: app }, { execution_role_arn: admin }, "execution_role_arn"],
  ["aws_ecs_task_definition", {}, { task_role_arn: admin }, "task_role_arn"],
  ["aws_iam_instance_profile", { role: "app" }, { role: "admin" }, "role"],
  [
    "aws_launch_template",
    { iam_instance_profile: [{ name: "a" }] },
    { iam_instance_profile: [{ name: "b" }] },
    "iam_instance_profile.0.name",
  ],
  ["aws_scheduler_schedule", { target: [{ role_arn: app }] }, { target: [{ role_arn: admin }] }, "target.0.role_arn"],
  ["aws_cloudwatch_event_target", { role_arn: app }, { role_arn: admin }, "role_arn"],
  ["aws_lambda_function", { role: app }, { role: admin }, "role"],
  ["aws_codebuild_project", { service_role: app }, { service_role: admin }, "service_role"],
  ["aws_vpc_endpoint", { policy: policy("s3:GetObject") }, { policy: policy("*") }, "policy"],
  ["aws_opensearch_domain", { access_policies: policy("es:ESHttpGet") }, { access_policies: policy("*") }, "access_policies"],
  ["aws_iam_instance_profile", { role: "a" }, { role: "b" }, "role"],
  ["aws_opsworks_instance", { instance_profile_arn: app }, { instance_profile_arn: admin }, "instance_profile_arn"],
  [
    "aws_imagebuilder_infrastructure_configuration",
    { instance_profile_name: "a" },
    { instance_profile_name: "b" },
    "instance_profile_name",
  ],
  ["aws_efs_file_system_policy", { policy: policy("a:b") }, { policy: policy("*") }, "policy"],
  ["aws_backup_vault_policy", { policy: "late" }, { policy: policy("*") }, "policy"],
  ["aws_cloudwatch_log_destination_policy", { access_policy: policy("a:b") }, { access_policy: policy("*") }, "access_policy"],
  ["aws_s3tables_table_policy", { resource_policy: policy("a:b") }, { resource_policy: policy("*") }, "resource_policy"],
  [
    "aws_verifiedpermissions_policy",
    { definition: [{ static: [{ statement: "forbid(a);" }] }] },
    { definition: [{ static: [{ statement: "permit(a);" }] }] },
    "definition.0.static.0.statement",
  ],
  ["aws_organizations_policy", { content: policy("a:b") }, { content: policy("*") }, "content"],
  [
    "aws_opensearchserverless_access_policy",
    { policy: '[{"Principal":["a"]}]' },
    { policy: '[{"Principal":["a","b"]}]' },
    "policy",
  ],
  ["aws_vpc_endpoint_service", { allowed_principals: ["a"] }, { allowed_principals: ["a", "b"] }, "allowed_principals.1"],
  ["aws_s3_bucket_object", { acl: "private" }, { acl: "public-read" }, "acl"],
  ["aws_future_thing", { access: [{ document: policy("a:b") }] }, { access: [{ document: policy("*") }] }, "access.0.document"],
];

test.each(changes)("%s: %j against %j is not decided", (type, before, after, where) => {
  const { verdict, unread } = diffAccess(state(type, before), state(type, after));
  expect({ verdict, unread }).toEqual({ verdict: "widened", unread: [`${type}.x: ${where}`] });
});

test.each(changes)("%s: the same is no change, whatever else changes: %j", (type, before) => {
  const { verdict } = diffAccess(state(type, { ...before, tags: { a: "1" } }), state(type, { ...before, tags: { a: "2" } }));
  expect(verdict).toBe("unchanged");
});

const whole: readonly (readonly [type: string, before: Values, after: Values])[] = [
  ["aws_kms_grant", { operations: ["Decrypt"] }, { operations: ["Decrypt", "Encrypt"] }],
  ["aws_lambda_layer_version_permission", { principal: "1" }, { principal: "*" }],
  ["aws_iam_group_membership", { users: ["a"] }, { users: ["a", "b"] }],
  ["aws_iam_user_policy_attachments_exclusive", { policy_arns: ["a"] }, { policy_arns: ["b"] }],
  ["aws_iam_openid_connect_provider", { client_id_list: ["a"] }, { client_id_list: ["a", "b"] }],
  ["aws_ram_resource_share", { allow_external_principals: false }, { allow_external_principals: true }],
  ["aws_lakeformation_permissions", { permissions: ["SELECT"] }, { permissions: ["ALL"] }],
  ["aws_ssoadmin_account_assignment", { principal_id: "a" }, { principal_id: "b" }],
  ["aws_eks_access_policy_association", { policy_arn: "a" }, { policy_arn: "b" }],
  ["aws_snapshot_create_volume_permission", { account_id: "1" }, { account_id: "2" }],
  ["aws_dynamodb_resource_policy", { policy: policy("a:b") }, { policy: policy("*") }],
];

test.each(whole)("%s is access as a whole: %j against %j is not decided", (type, before, after) => {
  expect(diffAccess(state(type, before), state(type, after))).toMatchObject({ verdict: "widened", unread: [`${type}.x`] });
  expect(diffAccess(state(type, undefined), state(type, after)).verdict).toBe("widened");
  expect(diffAccess(state(type, after), state(type, after)).verdict).toBe("unchanged");
});

test.each<readonly [string, Values, Values]>([
  ["aws_ecr_lifecycle_policy", { policy: '{"rules":[]}' }, { policy: '{"rules":[{}]}' }],
  ["aws_lb_listener", { ssl_policy: "a" }, { ssl_policy: "b" }],
  ["aws_sqs_queue_redrive_policy", { redrive_policy: '{"maxReceiveCount":1}' }, { redrive_policy: '{"maxReceiveCount":2}' }],
  ["aws_autoscaling_policy", { policy_type: "a" }, { policy_type: "b" }],
  ["aws_network_acl", { vpc_id: "a" }, { vpc_id: "b" }],
  ["aws_vpc_endpoint", { policy: "" }, { policy: null }],
])("%s decides nothing about access: %j against %j", (type, before, after) => {
  expect(diffAccess(state(type, before), state(type, after)).verdict).toBe("unchanged");
});

test("configuration: a policy that an expression makes is text, of a type that is not known too", () => {
  const configured = (type: string, attribute: string, action: string) =>
    read({
      resource: {
        [type]: {
          x: { [attribute]: `\${jsonencode({ Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }] })}` },
        },
      },
    }).after;
  for (const [type, attribute] of [
    ["aws_vpc_endpoint", "policy"],
    ["aws_opensearch_domain", "access_policies"],
    ["aws_future_thing", "document"],
  ] as const) {
    const [one, other] = [configured(type, attribute, "a:b"), configured(type, attribute, "*")];
    expect(diffAccess(one, other).verdict).toBe("widened");
    expect(diffAccess(one, one).verdict).toBe("unchanged");
  }
});

test("what runs with no role any more is no gain; a policy that is gone may be one", () => {
  expect(diffAccess(state("aws_lambda_function", { role: app }), state("aws_lambda_function", undefined)).verdict).toBe(
    "unchanged",
  );
  const gone = diffAccess(state("aws_vpc_endpoint", { policy: policy("s3:GetObject") }), state("aws_vpc_endpoint", undefined));
  expect(gone.verdict).toBe("widened");
});

test.each([
  ["aws_iam_role_policy", { role: "app", name: "p", policy: "{}" }],
  ["aws_ssm_document", { content: 'a text with "Statement" in it' }],
  ["aws_lb", { name: "role" }],
])("%s says nothing of who runs with what: %j", (type, values) => {
  const [stack] = state(type, values).stacks;
  expect([stack?.unread, stack?.runsWith]).toEqual([{}, undefined]);
});

describe("plans", () => {
  const plan = (more: Values, task: Values = {}) => ({
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          { address: "aws_ecs_task_definition.x", mode: "managed", type: "aws_ecs_task_definition", name: "x", values: {} },
        ],
      },
    },
    resource_changes: [{ address: "aws_ecs_task_definition.x", change: { after_unknown: task } }],
    configuration: {},
    ...more,
  });
  const verdictOf = (value: unknown) => {
    const { before, after } = read(value);
    return diffAccess(before ?? { stacks: [] }, after);
  };

  test("that ended with an error are refused", () => {
    const outcome = terraformAccess(plan({ errored: true }), "");
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: "plan-unreadable", path: ["errored"] }] });
  });

  test("that are not complete are not decided", () => {
    expect(verdictOf(plan({ complete: true }))).toMatchObject({ verdict: "unchanged", unread: [] });
    const { verdict, unread } = verdictOf(plan({ complete: false, errored: false }));
    expect([verdict, unread]).toEqual(["widened", [expect.stringContaining("is not complete")]]);
  });

  const late = (type: string, attribute: string, expressions: Values | undefined) => {
    const resource = { address: `${type}.x`, mode: "managed", type, name: "x" };
    return verdictOf({
      format_version: "1.2",
      planned_values: { root_module: { resources: [{ ...resource, values: {} }] } },
      resource_changes: [{ ...resource, change: { after_unknown: { [attribute]: true } } }],
      configuration: expressions === undefined ? {} : { root_module: { resources: [{ ...resource, expressions }] } },
    });
  };

  test.each([
    ["aws_vpc_endpoint", "policy"],
    ["aws_efs_file_system_policy", "policy"],
    ["aws_s3control_multi_region_access_point_policy", "details"],
    ["aws_future_thing", "resource_policy"],
  ])("whose policies are known after apply are not decided, where somebody wrote them: %s %s", (type, attribute) => {
    const written = { verdict: "widened", unread: [`${type}.x: ${attribute}`] };
    expect(late(type, attribute, { [attribute]: { references: ["data.aws_iam_policy_document.a.json"] } })).toMatchObject(
      written,
    );
    expect(late(type, attribute, undefined)).toMatchObject(written);
    expect(late(type, attribute, {})).toMatchObject({ verdict: "unchanged", unread: [] });
  });

  test.each(["aws_sqs_queue", "aws_s3_bucket", "aws_kms_key", "aws_sns_topic", "aws_secretsmanager_secret"])(
    "a policy in %s itself is AWS's own only where nobody wrote one",
    (type) => {
      expect(late(type, "policy", { policy: { references: ["data.aws_iam_policy_document.a.json"] } })).toMatchObject({
        verdict: "widened",
        changed: [{ changes: [{ aspect: "unknown", decided: false }] }],
      });
      expect(late(type, "policy", {}).verdict).toBe("unchanged");
    },
  );

  test("whose types are access as a whole are not decided, and nothing of them is known twice", () => {
    const plain = late("aws_kms_grant", "grant_id", {});
    expect(plain).toMatchObject({ verdict: "widened", unread: ["aws_kms_grant.x"] });
    expect(late("aws_lb_listener", "ssl_policy", { ssl_policy: {} }).verdict).toBe("unchanged");
  });

  test("whose roles are known after apply are not decided", () => {
    expect(verdictOf(plan({}, { task_role_arn: true }))).toMatchObject({
      verdict: "widened",
      unread: ["aws_ecs_task_definition.x: task_role_arn"],
    });
  });
});

describe("blocks of a configuration that are not followed", () => {
  const of = (value: Values) => read({ terraform: {}, ...value }).after.stacks.flatMap(({ unread }) => Object.entries(unread));
  const repeated = (type: string, body: unknown) => of({ resource: { [type]: { x: body } } });

  test("are texts of their own", () => {
    expect(of({ module: { m: { source: "./m" } }, locals: { a: 1 }, resource: { aws_lb: { x: {} } } })).toEqual([
      ["module", '{"m":{"source":"./m"}}'],
      ["locals", '{"a":1}'],
    ]);
  });

  test.each<[type: string, body: unknown, text: string | undefined]>([
    ["aws_iam_role", { count: "${var.n}" }, '[{"late":"string","name":"var.n","template":"${var.n}"}]'],
    ["aws_iam_role", { count: 0 }, "[0]"],
    ["aws_iam_role", { for_each: {} }, "[{}]"],
    ["aws_iam_role", { dynamic: { inline_policy: {} } }, '[{"inline_policy":[{}]}]'],
    ["aws_iam_role", [{ for_each: ["a"] }], '[["a"]]'],
    ["aws_iam_user_policy", { count: 1 }, "[1]"],
    ["aws_sqs_queue_policy", { count: 1 }, "[1]"],
    ["aws_lambda_permission", { count: 1 }, "[1]"],
    ["aws_kms_key", { count: 1, policy: policy("*") }, "[1]"],
    ["aws_sns_topic", { for_each: ["a"] }, '[["a"]]'],
    ["aws_s3_bucket_public_access_block", { count: 1 }, "[1]"],
    ["aws_ecs_task_definition", { count: 1, task_role_arn: app }, "[1]"],
    ["aws_iam_role", { name: "a" }, undefined],
    ["aws_iam_role", "text", undefined],
    ["aws_lb", { count: 1 }, undefined],
    ["aws_policy_thing", { count: 1 }, undefined],
    ["aws_lambda_permission_2", { count: 1 }, undefined],
    ["my_aws_lambda_permission", { count: 1 }, undefined],
    ["my_aws_iam_role", { count: 1 }, undefined],
  ])("among them how often something is there: %s %j", (type, body, text) => {
    expect(repeated(type, body)).toEqual(text === undefined ? [] : [[`${type}.x`, text]]);
  });

  test("a vault whose policy is written says so beside it", () => {
    expect(repeated("aws_efs_access_point", { for_each: ["a"], policy: policy("*") }).map(([where]) => where)).toEqual([
      "aws_efs_access_point.x: policy",
      "aws_efs_access_point.x",
    ]);
  });

  test("no resources, and resources of another form, say nothing", () => {
    expect(of({})).toEqual([]);
    expect(of({ resource: { aws_iam_role: {} } })).toEqual([]);
  });
});
