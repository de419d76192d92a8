/** Names: equal names are equal conditions, templates and principals, and nothing else has them. */
import { type PolicyDocument, type PolicyKind, readDocument } from "../..";
import { clausesOf } from "../../compare/clause";
import { text } from "../../text";
import { allow, document, grant, HOME, type Json, ROLE, ROOT, refuse } from "../cases/vocabulary";

function read(statement: Json, kind: PolicyKind): PolicyDocument {
  const outcome = readDocument(document(statement), kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const demandsOf = (statement: Json, kind: PolicyKind = "identity") =>
  clausesOf(read(statement, kind)).flatMap(({ constraints }) => constraints);
const late = (name: string) => ({ late: "string", name, template: `\${${name}}` }) as const;

test.each<readonly [claim: string, resource: unknown, name: string]>([
  ["plain text", "arn:aws:s3:::a", "arn:aws:s3:::a"],
  ["wildcards", "arn:aws:s3:::a?*", "arn:aws:s3:::a?*"],
  ["an escaped star", "arn:aws:s3:::${*}", "arn:aws:s3:::${*}"],
  ["an escaped question mark", "arn:aws:s3:::${?}", "arn:aws:s3:::${?}"],
  ["an escaped dollar sign", "arn:aws:s3:::${$}", "arn:aws:s3:::${$}"],
  ["a brace", "arn:aws:s3:::{a}", "arn:aws:s3:::${{}a}"],
  ["a comma", "arn:aws:s3:::a,b", "arn:aws:s3:::a${,}b"],
  ["a variable", "arn:aws:s3:::${aws:username}", 'arn:aws:s3:::{"key":"aws:username"}'],
  ["a late value", text`arn:aws:s3:::${late("var.a-b_c[0].d#e")}`, "arn:aws:s3:::${var.a-b_c[0].d#e}"],
  ["a late value with a name that no expression has", text`arn:aws:s3:::${late("*")}`, 'arn:aws:s3:::${"*"}'],
  ["a late value with such an end", text`arn:aws:s3:::${late("a*")}`, 'arn:aws:s3:::${"a*"}'],
  ["a late value with such a beginning", text`arn:aws:s3:::${late("*a")}`, 'arn:aws:s3:::${"*a"}'],
])("the name of %s", (_, resource, name) => {
  expect(demandsOf(allow("s3:*", resource))).toEqual([
    { dimension: "action", atoms: ["s3:*"], negated: false },
    { dimension: "resource", atoms: [name], negated: false },
  ]);
});

test.each<readonly [claim: string, condition: Json, name: string]>([
  ["sorted values", { StringEquals: { "A:B": ["y", "x"] } }, "StringEquals on a:b: x, y"],
  ["a value with a comma", { StringEquals: { "a:b": "x, y" } }, "StringEquals on a:b: x${,} y"],
  ["all of some", { "ForAllValues:StringLike": { "a:b": "x*" } }, "ForAllValues:StringLike on a:b: x*"],
  ["any of some", { "ForAnyValue:StringLike": { "a:b": "x*" } }, "ForAnyValue:StringLike on a:b: x*"],
  ["a key that may be absent", { StringEqualsIfExists: { "a:b": "x" } }, "StringEqualsIfExists on a:b: x"],
  ["both", { "ForAnyValue:StringEqualsIfExists": { "a:b": "x" } }, "ForAnyValue:StringEqualsIfExists on a:b: x"],
])("the name of a condition with %s", (_, Condition, name) => {
  expect(demandsOf(allow("s3:*", "*", { Condition })).slice(2)).toEqual([{ dimension: "a:b", atoms: [name], negated: false }]);
});

test.each<readonly [claim: string, statement: Json, name: string]>([
  ["everybody", grant("*", "s3:*"), "Allow *"],
  ["an account", grant({ AWS: ROOT }, "s3:*"), `Allow account ${HOME}`],
  [
    "a role and a service, sorted",
    grant({ Service: "a.amazonaws.com", AWS: ROLE }, "s3:*"),
    `Allow arn ${ROLE}, service a.amazonaws.com`,
  ],
  ["whom a Deny names", refuse({ AWS: ROLE }, "s3:*"), `Deny arn ${ROLE}`],
  [
    "whom a list excludes",
    { Effect: "Deny", NotPrincipal: { AWS: ROLE }, Action: "s3:*", Resource: "*" },
    `Deny not arn ${ROLE}`,
  ],
])("the name of %s", (_, statement, name) => {
  const [clause] = clausesOf(read(statement, "resource"));
  expect(clause?.principals).toBe(name);
  expect(clause?.effect).toBe(statement.Effect);
  expect(clause?.constraints[2]).toEqual({ dimension: "principal", atoms: [name], negated: false });
});

test("lists that exclude are negated, and a statement without resources asks for none", () => {
  expect(demandsOf({ Effect: "Allow", NotAction: ["s3:*", "sqs:*"], NotResource: "arn:aws:s3:::a" })).toEqual([
    { dimension: "action", atoms: ["s3:*", "sqs:*"], negated: true },
    { dimension: "resource", atoms: ["arn:aws:s3:::a"], negated: true },
  ]);
  const trust = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" };
  expect(demandsOf(trust, "trust").map(({ dimension }) => dimension)).toEqual(["action", "principal"]);
  expect(clausesOf(read(allow("s3:*"), "identity"))[0]).not.toHaveProperty("principals");
});
