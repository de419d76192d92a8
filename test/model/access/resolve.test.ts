import { home, run } from "../../policy/intents/item";

function access(item: unknown) {
  const outcome = run(item);
  if ("schema" in outcome) throw new Error(outcome.schema);
  expect(outcome.problems).toEqual([]);
  return outcome.access;
}

function problems(item: unknown) {
  const outcome = run(item);
  return "schema" in outcome ? [] : outcome.problems.map(({ code, path }) => ({ code, path: path.slice(4).join(".") }));
}

test("names are ARNs of the service's own place", () => {
  expect(access({ sqs: { queue: "orders", can: "send" } })).toEqual({
    intent: "sqs",
    can: ["send"],
    name: "orders",
    id: "orders",
    path: ["services", "web", "access", 0],
    place: home,
    resources: { queue: ["arn:aws:sqs:us-east-1:123456789012:orders"] },
    limits: {},
    flags: [],
  });
});

test("an ARN tells where its resource lives", () => {
  expect(access({ sqs: { queue: "arn:aws:sqs:eu-west-2:210987654321:orders", can: "send" } })).toMatchObject({
    place: { account: "210987654321", region: "eu-west-2", partition: "aws" },
  });
});

test("verbs are sorted and each is there once, so that their order in the file does not matter", () => {
  expect(access({ s3: { bucket: "photos", can: ["write", "read", "write"] } })).toEqual(
    access({ s3: { bucket: "photos", can: ["read", "write"] } }),
  );
});

test("an item without verbs means the one that its intent is named for", () => {
  expect(access({ lambda: { function: "resize" } })).toMatchObject({ can: ["invoke"] });
  expect(access({ secret: { secret: "api" } })).toMatchObject({ can: ["read"] });
  expect(access({ opensearch: { collection: "07tjusf2h91cunochc" } })).toMatchObject({ can: ["call"] });
});

test.each([
  { until: "2027-01-31", full: "2027-01-31T00:00:00Z" },
  { until: "2028-02-29", full: "2028-02-29T00:00:00Z" },
  { until: "2027-01-31T23:59:59Z", full: "2027-01-31T23:59:59Z" },
])("$until ends at $full", ({ until, full }) => {
  expect(access({ xray: { until, why: "a trial" } })).toMatchObject({ until: full, why: "a trial" });
});

test.each(["2027-02-29", "2027-13-01", "2027-01-00", "2027-01-31T24:00:00Z", "2027-01-31T12:60:00Z"])(
  "refuses %s, which no calendar has",
  (until) => {
    expect(problems({ xray: { until } })).toEqual([{ code: "invalid-date", path: "xray.until" }]);
  },
);

test("variables become late values, `mayBeEmpty` only where the default says so", () => {
  expect(access({ sqs: { queue: { var: "queue" }, can: "send", key: { var: "key", default: "" } } })).toMatchObject({
    id: { late: "name", name: "var.queue" },
    key: { late: "kms-key-arn", name: "var.key", mayBeEmpty: true },
  });
  expect(access({ sqs: { queue: "orders", can: "send", key: { var: "key" } } })?.["key" as never]).not.toHaveProperty(
    "mayBeEmpty",
  );
});

test("all problems of an item come at once, each at its place", () => {
  expect(problems({ s3: { bucket: "photos*", can: "read", prefix: ["a*", "b"], owner: "nobody", key: "app" } })).toEqual([
    { code: "wildcard-in-arn", path: "s3.bucket" },
    { code: "wildcard-in-arn", path: "s3.prefix.0" },
    { code: "unknown-reference", path: "s3.owner" },
  ]);
  expect(problems({ statement: { actions: ["nothing", "s3:*"], resources: ["photos", "*"], Effect: "Deny" } })).toEqual([
    { code: "forbidden-element", path: "statement.Effect" },
    { code: "invalid-value", path: "statement.actions.0" },
    { code: "invalid-arn", path: "statement.resources.0" },
    { code: "statement-without-why", path: "statement" },
  ]);
});

test("an ARN in the long form is checked like a short one", () => {
  expect(problems({ sqs: { queue: { arn: "arn:aws:sqs:us-east-1:*:orders" }, can: "send" } })).toEqual([
    { code: "wildcard-in-arn", path: "sqs.queue.arn" },
  ]);
  expect(problems({ sqs: { queue: { arn: "orders" }, can: "send" } })).toEqual([{ code: "invalid-arn", path: "sqs.queue.arn" }]);
});
