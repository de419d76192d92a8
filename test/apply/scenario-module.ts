/** examples/terraform-module, called by the root that comes with it: with a key of the same plan, with another key, with none. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { call, objects } from "./reader";
import { type Bench, keyStatements, type Scenario } from "./scenario";

const platform = readFileSync(join(__dirname, "..", "..", "examples", "terraform-module", "platform.yaml"), "utf8");
const region = "eu-west-1";
const otherKey = `arn:aws:kms:${region}:123456789012:key/0f0f0f0f-1e1e-2d2d-3c3c-4b4b4b4b4b4b`;
const root = "examples/root";
const policies = ["execution", "task"].map((role) => `update module.workload_eu_west_1.aws_iam_role_policy.invoices_${role}`);

/** One key statement in each of the two roles that use the key, whether Terraform knows the key when it plans or not; none without a key. */
export const calledModule: Scenario = {
  name: "called module",
  detail: "one key statement a role with a key of the same plan and with another key, none with none",
  region,
  stack: "workload-eu-west-1",
  root,
  tell: async (bench) => {
    const { generate, plan, apply, aws, expect } = bench;
    await generate(platform, "--flavour", "module");
    await plan();
    await apply();
    const [listed] = await aws(call("kms", "list_keys", {}));
    const made = objects(listed?.Keys).map(({ KeyArn }) => KeyArn);
    expect("keys of the root", made.length, 1);
    await expectKey(bench, made[0]);
    expect("second plan", await plan(), []);
    giveKey(bench, otherKey);
    expect("plan with another key", await plan("-refresh=false"), policies);
    await apply();
    await expectKey(bench, otherKey);
    giveKey(bench, "");
    expect("plan without a key", await plan("-refresh=false"), policies);
    await apply();
    await expectKey(bench, undefined);
    expect("last plan", await plan(), []);
  },
};

/** An override of the call, as a caller would change its argument. */
function giveKey({ write }: Bench, key: string): void {
  write(join(root, "zz_key_override.tf.json"), JSON.stringify({ module: { workload_eu_west_1: { kms_key_arn: key } } }));
}

async function expectKey(bench: Bench, key: unknown): Promise<void> {
  const [execution, task] = [
    await keyStatements(bench, "billing-invoices-execution"),
    await keyStatements(bench, "billing-invoices-task"),
  ];
  const expected = (sid: string): object => (key === undefined ? {} : { [sid]: key });
  bench.expect("key statements of the execution role", execution, expected("DecryptSecrets"));
  bench.expect("key statements of the task role", task, expected("DecryptDynamodbInvoices"));
}
