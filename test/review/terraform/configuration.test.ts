/** Configurations (`cdk.tf.json`): the resources that come out, and what is refused. */
import { readConfiguration } from "../../../modules/review/terraform/configuration";
import type { TerraformResource, TerraformSide } from "../../../modules/review/terraform/resource";

type Values = Readonly<Record<string, unknown>>;

function sideOf(value: unknown): TerraformSide {
  const outcome = readConfiguration(value);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(outcome.problems).toEqual([]);
  return outcome.value;
}

const late = (name: string, type = "string") => ({ late: type, name, template: `\${${name}}` });
const made = (type: string, name: string, values: Values): TerraformResource => ({
  address: `${type}.${name}`,
  type,
  name,
  module: "",
  index: "",
  values,
  unknown: new Set(),
});

describe("refused:", () => {
  const none = {
    code: "plan-unreadable",
    severity: "error",
    path: [],
    message: "this is no Terraform configuration",
    help: "give the cdk.tf.json that a synthesis wrote",
  };
  const expected = (path: readonly string[], found: string) => ({
    code: "plan-unreadable",
    severity: "error",
    path,
    message: `expected an object at \`${path.join(".")}\`, found ${found}`,
  });
  test.each<[string, unknown, readonly unknown[]]>([
    ["nothing", undefined, [none]],
    ["null", null, [none]],
    ["a list", [], [none]],
    ["an empty object", {}, [none]],
    ["other blocks", { resources: {}, locals: {} }, [none]],
    ["blocks that are text", { resource: "x", terraform: [] }, [none]],
    ["resources that are text", { terraform: {}, resource: "x" }, [expected(["resource"], "a value of type string")]],
    [
      "resources of a type that are a list",
      { resource: { aws_iam_role: [] } },
      [expected(["resource", "aws_iam_role"], "a list")],
    ],
    [
      "two faults",
      { resource: { a: null, b: 4 } },
      [expected(["resource", "a"], "null"), expected(["resource", "b"], "a value of type number")],
    ],
  ])("%s", (_, value, problems) => {
    expect(readConfiguration(value)).toStrictEqual({ ok: false, problems });
  });

  test.each(["resource", "terraform", "provider", "data", "output", "variable"])("but not what has a block %s", (name) => {
    expect(sideOf({ [name]: {} }).resources).toEqual([]);
  });
});

describe("a resource has", () => {
  const values = (body: unknown, more: Values = {}): unknown =>
    sideOf({ resource: { aws_x: { n: body }, ...more } }).resources[0]?.values;

  test("its address, and nothing that is known after apply", () => {
    expect(sideOf({ resource: { aws_x: { n: { a: 1 }, m: [{ b: 2 }] }, google_x: { n: {} } } }).resources).toStrictEqual([
      made("aws_x", "n", { a: 1 }),
      made("aws_x", "m", { b: 2 }),
    ]);
  });

  test.each([[null], ["x"], [[]], [[4]]])("a body, which %j is not", (body) => {
    expect(sideOf({ resource: { aws_x: { n: body } } }).resources).toEqual([]);
  });

  const role = {
    aws_iam_role: { r: { name: "R", path: "/p/" }, s: { name: "${aws_iam_role.r.name}" }, u: { name: "${var.u}" } },
  };
  const loop = { aws_iam_role: { r: { name: "${aws_iam_role.s.name}" }, s: { name: "${aws_iam_role.r.name}" } } };
  test.each<[string, unknown, unknown, Values]>([
    ["a text", "x", "x", {}],
    ["a number", 4, 4, {}],
    ["null", null, null, {}],
    ["a template that cannot be read", "${", "${", {}],
    ["text with a hole", "a${var.x}", { parts: ["a", late("var.x")] }, {}],
    ["the argument that it refers to", "${aws_iam_role.r.path}", "/p/", role],
    ["the name for the ID of a role", "${aws_iam_role.r.id}", "R", role],
    ["the name for the ID of a user", "${aws_iam_user.r.id}", "U", { aws_iam_user: { r: { name: "U" } } }],
    ["the name for the ID of a group", "${aws_iam_group.r.id}", "G", { aws_iam_group: { r: { name: "G" } } }],
    [
      "no name for the ID of something else",
      "${aws_iam_policy.r.id}",
      late("aws_iam_policy.r.id"),
      { aws_iam_policy: { r: { name: "P" } } },
    ],
    [
      "no name for the ID of what begins as a role",
      "${aws_iam_role_x.r.id}",
      late("aws_iam_role_x.r.id"),
      { aws_iam_role_x: { r: { name: "P" } } },
    ],
    [
      "no name for the ID of what ends as a role",
      "${xaws_iam_role.r.id}",
      late("xaws_iam_role.r.id"),
      { xaws_iam_role: { r: { name: "P" } } },
    ],
    ["the argument behind two references", "${aws_iam_role.s.name}", "R", role],
    ["the variable behind a reference", "${aws_iam_role.u.name}", late("var.u"), role],
    ["an argument that is not there", "${aws_iam_role.r.arn}", late("aws_iam_role.r.arn", "arn"), role],
    ["a resource that is not there", "${aws_iam_role.x.name}", late("aws_iam_role.x.name"), role],
    ["a circle", "${aws_iam_role.r.name}", late("aws_iam_role.s.name"), loop],
    ["a list", ["${var.x}", 1, ["y"]], [late("var.x"), 1, ["y"]], {}],
    ["a block", { b: "${var.x}", c: { d: "${aws_iam_role.r.name}" } }, { b: late("var.x"), c: { d: "R" } }, role],
  ])("%s", (_, argument, expected, more) => {
    // A circle ends at either of its two, after as many steps as there may be.
    const read = values({ a: argument }, more) as { readonly a: unknown };
    if (more === loop) expect(read.a).toMatchObject({ late: "string" });
    else expect(read).toStrictEqual({ a: expected });
  });

  test("inline policies as a list, whether one or more", () => {
    const policy = { policy: "document", document: { a: 1 }, onlyWith: {} };
    expect(values({ inline_policy: { name: "n", policy: '{"a":1}' } })).toStrictEqual({ inline_policy: [{ name: "n", policy }] });
    expect(values({ other: { name: "n", policy: '{"a":1}' } })).toStrictEqual({ other: { name: "n", policy } });
  });

  test("lists nested seventeen deep, and no deeper", () => {
    const nested = (depth: number): unknown => (depth === 0 ? "x" : [nested(depth - 1)]);
    expect(values({ a: nested(17) })).toStrictEqual({ a: nested(17) });
    const cut = (depth: number): unknown => (depth === 0 ? [] : [cut(depth - 1)]);
    expect(values({ a: nested(18) })).toStrictEqual({ a: cut(17) });
  });

  test("blocks nested seventeen deep as read, and deeper ones as they stand", () => {
    const nested = (depth: number, end: unknown): unknown => (depth === 0 ? end : { b: nested(depth - 1, end) });
    expect(values({ a: nested(17, "$${x}") })).toStrictEqual({ a: nested(17, "${x}") });
    expect(values({ a: nested(18, "$${x}") })).toStrictEqual({ a: nested(18, "$${x}") });
  });
});

describe("a policy is", () => {
  const data = {
    aws_iam_policy_document: { d: { statement: { actions: ["a"] } }, "e-1": [{}], open: { source_json: "x" } },
    other: { d: {} },
  };
  const document = (value: unknown) => ({ policy: "document", document: value, onlyWith: {} });
  const opaque = (text: string) => ({ policy: "opaque", text });
  test.each<[string, string, unknown]>([
    ["JSON", '{"a":1}', document({ a: 1 })],
    [
      "a data source",
      "${data.aws_iam_policy_document.d.json}",
      document({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["a"] }] }),
    ],
    [
      "a data source with a dash in its name",
      "${data.aws_iam_policy_document.e-1.json}",
      document({ Version: "2012-10-17", Statement: [] }),
    ],
    [
      "a data source that is not known",
      "${data.aws_iam_policy_document.open.json}",
      opaque("${data.aws_iam_policy_document.open.json}"),
    ],
    [
      "a data source that is not there",
      "${data.aws_iam_policy_document.x.json}",
      opaque("${data.aws_iam_policy_document.x.json}"),
    ],
    ["another attribute of one", "${data.aws_iam_policy_document.d.id}", opaque("${data.aws_iam_policy_document.d.id}")],
    ["another data source", "${data.other.d.json}", opaque("${data.other.d.json}")],
    ["a data source and more", "${data.aws_iam_policy_document.d.json}x", opaque("${data.aws_iam_policy_document.d.json}x")],
    ["more and a data source", "x${data.aws_iam_policy_document.d.json}", opaque("x${data.aws_iam_policy_document.d.json}")],
  ])("%s", (_, text, expected) => {
    for (const attribute of ["policy", "assume_role_policy"]) {
      expect(sideOf({ resource: { aws_x: { n: { [attribute]: text } } }, data }).resources[0]?.values).toStrictEqual({
        [attribute]: expected,
      });
    }
  });

  test("in no other attribute", () => {
    expect(sideOf({ resource: { aws_x: { n: { other: '{"a":1}' } } } }).resources[0]?.values).toStrictEqual({ other: '{"a":1}' });
  });
});

describe("an attribute refers to", () => {
  const targets = (value: unknown, types: readonly string[] = ["aws_iam_role"]): readonly string[] => {
    const side = sideOf({ resource: { aws_iam_role: { r: {} }, aws_x: { n: { a: value } } } });
    const [, from] = side.resources;
    return side.targets(from!, "a", types).map(({ address }) => address);
  };
  test.each<[string, unknown, readonly string[]]>([
    ["a resource by its attribute", "${aws_iam_role.r.arn}", ["aws_iam_role.r"]],
    ["nothing by a whole resource, which is no text", "${aws_iam_role.r}", []],
    ["nothing by plain text", "aws_iam_role.r.arn", []],
    ["nothing that is not there", "${aws_iam_role.s.arn}", []],
    ["nothing through a variable", "${var.r}", []],
    ["nothing through a call", "${f(aws_iam_role.r.arn)}", []],
    ["nothing among text", "a${aws_iam_role.r.arn}", []],
    ["nothing by a number", 4, []],
    ["nothing by null", null, []],
  ])("%s", (_, value, expected) => {
    expect(targets(value)).toEqual(expected);
  });

  test("nothing of another type than is asked for", () => {
    expect(targets("${aws_iam_role.r.arn}", ["aws_iam_user"])).toEqual([]);
    expect(targets("${aws_iam_role.r.arn}", [])).toEqual([]);
  });
});
