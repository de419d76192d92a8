/** The platform file: one zod schema, the source of its types and of its JSON Schema. */
import { z } from "zod";
import { cluster } from "./cluster";
import { expectation } from "./expectation";
import { repository } from "./repository";
import { accountId, arn, iamPath, keyReference, name, organizationId, region, repositoryName, tags } from "./scalar";
import { service } from "./service";

const account = z.union([
  accountId,
  z.strictObject({
    id: accountId.describe("Account id, twelve digits in quotes."),
    region: region.optional().describe("Region of everything in this account that names none. Default: `defaults.region`."),
    permissionsBoundary: arn
      .optional()
      .describe(
        "ARN of the managed policy that bounds every role of the account. Default: `defaults.permissionsBoundary`, then none.",
      ),
    rolePath: iamPath.optional().describe("IAM path of every role of the account. Default: `defaults.rolePath`, then `/`."),
    policies: z
      .enum(["inline", "managed"])
      .optional()
      .describe("Kind of the roles' policies. Default: `defaults.policies`, then `inline`."),
    assumeRole: arn
      .optional()
      .describe("Role that Terraform's provider assumes in this account. Default: none, the caller's credentials."),
    tags: tags.optional(),
  }),
]);

const defaults = z
  .strictObject({
    account: name.optional().describe("Account of everything that names none. Default: the only account, if there is one only."),
    region: region.optional().describe("Region of everything that names none. Default: none."),
    permissionsBoundary: arn
      .optional()
      .describe(
        "ARN of the permissions boundary of every role; its account id may be `ACCOUNT` for the role's own. Default: none.",
      ),
    rolePath: iamPath.optional().describe("IAM path of every role. Default: `/`."),
    policies: z
      .enum(["inline", "managed"])
      .optional()
      .describe("Inline policies (no extra quota) or customer managed ones. Default: `inline`."),
    propagateTags: z
      .boolean()
      .default(true)
      .describe("Propagate the tags of ECS services to their tasks, for cost allocation. Default: true."),
    tags: tags.optional(),
  })
  .prefault({})
  .describe("Defaults of everything below.");

const terraform = z
  .strictObject({
    backend: z
      .strictObject({
        type: z
          .enum(["s3", "local", "azurerm", "consul", "cos", "gcs", "http", "kubernetes", "oss", "pg"])
          .describe("Type of the backend."),
        config: z
          .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
          .default({})
          .describe("Arguments of the backend; `{stack}` in a text becomes the name of the stack. Default: none."),
      })
      .optional()
      .describe("Where Terraform keeps its state. Default: none is written, so Terraform uses a local file until you add one."),
  })
  .prefault({})
  .describe("Settings of Terraform itself.");

const key = z.union([keyReference, z.strictObject({ arn: keyReference.describe("Key ARN or variable.") })]);

const bucket = z.strictObject({
  account: name.optional().describe("Account, by its name in `accounts`. Default: `defaults.account`."),
  region: region.optional().describe("Region. Default: the account's region, then `defaults.region`."),
  organizationOnly: z
    .literal(true)
    .describe("Write a bucket policy that denies every principal outside `organization`; it replaces the bucket's policy."),
});

/** A whole platform file. */
export const platformFile = z
  .strictObject({
    platform: name.describe("Name of the platform; every role name starts with it."),
    organization: organizationId
      .optional()
      .describe("Organization id, for `aws:PrincipalOrgID` and `aws:ResourceOrgID` conditions. Default: none."),
    accounts: z.record(name, account).describe("AWS accounts by name: an id, or an id with what the account demands of roles."),
    defaults,
    terraform,
    keys: z
      .record(name, key)
      .default({})
      .describe("Customer-managed KMS keys by name: key ARNs (no aliases) or variables. Default: none."),
    clusters: z.record(name, cluster).default({}).describe("ECS clusters by name. Default: none."),
    repositories: z.record(repositoryName, repository).default({}).describe("ECR repositories by name. Default: none."),
    buckets: z
      .record(z.string().min(3).max(63), bucket)
      .default({})
      .describe("S3 buckets that get an organization guard, by bucket name. Default: none."),
    services: z.record(name, service).default({}).describe("Services by name. Default: none."),
    expect: z
      .array(expectation)
      .default([])
      .describe(
        "What roles must, and must not, be able to do; `generate` proves it or stops. Default: nothing more is expected.",
      ),
  })
  .describe("A Rolewright platform file.");

/** A platform file that has passed its schema, every constant default filled in. */
export type Spec = z.output<typeof platformFile>;

/** Shapes of the parts, as the model reads them. */
export type ClusterSpec = z.output<typeof cluster>;
export type CapacitySpec = NonNullable<ClusterSpec["ec2"]>;
export type RepositorySpec = z.output<typeof repository>;
export type ServiceSpec = z.output<typeof service>;
export type ContainerSpec = ServiceSpec["containers"][string];
