/** A stack that uses every feature of the policy stage at once, for laws about all statements. */
import type { ServiceModel, Volume } from "../../modules/model/model";
import { planPolicies } from "../../modules/policy/plan";
import type { StackPolicies } from "../../modules/policy/policy-set";
import type { Grant } from "../../modules/policy/statement";
import {
  appAccount,
  awslogs,
  capacity,
  cluster,
  container,
  ecrImage,
  executionRole,
  imageAccount,
  key,
  maybeKey,
  parameter,
  reporting,
  repository,
  role,
  s3File,
  secret,
  service,
  stack,
  taskRole,
} from "./fixture";

const path = ["services", "orders"];

const volumes: readonly Volume[] = [
  { kind: "host", name: "scratch", path },
  {
    kind: "efs",
    name: "user-data",
    path: [...path, "volumes", "user-data"],
    fileSystemId: "fs-0123456789abcdef0",
    fileSystemArn: `arn:aws:elasticfilesystem:us-east-1:${appAccount}:file-system/fs-0123456789abcdef0`,
    accessPointArn: `arn:aws:elasticfilesystem:us-east-1:${appAccount}:access-point/fsap-0123456789abcdef0`,
    iam: true,
    can: "root",
  },
  { kind: "ebs", name: "data", path, sizeGiB: 100, volumeType: "gp3", fileSystemType: "xfs", key },
  {
    kind: "fsx-windows",
    name: "share",
    path,
    fileSystemId: "fs-0123456789abcdef1",
    rootDirectory: "\\",
    domain: "corp.example.com",
    credentials: secret("fsx", { key: maybeKey }),
  },
];

const app = container({
  image: {
    ...ecrImage("docker-hub/library/nginx"),
    ecr: {
      ...ecrImage("docker-hub/library/nginx").ecr!,
      pullThroughCache: { prefixArn: `arn:aws:ecr:us-east-1:${appAccount}:repository/docker-hub/*`, createRepositories: true },
    },
  },
  logging: awslogs("/ecs/shop/orders", { createGroup: true }),
  environmentFiles: [s3File("config/app.env", { key })],
  secrets: [
    secret("exact", { key }),
    secret("guessed", { key, resource: `arn:aws:secretsmanager:us-east-1:${appAccount}:secret:guessed-??????`, exact: false }),
    parameter("host", { key }),
    parameter("referred", {
      resource: `arn:aws:ssm:us-east-1:${appAccount}:parameter/aws/reference/secretsmanager/referred`,
      behind: `arn:aws:secretsmanager:us-east-1:${appAccount}:secret:referred-??????`,
      key,
    }),
  ],
  repositoryCredentials: secret("registry"),
  credentialSpecs: [
    { kind: "s3", domainless: false, file: s3File("gmsa/spec.json", { owner: imageAccount }) },
    { kind: "parameter", domainless: true, parameter: parameter("gmsa"), secret: secret("gmsa-user") },
  ],
});

const router = container({
  name: "router",
  image: ecrImage("fluent-bit", imageAccount),
  logging: awslogs("/ecs/shop/orders"),
  router: { type: "fluentbit", configuration: { kind: "s3", file: s3File("config/fluent.conf") }, options: {} },
});

const shipped = container({
  name: "shipped",
  logging: { driver: "splunk", options: {}, secretOptions: [secret("splunk-token")], path: [...path, "logs"] },
});

/** A service with every feature. */
const everyFeature: ServiceModel = service({
  containers: [app, router, shipped],
  volumes,
  exec: {
    logGroupArn: `arn:aws:logs:us-east-1:${appAccount}:log-group:/ecs/shop/production/exec`,
    bucket: { arn: "arn:aws:s3:::sessions", prefix: "exec" },
    key,
    path: [...path, "exec"],
  },
  taskRole: taskRole({ selfAssume: true }),
  overrides: [taskRole({ role: role("shop-orders-import"), override: "import" })],
  infrastructureRole: role("shop-orders-infrastructure"),
  deployment: {
    desiredCount: 1,
    subnets: [],
    securityGroups: [],
    assignPublicIp: false,
    circuitBreaker: true,
    loadBalancers: [],
    serviceConnect: {
      services: [],
      tls: {
        certificateAuthorityArn: `arn:aws:acm-pca:us-east-1:${appAccount}:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab`,
        key,
      },
      path: [...path, "deployment", "serviceConnect"],
    },
  },
});

const puller = { service: "orders", account: appAccount, roleArn: `arn:aws:iam::${appAccount}:role/shop-orders-execution`, path };

export const everyStack = stack({
  services: [
    everyFeature,
    service({
      ...everyFeature,
      name: "serverless",
      launchType: "fargate",
      taskRole: taskRole({ role: role("shop-serverless-task") }),
      overrides: [],
      infrastructureRole: role("shop-serverless-infrastructure"),
    }),
  ],
  executionRoles: [executionRole({ services: ["orders", "serverless"] })],
  clusters: [
    cluster({
      capacities: [
        capacity({
          spot: true,
          sessionManager: true,
          propagateInstanceTags: true,
          instanceTags: { Team: "shop" },
          serviceConnect: true,
        }),
      ],
    }),
  ],
  repositories: [repository({ pullers: [puller], accounts: ["777788889999"], organization: "o-a1b2c3d4e5" })],
  buckets: [{ name: "uploads", arn: "arn:aws:s3:::uploads", organization: "o-a1b2c3d4e5", path: ["buckets", "uploads"] }],
});

/** All its policies. */
export const everyPolicy: StackPolicies = reporting((report) => planPolicies(everyStack, report)).value;

/** Permission grants of its roles, and the grants of trust, repository and bucket policies. */
export const permissionGrants: readonly Grant[] = everyPolicy.roles.flatMap(({ policies }) =>
  policies.flatMap(({ grants }) => grants),
);
export const resourcePolicyGrants: readonly Grant[] = [
  ...everyPolicy.roles.flatMap(({ trust }) => trust.grants),
  ...everyPolicy.repositories.flatMap(({ policy }) => policy.grants),
  ...everyPolicy.buckets.flatMap(({ policy }) => policy.grants),
];
