/** A stack written by hand: two clusters, every kind of role, every kind of volume. Tests replace what they are about. */
import type { InstanceStart } from "../../modules/agent/plan";
import type { Late, Text } from "../../modules/iam/text";
import type {
  Capacity,
  ClusterModel,
  Container,
  ExecutionRoleModel,
  Repository,
  Role,
  ServiceModel,
  StackModel,
} from "../../modules/model/model";
import type { RoleKind, RolePolicies, StackPolicies } from "../../modules/policy/policy-set";
import type { Grant, Policy } from "../../modules/policy/statement";
import { stackJson } from "../../modules/resources/configuration";
import { planResources } from "../../modules/resources/stack";

export const place = { account: "123456789012", region: "us-east-1", partition: "aws" } as const;
export const tags = { CostCenter: "4711" };
export const boundary = "arn:aws:iam::123456789012:policy/ecs-boundary";
export const literalKey = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** A key that only Terraform knows, and that may be none. */
export const optionalKey: Late = {
  late: "kms-key-arn",
  name: "var.kms_key_arn",
  template: "${var.kms_key_arn}",
  mayBeEmpty: true,
};

export function role(name: string, change: Partial<Role> = {}): Role {
  const arn = `arn:aws:iam::123456789012:role/ecs/${name}`;
  return {
    name,
    rolePath: "/ecs/",
    arn,
    existing: false,
    permissionsBoundary: boundary,
    policies: "inline",
    tags,
    path: [],
    ...change,
  };
}

export function grant(Sid: string, change: Partial<Grant["statement"]> = {}, when?: Late): Grant {
  return {
    statement: { Sid, Effect: "Allow", Action: ["s3:GetObject"], Resource: [`arn:aws:s3:::${Sid.toLowerCase()}/*`], ...change },
    reason: {
      paths: [["services", "orders", "access", 0]],
      what: `read objects of ${Sid}`,
      page: "https://docs.aws.amazon.com/",
    },
    ...(when === undefined ? {} : { when }),
  };
}

function trust(service: string): Policy {
  const statement = {
    Sid: "AssumeRole",
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["sts:AssumeRole"],
  } as const;
  return {
    name: "trust",
    grants: [{ statement, reason: { paths: [], what: `let ${service} assume the role`, page: "https://docs.aws.amazon.com/" } }],
  };
}

const principals: Readonly<Record<RoleKind, string>> = {
  task: "ecs-tasks.amazonaws.com",
  execution: "ecs-tasks.amazonaws.com",
  instance: "ec2.amazonaws.com",
  infrastructure: "ecs.amazonaws.com",
};

function rolePolicies(kind: RoleKind, of: Role, owner: string, policies: readonly Policy[]): RolePolicies {
  return { kind, role: of, owner, description: `${kind} role of ${owner}`, trust: trust(principals[kind]), policies };
}

export function container(name: string, change: Partial<Container> = {}): Container {
  return {
    name,
    path: [],
    image: { uri: `123456789012.dkr.ecr.us-east-1.amazonaws.com/${name}:1.4.2`, path: [] },
    environment: {},
    environmentFiles: [],
    secrets: [],
    credentialSpecs: [],
    logging: {
      driver: "awslogs",
      group: "/ecs/techflow/orders",
      groupArn: "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/techflow/orders",
      streamPrefix: "orders",
      region: "us-east-1",
      createGroup: false,
      managed: true,
      options: {},
      path: [],
    },
    settings: { essential: true, portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp", name: "web" }] },
    ...change,
  };
}

export function execution(of: Role, services: readonly string[]): ExecutionRoleModel {
  return { role: of, services, sourceConditions: true };
}

export function service(name: string, change: Partial<ServiceModel> = {}): ServiceModel {
  return {
    name,
    path: ["services", name],
    place,
    cluster: {
      name: "production-cluster",
      arn: "arn:aws:ecs:us-east-1:123456789012:cluster/production-cluster",
      key: "production",
    },
    launchType: "ec2",
    networkMode: "awsvpc",
    os: "linux",
    architecture: "arm64",
    family: `techflow-${name}`,
    containers: [container("app")],
    volumes: [],
    taskRole: { role: role(`techflow-${name}-task`), access: [], selfAssume: false },
    overrides: [],
    executionRole: execution(role(`techflow-${name}-execution`), [name]),
    tags,
    ...change,
  };
}

export function capacity(change: Partial<Capacity> = {}): Capacity {
  return {
    name: "ec2",
    fullName: "techflow-production",
    path: [],
    cluster: "production-cluster",
    role: role("techflow-production-instance"),
    instanceProfile: "techflow-production-instance",
    os: "al2023",
    architecture: "arm64",
    instanceTypes: ["m7g.large"],
    min: 2,
    max: 10,
    subnets: ["subnet-0a", "subnet-0b"],
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
    tags,
    ...change,
  };
}

export function cluster(change: Partial<ClusterModel> = {}): ClusterModel {
  return {
    key: "production",
    name: "production-cluster",
    arn: "arn:aws:ecs:us-east-1:123456789012:cluster/production-cluster",
    path: [],
    place,
    existing: false,
    containerInsights: "enabled",
    fargate: false,
    capacities: [capacity()],
    tags,
    ...change,
  };
}

export function repository(change: Partial<Repository> = {}): Repository {
  return {
    key: "inventory",
    name: "inventory",
    arn: "arn:aws:ecr:us-east-1:123456789012:repository/inventory",
    path: [],
    place,
    existing: false,
    immutableTags: true,
    scanOnPush: true,
    expireUntaggedDays: 14,
    pullers: [],
    accounts: [],
    pullThroughCache: false,
    createRepositories: false,
    tags,
    ...change,
  };
}

export function stack(change: Partial<StackModel> = {}): StackModel {
  const services = change.services ?? [service("orders")];
  return {
    name: "prod-us-east-1",
    account: { name: "prod", id: "123456789012", rolePath: "/ecs/", permissionsBoundary: boundary, policies: "inline", tags },
    place,
    clusters: [cluster()],
    repositories: [repository()],
    services,
    executionRoles: services.map(({ executionRole }) => executionRole),
    lookups: [],
    logGroups: [
      {
        name: "/ecs/techflow/orders",
        arn: "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/techflow/orders",
        retentionDays: 30,
        tags,
        path: [],
      },
    ],
    buckets: [],
    variables: [],
    propagateTags: true,
    ...change,
  };
}

/** Policies for every role of a stack that is written: one policy with one grant each. */
export function policiesOf(model: StackModel, change: Partial<StackPolicies> = {}): StackPolicies {
  const entry = (kind: RoleKind, of: Role, owner: string): RolePolicies =>
    rolePolicies(kind, of, owner, [{ name: of.name, grants: [grant("ReadPhotos")] }]);
  const execution = [...new Map(model.executionRoles.map((each) => [each.role.name, each])).values()];
  const roles = [
    ...model.clusters.flatMap(({ capacities }) => capacities.map((each) => entry("instance", each.role, each.name))),
    ...execution.map((each) => entry("execution", each.role, each.services[0] ?? "")),
    ...model.services.flatMap((each) => [
      ...[each.taskRole, ...each.overrides].map((task) => entry("task", task.role, each.name)),
      ...(each.infrastructureRole === undefined ? [] : [entry("infrastructure", each.infrastructureRole, each.name)]),
    ]),
  ].filter(({ role: of }) => !of.existing);
  return { roles: roles.sort((a, b) => (a.role.name < b.role.name ? -1 : 1)), repositories: [], buckets: [], ...change };
}

/** User data of every capacity. */
export function startsOf(
  model: StackModel,
  userData = "#!/bin/bash\necho 'ECS_CLUSTER=production-cluster' >> /etc/ecs/ecs.config\n",
): ReadonlyMap<string, InstanceStart> {
  const imageId: Text = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id";
  const capacities = model.clusters.flatMap((each) => each.capacities);
  return new Map(capacities.map(({ fullName }) => [fullName, { userData, imageId, rootDevice: "/dev/xvda" }]));
}

/** The JSON of a stack with a policy for every role. */
export function jsonOfStack(model: StackModel, policies: StackPolicies = policiesOf(model)): TerraformJson {
  return stackJson(planResources(model, policies, startsOf(model))) as unknown as TerraformJson;
}

/** As much of Terraform's JSON as the tests look into. */
export interface TerraformJson {
  readonly terraform: Record<string, unknown>;
  readonly provider: { readonly aws: readonly Record<string, unknown>[] };
  readonly variable?: Record<string, Record<string, unknown>>;
  readonly resource: Record<string, Record<string, Record<string, never>>>;
  readonly output: Record<string, { readonly description: string; readonly value: Record<string, string> }>;
}
