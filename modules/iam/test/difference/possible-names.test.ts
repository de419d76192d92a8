/** Names of counterexamples: what AWS could have. */
import { canExist, onPossibleName, possibleNames } from "../../difference";

const here = "us-east-1:123456789012";

describe("a resource", () => {
  test.each([
    "*",
    "arn:aws:s3:::photos",
    "arn:aws:s3:::photos/a/",
    `arn:aws:secretsmanager:${here}:secret:prod/payments-AbCdEf`,
    `arn:aws:ssm:${here}:parameter/prod/host`,
    `arn:aws:logs:${here}:log-group:/ecs/orders`,
    `arn:aws:logs:${here}:log-group:/ecs/orders:*`,
    `arn:aws:logs:${here}:log-group:/ecs/orders:log-stream:app/1`,
    `arn:aws:dynamodb:${here}:table/orders/index/by-day`,
    `arn:aws:sqs:${here}:jobs.fifo`,
    `arn:aws:sns:${here}:news`,
    `arn:aws:kinesis:${here}:stream/clicks`,
  ])("that can exist: %s", (arn) => {
    expect(canExist(arn)).toBe(true);
    expect(possibleNames(arn)).toEqual([arn]);
  });

  test.each([
    ["arn:aws:s3:::photos/", "arn:aws:s3:::photos/example"],
    ["arn:aws:s3:::photos-", "arn:aws:s3:::photos-example"],
    [`arn:aws:secretsmanager:${here}:secret:prod/payments-::::::`, `arn:aws:secretsmanager:${here}:secret:prod/payments-xxxxxx`],
    [`arn:aws:secretsmanager:${here}:secret:prod/`, `arn:aws:secretsmanager:${here}:secret:prod/example-AbCdEf`],
    [`arn:aws:ssm:${here}:parameter/prod/`, `arn:aws:ssm:${here}:parameter/prod/example`],
    [`arn:aws:logs:${here}:log-group:`, `arn:aws:logs:${here}:log-group:example`],
    [`arn:aws:logs:${here}:log-group:orders:`, `arn:aws:logs:${here}:log-group:orders:log-stream:example`],
    [`arn:aws:dynamodb:${here}:table/o`, `arn:aws:dynamodb:${here}:table/oexample`],
    [`arn:aws:sqs:${here}:jobs:`, `arn:aws:sqs:${here}:jobsx`],
    [`arn:aws:kinesis:${here}:stream/`, `arn:aws:kinesis:${here}:stream/example`],
  ])("that cannot: %s", (arn, near) => {
    expect(canExist(arn)).toBe(false);
    expect(possibleNames(arn)).toContain(near);
    expect(possibleNames(arn).at(-1)).toBe(arn);
  });

  test("of which only Terraform knows the name may exist", () => {
    expect(canExist({ parts: ["arn:aws:s3:::", { kind: "late", name: "bucket", type: "string" }] } as never)).toBe(true);
  });
});

test("a request keeps its resource where no other shows the same", () => {
  const request = { principal: { kind: "anonymous" }, action: "s3:GetObject", resource: "arn:aws:s3:::photos/" } as const;
  expect(onPossibleName(request, () => true).resource).toBe("arn:aws:s3:::photos/example");
  expect(onPossibleName(request, ({ resource }) => resource === "arn:aws:s3:::photos/")).toEqual(request);
  expect(onPossibleName(request, () => false)).toBe(request);
});
