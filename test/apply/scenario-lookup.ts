/** Secrets that Terraform looks up when it plans: one with a customer-managed key, one without. */
import { call, object } from "./reader";
import { type Bench, keyStatements, ownAccount, type Scenario } from "./scenario";

const platform = `platform: shop
accounts: { main: { id: "${ownAccount}", region: us-east-1 } }
clusters: { production: {} }
repositories: { shop: {} }
services:
  with-key:
    cluster: production
    containers: { app: { image: "shop:1", secrets: { TOKEN: { secret: shop/own-key, lookup: true } } } }
  without-key:
    cluster: production
    containers: { app: { image: "shop:1", secrets: { TOKEN: { secret: shop/aws-key, lookup: true } } } }
`;

/** A key statement if and only if the secret has a customer-managed key when Terraform plans; a change of the key is a change of one policy. */
export const lookup: Scenario = {
  name: "looked-up keys",
  detail: "`kms:Decrypt` if and only if the secret has a customer-managed key, and again after it has got one",
  region: "us-east-1",
  stack: "main-us-east-1",
  root: "",
  tell: async (bench) => {
    const { generate, plan, apply, aws, expect } = bench;
    const key = await keyArn(bench);
    await aws(
      call("secretsmanager", "create_secret", { Name: "shop/own-key", SecretString: "x", KmsKeyId: key }),
      call("secretsmanager", "create_secret", { Name: "shop/aws-key", SecretString: "x" }),
    );
    await generate(platform);
    await plan();
    await apply();
    expect("statements with a key", await keyStatements(bench, "shop-with-key-execution"), { DecryptSecrets: key });
    expect("statements without a key", await keyStatements(bench, "shop-without-key-execution"), {});
    expect("second plan", await plan(), []);
    const later = await keyArn(bench);
    await aws(call("secretsmanager", "update_secret", { SecretId: "shop/aws-key", KmsKeyId: later }));
    expect("plan after the secret has got a key", await plan(), ["update aws_iam_role_policy.without_key_execution"]);
    await apply();
    expect("statements with the later key", await keyStatements(bench, "shop-without-key-execution"), { DecryptSecrets: later });
  },
};

async function keyArn({ aws }: Bench): Promise<unknown> {
  const [made] = await aws(call("kms", "create_key", {}));
  return object(made?.KeyMetadata).Arn;
}
