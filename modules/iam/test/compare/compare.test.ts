import { cpuTime } from "../../../../test/verify/cpu-time";
import {
  type Comparison,
  disjoint,
  equivalent,
  evaluate,
  implies,
  type PolicyDocument,
  type PolicyKind,
  readDocument,
} from "../..";
import { text } from "../../text";
import {
  AWAY,
  allow,
  BUCKET,
  deny,
  document,
  FOREIGN_ROLE,
  FOREIGN_ROOT,
  grant,
  HOME,
  type Json,
  KEY,
  OBJECT,
  ROLE,
  ROOT,
  refuse,
  SESSION,
  TABLE,
  USER,
} from "../cases/vocabulary";

function read(value: unknown, kind: PolicyKind): PolicyDocument {
  const outcome = readDocument(value, kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

type Question = readonly [claim: string, left: Json, right: Json];
const when = (Condition: Json): Json => allow("s3:GetObject", OBJECT, { Condition });
const bucket = { late: "name", name: "var.bucket", template: "${var.bucket}" } as const;
const other = { late: "name", name: "var.other", template: "${var.other}" } as const;
const team = (value: unknown): Json => ({ "aws:PrincipalTag/team": value });

/** `left` allows less than `right`: one direction is proved, the other refuted. */
const narrower: readonly Question[] = [
  ["one action than two", document(allow("s3:GetObject")), document(allow(["s3:GetObject", "s3:PutObject"]))],
  ["an action than its pattern", document(allow("s3:GetObject")), document(allow("s3:Get*"))],
  ["a pattern than the service", document(allow("s3:Get*")), document(allow("s3:*"))],
  ["the service than everything", document(allow("s3:*")), document(allow("*"))],
  ["everything but IAM than everything", document({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), document(allow("*"))],
  ["one object than the bucket", document(allow("s3:GetObject", OBJECT)), document(allow("s3:GetObject", `${BUCKET}/*`))],
  ["the bucket's objects than all resources", document(allow("s3:GetObject", `${BUCKET}/*`)), document(allow("s3:GetObject"))],
  [
    "six characters than any suffix",
    document(allow("a:b", `arn:aws:a:r:${HOME}:s-??????`)),
    document(allow("a:b", `arn:aws:a:r:${HOME}:s-*`)),
  ],
  [
    "two unions that share the work",
    document(allow("s3:*", `${BUCKET}/a*`)),
    document(allow("s3:Get*", `${BUCKET}/*`), { Effect: "Allow", NotAction: "s3:Get*", Resource: `${BUCKET}/*` }),
  ],
  [
    "with a condition than without",
    document(when({ Bool: { "aws:SecureTransport": "true" } })),
    document(allow("s3:GetObject", OBJECT)),
  ],
  ["one value than two", document(when({ StringEquals: team("red") })), document(when({ StringEquals: team(["red", "blue"]) }))],
  ["a value than a pattern", document(when({ StringEquals: team("red") })), document(when({ StringLike: team("r*") }))],
  [
    "a value than its other cases",
    document(when({ StringEqualsIgnoreCase: team("red") })),
    document(when({ StringEqualsIgnoreCase: team(["RED", "blue"]) })),
  ],
  ["a value than IfExists", document(when({ StringEquals: team("red") })), document(when({ StringEqualsIfExists: team("red") }))],
  [
    "a value than another's absence",
    document(when({ StringEquals: team("red") })),
    document(when({ StringNotEquals: team("blue") })),
  ],
  [
    "a key that must be there than IfExists",
    document(when({ StringEqualsIfExists: team("red"), Null: team("false") })),
    document(when({ StringEqualsIfExists: team("red") })),
  ],
  [
    "two conditions than one",
    document(when({ StringEquals: team("red"), Bool: { "a:b": "true" } })),
    document(when({ StringEquals: team("red") })),
  ],
  [
    "a smaller number than a larger",
    document(when({ NumericLessThan: { "a:n": "10" } })),
    document(when({ NumericLessThanEquals: { "a:n": "10" } })),
  ],
  [
    "a window than its end",
    document(when({ NumericLessThan: { "a:n": "10" }, NumericGreaterThan: { "a:n": "-1.5" } })),
    document(when({ NumericLessThan: { "a:n": "10" } })),
  ],
  [
    "an earlier end than a later",
    document(when({ DateLessThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } })),
    document(when({ DateLessThan: { "aws:CurrentTime": "2026-12-31T23:59:59Z" } })),
  ],
  [
    "a range of addresses than a wider one",
    document(when({ IpAddress: { "aws:SourceIp": "10.1.0.0/16" } })),
    document(when({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
  ],
  [
    "a range of IPv6 than all but another",
    document(when({ IpAddress: { "aws:SourceIp": "2001:db8::/64" } })),
    document(when({ NotIpAddress: { "aws:SourceIp": "2001:db9::/64" } })),
  ],
  [
    "an ARN than a pattern of its segments",
    document(when({ ArnEquals: { "aws:SourceArn": `arn:aws:sns:us-east-1:${HOME}:t` } })),
    document(when({ ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${HOME}:*` } })),
  ],
  [
    "an ARN pattern than the same as text",
    document(when({ ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${HOME}:*` } })),
    document(when({ StringLike: { "aws:SourceArn": `arn:aws:sns:*:${HOME}:*` } })),
  ],
  [
    "all of some than any of some, once there is one",
    document(when({ "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] }, Null: { "aws:TagKeys": "false" } })),
    document(when({ "ForAnyValue:StringEquals": { "aws:TagKeys": ["a", "b"] } })),
  ],
  [
    "all of one than all of two",
    document(when({ "ForAllValues:StringEquals": { "aws:TagKeys": "a" } })),
    document(when({ "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] } })),
  ],
  [
    "one binary value than two",
    document(when({ BinaryEquals: { "a:b": "QUJD" } })),
    document(when({ BinaryEquals: { "a:b": ["QUJD", "REVG"] } })),
  ],
  ["with a Deny than without", document(allow("s3:*"), deny("s3:DeleteObject")), document(allow("s3:*"))],
  [
    "with a Deny that covers more",
    document(allow("s3:*"), deny("s3:*", `${BUCKET}/*`)),
    document(allow("s3:*"), deny("s3:Get*", `${BUCKET}/*`)),
  ],
  [
    "with an unconditional Deny than with a conditional one",
    document(allow("s3:*"), deny("s3:Get*")),
    document(allow("s3:*"), deny("s3:Get*", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } })),
  ],
  ["nothing than something", document(deny("*")), document(allow("s3:GetObject", OBJECT))],
  [
    "a late bucket than every bucket",
    document(allow("s3:*", text`arn:aws:s3:::${bucket}/*`)),
    document(allow("s3:*", "arn:aws:s3:::*")),
  ],
  [
    "one late bucket than two",
    document(allow("s3:*", text`arn:aws:s3:::${bucket}/*`)),
    document(allow("s3:*", [text`arn:aws:s3:::${bucket}/*`, text`arn:aws:s3:::${other}/*`])),
  ],
  [
    "a variable than the wildcard in its place",
    document(allow("s3:*", `${BUCKET}/\${aws:username}`)),
    document(allow("s3:*", "*")),
  ],
  [
    "the exact KMS statement than the same without its service",
    document(allow("kms:Decrypt", KEY, { Condition: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com" } } })),
    document(allow("kms:Decrypt", KEY)),
  ],
];

/** Both allow the same, although they are written differently. */
const same: readonly Question[] = [
  [
    "statements in another order",
    document(allow("s3:GetObject", OBJECT), deny("s3:*", TABLE)),
    document(deny("s3:*", TABLE), allow("s3:GetObject", OBJECT)),
  ],
  [
    "two statements merged into one",
    document(allow("s3:GetObject", OBJECT), allow("s3:PutObject", OBJECT)),
    document(allow(["s3:PutObject", "s3:GetObject"], OBJECT)),
  ],
  ["an action in another case", document(allow("S3:getobject", OBJECT)), document(allow("s3:GetObject", OBJECT))],
  [
    "a statement that another covers",
    document(allow("s3:*", `${BUCKET}/*`), allow("s3:GetObject", OBJECT)),
    document(allow("s3:*", `${BUCKET}/*`)),
  ],
  ["`**` and `*`", document(allow("s3:**", "**")), document(allow("s3:*", "*"))],
  ["another Sid", document({ ...allow("s3:*"), Sid: "A" }), document({ ...allow("s3:*"), Sid: "B" })],
  [
    "values in another order",
    document(when({ StringEquals: team(["red", "blue"]) })),
    document(when({ StringEquals: team(["blue", "red"]) })),
  ],
  [
    "StringLike without wildcards and StringEquals",
    document(when({ StringLike: team("red") })),
    document(when({ StringEquals: team("red") })),
  ],
  [
    "ArnLike and ArnEquals",
    document(when({ ArnLike: { "aws:SourceArn": "arn:a:b:*:d:e" } })),
    document(when({ ArnEquals: { "aws:SourceArn": "arn:a:b:*:d:e" } })),
  ],
  ["10 and 10.0", document(when({ NumericLessThan: { "a:n": "10" } })), document(when({ NumericLessThan: { "a:n": "10.0" } }))],
  [
    "one instant in two zones",
    document(when({ DateLessThan: { "aws:CurrentTime": "2026-06-01T02:00:00+02:00" } })),
    document(when({ DateLessThan: { "aws:CurrentTime": "2026-06-01" } })),
  ],
  [
    "two halves of a range and the range",
    document(when({ IpAddress: { "aws:SourceIp": ["10.0.0.0/9", "10.128.0.0/9"] } })),
    document(when({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
  ],
  ["a Deny of everything and no Allow", document(allow("s3:*"), deny("*")), document(deny("s3:*"))],
  ["a Deny of what nothing allows", document(allow("s3:*"), deny("sqs:*")), document(allow("s3:*"))],
  [
    "a condition that cannot hold and no statement",
    document(allow("sqs:*"), when({ StringEquals: team("red"), Null: team("true") })),
    document(allow("sqs:*")),
  ],
  [
    "a condition that always holds and none",
    document(when({ Null: team(["true", "false"]) })),
    document(allow("s3:GetObject", OBJECT)),
  ],
  [
    "a Null test that the operator makes anyway",
    document(when({ StringEquals: team("red"), Null: team("false") })),
    document(when({ StringEquals: team("red") })),
  ],
  [
    "IfExists on a key that every role has",
    document(when({ StringEqualsIfExists: { "aws:PrincipalAccount": HOME } })),
    document(when({ StringEquals: { "aws:PrincipalAccount": HOME } })),
  ],
  [
    "the same variable",
    document(allow("s3:*", [`${BUCKET}/\${aws:username}/*`, OBJECT])),
    document(allow("s3:*", OBJECT), allow("s3:*", `${BUCKET}/\${AWS:UserName}/*`)),
  ],
  [
    "the same late values",
    document(allow("s3:*", text`arn:aws:s3:::${bucket}/*`)),
    document(allow("s3:*", text`arn:aws:s3:::${bucket}/*`), allow("s3:Get*", text`arn:aws:s3:::${bucket}/a`)),
  ],
  [
    "a late number",
    document(when({ NumericLessThan: { "a:n": bucket } })),
    document(when({ NumericLessThan: { "a:n": bucket } })),
  ],
];

/** Neither allows all that the other does. */
const different: readonly Question[] = [
  ["two actions", document(allow("s3:GetObject")), document(allow("s3:PutObject"))],
  ["two objects", document(allow("s3:*", OBJECT)), document(allow("s3:*", `${BUCKET}/dog.jpg`))],
  [
    "two late buckets",
    document(allow("s3:*", text`arn:aws:s3:::${bucket}/*`)),
    document(allow("s3:*", text`arn:aws:s3:::${other}/*`)),
  ],
  ["two teams", document(when({ StringEquals: team("red") })), document(when({ StringEquals: team("blue") }))],
  ["two keys", document(when({ StringEquals: team("red") })), document(when({ StringEquals: { "a:b": "red" } }))],
  [
    "two accounts in an ARN",
    document(allow("sqs:*", `arn:aws:sqs:*:${HOME}:*`)),
    document(allow("sqs:*", `arn:aws:sqs:*:${AWAY}:*`)),
  ],
];

const proves = ({ verdict }: Comparison): boolean => verdict === "proved";
const refutes = ({ verdict }: Comparison): boolean => verdict === "refuted";

describe("an identity policy allows less:", () => {
  test.each(narrower.map(([claim, left, right]) => ({ claim, left, right })))("$claim", ({ left, right }) => {
    const [small, large] = [read(left, "identity"), read(right, "identity")];
    expect(implies(small, large)).toEqual({ verdict: "proved" });
    const back = implies(large, small);
    expect(back.verdict).toBe("refuted");
    if (back.verdict !== "refuted") return;
    expect(evaluate(back.request, { identity: [large] }).findings[0]?.allow).toBeDefined();
    expect(evaluate(back.request, { identity: [small] }).outcome).not.toBe("allowed");
    expect(refutes(equivalent(small, large))).toBe(true);
  });
});

describe("identity policies allow the same:", () => {
  test.each(same.map(([claim, left, right]) => ({ claim, left, right })))("$claim", ({ left, right }) => {
    expect(equivalent(read(left, "identity"), read(right, "identity"))).toEqual({ verdict: "proved" });
    expect(proves(implies(read(left, "identity"), read(right, "identity")))).toBe(true);
    expect(proves(implies(read(right, "identity"), read(left, "identity")))).toBe(true);
  });
});

describe("identity policies allow different things:", () => {
  test.each(different.map(([claim, left, right]) => ({ claim, left, right })))("$claim", ({ left, right }) => {
    const [one, two] = [read(left, "identity"), read(right, "identity")];
    expect([implies(one, two), implies(two, one), equivalent(one, two)].map(({ verdict }) => verdict)).toEqual([
      "refuted",
      "refuted",
      "refuted",
    ]);
  });
});

const pull = (...roles: readonly string[]): Json => ({
  Effect: "Allow",
  Principal: { AWS: FOREIGN_ROOT },
  Action: "ecr:BatchGetImage",
  Condition: { ArnLike: { "aws:PrincipalArn": roles } },
});

describe("a resource-based policy allows less:", () => {
  test.each<Question>([
    ["one role than two", document(grant({ AWS: ROLE }, "s3:*")), document(grant({ AWS: [ROLE, USER] }, "s3:*"))],
    ["a role than everybody", document(grant({ AWS: ROLE }, "s3:*")), document(grant("*", "s3:*"))],
    [
      "an account than its role's own grant as well",
      document(grant({ AWS: ROOT }, "s3:*")),
      document(grant({ AWS: [ROOT, ROLE] }, "s3:*")),
    ],
    [
      "a session than the role as well",
      document(grant({ AWS: SESSION }, "s3:*")),
      document(grant({ AWS: [SESSION, ROLE] }, "s3:*")),
    ],
    [
      "a federated session than its account as well",
      document(grant({ AWS: `arn:aws:sts::${HOME}:federated-user/bob` }, "s3:*")),
      document(grant({ AWS: [`arn:aws:sts::${HOME}:federated-user/bob`, ROOT] }, "s3:*")),
    ],
    [
      "one service than two",
      document(grant({ Service: "ecs-tasks.amazonaws.com" }, "s3:*")),
      document(grant({ Service: ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] }, "s3:*")),
    ],
    [
      "one provider than two",
      document(grant({ Federated: "accounts.google.com" }, "s3:*")),
      document(grant({ Federated: ["accounts.google.com", "www.amazon.com"] }, "s3:*")),
    ],
    [
      "all but a role than everybody",
      document({ Effect: "Allow", NotPrincipal: { AWS: ROLE }, Action: "s3:*", Resource: "*" }),
      document(grant("*", "s3:*")),
    ],
    [
      "with a Deny for one account than without",
      document(grant("*", "s3:*"), refuse({ AWS: FOREIGN_ROOT }, "s3:*")),
      document(grant("*", "s3:*")),
    ],
    [
      "pulls by one role than by two",
      document(pull(FOREIGN_ROLE)),
      document(pull(FOREIGN_ROLE, `arn:aws:iam::${AWAY}:role/second`)),
    ],
    [
      "pulls by one role than by all of the account",
      document(pull(FOREIGN_ROLE)),
      document(grant({ AWS: FOREIGN_ROOT }, "ecr:BatchGetImage")),
    ],
    [
      "the confused-deputy conditions than none",
      document({
        Effect: "Allow",
        Principal: { Service: "ecs-tasks.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": HOME } },
      }),
      document({ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }),
    ],
  ])("%s", (_, left, right) => {
    const [small, large] = [read(left, "resource"), read(right, "resource")];
    expect(implies(small, large)).toEqual({ verdict: "proved" });
    expect(implies(large, small).verdict).toBe("refuted");
  });

  test("a role named by itself is more than its account, within one account", () => {
    const [account, role] = [
      read(document(grant({ AWS: ROOT }, "s3:*")), "resource"),
      read(document(grant({ AWS: ROLE }, "s3:*")), "resource"),
    ];
    const answer = implies(role, account);
    expect(answer).toMatchObject({ verdict: "refuted", left: { naming: "parent" }, right: { naming: "account" } });
    const request = answer.verdict === "refuted" ? { ...answer.request, resourceAccount: HOME } : undefined;
    expect(evaluate(request!, { resource: role }).outcome).toBe("allowed");
    expect(evaluate(request!, { resource: account }).outcome).toBe("implicitly-denied");
  });

  test("a session that is spared together with its role is not overlooked", () => {
    const spared = document(grant("*", "s3:*"), {
      Effect: "Deny",
      NotPrincipal: { AWS: [SESSION, ROLE, ROOT] },
      Action: "*",
      Resource: "*",
    });
    const answer = implies(read(spared, "resource"), read(document(grant({ AWS: ROOT }, "s3:*")), "resource"));
    expect(answer).toMatchObject({ verdict: "refuted", request: { principal: { kind: "role", arn: ROLE, session: "task-1" } } });
  });

  test("a federated session and its user are told apart", () => {
    const federated = `arn:aws:sts::${HOME}:federated-user/bob`;
    const left = read(document(grant({ AWS: federated }, "s3:*"), refuse({ AWS: USER }, "s3:*")), "resource");
    const right = read(document(grant({ AWS: federated }, "s3:*")), "resource");
    expect(implies(left, right).verdict).toBe("proved");
    expect(implies(right, left)).toMatchObject({ verdict: "refuted", request: { principal: { arn: federated, user: USER } } });
  });

  test("canonical users and unique ids are nobody", () => {
    const nobody = read(document(grant({ CanonicalUser: "79a5", AWS: "AROAEXAMPLEEXAMPLE123" }, "s3:*")), "resource");
    expect(proves(implies(nobody, read(document(refuse("*", "*")), "resource")))).toBe(true);
  });
});

describe("disjoint", () => {
  const isDisjoint = (left: Json, right: Json): Comparison =>
    disjoint(read(document(left), "identity"), read(document(right), "identity"));

  test.each<Question>([
    ["two tables", allow("dynamodb:*", TABLE), allow("dynamodb:*", `${TABLE}2`)],
    ["two services", allow("s3:*"), allow("sqs:*")],
    ["two patterns that no text shares", allow("s3:*", `${BUCKET}/a*`), allow("s3:*", `${BUCKET}/b*`)],
    ["two values of one key", when({ StringEquals: team("red") }), when({ StringEquals: team("blue") })],
    ["before and after", when({ NumericLessThan: { "a:n": "5" } }), when({ NumericGreaterThanEquals: { "a:n": "5" } })],
  ])("%s share no request", (_, left, right) => expect(isDisjoint(left, right)).toEqual({ verdict: "proved" }));

  test.each<Question>([
    ["a table and all tables", allow("dynamodb:*", TABLE), allow("dynamodb:GetItem", "*")],
    ["patterns that cross", allow("s3:*", "arn:aws:s3:::*/a"), allow("s3:Get*", `${BUCKET}/*`)],
    ["conditions that can hold together", when({ StringEquals: team("red") }), when({ StringLike: team("*d") })],
    ["numbers with room between", when({ NumericLessThan: { "a:n": "5.01" } }), when({ NumericGreaterThan: { "a:n": "5" } })],
  ])("%s share one, and it is shown", (_, left, right) => {
    const answer = isDisjoint(left, right);
    expect(answer).toMatchObject({ verdict: "refuted", left: { allow: {} }, right: { allow: {} } });
  });
});

describe("what is not known is said so", () => {
  const ask = (left: Json, right: Json): Comparison =>
    implies(read(document(left), "identity"), read(document(right), "identity"));

  test("two variables that may have one value", () => {
    const answer = ask(
      when({ StringEquals: { "a:b": "${c:d}" }, StringNotEquals: { "a:b": "rolewright-variable" } }),
      when({ StringEquals: team("red") }),
    );
    expect(answer).toEqual({
      verdict: "unknown",
      because: "undecided-atoms",
      atoms: ['StringEquals on a:b: {"key":"c:d"}', "StringNotEquals on a:b: rolewright-variable"],
    });
  });

  test("a key that is compared as text and as a number", () => {
    const both = { NumericLessThan: { "a:b": "10" }, StringLike: { "a:b": "x*" } };
    expect(ask(when(both), when({ StringEquals: team("red") }))).toEqual({
      verdict: "unknown",
      because: "undecided-atoms",
      atoms: ["NumericLessThan on a:b: 10", "StringLike on a:b: x*"],
    });
    expect(ask(when(both), when({ NumericLessThan: { "a:b": "10" } })).verdict).toBe("proved");
    expect(ask(when({ ...both, StringLike: { "a:b": "9*" } }), when({ NumericLessThan: { "a:b": "9.5" } })).verdict).toBe(
      "refuted",
    );
  });

  test("a key that is compared with and without regard to case", () => {
    const answer = ask(
      when({ StringEqualsIgnoreCase: team("RED"), StringNotEquals: team("red") }),
      when({ StringEquals: team("Red") }),
    );
    expect(answer.verdict).not.toBe("proved");
  });

  test("sets of more values than can be combined", () => {
    const values = Array.from({ length: 12 }, (_, index) => `v${index}`);
    const answer = ask(
      when({ "ForAllValues:StringEquals": { "a:b": values }, "ForAnyValue:StringEquals": { "a:b": ["v0"] } }),
      when({ "ForAnyValue:StringLike": { "a:b": "v*" } }),
    );
    expect(answer).toMatchObject({ verdict: "unknown", because: "undecided-atoms" });
  });

  test("conditions of a resource policy on keys that the principal decides", () => {
    const left = read(
      document(grant("*", "s3:*", { Condition: { StringEquals: { "aws:PrincipalType": "AssumedRole" } } })),
      "resource",
    );
    const right = read(
      document(grant("*", "s3:*", { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } })),
      "resource",
    );
    expect(implies(left, right).verdict).not.toBe("proved");
    expect(implies(left, left).verdict).toBe("proved");
  });

  test("globs that are too many to tell apart", () => {
    const many = (letter: string): Json =>
      allow(
        "s3:*",
        Array.from({ length: 14 }, (_, index) => `arn:aws:s3:::*${letter}${index}*z`),
      );
    const answer = ask(many("a"), many("b"));
    expect(["refuted", "unknown"]).toContain(answer.verdict);
    expect(ask(many("a"), many("a")).verdict).not.toBe("refuted");
  });

  test("hundreds of statements with hundreds of keys end in time", () => {
    const wide = (value: string): PolicyDocument =>
      read(
        document(
          ...Array.from({ length: 150 }, (_, index) =>
            allow(`s3:A${index}*`, "*", { Condition: { StringLike: { [`a:k${index % 40}`]: `${value}*` } } }),
          ),
        ),
        "identity",
      );
    const work = (): void => {
      expect(proves(implies(wide("a"), wide("a")))).toBe(true);
      expect(refutes(implies(wide("a"), wide("b")))).toBe(true);
    };
    expect(cpuTime(work)).toBeLessThan(4000);
  });

  test.each<Question>([
    [
      "thousands of actions",
      document(allow(Array.from({ length: 4000 }, (_, index) => `s3:G*t${index}`))),
      document(allow(Array.from({ length: 4000 }, (_, index) => `s3:G*t${index}x`))),
    ],
    [
      "patterns of a thousand stars",
      document(
        allow(
          "s3:*",
          Array.from({ length: 20 }, (_, index) => `${"*a".repeat(1000)}${index}`),
        ),
      ),
      document(allow("s3:*", `${"*b".repeat(1000)}`)),
    ],
    [
      "a thousand statements",
      document(...Array.from({ length: 1000 }, (_, index) => allow(`s3:*${index}*`, `*${index}`))),
      document(...Array.from({ length: 1000 }, (_, index) => allow(`s3:*${index}`, "*"))),
    ],
  ])("hostile documents are answered in under two seconds: %s", (_, left, right) => {
    const [one, two] = [read(left, "identity"), read(right, "identity")];
    expect(cpuTime(() => implies(one, two))).toBeLessThan(2000);
  });
});
