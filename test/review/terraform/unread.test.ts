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

  test("whose roles are known after apply are not decided", () => {
    expect(verdictOf(plan({}, { task_role_arn: true }))).toMatchObject({
      verdict: "widened",
      unread: ["aws_ecs_task_definition.x: task_role_arn"],
    });
  });
});
