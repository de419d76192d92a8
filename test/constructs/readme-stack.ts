/** The constructs of docs/cdktf.md in an app, to the letter. */
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { TerraformStack } from "cdktf";
import { Cluster, Service } from "../../modules/constructs";

/** A stack with what the page takes for granted, and then its lines. */
export class ReadmeStack extends TerraformStack {
  declare(): void {
    const key = new KmsKey(this, "key", {});
    const photos = new S3Bucket(this, "photos", {});
    const payment = new SecretsmanagerSecret(this, "payment", { kmsKeyId: key.arn });

    const cluster = new Cluster(this, "production", {});
    new Service(this, "orders", {
      cluster,
      containers: {
        app: { image: "docker.io/library/nginx:1.27", secrets: { PAYMENT_KEY: { secret: payment.arn, key: key.arn } } },
      },
      access: [{ s3: { bucket: { arn: photos.arn }, can: "read", prefix: "originals/" } }],
    });
  }
}
