/** Small typed builders: a model value from what a test cares about, everything else as a plain platform file would have it. */

import type { Late, LateType, Text } from "../../modules/iam/text";
import type {
  Capacity,
  ClusterModel,
  Container,
  ExecutionRoleModel,
  LiteralAccountRegion,
  Logging,
  Repository,
  Role,
  S3File,
  Secret,
  ServiceModel,
  StackModel,
  TaskRoleModel,
} from "../../modules/model/model";
import { documentStatement } from "../../modules/policy/document";
import type { Grant } from "../../modules/policy/statement";
import type { Problem } from "../../modules/problem";

export const imageAccount = "111122223333";
export const appAccount = "444455556666";
export const place: LiteralAccountRegion = { account: appAccount, region: "us-east-1", partition: "aws" };
export const key = `arn:aws:kms:us-east-1:${appAccount}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export function late(name: string, type: LateType = "string", mayBeEmpty = false): Late {
  return { late: type, name: `var.${name}`, template: `\${var.${name}}`, ...(mayBeEmpty ? { mayBeEmpty } : {}) };
}

export const maybeKey = late("kms_key_arn", "kms-key-arn", true);

export function role(name: string, over: Partial<Role> = {}): Role {
  return {
    name,
    rolePath: "/",
    arn: `arn:aws:iam::${appAccount}:role/${name}`,
    existing: false,
    policies: "inline",
    tags: {},
    path: ["services", name],
    ...over,
  };
}

export function taskRole(over: Partial<TaskRoleModel> = {}): TaskRoleModel {
  return { role: role("shop-orders-task"), access: [], selfAssume: false, ...over };
}

export function secret(name: string, over: Partial<Secret> = {}): Secret {
  const resource = `arn:aws:secretsmanager:us-east-1:${appAccount}:secret:orders/${name}-AbCdEf`;
  return {
    name,
    kind: "secrets-manager",
    valueFrom: resource,
    resource,
    exact: true,
    place,
    path: ["services", "orders", "containers", "app", "secrets", name],
    ...over,
  };
}

export function parameter(name: string, over: Partial<Secret> = {}): Secret {
  const resource = `arn:aws:ssm:us-east-1:${appAccount}:parameter/orders/${name}`;
  return { ...secret(name), kind: "parameter", valueFrom: `/orders/${name}`, resource, ...over };
}

export function s3File(path: string, over: Partial<S3File> = {}): S3File {
  const [bucket = ""] = path.split("/");
  return {
    bucketArn: `arn:aws:s3:::${bucket}`,
    objectArn: `arn:aws:s3:::${path}`,
    owner: appAccount,
    region: "us-east-1",
    partition: "aws",
    path: ["services", "orders", "containers", "app", "environmentFiles", 0],
    ...over,
  };
}

export function ecrImage(name: string, account = appAccount): Container["image"] {
  return {
    uri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${name}:1.0`,
    ecr: {
      repositoryArn: `arn:aws:ecr:us-east-1:${account}:repository/${name}`,
      repositoryName: name,
      place: { ...place, account },
    },
    path: ["services", "orders", "containers", "app", "image"],
  };
}

export function awslogs(group: string, over: Partial<Extract<Logging, { driver: "awslogs" }>> = {}): Logging {
  return {
    driver: "awslogs",
    group,
    groupArn: `arn:aws:logs:us-east-1:${appAccount}:log-group:${group}`,
    streamPrefix: "orders",
    region: "us-east-1",
    createGroup: false,
    managed: true,
    options: {},
    path: ["services", "orders", "logs"],
    ...over,
  };
}

export function container(over: Partial<Container> = {}): Container {
  return {
    name: "app",
    path: ["services", "orders", "containers", "app"],
    image: { uri: "docker.io/library/nginx:1.27", path: ["services", "orders", "containers", "app", "image"] },
    environment: {},
    environmentFiles: [],
    secrets: [],
    credentialSpecs: [],
    logging: { driver: "none" },
    settings: {},
    ...over,
  };
}

export function service(over: Partial<ServiceModel> = {}): ServiceModel {
  return {
    name: "orders",
    path: ["services", "orders"],
    place,
    cluster: { name: "production", arn: `arn:aws:ecs:us-east-1:${appAccount}:cluster/production`, key: "production" },
    launchType: "ec2",
    networkMode: "awsvpc",
    os: "linux",
    architecture: "x86_64",
    family: "shop-orders",
    containers: [container()],
    volumes: [],
    taskRole: taskRole(),
    overrides: [],
    executionRole: executionRole(),
    tags: {},
    ...over,
  };
}

export function executionRole(over: Partial<ExecutionRoleModel> = {}): ExecutionRoleModel {
  return { role: role("shop-orders-execution"), services: ["orders"], sourceConditions: true, ...over };
}

export function capacity(over: Partial<Capacity> = {}): Capacity {
  return {
    name: "ec2",
    fullName: "shop-production-ec2",
    path: ["clusters", "production", "ec2"],
    cluster: "production",
    role: role("shop-production-instance"),
    instanceProfile: "shop-production-instance",
    os: "al2023",
    architecture: "arm64",
    instanceTypes: ["m7g.large"],
    min: 0,
    max: 10,
    subnets: ["subnet-0a"],
    securityGroups: ["sg-0a"],
    rootVolume: { sizeGiB: 50 },
    spot: false,
    sessionManager: false,
    propagateInstanceTags: false,
    instanceTags: {},
    attributes: {},
    loggingDrivers: [],
    agentSettings: {},
    networkModes: ["awsvpc"],
    serviceConnect: false,
    tags: {},
    ...over,
  };
}

export function cluster(over: Partial<ClusterModel> = {}): ClusterModel {
  return {
    key: "production",
    name: "production",
    arn: `arn:aws:ecs:us-east-1:${appAccount}:cluster/production`,
    path: ["clusters", "production"],
    place,
    existing: false,
    containerInsights: "enabled",
    fargate: false,
    capacities: [capacity()],
    tags: {},
    ...over,
  };
}

export function repository(over: Partial<Repository> = {}): Repository {
  return {
    key: "orders",
    name: "orders",
    arn: `arn:aws:ecr:us-east-1:${imageAccount}:repository/orders`,
    path: ["repositories", "orders"],
    place: { ...place, account: imageAccount },
    existing: false,
    immutableTags: true,
    scanOnPush: true,
    expireUntaggedDays: 14,
    pullers: [],
    accounts: [],
    pullThroughCache: false,
    createRepositories: false,
    tags: {},
    ...over,
  };
}

export function stack(over: Partial<StackModel> = {}): StackModel {
  return {
    name: "prod-us-east-1",
    account: { name: "prod", id: appAccount, rolePath: "/", policies: "inline", tags: {} },
    place,
    clusters: [],
    repositories: [],
    services: [],
    executionRoles: [],
    lookups: [],
    logGroups: [],
    buckets: [],
    variables: [],
    propagateTags: true,
    ...over,
  };
}

/** A stack of one service and its execution role. */
export function stackOf(one: ServiceModel): StackModel {
  return stack({ services: [one], executionRoles: [one.executionRole] });
}

/** The statements of grants as documents have them. */
export function statements(grants: readonly Grant[]): readonly unknown[] {
  return grants.map(({ statement }) => documentStatement(statement));
}

/** Sids to resources, for tests of what is there at all. */
export function resourcesBySid(grants: readonly Grant[]): Readonly<Record<string, readonly Text[] | undefined>> {
  return Object.fromEntries(grants.map(({ statement }) => [statement.Sid, statement.Resource]));
}

/** Runs with a report and hands back what came of it. */
export function reporting<T>(run: (report: (problem: Problem) => void) => T): {
  readonly value: T;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  return { value: run((problem) => problems.push(problem)), problems };
}
