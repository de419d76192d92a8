/** Roles, users and groups of states and plans: exactly the access that comes out. */
import type { PrincipalAccess } from "../../../modules/review/access";
import { terraformAccess } from "../../../modules/review/terraform/access";

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

/** A plan that creates all of it; `unknown` and `references` are by address, then by attribute. */
function plan(
  resources: readonly Values[],
  unknown: Readonly<Record<string, Values>>,
  references: Readonly<Record<string, Values>> = {},
  prior: readonly Values[] = [],
): unknown {
  const configured = resources.map(({ address, mode, type, name }) => ({
    address,
    mode,
    type,
    name,
    expressions: Object.fromEntries(
      Object.entries(references[String(address)] ?? {}).map(([attribute, list]) => [attribute, { references: list }]),
    ),
  }));
  return {
    format_version: "1.2",
    planned_values: { root_module: { resources } },
    resource_changes: Object.entries(unknown).map(([address, after_unknown]) => ({ address, change: { after_unknown } })),
    prior_state: { format_version: "1.0", values: { root_module: { resources: prior } } },
    configuration: { root_module: { resources: configured } },
  };
}

function principalsOf(value: unknown): readonly PrincipalAccess[] {
  const outcome = terraformAccess(value, "");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.after.stacks.flatMap(({ principals }) => principals);
}

const policyArn = "arn:aws:iam::123456789012:policy/m";
const text = (Action: string): string => JSON.stringify({ Statement: [{ Action }] });
const document = (name: string, Action: string) => ({
  name,
  document: { Statement: [{ Action }] },
  askedForBy: {},
  onlyWith: {},
});
const role = (name = "a", values: Values = {}): Values => resource("aws_iam_role", name, { name, ...values });
const bare = (
  kind: PrincipalAccess["kind"],
  name: string,
  address: string,
  more: Partial<PrincipalAccess> = {},
): PrincipalAccess => ({
  kind,
  name,
  address,
  services: [],
  policies: [],
  opaque: [],
  attached: [],
  unknown: [],
  ...more,
});
const a = (more: Partial<PrincipalAccess> = {}): PrincipalAccess => bare("role", "a", "aws_iam_role.a", more);
const managed = resource("aws_iam_policy", "m", { name: "m", arn: policyArn, policy: text("m") });
const m = document("m", "m");
const on = (type: string, values: Values): Values => resource(type, "x", values);

describe("of a state:", () => {
  test.each<[string, readonly Values[], readonly PrincipalAccess[]]>([
    ["nothing", [], []],
    ["no type that holds policies", [resource("aws_s3_bucket", "b", { name: "b" })], []],
    ["a role", [role()], [a()]],
    [
      "a role without a name is called by its address",
      [resource("aws_iam_role", "a", {})],
      [bare("role", "aws_iam_role.a", "aws_iam_role.a")],
    ],
    ["a role with an empty name is so too", [role("a", { name: "" })], [bare("role", "aws_iam_role.a", "aws_iam_role.a")]],
    ["a user", [resource("aws_iam_user", "u", { name: "U" })], [bare("user", "U", "aws_iam_user.u")]],
    [
      "a group has no trust",
      [resource("aws_iam_group", "g", { name: "G", assume_role_policy: text("t") })],
      [bare("group", "G", "aws_iam_group.g")],
    ],
    ["in order of their addresses", [role("b"), role("a")], [a(), bare("role", "b", "aws_iam_role.b")]],
    [
      "the account of an ARN",
      [role("a", { arn: "arn:aws:iam::123456789012:role/a" })],
      [a({ arn: "arn:aws:iam::123456789012:role/a", account: "123456789012" })],
    ],
    [
      "the account of an ARN of another partition",
      [role("a", { arn: "arn:aws-cn:iam::123456789012:role/a" })],
      [a({ arn: "arn:aws-cn:iam::123456789012:role/a", account: "123456789012" })],
    ],
    [
      "no account of an ARN that has none",
      [role("a", { arn: "arn:aws:iam::aws:role/a" })],
      [a({ arn: "arn:aws:iam::aws:role/a" })],
    ],
    [
      "no account of a longer number",
      [role("a", { arn: "arn:aws:iam::1234567890123:role/a" })],
      [a({ arn: "arn:aws:iam::1234567890123:role/a" })],
    ],
    [
      "no account of text before an ARN",
      [role("a", { arn: "xarn:aws:iam::123456789012:role/a" })],
      [a({ arn: "xarn:aws:iam::123456789012:role/a" })],
    ],
    ["no ARN of a number", [role("a", { arn: 4 })], [a()]],
    ["a trust policy", [role("a", { assume_role_policy: text("t") })], [a({ trust: document("trust of a", "t") })]],
    ["a trust policy of blanks is none", [role("a", { assume_role_policy: " " })], [a()]],
    [
      "a trust policy that is no JSON stays text",
      [role("a", { assume_role_policy: "{" })],
      [a({ trust: { ...document("trust of a", ""), document: "{" } })],
    ],
    ["a trust policy that is a number is none", [role("a", { assume_role_policy: 4 })], [a()]],
    [
      "inline policies of its own, in order",
      [
        role("a", {
          inline_policy: [
            { name: "q", policy: text("q") },
            { name: "p", policy: text("p") },
          ],
        }),
      ],
      [a({ policies: [document("p", "p"), document("q", "q")] })],
    ],
    [
      "an inline policy without a name",
      [role("a", { inline_policy: [{ policy: text("q") }] })],
      [a({ policies: [document("aws_iam_role.a", "q")] })],
    ],
    ["inline policies that are none", [role("a", { inline_policy: [null, 4, {}, { name: "p", policy: "" }] })], [a()]],
    ["inline policies that are no list", [role("a", { inline_policy: { name: "q", policy: text("q") } })], [a()]],
    [
      "policies of a user's or group's own resource",
      [
        resource("aws_iam_user", "u", { name: "U" }),
        resource("aws_iam_group", "g", { name: "G" }),
        on("aws_iam_user_policy", { user: "U", name: "p", policy: text("u") }),
        on("aws_iam_group_policy", { group: "G", name: "p", policy: text("g") }),
      ],
      [
        bare("group", "G", "aws_iam_group.g", { policies: [document("p", "g")] }),
        bare("user", "U", "aws_iam_user.u", { policies: [document("p", "u")] }),
      ],
    ],
    [
      "a policy of a role that is not there",
      [on("aws_iam_role_policy", { role: "r", name: "p", policy: text("p") })],
      [bare("role", "r", "aws_iam_role_policy.x (role r)", { policies: [document("p", "p")] })],
    ],
    [
      "two policies of one role that is not there",
      [
        on("aws_iam_role_policy", { role: "r", name: "p", policy: text("p") }),
        resource("aws_iam_role_policy", "y", { role: "r", policy: text("q") }),
      ],
      [
        bare("role", "r", "aws_iam_role_policy.x (role r)", {
          policies: [document("aws_iam_role_policy.y", "q"), document("p", "p")],
        }),
      ],
    ],
    [
      "a policy of a user is none of a role of the same name",
      [role(), on("aws_iam_user_policy", { user: "a", name: "p", policy: text("p") })],
      [a(), bare("user", "a", "aws_iam_user_policy.x (user a)", { policies: [document("p", "p")] })],
    ],
    [
      "a policy that names nobody",
      [on("aws_iam_role_policy", { name: "p", policy: text("p") })],
      [
        bare("role", "aws_iam_role_policy.x", "aws_iam_role_policy.x", {
          policies: [document("p", "p")],
          unknown: ["which role `aws_iam_role_policy.x` speaks of is known after apply"],
        }),
      ],
    ],
    [
      "a policy of a resource that is written once only",
      [
        role("a", {
          inline_policy: [
            { name: "p", policy: text("old") },
            { name: "q", policy: text("q") },
          ],
        }),
        on("aws_iam_role_policy", { role: "a", name: "p", policy: text("p") }),
      ],
      [a({ policies: [document("p", "p"), document("q", "q")] })],
    ],
    [
      "an attached policy, known",
      [role(), managed, on("aws_iam_role_policy_attachment", { role: "a", policy_arn: policyArn })],
      [a({ policies: [m] })],
    ],
    [
      "an attached policy, of AWS",
      [role(), on("aws_iam_role_policy_attachment", { role: "a", policy_arn: "arn:aws:iam::aws:policy/X" })],
      [a({ attached: ["arn:aws:iam::aws:policy/X"] })],
    ],
    [
      "policies attached to users and groups",
      [
        managed,
        on("aws_iam_user_policy_attachment", { user: "U", policy_arn: "x" }),
        on("aws_iam_group_policy_attachment", { group: "G", policy_arn: policyArn }),
      ],
      [
        bare("group", "G", "aws_iam_group_policy_attachment.x (group G)", { policies: [m] }),
        bare("user", "U", "aws_iam_user_policy_attachment.x (user U)", { attached: ["x"] }),
      ],
    ],
    [
      "an attachment of nothing",
      [role(), on("aws_iam_role_policy_attachment", { role: "a" })],
      [a({ unknown: ["which policy `aws_iam_role_policy_attachment.x` attaches is known after apply"] })],
    ],
    [
      "an attachment to all of them",
      [role(), on("aws_iam_policy_attachment", { roles: ["a"], users: ["U", 4], groups: ["G"], policy_arn: "x" })],
      [
        a({ attached: ["x"] }),
        bare("group", "G", "group G", { attached: ["x"] }),
        bare("user", "U", "user U", { attached: ["x"] }),
      ],
    ],
    ["an attachment to nobody", [on("aws_iam_policy_attachment", { roles: null, users: [], policy_arn: "x" })], []],
    [
      "exclusive attachments, each once and in order",
      [
        role(),
        managed,
        on("aws_iam_role_policy_attachments_exclusive", { role_name: "a", policy_arns: ["z", "y", "z", policyArn] }),
      ],
      [a({ attached: ["y", "z"], policies: [m] })],
    ],
    [
      "the list of the role",
      [role("a", { managed_policy_arns: ["z", policyArn, "y"] }), managed],
      [a({ attached: ["y", "z"], policies: [m] })],
    ],
    [
      "the list of the role where all of it is managed",
      [
        role("a", { managed_policy_arns: ["x", "y", "z", "w"] }),
        on("aws_iam_role_policy_attachment", { role: "a", policy_arn: "x" }),
        on("aws_iam_policy_attachment", { roles: ["a"], policy_arn: "y" }),
        on("aws_iam_role_policy_attachments_exclusive", { role_name: "a", policy_arns: ["z"] }),
      ],
      [a({ attached: ["w", "x", "y", "z"] })],
    ],
    [
      "a managed policy without an ARN is nobody's",
      [role("a", { managed_policy_arns: ["x"] }), resource("aws_iam_policy", "m", { policy: text("m") })],
      [a({ attached: ["x"] })],
    ],
    [
      "another resource with that ARN is no policy",
      [
        role("a", { managed_policy_arns: ["x"] }),
        resource("aws_iam_role_policy", "m", { role: "a", name: "n", arn: "x", policy: text("n") }),
      ],
      [a({ attached: ["x"], policies: [document("n", "n")] })],
    ],
    [
      "a boundary, known",
      [role("a", { permissions_boundary: policyArn }), managed],
      [a({ boundary: { arn: policyArn, document: m } })],
    ],
    ["a boundary, not known", [role("a", { permissions_boundary: "arn:x" }), managed], [a({ boundary: { arn: "arn:x" } })]],
    ["a boundary that is empty is none", [role("a", { permissions_boundary: "" }), managed], [a()]],
  ])("%s", (_, resources, expected) => {
    expect(principalsOf(state(...resources))).toStrictEqual(expected);
  });
});

describe("of a plan, where some is known after apply:", () => {
  const inline = on("aws_iam_role_policy", { name: "p", policy: text("p") });
  const attachment = on("aws_iam_role_policy_attachment", { role: "a" });
  const toAll = on("aws_iam_policy_attachment", { policy_arn: "x" });
  const fresh = resource("aws_iam_policy", "m", { name: "m", policy: text("m") });
  const other = resource("aws_iam_policy", "n", { name: "n", policy: text("n") });
  const roleName = { "aws_iam_role_policy.x": { role: true } };
  const arn = { "aws_iam_role_policy_attachment.x": { policy_arn: true } };
  const boundary = { "aws_iam_role.a": { permissions_boundary: true } };
  const which = "which role `aws_iam_role_policy.x` speaks of is known after apply";
  const nobody = bare("role", "aws_iam_role_policy.x", "aws_iam_role_policy.x", {
    policies: [document("p", "p")],
    unknown: [which],
  });
  const whichPolicy = "which policy `aws_iam_role_policy_attachment.x` attaches is known after apply";

  test.each<[string, unknown, readonly PrincipalAccess[]]>([
    [
      "the role, that the configuration tells",
      plan([role(), inline], roleName, { "aws_iam_role_policy.x": { role: ["aws_iam_role.a.id", "aws_iam_role.a"] } }),
      [a({ policies: [document("p", "p")] })],
    ],
    ["the role, that the configuration does not tell", plan([role(), inline], roleName), [a(), nobody]],
    [
      "the role, of which there are two",
      plan([role("a"), role("b"), inline], roleName, { "aws_iam_role_policy.x": { role: ["aws_iam_role.a", "aws_iam_role.b"] } }),
      [a(), bare("role", "b", "aws_iam_role.b"), nobody],
    ],
    [
      "the role, that is a user",
      plan([resource("aws_iam_user", "a", { name: "a" }), inline], roleName, {
        "aws_iam_role_policy.x": { role: ["aws_iam_user.a"] },
      }),
      [nobody, bare("user", "a", "aws_iam_user.a")],
    ],
    [
      "the policy",
      plan([role(), on("aws_iam_role_policy", { role: "a" })], { "aws_iam_role_policy.x": { policy: true } }),
      [a({ unknown: ["`policy` of `aws_iam_role_policy.x` is known after apply"] })],
    ],
    [
      "a part of the policy",
      plan([role(), on("aws_iam_role_policy", { role: "a" })], { "aws_iam_role_policy.x": { policy: [{ x: true }] } }),
      [a({ unknown: ["`policy` of `aws_iam_role_policy.x` is known after apply"] })],
    ],
    [
      "nothing of the policy",
      plan([role(), on("aws_iam_role_policy", { role: "a", name: "p", policy: text("p") })], {
        "aws_iam_role_policy.x": { policy: [{ x: false, y: null, z: "true" }] },
      }),
      [a({ policies: [document("p", "p")] })],
    ],
    [
      "the trust policy",
      plan([role()], { "aws_iam_role.a": { assume_role_policy: true } }),
      [a({ unknown: ["`assume_role_policy` of `aws_iam_role.a` is known after apply"] })],
    ],
    [
      "an attached policy that the configuration tells",
      plan([role(), attachment, fresh], arn, {
        "aws_iam_role_policy_attachment.x": { policy_arn: ["aws_iam_policy.m.arn", "aws_iam_policy.m"] },
      }),
      [a({ policies: [m] })],
    ],
    [
      "an attached policy that the configuration does not tell",
      plan([role(), attachment, fresh], arn),
      [a({ unknown: [whichPolicy] })],
    ],
    [
      "an attached policy of two",
      plan([role(), attachment, fresh, other], arn, {
        "aws_iam_role_policy_attachment.x": { policy_arn: ["aws_iam_policy.m", "aws_iam_policy.n"] },
      }),
      [a({ unknown: [whichPolicy] })],
    ],
    [
      "an attached policy with a value that will not stay",
      plan([role(), on("aws_iam_role_policy_attachment", { role: "a", policy_arn: "old" })], arn),
      [a({ unknown: [whichPolicy] })],
    ],
    [
      "the roles of an attachment, that the configuration tells",
      plan(
        [role("a"), role("b"), toAll],
        { "aws_iam_policy_attachment.x": { roles: true } },
        { "aws_iam_policy_attachment.x": { roles: ["aws_iam_role.a.name", "aws_iam_role.b.name"] } },
      ),
      [a({ attached: ["x"] }), bare("role", "b", "aws_iam_role.b", { attached: ["x"] })],
    ],
    [
      "the users of an attachment, that the configuration does not tell",
      plan([toAll], { "aws_iam_policy_attachment.x": { users: true } }),
      [
        bare("user", "aws_iam_policy_attachment.x", "aws_iam_policy_attachment.x", {
          attached: ["x"],
          unknown: ["which user `aws_iam_policy_attachment.x` speaks of is known after apply"],
        }),
      ],
    ],
    [
      "the list of exclusive attachments",
      plan([role(), on("aws_iam_role_policy_attachments_exclusive", { role_name: "a" })], {
        "aws_iam_role_policy_attachments_exclusive.x": { policy_arns: true },
      }),
      [a({ unknown: ["which policies `aws_iam_role_policy_attachments_exclusive.x` attaches is known after apply"] })],
    ],
    [
      "the role of exclusive attachments, that the configuration tells",
      plan(
        [role(), on("aws_iam_role_policy_attachments_exclusive", { policy_arns: ["y"] })],
        { "aws_iam_role_policy_attachments_exclusive.x": { role_name: true } },
        { "aws_iam_role_policy_attachments_exclusive.x": { role_name: ["aws_iam_role.a"] } },
      ),
      [a({ attached: ["y"] })],
    ],
    [
      "inline policies of the role",
      plan([role("a", { inline_policy: [{ name: "p", policy: text("p") }] })], { "aws_iam_role.a": { inline_policy: true } }),
      [a({ policies: [document("p", "p")], unknown: ["`inline_policy` of `aws_iam_role.a` is known after apply"] })],
    ],
    ["inline policies that nobody writes", plan([role()], { "aws_iam_role.a": { inline_policy: true } }), [a()]],
    [
      "inline policies of an empty list",
      plan([role("a", { inline_policy: [] })], { "aws_iam_role.a": { inline_policy: true } }),
      [a()],
    ],
    [
      "the boundary, that the configuration tells",
      plan([role(), fresh], boundary, { "aws_iam_role.a": { permissions_boundary: ["aws_iam_policy.m.arn"] } }),
      [a({ boundary: { arn: { late: "arn", name: "aws_iam_policy.m.arn", template: "${aws_iam_policy.m.arn}" }, document: m } })],
    ],
    [
      "the boundary, that the configuration does not tell",
      plan([role(), fresh], boundary),
      [a({ unknown: ["`permissions_boundary` of `aws_iam_role.a` is known after apply"] })],
    ],
    [
      "the boundary, of two",
      plan([role(), fresh, other], boundary, {
        "aws_iam_role.a": { permissions_boundary: ["aws_iam_policy.m", "aws_iam_policy.n"] },
      }),
      [a({ unknown: ["`permissions_boundary` of `aws_iam_role.a` is known after apply"] })],
    ],
    [
      "the content of the boundary",
      plan([role("a", { permissions_boundary: policyArn }), managed], { "aws_iam_policy.m": { policy: true } }),
      [a({ boundary: { arn: policyArn }, unknown: ["`policy` of `aws_iam_policy.m` is known after apply"] })],
    ],
    [
      "what the side before has managed is not told twice",
      plan([role("a", { inline_policy: [{ name: "p", policy: text("p") }], managed_policy_arns: ["x", "y"] })], {}, {}, [
        on("aws_iam_role_policy", { role: "a", name: "p", policy: text("p") }),
        on("aws_iam_role_policy_attachment", { role: "a", policy_arn: "x" }),
      ]),
      [a({ attached: ["y"] })],
    ],
    [
      "what the side before has managed counts where the configuration now says it of the role",
      plan(
        [role("a", { inline_policy: [{ name: "p", policy: text("all") }], managed_policy_arns: ["x", "y"] })],
        {},
        { "aws_iam_role.a": { inline_policy: [], managed_policy_arns: [] } },
        [
          on("aws_iam_role_policy", { role: "a", name: "p", policy: text("p") }),
          on("aws_iam_role_policy_attachment", { role: "a", policy_arn: "x" }),
        ],
      ),
      [a({ policies: [document("p", "all")], attached: ["x", "y"] })],
    ],
  ])("%s", (_, value, expected) => {
    expect(principalsOf(value)).toStrictEqual(expected);
  });

  test("what only the planned side manages is the role's own before", () => {
    const own = role("a", { inline_policy: [{ name: "p", policy: text("p") }] });
    const outcome = terraformAccess(
      plan([own, on("aws_iam_role_policy", { role: "a", name: "p", policy: text("q") })], {}, {}, [own]),
      "",
    );
    const [before, after] = outcome.ok ? [outcome.value.before, outcome.value.after] : [];
    expect(before?.stacks[0]?.principals).toStrictEqual([a({ policies: [document("p", "p")] })]);
    expect(after?.stacks[0]?.principals).toStrictEqual([a({ policies: [document("p", "q")] })]);
  });

  test("the address before a move", () => {
    const value = {
      ...(plan([role()], {}) as Values),
      resource_changes: [{ address: "aws_iam_role.a", previous_address: "aws_iam_role.old", change: {} }],
    };
    expect(principalsOf(value)).toStrictEqual([a({ formerly: "aws_iam_role.old" })]);
  });
});

test("of a configuration: an inline policy counts beside a resource that says it manages one of that name", () => {
  const value = {
    resource: {
      aws_iam_role: { a: { name: "a", inline_policy: { name: "p", policy: text("all") }, managed_policy_arns: ["x"] } },
      aws_iam_role_policy: { p: { role: "a", name: "p", policy: text("p") } },
      aws_iam_role_policy_attachment: { x: { role: "a", policy_arn: "x" } },
    },
  };
  expect(principalsOf(value)).toStrictEqual([a({ policies: [document("p", "p"), document("p", "all")], attached: ["x"] })]);
});

test("of a configuration: a boundary whose policy nobody can read is held against that of the other side", () => {
  const value = (policy: string) => ({
    resource: {
      aws_iam_policy: { m: { name: "m", policy } },
      aws_iam_role: { a: { name: "a", permissions_boundary: "${aws_iam_policy.m.arn}" } },
    },
  });
  const arn = { late: "arn", name: "aws_iam_policy.m.arn", template: "${aws_iam_policy.m.arn}" } as const;
  expect(principalsOf(value("${file(var.f)}"))).toStrictEqual([a({ boundary: { arn }, opaque: ["${file(var.f)}"] })]);
  expect(principalsOf(value(text("m")))).toStrictEqual([a({ boundary: { arn, document: m } })]);
});
