/** Documents that this platform does not write itself: statements that deny, conditions of every kind, statements that may be absent, documents that nobody can read. */
import type { Late } from "../../../modules/iam/text";
import type { PlatformDraft } from "../../../modules/pipeline";
import type { Grant, Statement } from "../../../modules/policy/statement";
import { ask } from "../../../modules/verify/expectations/ask";
import { platformOf } from "../theorems/platform";

const base = platformOf({ app: "access: [{ s3: { bucket: photos, can: read } }]" });

function granted(statement: Partial<Statement>, when?: Late): Grant {
  return {
    statement: {
      Sid: "Extra",
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource: ["arn:aws:sqs:us-east-1:123456789012:jobs"],
      ...statement,
    },
    reason: { paths: [["services", "app", "access", 0]], what: "test", page: "https://docs.aws.amazon.com/" },
    ...(when === undefined ? {} : { when }),
  };
}

/** The platform with one more grant in the policies of every role. */
function having(grant: Grant): PlatformDraft {
  const stacks = base.stacks.map((stack) => ({
    ...stack,
    policies: {
      ...stack.policies,
      roles: stack.policies.roles.map((entry) => ({
        ...entry,
        policies: entry.policies.map((policy) => ({ ...policy, grants: [...policy.grants, grant] })),
      })),
    },
  }));
  return { ...base, stacks };
}

function answerTo(plan: PlatformDraft, action: string, resource: string, context = {}) {
  const outcome = ask(plan, { service: "app", role: "task", action, resource, context });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const [first] = outcome.value;
  if (first === undefined) throw new Error("nobody");
  return {
    answer: first.answer,
    ...(first.because === undefined ? {} : { because: first.because }),
    ...(first.depends === undefined ? {} : { depends: first.depends }),
  };
}

const jobs = "arn:aws:sqs:us-east-1:123456789012:jobs";

describe("statements that deny", () => {
  const deny = (statement: Partial<Statement>) =>
    having(granted({ Effect: "Deny", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::photos/secret/*"], ...statement }));

  test("win over those that allow", () => {
    expect(answerTo(deny({}), "s3:GetObject", "photos/secret/a")).toEqual({
      answer: "no",
      because: "statement `Extra` (platform.yaml:6) denies it",
    });
  });

  test("leave the rest as it is", () => {
    expect(answerTo(deny({}), "s3:GetObject", "photos/open/a").answer).toBe("yes");
    expect(answerTo(deny({}), "s3:GetObject", "photos").answer).toBe("some");
  });

  test("count only where their conditions can hold", () => {
    const late = deny({ Condition: { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } } });
    expect(answerTo(late, "s3:GetObject", "photos/secret/a").answer).toBe("some");
    expect(answerTo(late, "s3:GetObject", "photos/secret/a", { "aws:RequestedRegion": "us-east-1" }).answer).toBe("yes");
    expect(answerTo(late, "s3:GetObject", "photos/secret/a", { "aws:RequestedRegion": "eu-west-1" }).answer).toBe("no");
  });
});

const conditions: readonly [operator: string, values: readonly string[], words: string][] = [
  ["StringEquals", ["a"], "when `x:key` is `a`"],
  ["StringEquals", ["a", "b", "c", "d", "e", "f"], "when `x:key` is `a`, `b`, `c`, `d` or 2 more"],
  ["StringNotEquals", ["a"], "when `x:key` is not `a`"],
  ["StringEqualsIgnoreCase", ["a"], "when `x:key` is `a`"],
  ["StringLike", ["a*", "b?"], "when `x:key` is like `a*` or `b?`"],
  ["StringNotLike", ["a*"], "when `x:key` is not like `a*`"],
  ["StringEqualsIfExists", ["a"], "when `x:key` is `a`, or is absent"],
  ["ForAllValues:StringEquals", ["a"], "when every value of `x:key` is `a`"],
  ["ForAnyValue:StringLike", ["a*"], "when a value of `x:key` is like `a*`"],
  ["ArnLike", ["arn:aws:sns:*:*:news"], "when `x:key` is like `arn:aws:sns:*:*:news`"],
  ["NumericLessThan", ["5"], "when `x:key` is below `5`"],
  ["NumericLessThanEquals", ["5"], "when `x:key` is at most `5`"],
  ["NumericGreaterThan", ["5"], "when `x:key` is above `5`"],
  ["NumericGreaterThanEquals", ["5"], "when `x:key` is at least `5`"],
  ["NumericNotEquals", ["5"], "when `x:key` is not `5`"],
  ["DateLessThan", ["2027-01-31"], "when `x:key` is before `2027-01-31`"],
  ["DateGreaterThan", ["2027-01-31"], "when `x:key` is after `2027-01-31`"],
  ["DateGreaterThanEquals", ["2027-01-31"], "when `x:key` is at least `2027-01-31`"],
  ["Bool", ["true"], "when `x:key` is `true`"],
  ["Null", ["true"], "when `x:key` is absent"],
  ["Null", ["false"], "when `x:key` is present"],
  ["IpAddress", ["10.0.0.0/8"], "when `x:key` is `10.0.0.0/8`"],
  ["NotIpAddress", ["10.0.0.0/8"], "when `x:key` is not `10.0.0.0/8`"],
];

test.each(conditions)("what depends on %s %j says so in words", (operator, values, words) => {
  const plan = having(granted({ Condition: { [operator]: { "x:key": values } } }));
  expect(answerTo(plan, "sqs:SendMessage", jobs)).toEqual({ answer: "some", depends: words });
});

test("what holds whatever a key is, is no condition", () => {
  const plan = having(granted({ Condition: { "ForAllValues:StringLike": { "x:key": ["*"] } } }));
  expect(answerTo(plan, "sqs:SendMessage", jobs)).toEqual({ answer: "yes" });
});

describe("statements that may be absent", () => {
  const key: Late = { late: "kms-key-arn", name: "var.key", template: "${var.key}", mayBeEmpty: true };

  test("are possible, not certain", () => {
    expect(answerTo(having(granted({}, key)), "sqs:SendMessage", jobs)).toEqual({
      answer: "some",
      depends: "if `var.key` is not empty",
    });
  });
});

describe("documents that nobody can read", () => {
  const broken = having(granted({ Action: ["nonsense"] }));

  test("make every answer unknown, never a no", () => {
    expect(answerTo(broken, "s3:GetObject", "photos")).toEqual({ answer: "unknown", because: "it could not be decided" });
    expect(answerTo(broken, "iam:PassRole", "*").answer).toBe("unknown");
  });
});

test("two statements that each allow a part allow it all together", () => {
  const plan = having(granted({ Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::letters/a*", "arn:aws:s3:::letters/?*"] }));
  expect(answerTo(plan, "s3:GetObject", "arn:aws:s3:::letters/?*").answer).toBe("yes");
  expect(answerTo(plan, "s3:GetObject", "arn:aws:s3:::letters/*").answer).toBe("some");
});
