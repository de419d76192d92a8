/** Which statements can speak of one request: `false` is certain. */
import { type PolicyKind, readDocument } from "../..";
import { mayOverlap } from "../../difference/overlap";
import {
  allow,
  BUCKET,
  document,
  FEDERATED,
  FOREIGN_ROLE,
  FOREIGN_ROOT,
  grant,
  type Json,
  OBJECT,
  ROLE,
  ROOT,
  SESSION,
  USER,
} from "../cases/vocabulary";

function overlap(left: Json, right: Json, kind: PolicyKind): readonly boolean[] {
  const [one, other] = [left, right].map((statement) => {
    const outcome = readDocument(document(statement), kind);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    return outcome.value.statements[0]!;
  });
  return [mayOverlap(one!, other!), mayOverlap(other!, one!)];
}

const but = (NotAction: string): Json => ({ Effect: "Allow", NotAction, Resource: "*" });
const butOn = (NotResource: string): Json => ({ Effect: "Allow", Action: "s3:*", NotResource });
const on = (operator: string, value: unknown, key = "a:k"): Json =>
  allow("s3:*", "*", { Condition: { [operator]: { [key]: value } } });

test.each<readonly [claim: string, left: Json, right: Json, answer: boolean]>([
  ["an action and its pattern", allow("s3:GetObject"), allow("s3:Get*"), true],
  ["two actions", allow("s3:GetObject"), allow("s3:PutObject"), false],
  ["lists with one in common", allow(["s3:a", "s3:b"]), allow(["s3:c", "s3:b"]), true],
  ["lists with none in common", allow(["s3:a", "s3:b"]), allow(["s3:c", "s3:d"]), false],
  ["a list that excludes", but("s3:*"), allow("s3:a"), true],
  ["two objects", allow("s3:*", OBJECT), allow("s3:*", `${BUCKET}/a`), false],
  ["an object and its bucket's objects", allow("s3:*", OBJECT), allow("s3:*", `${BUCKET}/*`), true],
  ["resources that are excluded", butOn(OBJECT), allow("s3:*", OBJECT), true],
  ["a variable and what it may be", allow("s3:*", `${BUCKET}/\${aws:username}`), allow("s3:*", `${BUCKET}/bob`), true],
  ["a variable and what it cannot be", allow("s3:*", `${BUCKET}/a/\${aws:username}`), allow("s3:*", `${BUCKET}/b/c`), false],
  ["two values of a key", on("StringEquals", "a"), on("StringEquals", "b"), false],
  ["two ARNs of a key", on("ArnEquals", "arn:a:b:c:d:e"), on("ArnEquals", "arn:a:b:c:d:f"), false],
  ["a value and a pattern", on("StringEquals", "abc"), on("StringLike", "a*"), true],
  ["a value and another pattern", on("StringEquals", "abc"), on("StringLike", "b*"), false],
  ["lists of values with one in common", on("StringEquals", ["a", "b"]), on("StringEquals", ["b", "c"]), true],
  ["a variable and a value", on("StringEquals", "${a:v}"), on("StringEquals", "a"), true],
  ["values of two keys", on("StringEquals", "a"), on("StringEquals", "b", "a:j"), true],
  ["a value and one that is excluded", on("StringEquals", "a"), on("StringNotEquals", "b"), true],
  ["values where one may be absent", on("StringEquals", "a"), on("StringEqualsIfExists", "b"), true],
  ["values of a key with several", on("ForAnyValue:StringEquals", "a"), on("ForAnyValue:StringEquals", "b"), true],
  ["values in another case", on("StringEqualsIgnoreCase", "A"), on("StringEquals", "a"), true],
  ["numbers", on("NumericEquals", "1"), on("NumericEquals", "2"), true],
  ["a text and a number", on("StringEquals", "a"), on("NumericEquals", "2"), true],
])("%s: %#", (_, left, right, answer) => expect(overlap(left, right, "identity")).toEqual([answer, answer]));

const late = { late: "arn", name: "var.x", template: "${var.x}" } as const;
const named = (Principal: unknown): Json => grant(Principal, "s3:*");
test.each<readonly [claim: string, left: unknown, right: unknown, answer: boolean]>([
  ["everybody and a role", "*", { AWS: ROLE }, true],
  ["everybody and a service", "*", { Service: "a.amazonaws.com" }, true],
  ["a role and itself", { AWS: ROLE }, { AWS: ROLE }, true],
  ["a role and its account", { AWS: ROLE }, { AWS: ROOT }, true],
  ["a role and another account", { AWS: ROLE }, { AWS: FOREIGN_ROOT }, false],
  ["two accounts", { AWS: ROOT }, { AWS: FOREIGN_ROOT }, false],
  ["roles of two accounts", { AWS: ROLE }, { AWS: FOREIGN_ROLE }, false],
  ["two roles of an account", { AWS: ROLE }, { AWS: `${ROLE}2` }, false],
  ["two users of an account", { AWS: USER }, { AWS: `${USER}2` }, false],
  ["a role and a user", { AWS: ROLE }, { AWS: USER }, true],
  ["a role and a session", { AWS: ROLE }, { AWS: SESSION }, true],
  ["a user and a federated session", { AWS: USER }, { AWS: FEDERATED }, true],
  ["a service and itself", { Service: "a.amazonaws.com" }, { Service: "a.amazonaws.com" }, true],
  ["two services", { Service: "a.amazonaws.com" }, { Service: "b.amazonaws.com" }, false],
  ["a service and a provider of one name", { Service: "a.amazonaws.com" }, { Federated: "a.amazonaws.com" }, false],
  ["a service and an account", { Service: "a.amazonaws.com" }, { AWS: ROOT }, false],
  ["a unique id and itself", { AWS: "AROAEXAMPLEEXAMPLE123" }, { AWS: "AROAEXAMPLEEXAMPLE123" }, true],
  ["a unique id and a role", { AWS: "AROAEXAMPLEEXAMPLE123" }, { AWS: ROLE }, false],
  ["every provider and one", { Federated: "*" }, { Federated: "a.example" }, true],
  ["every provider and itself", { Federated: "*" }, { Federated: "*" }, true],
  ["every provider and a role", { Federated: "*" }, { AWS: ROLE }, false],
  ["every provider and a service", { Federated: "*" }, { Service: "a.amazonaws.com" }, false],
  ["every provider and everybody", { Federated: "*" }, "*", true],
  ["a late ARN and itself", { AWS: late }, { AWS: late }, true],
  ["two canonical users", { CanonicalUser: "79a5" }, { CanonicalUser: "79a6" }, false],
])("%s: %#", (_, left, right, answer) => expect(overlap(named(left), named(right), "resource")).toEqual([answer, answer]));

test("statements without resources speak of any", () => {
  const trust = (Principal: unknown): Json => ({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
  expect(overlap(trust({ AWS: ROLE }), trust({ AWS: ROLE }), "trust")).toEqual([true, true]);
  expect(overlap(trust({ AWS: ROLE }), trust({ AWS: FOREIGN_ROLE }), "trust")).toEqual([false, false]);
});
