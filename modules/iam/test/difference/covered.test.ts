/** What lies plainly within something else: `true` is certain, so that every near miss must be `false`. */
import { implies, type PolicyKind, readDocument } from "../..";
import { isCovered } from "../../difference/covered";
import { allow, document, type Json } from "../cases/vocabulary";

function read(statement: Json, kind: PolicyKind) {
  const outcome = readDocument(document(statement), kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const on = (operator: string, value: unknown, key = "a:k"): Json =>
  allow("s3:*", "*", { Condition: { [operator]: { [key]: value } } });
const but = (NotAction: unknown): Json => ({ Effect: "Allow", NotAction, Resource: "*" });
const butOn = (NotResource: unknown): Json => ({ Effect: "Allow", Action: "s3:*", NotResource });
const by = (who: unknown, name = "Principal"): Json => ({ Effect: "Allow", [name]: who, Action: "sts:AssumeRole" });
const role = "arn:aws:iam::123456789012:role/a";

const cases: readonly (readonly [claim: string, inner: Json, outer: Json, answer: boolean, kind?: PolicyKind])[] = [
  ["an action and its pattern", allow("s3:GetObject"), allow("s3:Get*"), true],
  ["a pattern and an action", allow("s3:Get*"), allow("s3:GetObject"), false],
  ["two of two", allow(["s3:a", "s3:b"]), allow(["s3:b", "s3:a"]), true],
  ["two of one", allow(["s3:a", "s3:b"]), allow(["s3:a"]), false],
  ["a list that excludes more", but(["s3:*", "iam:*"]), but("s3:Get*"), true],
  ["a list that excludes less", but("s3:Get*"), but(["s3:*", "iam:*"]), false],
  ["a list that names in one that excludes", allow("s3:a"), but("iam:*"), false],
  ["a resource and its pattern", allow("s3:*", "arn:aws:s3:::a/b"), allow("s3:*", "arn:aws:s3:::a/*"), true],
  ["a resource beside the pattern", allow("s3:*", "arn:aws:s3:::a"), allow("s3:*", "arn:aws:s3:::a/*"), false],
  ["resources that exclude more", butOn(["arn:aws:s3:::a/*", "arn:aws:s3:::b"]), butOn("arn:aws:s3:::a/b"), true],
  ["resources that exclude less", butOn("arn:aws:s3:::a/b"), butOn("arn:aws:s3:::a/*"), false],
  ["one variable", allow("s3:*", "arn:aws:s3:::${aws:username}"), allow("s3:*", "arn:aws:s3:::${aws:username}"), true],
  ["a variable in a pattern", allow("s3:*", "arn:aws:s3:::${aws:username}"), allow("s3:*", "arn:aws:s3:::*"), false],
  ["a condition more", on("StringEquals", "x"), allow("s3:*"), true],
  ["a condition less", allow("s3:*"), on("StringEquals", "x"), false],
  ["one value of two", on("StringEquals", "x"), on("StringEquals", ["x", "y"]), true],
  ["two values of one", on("StringEquals", ["x", "y"]), on("StringEquals", "x"), false],
  ["a value within a pattern", on("StringEquals", "x/y"), on("StringLike", "x/*"), true],
  ["a pattern that looks like a value", on("StringLike", "x/*"), on("StringEquals", "x/*"), false],
  ["another key", on("StringEquals", "x"), on("StringEquals", "x", "a:l"), false],
  ["one value of two, refused", on("StringNotEquals", "x"), on("StringNotEquals", ["x", "y"]), false],
  ["a value that may be missing", on("StringEqualsIfExists", "x"), on("StringEquals", ["x", "y"]), false],
  ["a value that may be missing there", on("StringEquals", "x"), on("StringEqualsIfExists", ["x", "y"]), false],
  ["any of a set", on("ForAnyValue:StringEquals", "x"), on("ForAnyValue:StringLike", "x*"), true],
  ["all of a set", on("ForAllValues:StringEquals", "x"), on("ForAllValues:StringLike", "x*"), false],
  ["a set and a single value", on("ForAnyValue:StringEquals", "x"), on("StringLike", "x*"), false],
  ["a value of no case", on("StringEqualsIgnoreCase", "x"), on("StringLike", "x*"), false],
  ["the same numbers", on("NumericLessThan", "2"), on("NumericLessThan", "2"), true],
  ["other numbers", on("NumericLessThan", "1"), on("NumericLessThan", "2"), false],
  ["a role among two", by({ AWS: role }), by({ AWS: [role, "210987654321"] }), true, "trust"],
  ["a role of an account", by({ AWS: role }), by({ AWS: "123456789012" }), false, "trust"],
  ["a role of everybody", by({ AWS: role }), by("*"), true, "trust"],
  ["everybody of a role", by("*"), by({ AWS: role }), false, "trust"],
  ["one provider of every one", by({ Federated: "a" }), by({ Federated: "*" }), false, "trust"],
  ["every provider", by({ Federated: "*" }), by({ Federated: ["*", "a"] }), true, "trust"],
  ["nobody but one, twice", by({ AWS: role }, "NotPrincipal"), by({ AWS: role }, "NotPrincipal"), true, "resource"],
  ["nobody but others", by({ AWS: role }, "NotPrincipal"), by({ AWS: "210987654321" }, "NotPrincipal"), false, "resource"],
  ["a role and everybody but one", by({ AWS: role }), by({ AWS: role }, "NotPrincipal"), false, "resource"],
];

test.each(cases.map((one) => ({ one, claim: one[0] })))("$claim", ({ one: [, inner, outer, answer, kind = "identity"] }) => {
  const [left, right] = [read(inner, kind), read(outer, kind)];
  expect(isCovered(left.statements[0]!, right.statements[0]!)).toBe(answer);
  if (answer) expect(implies(left, right)).toEqual({ verdict: "proved" });
});
