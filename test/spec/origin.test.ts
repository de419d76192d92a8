import type { Path } from "../../modules/problem";
import { originOf } from "../../modules/spec/origin";

const one = { image: "orders", environmentFiles: ["s3://settings/orders.env", { object: "s3://settings/two words.env" }] };
const platform = {
  accounts: { production: "111122223333" },
  keys: { data: "arn:aws:kms:eu-west-1:111122223333:key/1" },
  clusters: { main: { ec2: {} }, mixed: { capacity: { gpu: {} } } },
  repositories: { "team/orders": { pull: { organization: true, accounts: ["test"] } } },
  services: {
    orders: {
      containers: { app: one },
      access: [
        { s3: { bucket: "photos", can: "read" } },
        { sqs: { queue: { name: "jobs", account: "test" }, can: ["send"] } },
        { statement: { actions: ["ec2:DescribeVpcs", "ec2:DescribeSubnets"], resources: "*" } },
        { secret: { secret: { var: "token" } } },
        { metrics: { namespace: ["shop"] } },
        { dynamodb: { table: { arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/carts" } } },
        { xray: { can: "put" } },
      ],
      taskRoleOverrides: { cleanup: { access: [{ s3: { bucket: "photos" } }] } },
      volumes: { data: { efs: { fileSystem: "fs-1" } } },
      acknowledge: [{ id: "pass-any-role", why: "it deploys" }],
      expect: [{ deny: ["s3:DeleteObject"], on: ["photos"] }],
    },
    checkout: { containers: { app: one, router: one } },
  },
};

const orders = ["services", "orders"];

test.each<[Path, string]>([
  [["accounts", "production"], "account production"],
  [["keys", "data"], "key data"],
  [["clusters", "main"], "cluster main"],
  [["clusters", "main", "ec2"], "cluster main: ec2"],
  [["clusters", "mixed", "capacity", "gpu"], "cluster mixed capacity gpu"],
  [["repositories", "team/orders", "pull", "organization"], "repository team/orders: pull.organization"],
  [["repositories", "team/orders", "pull", "accounts", 0], "repository team/orders: pull.accounts test"],
  [orders, "service orders"],
  [[...orders, "exec"], "orders: exec"],
  [[...orders, "deployment", "serviceConnect", "tls"], "orders: deployment.serviceConnect.tls"],
  [[...orders, "containers", "app", "image"], "orders: image"],
  [[...orders, "containers", "app", "secrets", "API_KEY"], "orders: secret API_KEY"],
  [[...orders, "containers", "app", "secrets", "API_KEY", "key"], "orders: secret API_KEY key"],
  [[...orders, "containers", "app", "environmentFiles", 0], "orders: environment file s3://settings/orders.env"],
  [[...orders, "containers", "app", "environmentFiles", 1], 'orders: environment file "s3://settings/two words.env"'],
  [["services", "checkout", "containers", "app", "image"], "checkout container app: image"],
  [[...orders, "access", 0], "orders: access s3 photos"],
  [[...orders, "access", 0, "s3", "key"], "orders: access s3 photos s3.key"],
  [[...orders, "access", 1], "orders: access sqs jobs"],
  [[...orders, "access", 2], "orders: access statement ec2:DescribeVpcs and 1 more"],
  [[...orders, "access", 3], "orders: access secret variable token"],
  [[...orders, "access", 4], "orders: access metrics shop"],
  [[...orders, "access", 5], "orders: access dynamodb arn:aws:dynamodb:eu-west-1:111122223333:table/carts"],
  [[...orders, "access", 6], "orders: access xray"],
  [[...orders, "access", 7], "orders: access"],
  [[...orders, "access"], "orders: access"],
  [[...orders, "taskRoleOverrides", "cleanup"], "orders override cleanup"],
  [[...orders, "taskRoleOverrides", "cleanup", "access", 0], "orders override cleanup: access s3 photos"],
  [[...orders, "volumes", "data"], "orders: volume data"],
  [[...orders, "volumes", "data", "efs", "fileSystem"], "orders: volume data efs.fileSystem"],
  [[...orders, "acknowledge", 0], "orders: acknowledge pass-any-role"],
  [[...orders, "expect", 0], "orders: expect deny s3:DeleteObject"],
  [["nothing", "there", 3, "is"], "nothing.there is"],
  [["constructor", "prototype"], "constructor.prototype"],
  [[], ""],
])("calls %j `%s`", (path, expected) => {
  expect(originOf(platform, path)).toBe(expected);
});

test("names a part of a platform file by a path from there", () => {
  expect(originOf(platform.services.orders, ["access", 0])).toBe("access s3 photos");
  expect(originOf(platform.services.checkout, ["containers", "app", "secrets", "A"])).toBe("container app: secret A");
});

test("keeps the name of an item when others are added before it", () => {
  const { access } = platform.services.orders;
  const more = { services: { orders: { ...platform.services.orders, access: [{ s3: { bucket: "videos" } }, ...access] } } };
  for (const index of access.keys())
    expect(originOf(more, [...orders, "access", index + 1])).toBe(originOf(platform, [...orders, "access", index]));
});

test.each([
  ["a,b", '"a,b"'],
  ["a\nb", '"a\\nb"'],
  ["a\u2028b\u202ec", '"a\\u{2028}b\\u{202e}c"'],
  ["*/ ${x} `y`", '"*/ ${x} `y`"'],
  ["é", '"é"'],
  ["", '""'],
  ["x".repeat(200), `${"x".repeat(97)}...`],
])("shows %j on one line, and as nothing else than it is", (name, expected) => {
  expect(originOf({ services: { a: {} } }, ["services", "a", "environment", name])).toBe(`a: environment variable ${expected}`);
});
