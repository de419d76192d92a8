/** Pairs of policies with the one verdict that is right and, where it is a refutation, the request that shows it. */
import { disjoint, equivalent, evaluate, implies, type PolicyDocument, type PolicyKind, readDocument } from "../..";
import { allow, BUCKET, deny, document, grant, HOME, type Json, OBJECT, ROLE, ROOT, refuse, USER } from "../cases/vocabulary";

function read(statements: readonly Json[], kind: PolicyKind): PolicyDocument {
  const outcome = readDocument(document(...statements), kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const when = (Condition: Json, Action = "s3:GetObject"): Json => allow(Action, OBJECT, { Condition });
const on = (operator: string, value: unknown, key = "a:k"): Json => when({ [operator]: { [key]: value } });
const late = { late: "string", name: "var.x", template: "${var.x}" } as const;

type Refuted = readonly [claim: string, left: readonly Json[], right: readonly Json[], request: Json];

describe("an identity policy allows more, which this request shows:", () => {
  const plain = [allow("s3:GetObject", OBJECT)];
  test.each<Refuted>([
    [
      "another action",
      [allow(["s3:GetObject", "s3:PutObject"])],
      [allow("s3:GetObject")],
      { action: "s3:putobject", resource: "*" },
    ],
    ["all but an action", [allow("s3:*", OBJECT)], [allow("s3:Get*", OBJECT)], { action: "s3:x", resource: OBJECT }],
    ["another object", [allow("s3:*", [OBJECT, `${BUCKET}/a`])], [allow("s3:*", OBJECT)], { resource: `${BUCKET}/a` }],
    ["no resource", [allow("s3:*")], [allow("s3:*", "arn:*")], { resource: "*" }],
    [
      "all resources but one",
      [allow("s3:*", `${BUCKET}/*`)],
      [{ Effect: "Allow", Action: "s3:*", NotResource: OBJECT }],
      { resource: OBJECT },
    ],
    ["a key that may be absent", plain, [on("StringNotEquals", "x")], { context: { "a:k": "x" } }],
    ["a key that must be there", plain, [on("StringEquals", "x")], { context: {} }],
    ["IfExists", [on("StringEqualsIfExists", "x")], [on("StringEquals", "x")], { context: {} }],
    ["Null true", [on("Null", "true")], [on("StringEquals", "x")], { context: {} }],
    ["Null false", [on("Null", "false")], [on("StringEquals", "x")], { context: { "a:k": "y" } }],
    ["ForAllValues of nothing", [on("ForAllValues:StringEquals", "x")], [on("ForAnyValue:StringEquals", "x")], { context: {} }],
    [
      "one of several values",
      [on("ForAnyValue:StringEquals", "x")],
      [on("ForAllValues:StringEquals", "x")],
      { context: { "a:k": ["", "x"] } },
    ],
    ["a number at the edge", [on("NumericLessThanEquals", "10")], [on("NumericLessThan", "10")], { context: { "a:k": "10.0" } }],
    [
      "a number past the edge",
      [on("NumericGreaterThan", "-0.5")],
      [on("NumericGreaterThan", "1")],
      { context: { "a:k": "-0.49" } },
    ],
    [
      "an instant at the edge",
      [on("DateGreaterThanEquals", "1970-01-01T00:01:00Z")],
      [on("DateGreaterThan", "1970-01-01T00:01:00Z")],
      { context: { "a:k": "60.0" } },
    ],
    ["the other truth value", [on("Bool", ["true", "false"])], [on("Bool", "true")], { context: { "a:k": "false" } }],
    [
      "the address behind a range",
      [on("IpAddress", "10.0.0.0/7")],
      [on("IpAddress", "10.0.0.0/8")],
      { context: { "a:k": "11.0.0.0" } },
    ],
    [
      "the address in front of a range",
      [on("NotIpAddress", "10.0.0.0/8")],
      [on("NotIpAddress", ["10.0.0.0/8", "0.0.0.0/8"]), on("Null", "true")],
      { context: { "a:k": "0.0.0.0" } },
    ],
    [
      "addresses of the other width",
      [on("NotIpAddress", "0.0.0.0/0")],
      [on("Null", "true")],
      { context: { "a:k": "0:0:0:0:0:0:0:0" } },
    ],
    [
      "an ARN of another region",
      [on("ArnLike", "arn:aws:sns:*:1:t")],
      [on("ArnLike", "arn:aws:sns:us:1:t")],
      { context: { "a:k": "arn:aws:sns::1:t" } },
    ],
    [
      "what a Deny does not reach",
      [allow("s3:*", OBJECT), deny("s3:Get*", "*", { Condition: { Bool: { "a:k": "true" } } })],
      [allow("s3:*", OBJECT), deny("s3:Get*")],
      { action: "s3:get", context: {} },
    ],
    [
      "two keys",
      [on("StringEquals", "x", "a:j")],
      [when({ StringEquals: { "a:j": "x", "a:k": "y" } })],
      { context: { "a:j": "x" } },
    ],
    ["a late value", [on("StringEquals", [late, "x"])], [on("StringEquals", "x")], { context: { "a:k": late } }],
    [
      "a policy variable, which has a fresh value",
      [allow("s3:*", `${BUCKET}/\${a:v}`)],
      [allow("s3:*", OBJECT)],
      { resource: `${BUCKET}/rolewright-variable`, context: { "a:v": "rolewright-variable" } },
    ],
    [
      "a policy variable in a condition",
      [on("StringEquals", "${a:v}")],
      [on("StringEquals", "x")],
      { context: { "a:k": "rolewright-variable", "a:v": "rolewright-variable" } },
    ],
  ])("%s", (_, left, right, request) => {
    const [one, other] = [read(left, "identity"), read(right, "identity")];
    const answer = implies(one, other);
    expect(answer).toMatchObject({ verdict: "refuted", request });
    if (answer.verdict !== "refuted") return;
    if (request.context !== undefined) expect(answer.request.context).toEqual(request.context);
    expect(answer.request.principal).toEqual({
      kind: "role",
      arn: "arn:aws:iam::000000000000:role/rolewright-somebody",
      session: "rolewright-somebody",
    });
    expect(evaluate(answer.request, { identity: [one] }).outcome).toBe("allowed");
    expect(evaluate(answer.request, { identity: [other] }).outcome).not.toBe("allowed");
    expect(answer.left.allow).toBeDefined();
    expect(equivalent(other, one).verdict).toBe("refuted");
  });
});

describe("a resource-based policy allows more, which this request shows:", () => {
  const stranger = "arn:aws:iam::000000000000:role/rolewright-somebody";
  const sparing = { Effect: "Deny", NotPrincipal: { AWS: [ROLE, ROOT] }, Action: "*", Resource: "*" };
  test.each<Refuted>([
    ["everybody", [grant("*", "s3:*")], [grant({ AWS: ROOT }, "s3:*")], { principal: { kind: "role", arn: stranger } }],
    ["a role", [grant({ AWS: ROLE }, "s3:*")], [grant({ AWS: USER }, "s3:*")], { principal: { kind: "role", arn: ROLE } }],
    ["a user", [grant({ AWS: USER }, "s3:*")], [grant({ AWS: ROLE }, "s3:*")], { principal: { kind: "user", arn: USER } }],
    [
      "a service",
      [grant({ Service: "a.amazonaws.com" }, "s3:*")],
      [grant({ AWS: ROLE }, "s3:*")],
      { principal: { kind: "service" } },
    ],
    [
      "a provider",
      [grant({ Federated: "g" }, "s3:*")],
      [grant({ AWS: ROLE }, "s3:*")],
      { principal: { kind: "federated", provider: "g" } },
    ],
    [
      "whom a Deny names",
      [grant("*", "s3:*")],
      [grant("*", "s3:*"), refuse({ AWS: ROLE }, "s3:*")],
      { principal: { kind: "role", arn: ROLE } },
    ],
    [
      "whom a Deny does not spare",
      [grant("*", "s3:*")],
      [grant("*", "s3:*"), sparing],
      { principal: { kind: "role", arn: stranger } },
    ],
    [
      "an ARN that a condition asks for",
      [grant("*", "s3:*", { Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } })],
      [grant({ AWS: USER }, "s3:*")],
      { principal: { kind: "role", arn: ROLE }, context: {} },
    ],
    [
      "the account of who asks, which nobody says",
      [grant({ AWS: ROLE }, "s3:*", { Condition: { StringEquals: { "aws:PrincipalAccount": HOME } } })],
      [grant({ AWS: USER }, "s3:*")],
      { principal: { kind: "role", arn: ROLE }, context: {} },
    ],
    [
      "who is no role",
      [grant("*", "s3:*", { Condition: { StringNotEquals: { "aws:PrincipalType": "AssumedRole" } } })],
      [grant({ AWS: ROLE }, "s3:*")],
      { context: {} },
    ],
    [
      "a service by its kind",
      [grant("*", "s3:*", { Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } })],
      [grant({ AWS: ROLE }, "s3:*")],
      { principal: { kind: "service" }, context: {} },
    ],
  ])("%s", (_, left, right, request) => {
    const [one, other] = [read(left, "resource"), read(right, "resource")];
    const answer = implies(one, other);
    expect(answer).toMatchObject({ verdict: "refuted", request });
    if (answer.verdict !== "refuted") return;
    if (request.context !== undefined) expect(answer.request.context).toEqual(request.context);
    expect(evaluate(answer.request, { resource: one }).findings.some(({ allow: statement }) => statement !== undefined)).toBe(
      true,
    );
    expect(evaluate(answer.request, { resource: other }).outcome).not.toBe("allowed");
  });
});

describe("what is not known, and why", () => {
  /** Refuses whenever a pigeon is in no hole or two are in one: everything, where there are more pigeons than holes. */
  const pigeons = (count: number, holes: number): readonly Json[] => {
    const [all, every] = [Array.from({ length: count }, (_, p) => p), Array.from({ length: holes }, (_, h) => h)];
    const keyOf = (pigeon: number, hole: number): string => `a:p${pigeon}h${hole}`;
    const missing = all.map((p) => ({ StringNotEquals: Object.fromEntries(every.map((h) => [keyOf(p, h), "in"])) }));
    const crowded = every.flatMap((h) =>
      all.flatMap((p) => all.slice(0, p).map((q) => ({ StringEquals: { [keyOf(p, h)]: "in", [keyOf(q, h)]: "in" } }))),
    );
    return [allow("s3:*"), ...[...missing, ...crowded].map((Condition) => deny("*", "*", { Condition }))];
  };

  test("too many combinations of keys", () => {
    const ask = (count: number, holes: number) => implies(read(pigeons(count, holes), "identity"), read([deny("*")], "identity"));
    expect(ask(2, 2).verdict).toBe("refuted");
    expect(ask(3, 2)).toEqual({ verdict: "proved" });
    expect(ask(9, 8)).toEqual({ verdict: "unknown", because: "too-many-combinations", atoms: [] });
  });

  test("too many undecided conditions to be tried in all ways", () => {
    const values = Array.from({ length: 9 }, (_, index) => on("StringEquals", `\${a:v${index}}`));
    const answer = disjoint(read(values, "identity"), read([on("StringEquals", "x")], "identity"));
    expect(answer).toMatchObject({ verdict: "unknown", because: "too-many-combinations" });
    expect(answer.verdict === "unknown" && answer.atoms.length).toBe(10);
  });

  test("keys that the principal decides", () => {
    const types = (value: string): Json => ({ Condition: { StringEquals: { "aws:PrincipalServiceName": value } } });
    const answer = implies(
      read([grant("*", "s3:*", types("x"))], "resource"),
      read([grant("*", "s3:*", types("y"))], "resource"),
    );
    expect(answer).toEqual({
      verdict: "unknown",
      because: "undecided-atoms",
      atoms: ["StringEquals on aws:principalservicename: x", "StringEquals on aws:principalservicename: y"],
    });
  });
});

describe("no request is allowed by both, or this one is:", () => {
  test.each<readonly [claim: string, left: Json, right: Json, request: Json | undefined]>([
    ["nothing", deny("*"), allow("*"), undefined],
    ["numbers that touch", on("NumericLessThanEquals", "5"), on("NumericGreaterThanEquals", "5"), { context: { "a:k": "5.0" } }],
    ["numbers that do not", on("NumericLessThan", "5"), on("NumericGreaterThanEquals", "5"), undefined],
    ["a key that is there and not", on("Null", "true"), on("Null", "false"), undefined],
    ["ranges that meet", on("IpAddress", "10.0.0.0/8"), on("IpAddress", "10.9.0.0/16"), { context: { "a:k": "10.9.0.0" } }],
    ["ranges that do not", on("IpAddress", "10.0.0.0/9"), on("IpAddress", "10.128.0.0/9"), undefined],
    ["what both lists exclude not", { Effect: "Allow", NotAction: "s3:*", Resource: "*" }, allow("s3:*"), undefined],
  ])("%s", (_, left, right, request) => {
    const answer = disjoint(read([left], "identity"), read([right], "identity"));
    expect(answer).toMatchObject(request === undefined ? { verdict: "proved" } : { verdict: "refuted", request });
  });
});
