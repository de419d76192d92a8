/** Each feature of a container and exactly what it adds to the execution role; a feature that is not used adds nothing. */
import type { Container, ServiceModel } from "../../modules/model/model";
import { executionRoleGrants } from "../../modules/policy/execution-role";
import {
  awslogs,
  container,
  ecrImage,
  imageAccount,
  key,
  late,
  parameter,
  resourcesBySid,
  s3File,
  secret,
  service,
  statements,
} from "./fixture";

const grantsOf = (over: Partial<Container>, more: Partial<ServiceModel> = {}) =>
  executionRoleGrants([service({ containers: [container(over)], ...more })]);
const group = "arn:aws:logs:us-east-1:444455556666:log-group:/ecs/shop";
const cached = {
  ...ecrImage("hub/library/nginx"),
  ecr: {
    ...ecrImage("hub/library/nginx").ecr!,
    pullThroughCache: { prefixArn: "arn:aws:ecr:us-east-1:444455556666:repository/hub/*", createRepositories: false },
  },
};
const creating = {
  ...cached,
  ecr: { ...cached.ecr, pullThroughCache: { ...cached.ecr.pullThroughCache, createRepositories: true } },
};
const fsx = {
  kind: "fsx-windows",
  name: "share",
  path: [],
  fileSystemId: "fs-1",
  rootDirectory: "\\",
  domain: "corp.example.com",
  credentials: parameter("fsx"),
} as const;

interface Case {
  readonly feature: string;
  readonly container?: Partial<Container>;
  readonly service?: Partial<ServiceModel>;
  readonly gives: Readonly<Record<string, readonly unknown[]>>;
}

const secretArn = (name: string) => secret(name).resource;
const parameterArn = (name: string) => parameter(name).resource;
const files = (...objects: string[]) => objects.map((object) => `arn:aws:s3:::${object}`);

const cases: readonly Case[] = [
  { feature: "an image of Docker Hub and no logs", gives: {} },
  { feature: "an image of ECR Public", container: { image: { uri: "public.ecr.aws/nginx/nginx:1.27", path: [] } }, gives: {} },
  {
    feature: "an image in the account's registry",
    container: { image: ecrImage("orders") },
    gives: { GetRegistryToken: ["*"], PullImages: ["arn:aws:ecr:us-east-1:444455556666:repository/orders"] },
  },
  {
    feature: "an image of another account",
    container: { image: ecrImage("orders", imageAccount) },
    gives: { GetRegistryToken: ["*"], PullImages: ["arn:aws:ecr:us-east-1:111122223333:repository/orders"] },
  },
  {
    feature: "an image behind a pull through cache",
    container: { image: cached },
    gives: {
      GetRegistryToken: ["*"],
      PullImages: ["arn:aws:ecr:us-east-1:444455556666:repository/hub/library/nginx"],
      ImportImages: ["arn:aws:ecr:us-east-1:444455556666:repository/hub/library/nginx"],
    },
  },
  {
    feature: "a pull through cache that makes repositories",
    container: { image: creating },
    gives: {
      GetRegistryToken: ["*"],
      PullImages: ["arn:aws:ecr:us-east-1:444455556666:repository/hub/library/nginx"],
      ImportImages: ["arn:aws:ecr:us-east-1:444455556666:repository/hub/library/nginx"],
      CreateRepositories: ["arn:aws:ecr:us-east-1:444455556666:repository/hub/library/nginx"],
    },
  },
  {
    feature: "logs in CloudWatch",
    container: { logging: awslogs("/ecs/shop") },
    gives: { SendLogs: [`${group}:log-stream:orders/app/*`] },
  },
  {
    feature: "logs in a group that the agent makes",
    container: { logging: awslogs("/ecs/shop", { createGroup: true }) },
    gives: { CreateLogGroups: [group, `${group}:*`], SendLogs: [`${group}:log-stream:orders/app/*`] },
  },
  {
    feature: "logs with signs in the stream prefix that IAM reads as patterns",
    container: { logging: awslogs("/ecs/shop", { streamPrefix: "a*b?c${aws:username}" }) },
    gives: { SendLogs: [`${group}:log-stream:a\${*}b\${?}c\${$}{aws:username}/app/*`] },
  },
  {
    feature: "logs in a group whose name is a variable",
    container: {
      logging: awslogs("x", { groupArn: { parts: ["arn:aws:logs:us-east-1:444455556666:log-group:", late("group")] } }),
    },
    gives: {
      SendLogs: [{ parts: ["arn:aws:logs:us-east-1:444455556666:log-group:", late("group"), ":log-stream:orders/app/*"] }],
    },
  },
  {
    feature: "logs through FireLens, which delivers with the task role",
    container: { logging: { driver: "awsfirelens", options: {}, secretOptions: [], path: [] } },
    gives: {},
  },
  {
    feature: "a secret in a log option",
    container: { logging: { driver: "splunk", options: {}, secretOptions: [secret("token")], path: [] } },
    gives: { ReadSecrets: [secretArn("token")] },
  },
  {
    feature: "a log router with its configuration in its image",
    container: { router: { type: "fluentbit", configuration: { kind: "file", value: "/fluent.conf" }, options: {} } },
    gives: {},
  },
  {
    feature: "a log router with its configuration on S3",
    container: { router: { type: "fluentbit", configuration: { kind: "s3", file: s3File("config/fluent.conf") }, options: {} } },
    gives: { ReadFiles: files("config/fluent.conf"), LocateBuckets: files("config") },
  },
  {
    feature: "secrets of Secrets Manager, listed in any order",
    container: { secrets: [secret("b"), secret("a"), secret("b")] },
    gives: { ReadSecrets: [secretArn("a"), secretArn("b")] },
  },
  { feature: "a parameter", container: { secrets: [parameter("host")] }, gives: { ReadParameters: [parameterArn("host")] } },
  {
    feature: "a secret behind a parameter",
    container: { secrets: [parameter("host", { behind: "arn:aws:secretsmanager:us-east-1:444455556666:secret:host-??????" })] },
    gives: {
      ReadSecrets: ["arn:aws:secretsmanager:us-east-1:444455556666:secret:host-??????"],
      ReadParameters: [parameterArn("host")],
    },
  },
  {
    feature: "credentials of a private registry",
    container: { repositoryCredentials: secret("registry") },
    gives: { ReadSecrets: [secretArn("registry")] },
  },
  {
    feature: "environment files",
    container: { environmentFiles: [s3File("config/b.env"), s3File("config/a.env")] },
    gives: { ReadFiles: files("config/a.env", "config/b.env"), LocateBuckets: files("config") },
  },
  {
    feature: "environment files in buckets of two owners",
    container: { environmentFiles: [s3File("theirs/b.env", { owner: imageAccount }), s3File("ours/a.env")] },
    gives: {
      ReadFiles: files("theirs/b.env"),
      LocateBuckets: files("theirs"),
      ReadFiles2: files("ours/a.env"),
      LocateBuckets2: files("ours"),
    },
  },
  {
    feature: "a credential specification on S3",
    container: { credentialSpecs: [{ kind: "s3", domainless: false, file: s3File("gmsa/spec.json") }] },
    gives: { ReadFiles: files("gmsa/spec.json"), LocateBuckets: files("gmsa") },
  },
  {
    feature: "a domainless credential specification in a parameter",
    container: {
      credentialSpecs: [{ kind: "parameter", domainless: true, parameter: parameter("gmsa"), secret: secret("user") }],
    },
    gives: { ReadSecrets: [secretArn("user")], ReadParameters: [parameterArn("gmsa")] },
  },
  { feature: "an FSx volume", service: { volumes: [fsx] }, gives: { ReadParameters: [parameterArn("fsx")] } },
  {
    feature: "an EFS and an EBS volume and ECS Exec, which are for other roles",
    service: {
      volumes: [
        {
          kind: "efs",
          name: "a",
          path: [],
          fileSystemId: "fs-1",
          fileSystemArn: "arn:aws:elasticfilesystem:us-east-1:444455556666:file-system/fs-1",
          iam: true,
          can: "read",
        },
        { kind: "ebs", name: "b", path: [], sizeGiB: 8, volumeType: "gp3", fileSystemType: "xfs", key },
      ],
      exec: { path: [], key },
    },
    gives: {},
  },
];

test.each(cases)("$feature: exactly what it needs", ({ container: over = {}, service: more = {}, gives }) => {
  expect(resourcesBySid(grantsOf(over, more))).toEqual(gives);
});

test("files are read only from buckets of their owner", () => {
  const conditions = grantsOf({ environmentFiles: [s3File("theirs/a.env", { owner: imageAccount })] }).map(
    ({ statement }) => statement.Condition,
  );
  const expected = { StringEquals: { "aws:ResourceAccount": [imageAccount] } };
  expect(conditions).toEqual([expected, expected]);
});

test("a shared execution role may do what its services need together, and no more", () => {
  const orders = service({ containers: [container({ image: ecrImage("orders"), secrets: [secret("a")] })] });
  const carts = service({
    name: "carts",
    containers: [container({ image: ecrImage("carts"), logging: awslogs("/ecs/shop", { streamPrefix: "carts" }) })],
  });
  const shared = executionRoleGrants([orders, carts]);
  expect(resourcesBySid(shared)).toEqual({
    GetRegistryToken: ["*"],
    PullImages: ["arn:aws:ecr:us-east-1:444455556666:repository/carts", "arn:aws:ecr:us-east-1:444455556666:repository/orders"],
    SendLogs: [`${group}:log-stream:carts/app/*`],
    ReadSecrets: [secretArn("a")],
  });
  expect(statements(executionRoleGrants([carts, orders]))).toEqual(statements(shared));
});

test("containers in another order give the same grants, reasons included", () => {
  const a = container({
    name: "a",
    image: ecrImage("a"),
    secrets: [secret("x", { key }), parameter("y")],
    logging: awslogs("/ecs/shop"),
  });
  const b = container({
    name: "b",
    image: ecrImage("b"),
    environmentFiles: [s3File("config/b", { key })],
    logging: awslogs("/ecs/other"),
  });
  expect(executionRoleGrants([service({ containers: [b, a] })])).toEqual(executionRoleGrants([service({ containers: [a, b] })]));
});

test("reasons say what, name the user's own words in backticks, and count long lists", () => {
  const many = ["a", "b", "c", "d"].map((name) => secret(name));
  const whats = (over: Partial<Container>) => grantsOf(over).map(({ reason }) => reason.what);
  expect(whats({ image: ecrImage("orders"), logging: awslogs("/ecs/shop") })).toEqual([
    "get a token for the registry",
    "pull image `orders`",
    "send logs to log group `/ecs/shop`",
  ]);
  expect(whats({ environmentFiles: [s3File("config/b.env"), s3File("config/a.env")] })).toEqual([
    "read files `config/a.env` and `config/b.env`",
    "find the region of bucket `config`",
  ]);
  expect(whats({ secrets: many })).toEqual(["read 4 secrets"]);
  expect(whats({ secrets: many.slice(0, 3) })).toEqual(["read secrets `a`, `b` and `c`"]);
});
