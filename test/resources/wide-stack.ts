/** One stack with everything in it that resources can be made of, for golden output and for real Terraform. */

import type { Late } from "../../modules/iam/text";
import type { Repository, Secret, StackModel } from "../../modules/model/model";
import type { StackPolicies } from "../../modules/policy/policy-set";
import * as fixture from "./fixture";

const { optionalKey, literalKey, place } = fixture;

const secret: Secret = {
  name: "API_KEY",
  kind: "secrets-manager",
  valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:inventory/api-AbCdEf:key::",
  resource: "arn:aws:secretsmanager:us-east-1:123456789012:secret:inventory/api-AbCdEf",
  exact: true,
  place,
  key: optionalKey,
  path: [],
};

const fileSystem: Late = { late: "id", name: "var.file_system", template: "${var.file_system}" };
const file = {
  bucketArn: "arn:aws:s3:::my-config-bucket",
  objectArn: "arn:aws:s3:::my-config-bucket/config/app.env",
  owner: "123456789012",
  region: "us-east-1",
  partition: "aws",
  path: [],
};

const orders = fixture.service("orders", {
  osFamily: "LINUX",
  cpu: 512,
  memory: 1024,
  volumes: [
    { kind: "host", name: "scratch", path: [] },
    { kind: "host", name: "docker", path: [], hostPath: "/var/lib/docker" },
    { kind: "ebs", name: "data", path: [], sizeGiB: 20, volumeType: "gp3", fileSystemType: "xfs", key: literalKey },
    {
      kind: "efs",
      name: "shared",
      path: [],
      fileSystemId: fileSystem,
      fileSystemArn: { parts: ["arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/", fileSystem] },
      accessPointId: "fsap-0123456789abcdef0",
      accessPointArn: "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
      iam: true,
      can: "write",
    },
  ],
  containers: [
    fixture.container("app", {
      environment: { TITLE: 'a "quoted" ${PATH} %{if x} \\ text\nwith a line', BUCKET: fileSystem },
      environmentFiles: [file],
      secrets: [secret],
      repositoryCredentials: secret,
    }),
    fixture.container("log-router", {
      logging: { driver: "awsfirelens", options: { Name: "firehose" }, secretOptions: [{ ...secret, name: "apiKey" }], path: [] },
      router: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" }, configuration: { kind: "s3", file } },
    }),
  ],
  exec: { path: [] },
  capacityProvider: "techflow-production",
  infrastructureRole: fixture.role("techflow-orders-infrastructure"),
  deployment: {
    desiredCount: 2,
    subnets: ["subnet-0a"],
    securityGroups: ["sg-0a"],
    assignPublicIp: false,
    circuitBreaker: true,
    loadBalancers: [
      {
        targetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/orders/0123456789abcdef",
        container: "app",
        port: 8080,
      },
    ],
    serviceConnect: {
      namespace: "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-0123456789abcdef",
      services: [{ portName: "web", discoveryName: "orders" }],
      tls: {
        certificateAuthorityArn:
          "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab",
        key: optionalKey,
      },
      path: [],
    },
  },
  overrides: [{ role: fixture.role("techflow-orders-repair-task"), override: "repair", access: [], selfAssume: false }],
});

const batch = fixture.service("batch", {
  launchType: "fargate",
  osFamily: "LINUX",
  architecture: "x86_64",
  cpu: 256,
  memory: 512,
  taskRole: { role: fixture.role("techflow-batch-task", { policies: "managed" }), access: [], selfAssume: false },
  cluster: { name: "jobs", arn: "arn:aws:ecs:us-east-1:123456789012:cluster/jobs", key: "jobs" },
  executionRole: fixture.execution(fixture.role("techflow-batch-execution"), ["batch"]),
  deployment: {
    desiredCount: 1,
    subnets: ["subnet-0a"],
    securityGroups: [],
    assignPublicIp: false,
    circuitBreaker: true,
    loadBalancers: [],
  },
});

const windows = fixture.service("windows", {
  os: "windows",
  networkMode: "default",
  volumes: [
    {
      kind: "fsx-windows",
      name: "share",
      path: [],
      fileSystemId: "fs-0123456789abcdef0",
      rootDirectory: "\\share",
      domain: "corp.example.com",
      credentials: { ...secret, valueFrom: secret.resource },
    },
  ],
  containers: [
    fixture.container("app", {
      credentialSpecs: [{ domainless: true, kind: "s3", file }],
      settings: { essential: true, cpu: 1024, memory: 2048 },
      logging: { driver: "none" },
    }),
  ],
});

const logGroup = (name: string) => ({
  name,
  arn: `arn:aws:logs:us-east-1:123456789012:log-group:${name}`,
  retentionDays: 0,
  tags: {},
  path: [],
});

export const wideStack: StackModel = fixture.stack({
  clusters: [
    fixture.cluster({
      exec: { logGroup: "/ecs/techflow/production/exec", key: literalKey },
      capacities: [
        fixture.capacity(),
        fixture.capacity({
          name: "spot",
          fullName: "techflow-production-spot",
          role: fixture.role("techflow-production-spot-instance"),
          instanceProfile: "techflow-production-spot-instance",
          instanceTypes: ["m7g.large", "m7g.xlarge"],
          spot: true,
          rootVolume: { sizeGiB: 80, key: optionalKey },
        }),
      ],
    }),
    fixture.cluster({
      key: "jobs",
      name: "jobs",
      arn: "arn:aws:ecs:us-east-1:123456789012:cluster/jobs",
      capacities: [],
      fargate: true,
      exec: { bucket: { name: "exec-logs", prefix: "sessions" } },
      serviceConnectNamespace: "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-0123456789abcdef",
    }),
  ],
  repositories: [
    fixture.repository({ encryptionKey: optionalKey, keepImages: 50 }),
    fixture.repository({ key: "team/app", name: "team/app", encryptionKey: literalKey }),
    fixture.repository({ key: "old", name: "old", existing: true }),
  ],
  services: [batch, orders, windows],
  lookups: [],
  logGroups: [
    { ...logGroup("/ecs/techflow/orders"), retentionDays: 30, key: optionalKey },
    { ...logGroup("/ecs/techflow/production/exec"), key: literalKey },
  ],
  buckets: [{ name: "exec-logs", arn: "arn:aws:s3:::exec-logs", organization: "o-a1b2c3d4e5", path: [] }],
  variables: [
    { name: "file_system", type: "id", description: 'File system of ${orders} "shared"', late: fileSystem, path: [] },
    {
      name: "kms_key_arn",
      type: "kms-key-arn",
      description: "ARN of a customer-managed KMS key",
      default: "",
      late: optionalKey,
      path: [],
    },
  ],
});

const decrypt = fixture.grant("DecryptSecrets", { Action: ["kms:Decrypt"], Resource: [optionalKey] }, optionalKey);
const pull: Repository | undefined = wideStack.repositories[2];

/** The policies of the wide stack: a conditional statement, a policy in two parts, a repository policy, a bucket policy. */
export const widePolicies: StackPolicies = {
  ...fixture.policiesOf(wideStack),
  roles: fixture.policiesOf(wideStack).roles.map((entry) => {
    if (entry.role.name === "techflow-orders-execution") {
      const policy = { name: entry.role.name, grants: [fixture.grant("ReadSecrets"), decrypt, fixture.grant("ReadFiles")] };
      return { ...entry, policies: [policy] };
    }
    if (entry.role.name !== "techflow-batch-task") return entry;
    return {
      ...entry,
      policies: [
        { name: "techflow-batch-task-1", grants: [fixture.grant("ReadPhotos")] },
        {
          name: "techflow-batch-task-2",
          grants: [fixture.grant("ReadOwn", { Resource: ["arn:aws:s3:::home/${aws:PrincipalTag/team}/*"] })],
        },
      ],
    };
  }),
  repositories:
    pull === undefined
      ? []
      : [
          {
            repository: pull,
            policy: {
              name: "old",
              grants: [
                {
                  statement: {
                    Sid: "PullFromProd",
                    Effect: "Allow",
                    Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
                    Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    Condition: { ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::444455556666:role/orders-execution"] } },
                  },
                  reason: { paths: [], what: "pull from another account", page: "https://docs.aws.amazon.com/" },
                },
              ],
            },
          },
        ],
  buckets: wideStack.buckets.map((bucket) => ({
    bucket,
    policy: {
      name: bucket.name,
      grants: [
        {
          statement: {
            Sid: "DenyOutsiders",
            Effect: "Deny",
            Principal: "*",
            Action: ["s3:*"],
            Resource: ["arn:aws:s3:::exec-logs", "arn:aws:s3:::exec-logs/*"],
            Condition: {
              StringNotEquals: { "aws:PrincipalOrgID": [bucket.organization] },
              BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
            },
          },
          reason: { paths: [["buckets", bucket.name]], what: "keep others out", page: "https://docs.aws.amazon.com/" },
        },
      ],
    },
  })),
};
