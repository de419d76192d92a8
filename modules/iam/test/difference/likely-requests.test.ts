/** The requests that are tried first: what they are of, and that the evaluator allows what a permission allows. */
import { type PolicyKind, type PolicyStatement, type Request, readDocument } from "../..";
import { alikeOf, likelyRequests } from "../../difference/likely-requests";
import {
  allow,
  BUCKET,
  document,
  FEDERATED,
  grant,
  HOME,
  type Json,
  OBJECT,
  ROLE,
  ROOT,
  role,
  SESSION,
  USER,
} from "../cases/vocabulary";

function read(statement: Json, kind: PolicyKind): PolicyStatement {
  const outcome = readDocument(document(statement), kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.statements[0]!;
}

/** What the requests ask: action and resource. */
const asked = (statement: Json, kind: PolicyKind = "identity") =>
  likelyRequests(read(statement, kind)).map(({ action, resource }) => [action, resource]);

const late = { late: "string", name: "var.x", template: "${var.x}" } as const;
const on = (operator: string, value: unknown, key = "a:k"): Json =>
  allow("s3:GetObject", OBJECT, { Condition: { [operator]: { [key]: value } } });

const telling = [
  ["iam:PutRolePolicy", "arn:aws:iam::123456789012:role/example"],
  ["s3:ListBucket", "arn:aws:s3:::example"],
  ["s3:DeleteObject", "arn:aws:s3:::example/example"],
  ["s3:PutObject", "arn:aws:s3:::example/example"],
  ["s3:GetObject", "arn:aws:s3:::example/example"],
  ["dynamodb:DeleteItem", "arn:aws:dynamodb:us-east-1:123456789012:table/example"],
  ["dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/example"],
  ["kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/example"],
  ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:123456789012:secret:example"],
  ["ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/example"],
  ["sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:example"],
  ["sns:Publish", "arn:aws:sns:us-east-1:123456789012:example"],
  ["lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:example"],
  ["logs:DeleteLogGroup", "arn:aws:logs:us-east-1:123456789012:log-group:example"],
  ["ecr:PutImage", "arn:aws:ecr:us-east-1:123456789012:repository/example"],
  ["ecs:RunTask", "arn:aws:ecs:us-east-1:123456789012:task-definition/example"],
  ["ec2:TerminateInstances", "arn:aws:ec2:us-east-1:123456789012:instance/example"],
  ["sts:AssumeRole", "arn:aws:iam::123456789012:role/example"],
] as const;

test("everything is shown by what people look for first", () => {
  expect(asked(allow("*"))).toEqual([...telling, ["example", "*"]]);
});

const table = `arn:aws:dynamodb:us-east-1:${HOME}:table/t`;
test.each<readonly [claim: string, action: string, resource: unknown, requests: readonly (readonly [string, unknown])[]]>([
  ["one action", "s3:GetObject", OBJECT, [["s3:getobject", OBJECT]]],
  [
    "a service",
    "kms:*",
    "*",
    [
      ["kms:Decrypt", telling[7][1]],
      ["kms:example", "*"],
    ],
  ],
  [
    "a service on a key",
    "kms:*",
    `arn:aws:kms:us-east-1:${HOME}:key/1`,
    [
      ["kms:Decrypt", `arn:aws:kms:us-east-1:${HOME}:key/1`],
      ["kms:example", `arn:aws:kms:us-east-1:${HOME}:key/1`],
    ],
  ],
  [
    "a service on an alias, which no key is",
    "kms:*",
    `arn:aws:kms:us-east-1:${HOME}:alias/1`,
    [["kms:example", `arn:aws:kms:us-east-1:${HOME}:alias/1`]],
  ],
  [
    "a pattern of resources with the known one",
    "kms:*",
    "arn:aws:kms:*",
    [
      ["kms:Decrypt", telling[7][1]],
      ["kms:example", "arn:aws:kms:example"],
    ],
  ],
  [
    "a bucket",
    "s3:*",
    BUCKET,
    [
      ["s3:ListBucket", BUCKET],
      ["s3:example", BUCKET],
    ],
  ],
  [
    "an object",
    "s3:*",
    OBJECT,
    [
      ["s3:DeleteObject", OBJECT],
      ["s3:PutObject", OBJECT],
      ["s3:GetObject", OBJECT],
      ["s3:example", OBJECT],
    ],
  ],
  [
    "a table",
    "dynamodb:*",
    table,
    [
      ["dynamodb:DeleteItem", table],
      ["dynamodb:GetItem", table],
      ["dynamodb:example", table],
    ],
  ],
  [
    "a function, by its colons",
    "lambda:*",
    `arn:aws:lambda:us-east-1:${HOME}:function:f`,
    [
      ["lambda:InvokeFunction", `arn:aws:lambda:us-east-1:${HOME}:function:f`],
      ["lambda:example", `arn:aws:lambda:us-east-1:${HOME}:function:f`],
    ],
  ],
  [
    "a queue, which has no kind",
    "sqs:*",
    `arn:aws:sqs:us-east-1:${HOME}:q`,
    [
      ["sqs:SendMessage", `arn:aws:sqs:us-east-1:${HOME}:q`],
      ["sqs:example", `arn:aws:sqs:us-east-1:${HOME}:q`],
    ],
  ],
  ["question marks", "a:b?", "arn:aws:s3:::a?", [["a:bx", "arn:aws:s3:::ax"]]],
  ["a late resource", "s3:*", late, [["s3:example", late]]],
  ["a variable, which needs thought", "s3:*", `${BUCKET}/\${aws:username}`, []],
])("%s", (_, action, resource, requests) => expect(asked(allow(action, resource))).toEqual(requests));

test.each<readonly [claim: string, statement: Json]>([
  ["actions that are excluded", { Effect: "Allow", NotAction: "s3:*", Resource: "*" }],
  ["resources that are excluded", { Effect: "Allow", Action: "s3:*", NotResource: OBJECT }],
  ["numbers", on("NumericLessThan", "1")],
  ["addresses", on("IpAddress", "10.0.0.0/8")],
  ["Null", on("Null", "true")],
  ["a variable as a value", on("StringEquals", "${a:v}")],
  ["a key twice", allow("s3:GetObject", OBJECT, { Condition: { StringEquals: { "a:k": "x" }, StringLike: { "a:k": "x*" } } })],
])("none for %s", (_, statement) => expect(asked(statement)).toEqual([]));

test.each<readonly [claim: string, statement: Json, context: Request["context"]]>([
  ["a text", on("StringEquals", ["x", "y"]), { "a:k": "x" }],
  ["a pattern", on("StringLike", "a*b?"), { "a:k": "aexamplebx" }],
  ["an ARN", on("ArnLike", "arn:aws:sns:us:1:t"), { "a:k": "arn:aws:sns:us:1:t" }],
  ["a truth value", on("Bool", "true"), { "a:k": "true" }],
  ["another text", on("StringNotEquals", "x"), { "a:k": "example" }],
  ["several texts", on("ForAnyValue:StringEquals", "x"), { "a:k": ["x"] }],
  ["a late value", on("StringEquals", late), { "a:k": late }],
  ["who asks", on("StringEquals", "x", "aws:PrincipalArn"), { "aws:principalarn": "x" }],
  ["no condition", allow("s3:GetObject", OBJECT), {}],
])("a context with %s", (_, statement, context) => {
  const somebody = "rolewright-somebody";
  const principal = { kind: "role", arn: `arn:aws:iam::000000000000:role/${somebody}`, session: somebody };
  expect(likelyRequests(read(statement, "identity"))).toEqual([{ principal, action: "s3:getobject", resource: OBJECT, context }]);
});

const session = "rolewright";
test.each<readonly [claim: string, principal: unknown, condition: Json, requester: unknown]>([
  ["a role", { AWS: ROLE }, {}, { kind: "role", arn: ROLE, session }],
  ["an account", { AWS: ROOT }, {}, { kind: "role", arn: `arn:aws:iam::${HOME}:role/example`, session }],
  [
    "everybody",
    "*",
    {},
    { kind: "role", arn: "arn:aws:iam::000000000000:role/rolewright-somebody", session: "rolewright-somebody" },
  ],
  ["a service", { Service: "a.amazonaws.com" }, {}, { kind: "service", name: "a.amazonaws.com" }],
  ["everybody with an ARN", "*", { ArnEquals: { "aws:PrincipalArn": ROLE } }, { kind: "role", arn: ROLE, session }],
  [
    "a service with an ARN",
    { Service: "a.amazonaws.com" },
    { ArnEquals: { "aws:PrincipalArn": ROLE } },
    { kind: "service", name: "a.amazonaws.com" },
  ],
  ["an account with an ARN", { AWS: ROOT }, { ArnEquals: { "aws:PrincipalArn": ROLE } }, { kind: "role", arn: ROLE, session }],
  ["a user", { AWS: USER }, {}, undefined],
  ["a session", { AWS: SESSION }, {}, undefined],
  ["a federated session", { AWS: FEDERATED }, {}, undefined],
  ["a unique id", { AWS: "AROAEXAMPLEEXAMPLE123" }, {}, undefined],
  ["a provider", { Federated: "g" }, {}, undefined],
  ["a canonical user", { CanonicalUser: "79a5" }, {}, undefined],
])("%s asks", (_, principal, Condition, requester) => {
  const requests = likelyRequests(read(grant(principal, "s3:GetObject", { Condition }), "resource"));
  const all = [{ principal: requester, action: "s3:getobject", resource: "*", context: {} }];
  expect(requests).toEqual(requester === undefined ? [] : all);
});

test("principals that are excluded need thought", () => {
  const statement = { Effect: "Allow", NotPrincipal: { AWS: ROLE }, Action: "s3:*", Resource: "*" };
  expect(likelyRequests(read(statement, "resource"))).toEqual([]);
});

test("a trust policy is about no resource", () => {
  const trust = (Action: string): Json => ({ Effect: "Allow", Principal: { AWS: ROLE }, Action });
  expect(asked(trust("sts:AssumeRole"), "trust")).toEqual([["sts:assumerole", "*"]]);
  expect(asked(trust("sts:*"), "trust")).toEqual([
    ["sts:AssumeRole", "*"],
    ["sts:example", "*"],
  ]);
});

describe("requests like another one", () => {
  const request: Request = { principal: role, action: "s3:x", resource: OBJECT, context: { "a:k": "x" } };
  const names = telling.map(([action]) => action);

  test("are that one where an action is named", () => {
    expect(alikeOf(request, read(allow("s3:GetObject"), "identity"))).toEqual([request]);
  });

  test.each([
    ["a pattern", allow("s3:*")],
    ["a list that excludes", { Effect: "Allow", NotAction: "s3:Get", Resource: "*" }],
  ])("have the known actions on its resource for %s, and it comes last", (_, statement) => {
    const alike = names.map((action) => ({ ...request, action }));
    expect(alikeOf(request, read(statement, "identity"))).toEqual([...alike, ...alike, request]);
  });

  test("have the known resources where it has none", () => {
    const open = { ...request, resource: "*" };
    const known = telling.map(([action, resource]) => ({ ...request, action, resource }));
    const alike = names.map((action) => ({ ...open, action }));
    expect(alikeOf(open, read(allow("s3:*"), "identity"))).toEqual([...known, ...alike, open]);
  });
});
