/** Access of somebody's Terraform: a real plan of Terraform 1.11 (test/cases/review/terraform), shapes made by hand, and hostile input. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changeWords, headWords } from "../../modules/cli/diff/words";
import type { Access } from "../../modules/review/access";
import type { AccessDiff } from "../../modules/review/change";
import { diffAccess } from "../../modules/review/diff";
import { terraformAccess } from "../../modules/review/terraform/access";
import { cpuTime } from "../verify/cpu-time";

const shown = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, "../cases/review/terraform", name), "utf8"));

function read(value: unknown): { before?: Access; after: Access } {
  const outcome = terraformAccess(value, "");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

function linesOf({ changed }: AccessDiff): readonly string[] {
  return changed.flatMap((one) => one.changes.map((change) => `${headWords(one)} ${changeWords(change, one.owner).sentence}`));
}

describe("a plan of Terraform 1.11", () => {
  const { before = { stacks: [] }, after } = read(shown("plan.json"));

  test("is compared with its prior state, policies that moved, merged and split included", () => {
    expect(linesOf(diffAccess(before, after))).toEqual([
      "repository orders newly allows: ecr:BatchGetImage, ecr:GetDownloadUrlForLayer by account 444455556666, if aws:PrincipalArn is arn:aws:iam::444455556666:role/api-execution",
      "role orders-task widened: kms:Decrypt on key 1234abcd-12ab-34cd-56ef-1234567890ab (before: if kms:ViaService is secretsmanager.us-east-1.amazonaws.com)",
      "role orders-task gained: s3:Get*, s3:List*, s3:Describe*, s3-object-lambda:Get*, s3-object-lambda:List* on every resource",
      "role orders-task widened: permissions boundary arn:aws:iam::123456789012:policy/ecs-boundary is gone",
      "bucket photos (policy removed) allows more: no longer refuses s3:* on bucket photos, objects photos/* by everybody, if aws:PrincipalOrgID is not o-a1b2c3d4e5",
      "role worker-task (new) gained: s3:PutObject on objects photos/uploads/*",
      'role worker-task (new) gained, perhaps: `policy` of `aws_iam_role_policy.late["a"]` is known after apply',
      "role worker-task (new) can newly be assumed: by ecs-tasks.amazonaws.com, lambda.amazonaws.com",
    ]);
  });

  test("has the same prior state as the state itself", () => {
    expect(diffAccess(read(shown("state.json")).after, before)).toMatchObject({ verdict: "unchanged", changed: [] });
  });
});

type Values = Readonly<Record<string, unknown>>;

const resource = (type: string, name: string, values: Values, more: Values = {}): Values => ({
  address: `${type}.${name}`,
  mode: "managed",
  type,
  name,
  values,
  ...more,
});
const state = (...resources: readonly Values[]): unknown => ({ format_version: "1.0", values: { root_module: { resources } } });
const policy = (Action: unknown, Resource: unknown, Effect = "Allow"): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action, Resource }] });
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const role = (values: Values = {}): Values =>
  resource("aws_iam_role", "a", { name: "a", arn: "arn:aws:iam::123456789012:role/a", assume_role_policy: trust, ...values });
const inline = resource("aws_iam_role_policy", "p", { name: "p", role: "a", policy: policy("s3:GetObject", "*") });
const managed = resource("aws_iam_policy", "p", {
  name: "m",
  arn: "arn:aws:iam::123456789012:policy/m",
  policy: policy("s3:GetObject", "*"),
});
const attachment = (type: string, values: Values): Values => resource(type, "x", values);

describe("one permission is the same wherever Terraform writes it:", () => {
  const inRole = state(role({ inline_policy: [{ name: "p", policy: policy("s3:GetObject", "*") }] }));
  test.each([
    ["an inline policy of its own", state(role(), inline)],
    [
      "one that AWS reports in the role too",
      state(role({ inline_policy: [{ name: "p", policy: policy("s3:GetObject", "*") }] }), inline),
    ],
    [
      "an attachment",
      state(
        role(),
        managed,
        attachment("aws_iam_role_policy_attachment", { role: "a", policy_arn: "arn:aws:iam::123456789012:policy/m" }),
      ),
    ],
    [
      "an attachment to several",
      state(
        role(),
        managed,
        attachment("aws_iam_policy_attachment", { roles: ["a"], users: null, policy_arn: "arn:aws:iam::123456789012:policy/m" }),
      ),
    ],
    [
      "exclusive attachments",
      state(
        role(),
        managed,
        attachment("aws_iam_role_policy_attachments_exclusive", {
          role_name: "a",
          policy_arns: ["arn:aws:iam::123456789012:policy/m"],
        }),
      ),
    ],
    ["the list of the role", state(role({ managed_policy_arns: ["arn:aws:iam::123456789012:policy/m"] }), managed)],
  ])("%s", (_, other) => {
    expect(diffAccess(read(inRole).after, read(other).after)).toMatchObject({ verdict: "unchanged", changed: [] });
    expect(diffAccess(read(state(role())).after, read(other).after).verdict).toBe("widened");
  });
});

describe("policies of resources:", () => {
  const statement = (Principal: unknown): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "*", Resource: "*" }] });
  const others = statement({ AWS: "999988887777" });
  test.each([
    ["aws_s3_bucket_policy", { bucket: "b", policy: others }, "bucket b"],
    ["aws_kms_key", { key_id: "1234", policy: others }, "key 1234"],
    ["aws_kms_key_policy", { key_id: "1234", policy: others }, "key 1234"],
    ["aws_sqs_queue", { url: "https://sqs.us-east-1.amazonaws.com/123456789012/q", policy: others }, "queue q"],
    ["aws_sqs_queue_policy", { queue_url: "https://sqs.us-east-1.amazonaws.com/123456789012/q", policy: others }, "queue q"],
    ["aws_sns_topic_policy", { arn: "arn:aws:sns:us-east-1:123456789012:t", policy: others }, "topic t"],
    [
      "aws_secretsmanager_secret_policy",
      { secret_arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:s-AbCdEf", policy: others },
      "secret s-AbCdEf",
    ],
    ["aws_ecr_repository_policy", { repository: "r", policy: others.replace(',"Resource":"*"', "") }, "repository r"],
    ["aws_lambda_permission", { function_name: "f", principal: "999988887777", action: "lambda:InvokeFunction" }, "function f"],
  ])("%s", (type, values, owner) => {
    const diff = diffAccess(read(state()).after, read(state(resource(type, "x", values))).after);
    expect(diff.verdict).toBe("widened");
    expect(linesOf(diff).join("\n")).toContain(`${owner} (new policy) newly allows: `);
    expect(linesOf(diff).join("\n")).toContain("by account 999988887777");
  });

  test("a kind that is not read is named when it changes, and only then", () => {
    const side = (text: string) => read(state(resource("aws_efs_file_system_policy", "x", { policy: text }))).after;
    expect(diffAccess(side("a"), side("a")).unread).toEqual([]);
    expect(diffAccess(side("a"), side("b")).unread).toEqual(["aws_efs_file_system_policy.x: policy"]);
  });
});

describe("what is known after apply is a doubt, never a pass:", () => {
  const plan = (values: Values, unknown: Values, expressions: Values = {}): unknown => ({
    format_version: "1.2",
    planned_values: { root_module: { resources: [role(), resource("aws_iam_role_policy", "p", values)] } },
    resource_changes: [{ address: "aws_iam_role_policy.p", change: { actions: ["create"], after_unknown: unknown } }],
    prior_state: { format_version: "1.0", values: { root_module: { resources: [role()] } } },
    configuration: {
      root_module: {
        resources: [{ address: "aws_iam_role_policy.p", mode: "managed", type: "aws_iam_role_policy", name: "p", expressions }],
      },
    },
  });
  const compare = (value: unknown): AccessDiff => {
    const { before = { stacks: [] }, after } = read(value);
    return diffAccess(before, after);
  };

  test("the policy", () => {
    const diff = compare(plan({ name: "p", role: "a" }, { policy: true }));
    expect(linesOf(diff)).toEqual(["role a widened, perhaps: `policy` of `aws_iam_role_policy.p` is known after apply"]);
  });

  test("the role, where the configuration does not tell which", () => {
    const diff = compare(plan({ name: "p", policy: policy("s3:GetObject", "*") }, { role: true }));
    expect(diff.verdict).toBe("widened");
    expect(linesOf(diff)).toContain(
      "role aws_iam_role_policy.p (new) gained, perhaps: which role `aws_iam_role_policy.p` speaks of is known after apply",
    );
  });

  test("but not the role where the configuration tells", () => {
    const references = { role: { references: ["aws_iam_role.a.id", "aws_iam_role.a"] } };
    expect(linesOf(compare(plan({ name: "p", policy: policy("s3:GetObject", "*") }, { role: true }, references)))).toEqual([
      "role a gained: s3:GetObject on every resource",
    ]);
  });
});

describe("configuration (cdk.tf.json)", () => {
  const stack = (resources: Values, data: Values = {}): unknown => ({ terraform: {}, resource: resources, data });
  const roles = { a: { name: "a", assume_role_policy: trust } };
  const configured = (value: unknown): Access => read(value).after;

  test.each([
    [
      "JSON with references in it",
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"${aws_s3_bucket.b.arn}/*"}]}',
    ],
    [
      "jsonencode",
      '${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Effect" = "Allow", "Action" = "s3:GetObject", "Resource" = "${aws_s3_bucket.b.arn}/*"}]})}',
    ],
    [
      "concat",
      '${jsonencode({Version = "2012-10-17", Statement = concat([{Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.b.arn}/*"}], [])})}',
    ],
  ])("of a policy as %s says the same", (_, text) => {
    const expected = stack(
      {
        aws_iam_role: roles,
        aws_iam_role_policy: { p: { role: "${aws_iam_role.a.name}", policy: "${data.aws_iam_policy_document.d.json}" } },
      },
      { aws_iam_policy_document: { d: { statement: [{ actions: ["s3:GetObject"], resources: ["${aws_s3_bucket.b.arn}/*"] }] } } },
    );
    const own = stack({ aws_iam_role: roles, aws_iam_role_policy: { p: { role: "${aws_iam_role.a.id}", policy: text } } });
    expect(diffAccess(configured(expected), configured(own))).toMatchObject({ verdict: "unchanged", changed: [] });
    expect(linesOf(diffAccess(configured(stack({ aws_iam_role: roles })), configured(own)))).toEqual([
      "role a gained: s3:GetObject on ${aws_s3_bucket.b.arn}/*",
    ]);
  });

  test("that nobody can read is a doubt when it changes", () => {
    const own = (file: string) =>
      configured(stack({ aws_iam_role: roles, aws_iam_role_policy: { p: { role: "a", policy: `\${file("${file}")}` } } }));
    expect(diffAccess(own("a"), own("a")).verdict).toBe("unchanged");
    expect(diffAccess(own("a"), own("b")).verdict).toBe("widened");
  });
});

describe("hostile input", () => {
  test.each([
    ["a number", 4],
    ["null", null],
    ["a list", []],
    ["nothing", {}],
    ["a format version of the future", { format_version: "2.0", planned_values: {} }],
    ["a format version that is a number", { format_version: 1 }],
    ["resources that are text", { format_version: "1.0", values: { root_module: { resources: "x" } } }],
    ["a module that is a list", { format_version: "1.0", values: { root_module: [] } }],
    ["a resource without an address", { format_version: "1.0", values: { root_module: { resources: [{ mode: "managed" }] } } }],
    [
      "values that are text",
      {
        format_version: "1.0",
        values: { root_module: { resources: [{ mode: "managed", address: "a", type: "b", name: "c", values: "x" }] } },
      },
    ],
    ["changes without an address", { format_version: "1.0", planned_values: {}, resource_changes: [{}] }],
    ["resources of a configuration that are text", { terraform: {}, resource: "x" }],
  ])("%s is refused, with the place", (_, value) => {
    const outcome = terraformAccess(value, "");
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map(({ code }) => code)).toContain("plan-unreadable");
  });

  const silly: readonly [string, unknown][] = [
    ["a policy that is text", state(role(), resource("aws_iam_role_policy", "p", { role: "a", policy: "text" }))],
    [
      "a policy cut off",
      state(role(), resource("aws_iam_role_policy", "p", { role: "a", policy: policy("s3:GetObject", "*").slice(0, 40) })),
    ],
    [
      "a policy with a key twice",
      state(
        role(),
        resource("aws_iam_role_policy", "p", { role: "a", policy: '{"Version":"2012-10-17","Statement":[],"Statement":[]}' }),
      ),
    ],
    [
      "a policy nested 10,000 deep",
      state(role(), resource("aws_iam_role_policy", "p", { role: "a", policy: "[".repeat(10_000) + "]".repeat(10_000) })),
    ],
    ["a policy of numbers", state(role(), resource("aws_iam_role_policy", "p", { role: "a", policy: "1" }))],
    ["a trust policy that is text", state(role({ assume_role_policy: "x" }))],
  ];
  test.each(silly)("%s is a doubt that names it", (_, value) => {
    const diff = diffAccess(read(state(role())).after, read(value).after);
    expect(diff.verdict).toBe("widened");
    expect(diff.changed[0]?.changes.some(({ decided }) => !decided)).toBe(true);
  });

  test("names of object prototypes, references in circles and attachments of nothing hurt nobody", () => {
    const circle = { references: ["module.m.o"] };
    const value = {
      format_version: "1.2",
      planned_values: {
        root_module: {
          resources: [
            resource("constructor", "__proto__", {}),
            resource("aws_iam_role_policy_attachment", "x", {}),
            resource("aws_lambda_permission", "x", {}),
          ],
          child_modules: [
            {
              address: "module.m",
              resources: [{ ...resource("aws_iam_role_policy", "p", {}), address: "module.m.aws_iam_role_policy.p" }],
              child_modules: [null],
            },
          ],
        },
      },
      resource_changes: [{ address: "module.m.aws_iam_role_policy.p", change: { after_unknown: { role: true, policy: true } } }],
      configuration: {
        root_module: {
          module_calls: {
            m: {
              expressions: { r: circle },
              module: {
                resources: [
                  { mode: "managed", type: "aws_iam_role_policy", name: "p", expressions: { role: { references: ["var.r"] } } },
                ],
                outputs: { o: { expression: { references: ["var.r"] } } },
              },
            },
          },
        },
      },
    };
    const { before = { stacks: [] }, after } = read(value);
    expect(diffAccess(before, after).verdict).toBe("widened");
  });

  test("2,000 attachments to one role are read in no time", () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({
      ...attachment("aws_iam_role_policy_attachment", { role: "a", policy_arn: `arn:aws:iam::aws:policy/P${index}` }),
      name: `x${index}`,
    }));
    const time = cpuTime(() => {
      expect(diffAccess(read(state(role())).after, read(state(role(), ...many)).after).changed[0]?.changes).toHaveLength(2000);
    });
    expect(time).toBeLessThan(2000);
  });
});
