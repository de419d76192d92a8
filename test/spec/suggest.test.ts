import { closest } from "../../modules/spec/suggest";

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
