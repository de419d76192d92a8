/** What an attribute that is known after apply refers to: from instances, through variables and outputs, and where nothing is certain. */
import { referencesOf } from "../../../modules/review/terraform/references";
import type { TerraformResource } from "../../../modules/review/terraform/resource";

type Values = Readonly<Record<string, unknown>>;

const role = (name: string, module = "", index = ""): TerraformResource => ({
  address: `${module === "" ? "" : `${module}.`}aws_iam_role.${name}${index === "" ? "" : `[${index}]`}`,
  type: "aws_iam_role",
  name,
  module,
  index,
  values: {},
  unknown: new Set(),
});
const policy = (module = "", index = ""): TerraformResource => ({
  ...role("p", module, index),
  address: "policy",
  type: "aws_iam_role_policy",
});
const configured = (expression: unknown, more: Values = {}): Values => ({
  mode: "managed",
  type: "aws_iam_role_policy",
  name: "p",
  expressions: { role: expression },
  ...more,
});
const to = (...references: readonly unknown[]): Values => ({ references });
const root = (...resources: readonly unknown[]): Values => ({ resources });

function found(
  configuration: unknown,
  from: TerraformResource,
  resources: readonly TerraformResource[],
  types: readonly string[] = ["aws_iam_role"],
): readonly string[] {
  const targets = referencesOf({ root_module: configuration })([from, ...resources]);
  return targets(from, "role", types).map(({ address }) => address);
}

describe("a reference of the root module", () => {
  const [a, b] = [role("a"), role("b")];
  test.each<[string, unknown, readonly string[]]>([
    ["to an attribute and to its resource is one", to("aws_iam_role.a.id", "aws_iam_role.a"), ["aws_iam_role.a"]],
    ["to two resources is both", to("aws_iam_role.a.id", "aws_iam_role.b.id"), ["aws_iam_role.a", "aws_iam_role.b"]],
    ["to an instance by its key", to('aws_iam_role.a["x"].id'), ["aws_iam_role.a"]],
    ["in a block", [{ name: to("aws_iam_role.b.name") }], ["aws_iam_role.b"]],
    [
      "in blocks in blocks",
      { one: [{ two: to("aws_iam_role.a") }], three: to("aws_iam_role.b") },
      ["aws_iam_role.a", "aws_iam_role.b"],
    ],
    ["that is no text is none", to(4, null, "aws_iam_role.b"), ["aws_iam_role.b"]],
    ["to another type is none", to("aws_iam_user.a.name"), []],
    ["to a local value is none", to("local.role"), []],
    ["to a data source is none", to("data.aws_iam_role.a"), []],
    ["to a variable of the root is none", to("var.role"), []],
    ["to a module that there is not is none", to("module.m.role"), []],
    ["to something that there is not is none", to("aws_iam_role.c.id"), []],
    ["to nothing is none", to(""), []],
    ["of a constant is none", { constant_value: "aws_iam_role.a" }, []],
    ["in text is none", "aws_iam_role.a", []],
    ["in null is none", null, []],
    ["that is a name of object prototypes is none", to("constructor.a", "__proto__.a"), []],
  ])("%s", (_, expression, expected) => {
    expect(found(root(configured(expression)), policy(), [a, b])).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ["of a data source", configured(to("aws_iam_role.a"), { mode: "data" })],
    ["of another type", configured(to("aws_iam_role.a"), { type: "aws_iam_user_policy" })],
    ["of another name", configured(to("aws_iam_role.a"), { name: "q" })],
    ["of text", "aws_iam_role_policy"],
    ["of null", null],
  ])("%s is not this one's", (_, other) => {
    expect(found(root(other), policy(), [a])).toEqual([]);
    expect(found(root(other, configured(to("aws_iam_role.a"))), policy(), [a])).toEqual(["aws_iam_role.a"]);
  });

  test.each<[string, unknown]>([
    ["of another attribute", { policy: to("aws_iam_role.a") }],
    ["where there are none", undefined],
    ["in text", "role"],
  ])("%s is none", (_, expressions) => {
    expect(found(root({ ...configured({}), expressions }), policy(), [a])).toEqual([]);
  });

  test.each([undefined, null, 4, "x", [], { resources: "x" }, { resources: {} }])(
    "is none in a configuration that is %j",
    (configuration) => {
      expect(found(configuration, policy(), [a])).toEqual([]);
      expect(referencesOf(configuration)([a])(policy(), "role", ["aws_iam_role"])).toEqual([]);
    },
  );

  test("asks for the types that are asked for", () => {
    const configuration = root(configured(to("aws_iam_role.a", "aws_iam_role_policy.p")));
    expect(found(configuration, policy(), [a], [])).toEqual([]);
    expect(found(configuration, policy(), [a], ["aws_iam_role_policy"])).toEqual(["policy"]);
  });
});

describe("instances:", () => {
  const several = [role("a", "", "0"), role("a", "", "1"), role("a", "", '"x"')];
  const configuration = root(configured(to("aws_iam_role.a")));
  test.each<[string, string, readonly TerraformResource[], readonly string[]]>([
    ["the one of the same number", "1", several, ["aws_iam_role.a[1]"]],
    ["the one of the same key", '"x"', several, ['aws_iam_role.a["x"]']],
    ["none of another key", '"y"', several, []],
    ["none of several, from a resource without instances", "", several, []],
    ["the only one, from any instance", "7", [role("a")], ["aws_iam_role.a"]],
    ["the only one, whatever its key", "", [role("a", "", '"z"')], ['aws_iam_role.a["z"]']],
    ["none of several without keys", "", [role("a"), { ...role("a") }], []],
  ])("%s", (_, index, resources, expected) => {
    expect(found(configuration, policy("", index), resources)).toEqual(expected);
  });
});

describe("modules:", () => {
  const within = (resources: readonly unknown[], more: Values = {}): Values => ({ resources, ...more });
  const inner = configured(to("var.role"));
  const calls = (name: string, expression: unknown, module: unknown): Values => ({
    module_calls: { [name]: { expressions: { role: expression }, module } },
  });
  const output = (name: string, expression: unknown): Values => ({ outputs: { [name]: { expression } } });

  test.each<[string, unknown, TerraformResource, readonly TerraformResource[], readonly string[]]>([
    [
      "a resource of the same module",
      calls("m", {}, within([configured(to("aws_iam_role.a"))])),
      policy("module.m"),
      [role("a"), role("a", "module.m")],
      ["module.m.aws_iam_role.a"],
    ],
    [
      "out through a variable",
      calls("m", to("aws_iam_role.a.name"), within([inner])),
      policy("module.m"),
      [role("a"), role("a", "module.m")],
      ["aws_iam_role.a"],
    ],
    [
      "out of an instance of the module",
      calls("m", to("aws_iam_role.a.name"), within([inner])),
      policy('module.m["k.module.n"]'),
      [role("a")],
      ["aws_iam_role.a"],
    ],
    [
      "out of a numbered instance",
      calls("m", to("aws_iam_role.a.name"), within([inner])),
      policy("module.m[3]"),
      [role("a")],
      ["aws_iam_role.a"],
    ],
    [
      "out of two modules",
      calls("m", to("aws_iam_role.a.name"), { ...calls("n", to("var.role"), within([inner])) }),
      policy("module.m.module.n"),
      [role("a"), role("a", "module.m")],
      ["aws_iam_role.a"],
    ],
    [
      "out of two modules, to the one between",
      calls("m", {}, { ...calls("n", to("aws_iam_role.a"), within([inner])) }),
      policy("module.m.module.n"),
      [role("a"), role("a", "module.m")],
      ["module.m.aws_iam_role.a"],
    ],
    [
      "out of an instance within an instance",
      calls("m", {}, { ...calls("n", to("aws_iam_role.a"), within([inner])) }),
      policy('module.m["x"].module.n[0]'),
      [role("a"), role("a", 'module.m["x"]')],
      ['module.m["x"].aws_iam_role.a'],
    ],
    [
      "a variable forgets the key of the instance",
      calls("m", to("aws_iam_role.a"), within([inner])),
      policy("module.m", "1"),
      [role("a", "", "0"), role("a", "", "1")],
      [],
    ],
    ["a variable that is not given", calls("m", {}, within([configured(to("var.other"))])), policy("module.m"), [role("a")], []],
    ["a variable of a call that there is not", within([]), policy("module.m"), [role("a")], []],
    [
      "into one through an output",
      { ...within([configured(to("module.m.role", "module.m"))]), ...calls("m", {}, output("role", to("aws_iam_role.a.id"))) },
      policy(),
      [role("a"), role("a", "module.m")],
      ["module.m.aws_iam_role.a"],
    ],
    [
      "into a module with a dash in its name",
      { ...within([configured(to("module.m-1.the-role"))]), ...calls("m-1", {}, output("the-role", to("aws_iam_role.a"))) },
      policy(),
      [role("a", "module.m-1")],
      ["module.m-1.aws_iam_role.a"],
    ],
    [
      "into two modules",
      {
        ...within([configured(to("module.m.role"))]),
        ...calls("m", {}, { ...output("role", to("module.n.role")), ...calls("n", {}, output("role", to("aws_iam_role.a"))) }),
      },
      policy(),
      [role("a"), role("a", "module.m.module.n")],
      ["module.m.module.n.aws_iam_role.a"],
    ],
    [
      "into an output by a key",
      { ...within([configured(to('module.m["k\\"]"].role'))]), ...calls("m", {}, output("role", to("aws_iam_role.a"))) },
      policy(),
      [role("a", "module.m")],
      ["module.m.aws_iam_role.a"],
    ],
    [
      "into an output by a number",
      { ...within([configured(to("module.m[12].role"))]), ...calls("m", {}, output("role", to("aws_iam_role.a"))) },
      policy(),
      [role("a", "module.m")],
      ["module.m.aws_iam_role.a"],
    ],
    [
      "into an output by an expression",
      { ...within([configured(to("module.m[each.key].role"))]), ...calls("m", {}, output("role", to("aws_iam_role.a"))) },
      policy(),
      [role("a", "module.m")],
      ["module.m.aws_iam_role.a"],
    ],
    [
      "into an output that there is not",
      { ...within([configured(to("module.m.other", "module.m"))]), ...calls("m", {}, output("role", to("aws_iam_role.a"))) },
      policy(),
      [role("a", "module.m")],
      [],
    ],
    [
      "into one and out again",
      { ...within([configured(to("module.m.role"))]), ...calls("m", to("aws_iam_role.b"), output("role", to("var.role"))) },
      policy(),
      [role("a", "module.m"), role("b")],
      ["aws_iam_role.b"],
    ],
    [
      "an output forgets the key of the instance",
      { ...within([configured(to("module.m.role"))]), ...calls("m", {}, output("role", to("aws_iam_role.a"))) },
      policy("", "1"),
      [role("a", "module.m", "0"), role("a", "module.m", "1")],
      [],
    ],
    [
      "a circle is none",
      { ...within([configured(to("module.m.role"))]), ...calls("m", to("module.m.role"), output("role", to("var.role"))) },
      policy(),
      [role("a")],
      [],
    ],
  ])("%s", (_, configuration, from, resources, expected) => {
    expect(found(configuration, from, resources)).toEqual(expected);
  });

  /** Modules in one another, each giving its variable on. */
  const chain = (depth: number): Values => {
    let innermost = within([inner]);
    for (let at = 1; at < depth; at += 1) innermost = calls("m", to("var.role"), innermost);
    return calls("m", to("aws_iam_role.a"), innermost);
  };
  test.each([
    [1, ["aws_iam_role.a"]],
    [20, ["aws_iam_role.a"]],
    [21, []],
  ])("a chain of %i variables", (depth, expected) => {
    expect(found(chain(depth), policy(Array(depth).fill("module.m").join(".")), [role("a")])).toEqual(expected);
  });

  test.each([
    [20, ["aws_iam_role.a"]],
    [21, []],
  ])("references in lists nested %i deep", (depth, expected) => {
    let expression: unknown = to("aws_iam_role.a");
    for (let at = 0; at < depth; at += 1) expression = [expression];
    expect(found(root(configured(expression)), policy(), [role("a")])).toEqual(expected);
    let blocks: unknown = to("aws_iam_role.a");
    for (let at = 0; at < depth; at += 1) blocks = { block: blocks };
    expect(found(root(configured(blocks)), policy(), [role("a")])).toEqual(expected);
  });
});
