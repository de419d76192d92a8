/** The task role: exactly its access list, plus what ECS Exec and EFS volumes of the service need. */
import type { AccessItem } from "../../modules/model/access/access";
import type { Exec, ServiceModel, Volume } from "../../modules/model/model";
import { taskRoleGrants } from "../../modules/policy/task-role";
import { key, late, maybeKey, role, service, statements, taskRole } from "./fixture";

const item = (index: number, over: Partial<Extract<AccessItem, { intent: "statement" }>> = {}): AccessItem => ({
  intent: "statement",
  path: ["services", "orders", "access", index],
  sid: "ReadPhotos",
  actions: ["s3:GetObject"],
  resources: ["arn:aws:s3:::photos/a"],
  conditions: {},
  unchecked: [],
  ...over,
});
const grantsOf = (access: readonly AccessItem[], over: Partial<ServiceModel> = {}) =>
  taskRoleGrants(service(over), taskRole({ access }));
const efs: Volume = {
  kind: "efs",
  name: "user-data",
  path: ["services", "orders", "volumes", "user-data"],
  fileSystemId: "fs-0123456789abcdef0",
  fileSystemArn: "arn:aws:elasticfilesystem:us-east-1:444455556666:file-system/fs-0123456789abcdef0",
  iam: true,
  can: "write",
};
const path = ["services", "orders", "exec"];

test("a task role without access may do nothing", () => {
  expect(grantsOf([])).toEqual([]);
});

test("what two items ask for alike is granted once, with both places in the reason", () => {
  const grants = grantsOf([item(2, { why: "for the album" }), item(0, { why: "for the shop" })]);
  expect(grants).toHaveLength(1);
  expect(grants[0]?.reason.paths).toEqual([
    ["services", "orders", "access", 0],
    ["services", "orders", "access", 2],
  ]);
  expect(grants[0]?.reason.why).toBe("for the album; for the shop");
});

test("different statements with one Sid get numbers, in an order that the platform file does not decide", () => {
  const items = [item(0, { resources: ["arn:aws:s3:::photos/b"] }), item(1), item(2, { sid: "ListPhotos" })];
  const sids = (access: readonly AccessItem[]) => grantsOf(access).map(({ statement }) => [statement.Sid, statement.Resource]);
  expect(sids(items)).toEqual([
    ["ListPhotos", ["arn:aws:s3:::photos/a"]],
    ["ReadPhotos", ["arn:aws:s3:::photos/b"]],
  ]);
  const apart = [item(0, { resources: ["arn:aws:s3:::photos/b"] }), item(1)];
  expect(sids(apart)).toEqual([
    ["ReadPhotos", ["arn:aws:s3:::photos/a"]],
    ["ReadPhotos2", ["arn:aws:s3:::photos/b"]],
  ]);
  expect(sids(apart.toReversed())).toEqual(sids(apart));
});

test("grants that differ in their end date only stay apart", () => {
  expect(grantsOf([item(0), item(1, { until: "2027-01-31T00:00:00Z" })])).toHaveLength(2);
});

const exec: readonly [string, Exec, readonly unknown[]][] = [
  ["nothing else", { path }, []],
  [
    "a log group",
    { path, logGroupArn: "arn:aws:logs:us-east-1:444455556666:log-group:/ecs/exec" },
    [
      { Sid: "FindExecLogGroup", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      {
        Sid: "LogExecSessions",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:us-east-1:444455556666:log-group:/ecs/exec:*",
      },
    ],
  ],
  [
    "a bucket",
    { path, bucket: { arn: "arn:aws:s3:::sessions" } },
    [
      {
        Sid: "CheckExecBucket",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"],
        Resource: "arn:aws:s3:::sessions",
      },
      { Sid: "StoreExecSessions", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::sessions/*" },
    ],
  ],
  [
    "a bucket with a prefix, whose signs are no patterns",
    { path, bucket: { arn: "arn:aws:s3:::sessions", prefix: "exec*/" } },
    [
      {
        Sid: "CheckExecBucket",
        Effect: "Allow",
        Action: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"],
        Resource: "arn:aws:s3:::sessions",
      },
      { Sid: "StoreExecSessions", Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::sessions/exec${*}/*" },
    ],
  ],
  ["a key", { path, key }, [{ Sid: "DecryptExecChannel", Effect: "Allow", Action: "kms:Decrypt", Resource: key }]],
];

test.each(exec)("ECS Exec with %s", (_name, settings, more) => {
  const channel = {
    Sid: "OpenExecChannel",
    Effect: "Allow",
    Action: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Resource: "*",
  };
  expect(statements(grantsOf([], { exec: settings }))).toEqual([channel, ...more]);
});

test("a key of ECS Exec that may be empty makes its statement conditional", () => {
  expect(grantsOf([], { exec: { path, key: maybeKey } }).map(({ when }) => when?.name)).toEqual([undefined, "var.kms_key_arn"]);
});

test.each<[Extract<Volume, { kind: "efs" }>["can"], string | readonly string[]]>([
  ["read", "elasticfilesystem:ClientMount"],
  ["write", ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]],
  ["root", ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"]],
])("an EFS volume to %s", (can, Action) => {
  expect(statements(grantsOf([], { volumes: [{ ...efs, can }] }))).toEqual([
    {
      Sid: "MountVolumeUserData",
      Effect: "Allow",
      Action,
      Resource: efs.fileSystemArn,
      Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
    },
  ]);
});

test("an EFS access point is the only way in", () => {
  const accessPointArn = late("access_point", "arn");
  const [grant] = grantsOf([], { volumes: [{ ...efs, accessPointArn }] });
  expect(grant?.statement.Condition).toEqual({
    StringEquals: { "elasticfilesystem:AccessPointArn": [accessPointArn] },
    Bool: { "elasticfilesystem:AccessedViaMountTarget": ["true"] },
  });
});

test("volumes that do not use the task role add nothing", () => {
  const volumes: readonly Volume[] = [
    { ...efs, iam: false },
    { kind: "host", name: "scratch", path },
    { kind: "ebs", name: "data", path, sizeGiB: 8, volumeType: "gp3", fileSystemType: "xfs", key },
  ];
  expect(grantsOf([], { volumes })).toEqual([]);
});

test("an override has its own access, and the features of the task that it runs", () => {
  const override = taskRole({ role: role("shop-orders-import"), override: "import", access: [item(0, { sid: "Import" })] });
  const grants = taskRoleGrants(service({ taskRole: taskRole({ access: [item(1)] }), exec: { path } }), override);
  expect(grants.map(({ statement }) => statement.Sid)).toEqual(["Import", "OpenExecChannel"]);
});

test("a role that assumes itself may assume exactly itself", () => {
  expect(statements(taskRoleGrants(service(), taskRole({ selfAssume: true })))).toEqual([
    { Sid: "AssumeSelf", Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::444455556666:role/shop-orders-task" },
  ]);
});
