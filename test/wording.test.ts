import { closest, counted, listed, nearlySame, plural, someOf, suggestion } from "../modules/wording";

const keys = [
  "kmsKey",
  "instanceTypes",
  "securityGroups",
  "subnets",
  "secrets",
  "environmentFiles",
  "os",
  "dynamodb",
  "rds-connect",
];

describe("closest", () => {
  it.each([
    ["kmsKye", "kmsKey"],
    ["kms_key", "kmsKey"],
    ["KMS-KEY", "kmsKey"],
    ["instanceType", "instanceTypes"],
    ["instance_types", "instanceTypes"],
    ["securitygroups", "securityGroups"],
    ["subnet", "subnets"],
    ["serets", "secrets"],
    ["dynamo", "dynamodb"],
    ["rds", "rds-connect"],
    ["rdsConnect", "rds-connect"],
    ["environment", "environmentFiles"],
  ])("takes %s for %s", (word, expected) => {
    expect(closest(word, keys)).toBe(expected);
  });

  it.each([["zebra"], [""], ["-"], ["xy"], ["kubernetes"], ["k".repeat(100_000)], ["🦓"]])("takes %.20s for nothing", (word) => {
    expect(closest(word, keys)).toBeUndefined();
  });

  it("prefers the first of equals", () => {
    expect(closest("abx", ["aby", "abz"])).toBe("aby");
  });
});

describe("nearlySame", () => {
  it.each([
    ["s3:GetObjekt", 2, "s3:GetObject"],
    ["S3:getobject", 2, "s3:GetObject"],
    ["s3:GetObjectss", 1, undefined],
    ["s3:GetObjectAc", 2, "s3:GetObjectAcl"],
    ["x".repeat(65), 70, undefined],
  ])("of %.20s within %d edits is %s", (word, edits, expected) => {
    expect(nearlySame(word, ["s3:GetObject", "s3:GetObjectAcl"], edits)).toBe(expected);
  });
});

test.each([
  [0, "0 policies"],
  [1, "1 policy"],
  [2, "2 policies"],
])("counts %d", (count, expected) => {
  expect(counted(count, "policy", "policies")).toBe(expected);
  expect(plural(count, "role")).toBe(count === 1 ? "role" : "roles");
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("lists %j", (words, expected) => {
  expect(listed(words)).toBe(expected);
  expect(listed(words, "or")).toBe(expected.replace("and", "or"));
});

test.each([
  [["a", "b", "c"], "a, b, c"],
  [["a", "b", "c", "d"], "a, b and 2 more"],
])("lists some of %j", (words, expected) => {
  expect(someOf(words, 3)).toBe(expected);
});

test("suggests the nearest word, or says which there are", () => {
  expect(suggestion("jsonfil", ["json-file", "awslogs"])).toBe("did you mean `json-file`?");
  expect(suggestion("zebra", ["json-file", "awslogs"])).toBe("known: json-file, awslogs");
});
