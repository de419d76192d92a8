/** `terraform show -json`: which resources are read of plans and states, and which faults are refused at which path. */
import { terraformAccess } from "../../../modules/review/terraform/access";
import { isShownTerraform, readShownTerraform } from "../../../modules/review/terraform/plan";
import type { TerraformResource } from "../../../modules/review/terraform/resource";

type Values = Readonly<Record<string, unknown>>;

const one = (more: Values = {}): Values => ({ address: "t.n", mode: "managed", type: "t", name: "n", ...more });
const read = (more: Partial<TerraformResource> = {}): TerraformResource => ({
  address: "t.n",
  type: "t",
  name: "n",
  module: "",
  index: "",
  values: {},
  unknown: new Set(),
  ...more,
});
const state = (root_module: unknown): Values => ({ format_version: "1.0", values: { root_module } });
const plan = (root_module: unknown, more: Values = {}): Values => ({
  format_version: "1.2",
  planned_values: { root_module },
  ...more,
});

function shown(value: unknown) {
  const outcome = readShownTerraform(value);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  expect(outcome.problems).toEqual([]);
  return outcome.value;
}

describe("the resources of a state", () => {
  test.each<[string, unknown, readonly TerraformResource[]]>([
    ["without values", { format_version: "1.0" }, []],
    ["whose values are null", { format_version: "1.0", values: null }, []],
    ["without a module", { format_version: "1.0", values: {} }, []],
    ["whose lists are null", state({ resources: null, child_modules: null }), []],
    ["with values", state({ resources: [one({ values: { a: 1 } })] }), [read({ values: { a: 1 } })]],
    ["with values of null", state({ resources: [one({ values: null })] }), [read()]],
    ["with a number as key", state({ resources: [one({ index: 0 })] }), [read({ index: "0" })]],
    ["with a text as key", state({ resources: [one({ index: "k" })] }), [read({ index: '"k"' })]],
    ["with a key of null", state({ resources: [one({ index: null })] }), [read()]],
    ["but not data", state({ resources: [one({ mode: "data" }), one({ mode: undefined })] }), []],
    ["but not what is deposed", state({ resources: [one({ deposed_key: "1" })] }), []],
    [
      "in modules",
      state({
        resources: [one()],
        child_modules: [
          {
            address: "module.m",
            resources: [one({ address: "module.m.t.n" })],
            child_modules: [{ address: "module.m.module.k", resources: [one({ address: "x" })] }],
          },
          { resources: [one({ address: "y" })] },
          null,
        ],
      }),
      [
        read(),
        read({ address: "y" }),
        read({ address: "module.m.t.n", module: "module.m" }),
        read({ address: "x", module: "module.m.module.k" }),
      ],
    ],
  ])("%s", (_, value, expected) => {
    const found = shown(value);
    expect(found.kind).toBe("state");
    expect("before" in found).toBe(false);
    expect(found.after.resources).toStrictEqual(expected);
    expect(found.after.targets(read(), "a", ["t"])).toEqual([]);
  });
});

describe("a plan", () => {
  const before = { values: { root_module: { resources: [one({ address: "old" })] } } };
  const sides = (value: unknown) => {
    const found = shown(value);
    if (found.kind !== "plan") throw new Error("no plan");
    return [found.before.resources, found.after.resources];
  };
  test.each<[string, unknown, readonly TerraformResource[], readonly TerraformResource[]]>([
    ["of changes only", { format_version: "1.2", resource_changes: [] }, [], []],
    ["of values only", plan({ resources: [one()] }), [], [read()]],
    ["with nothing before", plan({ resources: [one()] }, { prior_state: null, resource_changes: null }), [], [read()]],
    ["with something before", plan({ resources: [one()] }, { prior_state: before }), [read({ address: "old" })], [read()]],
    [
      "with something unknown",
      plan(
        { resources: [one()] },
        {
          resource_changes: [
            {
              address: "t.n",
              change: { after_unknown: { a: true, b: false, c: [], d: { x: [true] }, e: "true", f: null, g: {} } },
            },
          ],
        },
      ),
      [],
      [read({ unknown: new Set(["a", "d"]) })],
    ],
    [
      "with all of it unknown",
      plan({ resources: [one()] }, { resource_changes: [{ address: "t.n", change: { after_unknown: true } }] }),
      [],
      [read()],
    ],
    [
      "with a change of something else",
      plan(
        { resources: [one()] },
        { resource_changes: [{ address: "t.m", previous_address: "x", change: { after_unknown: { a: true } } }] },
      ),
      [],
      [read()],
    ],
    [
      "with a move",
      plan({ resources: [one()] }, { resource_changes: [{ address: "t.n", previous_address: "t.m" }] }),
      [],
      [read({ formerly: "t.m" })],
    ],
    [
      "with a move from null",
      plan({ resources: [one()] }, { resource_changes: [{ address: "t.n", previous_address: null }] }),
      [],
      [read()],
    ],
    [
      "whose changes say nothing of before",
      plan(
        {},
        {
          prior_state: before,
          resource_changes: [{ address: "old", previous_address: "x", change: { after_unknown: { a: true } } }],
        },
      ),
      [read({ address: "old" })],
      [],
    ],
  ])("%s", (_, value, old, now) => {
    expect(sides(value)).toStrictEqual([old, now]);
  });

  test.each([
    [65, ["a"]],
    [66, []],
  ])("with something unknown %i levels deep", (depth, expected) => {
    let unknown: unknown = true;
    for (let at = 0; at < depth; at += 1) unknown = [unknown];
    const [, now] = sides(
      plan({ resources: [one()] }, { resource_changes: [{ address: "t.n", change: { after_unknown: { a: unknown } } }] }),
    );
    expect([...(now?.[0]?.unknown ?? [])]).toEqual(expected);
  });

  test("finds what its configuration refers to, on either side", () => {
    const configuration = { root_module: { resources: [one({ expressions: { a: { references: ["u.m"] } } })] } };
    const resources = [one(), one({ address: "u.m", type: "u", name: "m" })];
    const found = shown(plan({ resources }, { prior_state: { values: { root_module: { resources } } }, configuration }));
    if (found.kind !== "plan") throw new Error("no plan");
    for (const side of [found.before, found.after])
      expect(side.targets(read(), "a", ["u"]).map(({ address }) => address)).toEqual(["u.m"]);
  });
});

describe("formats", () => {
  test.each(["0.1", "0.2", "1.0", "1.2", "1.10"])("%s is known", (format_version) => {
    expect(readShownTerraform({ format_version }).ok).toBe(true);
  });
  test.each<[unknown, string]>([
    ["0.3", "`0.3`"],
    ["0.10", "`0.10`"],
    ["2.0", "`2.0`"],
    ["1", "`1`"],
    ["1.", "`1.`"],
    ["1.0.0", "`1.0.0`"],
    ["11.0", "`11.0`"],
    ["21.0", "`21.0`"],
    [1, "`1`"],
    [null, "`none`"],
  ])("%j is not", (format_version, name) => {
    expect(terraformAccess({ format_version }, "")).toStrictEqual({
      ok: false,
      problems: [
        {
          code: "plan-unreadable",
          severity: "error",
          path: ["format_version"],
          message: `format version ${name} of Terraform's JSON is not known`,
          help: "known are versions 0.1, 0.2 and 1: use `terraform show -json`",
        },
      ],
    });
  });

  test.each([undefined, null, 4, "x", [], {}])("%j claims to be of none", (value) => {
    expect(isShownTerraform(value)).toBe(false);
    expect(readShownTerraform(value).problems).toMatchObject([
      { path: ["format_version"], message: "format version `none` of Terraform's JSON is not known" },
    ]);
  });
});

describe("faults are refused where they stand:", () => {
  test.each<[string, unknown, readonly [string, string][]]>([
    ["resources that are text", state({ resources: "x" }), [["values.root_module.resources", "a list"]]],
    ["a module that is a list", state([]), [["values.root_module", "a module"]]],
    ["modules that are an object", state({ child_modules: {} }), [["values.root_module.child_modules", "a list"]]],
    ["a module within that is text", state({ child_modules: ["x"] }), [["values.root_module.child_modules.0", "a module"]]],
    [
      "the address of a module that is a number",
      state({ child_modules: [{ address: 4 }] }),
      [["values.root_module.child_modules.0.address", "a string"]],
    ],
    [
      "a resource without anything",
      state({ resources: [{ mode: "managed" }] }),
      [
        ["values.root_module.resources.0.address", "a string"],
        ["values.root_module.resources.0.type", "a string"],
        ["values.root_module.resources.0.name", "a string"],
      ],
    ],
    [
      "values that are text",
      state({ resources: [one({ values: "x" })] }),
      [["values.root_module.resources.0.values", "an object"]],
    ],
    ["changes that are an object", plan({}, { resource_changes: {} }), [["resource_changes", "a list"]]],
    ["a change without an address", plan({}, { resource_changes: [{}] }), [["resource_changes.0.address", "a string"]]],
    [
      "a former address that is a number",
      plan({}, { resource_changes: [{ address: "a", previous_address: 4 }] }),
      [["resource_changes.0.previous_address", "a string"]],
    ],
    ["a planned module that is text", plan("x"), [["planned_values.root_module", "a module"]]],
    [
      "a prior module that is text",
      plan({}, { prior_state: { values: { root_module: "x" } } }),
      [["prior_state.values.root_module", "a module"]],
    ],
  ])("%s", (_, value, expected) => {
    const outcome = terraformAccess(value, "");
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map(({ path, message }) => [path.join("."), message.split(" at ")[0]])).toEqual(
      expected.map(([path, what]) => [path, `expected ${what}`]),
    );
    expect(outcome.problems.every(({ code, severity }) => code === "plan-unreadable" && severity === "error")).toBe(true);
  });
});

describe("the access of", () => {
  const stacks = [{ name: "s", principals: [], resources: [], unread: {}, guarded: [] }];
  test.each<[string, unknown, unknown]>([
    ["a plan has two sides", plan({}), { before: { stacks }, after: { stacks } }],
    ["a state has one", state({}), { after: { stacks } }],
    ["a configuration has one, without types", { terraform: {} }, { after: { stacks, untyped: true } }],
  ])("%s", (_, value, expected) => {
    expect(terraformAccess(value, "s")).toStrictEqual({ ok: true, value: expected, problems: [] });
  });

  test("a configuration is not of Terraform's JSON", () => {
    expect(terraformAccess({}, "s").problems.map(({ message }) => message)).toEqual(["this is no Terraform configuration"]);
  });
});

describe("plans as terraform 1.11 shows them", () => {
  const role = (more: Values = {}): Values => ({
    address: "aws_iam_role.a",
    mode: "managed",
    type: "aws_iam_role",
    name: "a",
    ...more,
  });
  const values = { name: "a", assume_role_policy: "{}" };
  const prior = { values: { root_module: { resources: [role({ values })] } } };
  const addressesOf = (resources: readonly TerraformResource[]) =>
    resources.map(({ address, values: own }) => [address, own.name]);

  test("what Terraform forgets stays as it was: the plan has it without values", () => {
    const found = shown(
      plan(
        { resources: [role()] },
        { prior_state: prior, resource_changes: [{ address: "aws_iam_role.a", change: { actions: ["forget"] } }] },
      ),
    );
    expect(addressesOf(found.after.resources)).toEqual([["aws_iam_role.a", "a"]]);
  });

  test("what is destroyed is gone, and so is what is destroyed and forgotten in a list that is not known", () => {
    for (const actions of [["delete"], ["create", "delete"], ["forget", "create"], "forget", []]) {
      const changes = [{ address: "aws_iam_role.a", change: { actions } }];
      expect(shown(plan({}, { prior_state: prior, resource_changes: changes })).after.resources).toEqual([]);
    }
  });

  test("a plan of `-refresh-only`, which plans nothing, tells what changed without Terraform", () => {
    const drift = [
      {
        ...role(),
        previous_address: "aws_iam_role.b",
        change: { actions: ["update"], before: { ...values, name: "b" }, after: values },
      },
      {
        ...role({ address: "module.m.aws_iam_role.c", module_address: "module.m" }),
        change: { actions: ["delete"], before: values, after: null },
      },
      { ...role({ address: "aws_iam_role.d" }), change: { actions: ["create"], before: null, after: values } },
    ];
    const found = shown(plan({}, { prior_state: prior, resource_drift: drift }));
    if (found.kind !== "plan") throw new Error("a plan");
    expect(addressesOf(found.before.resources)).toEqual([
      ["aws_iam_role.a", "b"],
      ["module.m.aws_iam_role.c", "a"],
    ]);
    expect(found.before.resources[1]?.module).toBe("module.m");
    expect(addressesOf(found.after.resources)).toEqual([["aws_iam_role.a", "a"]]);
    const quiet = shown(plan({}, { prior_state: prior }));
    if (quiet.kind !== "plan") throw new Error("a plan");
    expect(quiet.before.resources).toEqual(quiet.after.resources);
  });

  test("a plan to destroy everything has its changes", () => {
    const changes = [{ address: "aws_iam_role.a", change: { actions: ["delete"], before: values, after: null } }];
    expect(shown(plan({}, { prior_state: prior, resource_changes: changes })).after.resources).toEqual([]);
  });
});
