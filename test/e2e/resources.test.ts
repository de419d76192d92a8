import { stackJson } from "../../modules/resources/configuration";
import { planResources } from "../../modules/resources/stack";
import * as fixture from "../resources/fixture";
import { widePolicies, wideStack } from "../resources/wide-stack";
import { describeTerraform, offlineProvider, type Root, terraformRoot } from "./terraform";

interface Planned {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const wide = stackJson(planResources(wideStack, widePolicies, fixture.startsOf(wideStack)));
const fileSystem = "-var=file_system=fs-0123456789abcdef0";

function plannedPolicy(root: Root, file: string, address: string): unknown {
  const plan = JSON.parse(root.run("show", "-json", file).stdout);
  const resources: readonly Planned[] = plan.planned_values.root_module.resources;
  return resources.find((resource) => resource.address === address)?.values.policy;
}

describeTerraform("terraform with the real provider", () => {
  let root: Root;
  beforeAll(() => {
    root = terraformRoot({ "main.tf.json": wide, "provider_override.tf.json": offlineProvider });
  }, 120_000);
  afterAll(() => root?.remove());

  test("finds every resource valid", () => {
    expect(root.run("validate", "-no-color").error).toBe("");
  }, 120_000);

  test.each([
    ["no key", "", ["ReadSecrets", "ReadFiles"]],
    ["a key", fixture.literalKey, ["ReadSecrets", "DecryptSecrets", "ReadFiles"]],
  ])(
    "plans the conditional statement with %s",
    (_, key, expected) => {
      const plan = root.run("plan", "-no-color", "-out=plan.bin", fileSystem, `-var=kms_key_arn=${key}`);
      expect(plan.error).toBe("");
      const policy = plannedPolicy(root, "plan.bin", "aws_iam_role_policy.orders_execution") as string;
      expect(JSON.parse(policy).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(expected);
    },
    120_000,
  );

  test.each([
    ["an alias", "-var=kms_key_arn=arn:aws:kms:us-east-1:123456789012:alias/app", fileSystem, "ARN of a KMS key"],
    ["a wildcard", "-var=file_system=fs-*", "-var=kms_key_arn=", "an id without wildcards"],
  ])(
    "refuses %s in a variable",
    (_, first, second, sentence) => {
      const plan = root.run("plan", "-no-color", first, second);
      expect(plan.error.replace(/\s+/g, " ")).toContain(sentence);
    },
    120_000,
  );
});

describeTerraform("a key that the same plan creates", () => {
  test("is unknown, and the stack plans all the same", () => {
    const { variable: _, ...rest } = wide as { variable: unknown; resource: Record<string, unknown> };
    const text = JSON.stringify({ ...rest, resource: { ...rest.resource, aws_kms_key: { app: { description: "app" } } } });
    const root = terraformRoot({
      "main.tf.json": text
        .replaceAll("var.kms_key_arn", "aws_kms_key.app.arn")
        .replaceAll("var.file_system", "aws_kms_key.app.id"),
      "provider_override.tf.json": offlineProvider,
    });
    const plan = root.run("plan", "-no-color", "-out=plan.bin");
    expect(plan.error).toBe("");
    expect(plannedPolicy(root, "plan.bin", "aws_iam_role_policy.orders_execution")).toBeUndefined();
    root.remove();
  }, 240_000);
});
