/** Rolewright's constructs in an app of your own: its buckets, tables and keys are tokens, its policies stay exact. */
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { App, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
// From npm: import { ... } from "rolewright/constructs"
import { Cluster, Ec2Capacity, RepositoryPolicy, Service, TaskRole } from "../../modules/constructs";

/** The account of the base images. */
const imageAccount = "111122223333";

/** An image account may hold the repositories of several workload accounts. */
const workloads = "444455556666";

class Shop extends TerraformStack {
  readonly executionRoleArn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: ">= 5.70, < 7.0" });

    const key = new KmsKey(this, "key", { description: "Photos and secrets of the shop" });
    const photos = new S3Bucket(this, "photos", { bucketPrefix: "shop-photos-" });
    const orders = new DynamodbTable(this, "orders-table", {
      name: "orders",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
    });
    const payment = new SecretsmanagerSecret(this, "payment", { name: "shop/payment", kmsKeyId: key.arn });
    const images = new EcrRepository(this, "images", { name: "shop/orders" });
    const subnet = new TerraformVariable(this, "subnet", { type: "string", description: "Subnet of instances and tasks" });
    const group = new TerraformVariable(this, "security_group", { type: "string", description: "Their security group" });
    const network = { subnets: [subnet.stringValue], securityGroups: [group.stringValue] };

    const common = { account: workloads, region: "us-east-1", tags: { Team: "shop" } };
    const cluster = new Cluster(this, "production", { ...common, exec: {} });
    const capacity = new Ec2Capacity(this, "workers", {
      ...common,
      ...network,
      cluster,
      architecture: "arm64",
      instanceTypes: ["m7g.large"],
    });

    // Several task definitions may share a role that you write once.
    const reports = new TaskRole(this, "reports", {
      ...common,
      access: [{ s3: { bucket: { arn: photos.arn }, can: ["read", "list"], key: key.arn } }],
    });
    new Service(this, "nightly-report", {
      ...common,
      cluster,
      capacity,
      taskRole: reports,
      repositories: { reports: images },
      containers: { report: { image: "reports:1.0.0", environment: { BUCKET: photos.bucket } } },
    });

    // Or a service writes both its roles itself.
    const service = new Service(this, "orders", {
      ...common,
      cluster,
      capacity,
      exec: true,
      repositories: { orders: images },
      containers: {
        app: {
          image: "orders:1.4.2",
          environment: { PHOTOS_URL: `https://${photos.bucketRegionalDomainName}/"originals"/` },
          secrets: { PAYMENT_KEY: { secret: payment.arn, jsonKey: "key", key: key.arn }, DB_HOST: "ssm:/shop/db-host" },
          dependsOn: { migrate: "SUCCESS" },
        },
        // From the repository of the image account, which lets exactly this service's execution role pull (below).
        migrate: { image: `${imageAccount}.dkr.ecr.us-east-1.amazonaws.com/base/node:20`, essential: false },
      },
      access: [
        { s3: { bucket: { arn: photos.arn }, can: ["read", "write"], prefix: "originals/", key: key.arn } },
        { dynamodb: { table: { arn: orders.arn }, can: ["read", "write"] } },
      ],
      deployment: { ...network, desiredCount: 2 },
    });
    this.executionRoleArn = service.executionRole?.knownArn ?? "";
  }
}

class Images extends TerraformStack {
  constructor(scope: Construct, id: string, puller: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    this.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: ">= 5.70, < 7.0" });
    const repository = new EcrRepository(this, "base", { name: "base/node" });
    // The ARN is known before the role exists: no remote state between the two accounts, and no order of applying.
    new RepositoryPolicy(this, "pull", {
      account: imageAccount,
      region: "us-east-1",
      repository: repository.name,
      pullers: [{ roleArn: puller }],
    });
  }
}

/** Both stacks of the example. */
export function shop(app: App): void {
  const { executionRoleArn } = new Shop(app, "shop");
  new Images(app, "images", executionRoleArn);
}

if (require.main === module) {
  const app = new App();
  shop(app);
  app.synth();
}
