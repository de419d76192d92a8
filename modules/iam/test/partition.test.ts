import {
  dnsSuffix,
  isPartition,
  knownRegions,
  nearestRegion,
  partitionOf,
  partitions,
  servicePrincipal,
  viaService,
} from "../partition";
import { showText } from "../text";

const region = { late: "region", name: "var.region", template: "${var.region}" } as const;
const partition = { late: "partition", name: "var.partition", template: "${var.partition}" } as const;

describe("partitionOf", () => {
  test.each([
    ["us-east-1", "aws"],
    ["mx-central-1", "aws"],
    ["cn-northwest-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-iso-west-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
    ["eusc-de-east-1", "aws-eusc"],
    ["ap-southeast-9", "aws"],
    ["eusc-fr-west-1", "aws-eusc"],
  ])("puts %s into %s", (name, expected) => {
    expect(partitionOf(name)).toBe(expected);
  });

  test.each([
    "us-est1",
    "us-esat-1",
    "mars-1",
    "mars-east-1",
    "us-east",
    "us-east-0",
    "us-east-1a",
    "US-EAST-1",
    "us-gov-1",
    "",
    "us-east-1\n",
    "aws-global",
    "*",
  ])("knows no partition for %j", (name) => {
    expect(partitionOf(name)).toBeUndefined();
  });

  test("knows a partition for every known region, and a region for every partition", () => {
    expect(new Set(knownRegions.map(partitionOf))).toStrictEqual(new Set(partitions));
    expect(new Set(knownRegions).size).toBe(knownRegions.length);
  });
});

describe("nearestRegion", () => {
  test.each([
    ["us-esat-1", "us-east-1"],
    ["us-est1", "us-east-1"],
    ["US-WEST-2", "us-west-2"],
    ["eu-cental-1", "eu-central-1"],
    ["cn-noth-1", "cn-north-1"],
  ])("takes %s for %s", (name, expected) => {
    expect(nearestRegion(name)).toBe(expected);
  });

  test.each(["us-east-1", "mars-1", "", "x".repeat(1_000_000)])("has no guess for a known or a far name", (name) => {
    expect(nearestRegion(name)).toBeUndefined();
  });
});

describe("viaService", () => {
  test.each([
    ["us-east-1", "aws", "StringEquals", "ssm.us-east-1.amazonaws.com"],
    ["us-gov-west-1", "aws-us-gov", "StringEquals", "ssm.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "aws-cn", "StringLike", "ssm.cn-north-1.amazonaws.com*"],
    ["eusc-de-east-1", "aws-eusc", "StringLike", "ssm.eusc-de-east-1.amazonaws.*"],
    ["us-iso-east-1", "aws-iso", "StringLike", "ssm.us-iso-east-1.*"],
    ["us-isob-east-1", "aws-iso-b", "StringLike", "ssm.us-isob-east-1.*"],
  ])("compares in %s of %s with %s", (name, home, operator, value) => {
    expect(viaService("ssm", name, home)).toStrictEqual({ operator, value });
  });

  test("is exact for a late region of a known partition", () => {
    const { operator, value } = viaService("ssm", region, "aws");
    expect([operator, showText(value)]).toStrictEqual(["StringEquals", "ssm.${var.region}.amazonaws.com"]);
  });

  test("is exact for a known region of a late partition", () => {
    expect(viaService("ssm", "us-east-1", partition)).toStrictEqual({
      operator: "StringEquals",
      value: "ssm.us-east-1.amazonaws.com",
    });
  });

  test("leaves only the suffix open when both are late", () => {
    const { operator, value } = viaService("ssm", region, partition);
    expect([operator, showText(value)]).toStrictEqual(["StringLike", "ssm.${var.region}.*"]);
  });

  test("never leaves service or region open", () => {
    for (const name of knownRegions)
      expect(showText(viaService("ssm", name, partitionOf(name)!).value)).toMatch(new RegExp(`^ssm\\.${name}\\.[^?]*$`));
  });
});

test("service principals have one suffix in every partition, endpoints have their own", () => {
  expect(servicePrincipal("ecs-tasks")).toBe("ecs-tasks.amazonaws.com");
  expect(partitions.map(dnsSuffix)).toStrictEqual([
    "amazonaws.com",
    "amazonaws.com.cn",
    "amazonaws.com",
    "c2s.ic.gov",
    "sc2s.sgov.gov",
    "cloud.adc-e.uk",
    "csp.hci.ic.gov",
    "amazonaws.eu",
  ]);
});

test("knows partitions by their names only", () => {
  expect(partitions.every(isPartition)).toBe(true);
  expect(["AWS", "", "aws-mars", "toString"].some(isPartition)).toBe(false);
});
