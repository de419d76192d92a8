import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configurationJson } from "../../modules/hcl";
import { mapArguments, renderedConfig, snakeCase } from "../../modules/resources/config";
import { printJson, resourceBlock, stackJson } from "../../modules/resources/configuration";
import type { Resource } from "../../modules/resources/resource";
import { planResources } from "../../modules/resources/stack";
import * as fixture from "./fixture";
import { widePolicies, wideStack } from "./wide-stack";

const library = join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");
const wide = planResources(wideStack, widePolicies, fixture.startsOf(wideStack));
const types = [...new Set(wide.resources.map(({ type }) => type))].sort();

/** The body of a resource in JSON syntax. */
function resourceJson(resource: Resource): Record<string, unknown> {
  const { resource: byType } = configurationJson([resourceBlock(resource)]) as {
    resource: Record<string, Record<string, Record<string, unknown>>>;
  };
  return byType[resource.type]![resource.id]!;
}

function binding(type: string, file: "index.js" | "index.d.ts"): string {
  return readFileSync(join(library, type.replace(/^aws_/, "").replaceAll("_", "-"), file), "utf8");
}

describe.each(types)("the bindings of %s", (type) => {
  test("agree with snakeCase on the name of every argument", () => {
    const pairs = [
      ...binding(type, "index.js").matchAll(/^\s+([a-z0-9_]+): (?!.*Hcl)\w.*?\((?:struct\.|this\._)([a-zA-Z0-9]+)\b/gm),
    ];
    const names = pairs.map(([, attribute = "", property = ""]) => [property, attribute]);
    expect(names.length).toBeGreaterThan(2);
    expect(names.map(([property = ""]) => [property, snakeCase(property)])).toEqual(names);
  });

  test("have no map argument that is not known as one, and no block of the same name", () => {
    const declarations = binding(type, "index.d.ts");
    const maps = [...declarations.matchAll(/readonly (\w+)\??: \{$/gm)].map(([, name = ""]) => name);
    const neverWritten = ["tagsAll", "triggers"];
    expect(maps.filter((name) => !neverWritten.includes(name) && !mapArguments.has(name))).toEqual([]);
    const others = [...declarations.matchAll(/readonly (\w+)\??: (?!\{)/gm)].map(([, name = ""]) => name);
    expect(others.filter((name) => mapArguments.has(name))).toEqual([]);
  });

  test("have no argument that could be taken for a late value", () => {
    expect(binding(type, "index.d.ts")).not.toMatch(/readonly (?:late|parts|kind)\??:/);
  });

  test("know every argument that is written", () => {
    const known = new Set([...binding(type, "index.js").matchAll(/^\s+([a-z0-9_]+): /gm)].map(([, name]) => name));
    const meta = ["//", "depends_on", "lifecycle"];
    for (const resource of wide.resources.filter((each) => each.type === type)) {
      expect(Object.keys(resourceJson(resource)).filter((name) => !known.has(name) && !meta.includes(name))).toEqual([]);
    }
  });
});

describe("stack JSON", () => {
  test("keeps the user's tag keys, escapes what would be a template, and leaves out empty tags", () => {
    const tags = { CostCenter: "${x}", "%{key}": "v", late: "string", template: "${file(1)}", __proto: "p" };
    const group = { ...fixture.stack().logGroups[0]!, tags };
    const json = fixture.jsonOfStack(fixture.stack({ logGroups: [group, { ...group, name: "/empty", tags: {} }] }));
    const groups = json.resource.aws_cloudwatch_log_group!;
    expect(groups.ecs_techflow_orders!.tags).toEqual({
      CostCenter: "$${x}",
      "%%{key}": "v",
      late: "string",
      template: "$${file(1)}",
      __proto: "p",
    });
    expect(groups.empty).not.toHaveProperty("tags");
  });

  test("names what it needs, and refuses every other account", () => {
    const json = fixture.jsonOfStack(fixture.stack());
    expect(json.terraform).toEqual({
      required_version: ">= 1.5",
      required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.70, < 7.0" } },
    });
    expect(json.provider).toEqual({ aws: [{ region: "us-east-1", allowed_account_ids: ["123456789012"] }] });
  });

  test("assumes the role of the account, and keeps the state where the platform file says", () => {
    const model = fixture.stack();
    const json = fixture.jsonOfStack({
      ...model,
      account: { ...model.account, assumeRole: "arn:aws:iam::123456789012:role/terraform" },
      backend: { type: "s3", config: { bucket: "${state}", encrypt: true } },
    });
    expect(json.provider.aws[0]).toHaveProperty("assume_role", [{ role_arn: "arn:aws:iam::123456789012:role/terraform" }]);
    expect(json.terraform.backend).toEqual({ s3: { bucket: "${state}", encrypt: true } });
  });

  test("prints two spaces, keys in their order and a newline at the end", () => {
    expect(printJson({ b: 1, a: [true] })).toBe('{\n  "b": 1,\n  "a": [\n    true\n  ]\n}\n');
  });

  test("is the same for the same input, and holds no undefined", () => {
    const once = printJson(stackJson(wide));
    const twice = printJson(stackJson(planResources(wideStack, widePolicies, fixture.startsOf(wideStack))));
    expect(twice).toBe(once);
    expect(JSON.parse(once)).toEqual(stackJson(wide));
  });

  test("has no argument that only provider 6 knows", () => {
    for (const resource of wide.resources) expect(Object.keys(resource.config)).not.toContain("region");
  });
});

describe("the configuration for bindings", () => {
  test("has the bindings' own names and every string rendered", () => {
    const role = wide.resources.find(({ type, id }) => type === "aws_iam_role" && id === "orders_task")!;
    expect(renderedConfig(role)).toMatchObject({
      name: "techflow-orders-task",
      path: "/ecs/",
      assumeRolePolicy: expect.stringContaining('"sts:AssumeRole"'),
      permissionsBoundary: fixture.boundary,
      tags: fixture.tags,
    });
  });

  test("leaves strings to the framework that asks for it, in blocks, lists and maps", () => {
    const template = wide.resources.find(({ type }) => type === "aws_launch_template")!;
    const rendered = renderedConfig(template, (value) => (typeof value === "string" ? `literal ${value}` : "later"));
    expect(rendered).toMatchObject({
      name: "literal techflow-production",
      updateDefaultVersion: true,
      userData: "later",
      iamInstanceProfile: { arn: "later" },
      networkInterfaces: [{ securityGroups: ["literal sg-0a"] }],
      tags: { CostCenter: "literal 4711" },
    });
  });

  test("is the configuration of the JSON but for the names", () => {
    for (const resource of wide.resources) {
      const names = Object.keys(renderedConfig(resource)).map(snakeCase);
      expect(Object.keys(resourceJson(resource)).filter((name) => !["//", "depends_on", "lifecycle"].includes(name))).toEqual(
        names,
      );
    }
  });
});
