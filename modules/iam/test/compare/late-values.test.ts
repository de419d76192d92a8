/** What is proved of documents with late values holds whatever these become. */

import { disjoint, equivalent, implies, type PolicyDocument, type PolicyKind, readDocument } from "../..";
import { type Late, type Text, text } from "../../text";
import { AWAY, allow, BUCKET, deny, document, grant, HOME, type Json, TABLE } from "../cases/vocabulary";

function read(value: unknown, kind: PolicyKind = "identity"): PolicyDocument {
  const outcome = readDocument(value, kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const late = (name: string, type: Late["late"] = "name"): Late => ({ late: type, name, template: `\${${name}}` });
const bucket = late("var.bucket");
const other = late("var.other");
const account = late("var.account", "account-id");
const arn = late("var.arn", "arn");
const objects = (of: Text): Text => text`arn:aws:s3:::${of}/*`;
const tagged = (value: Text): Json =>
  allow("s3:GetObject", "*", { Condition: { StringEquals: { "aws:PrincipalTag/team": value } } });

type Pair = readonly [claim: string, left: Json, right: Json];
const read2 = (left: Json, right: Json) => [read(document(left)), read(document(right))] as const;

test.each<Pair>([
  ["a late bucket and a bucket", allow("s3:*", objects(bucket)), allow("s3:*", `${BUCKET}/*`)],
  ["two late buckets", allow("s3:*", objects(bucket)), allow("s3:*", objects(other))],
  ["a late ARN and every object", allow("s3:*", text`${arn}/*`), allow("s3:*", "arn:aws:s3:::*")],
  ["a late ARN and a table", allow("dynamodb:*", arn), allow("dynamodb:*", TABLE)],
  [
    "a table of a late account",
    allow("dynamodb:*", text`arn:aws:dynamodb:us-east-1:${account}:table/a`),
    allow("dynamodb:*", `arn:aws:dynamodb:us-east-1:${HOME}:table/a`),
  ],
  ["a late tag and a tag", tagged(bucket), tagged("red")],
])("%s may share a request", (_, left, right) => {
  expect(disjoint(...read2(left, right))).toMatchObject({ verdict: "unknown", because: "late-values" });
});

test.each<Pair>([
  [
    "other objects of one late bucket",
    allow("s3:*", text`arn:aws:s3:::${bucket}/a/*`),
    allow("s3:*", text`arn:aws:s3:::${bucket}/b/*`),
  ],
  ["a late bucket and a table", allow("s3:*", objects(bucket)), allow("s3:*", TABLE)],
  ["objects of a late bucket and other objects", allow("s3:*", text`arn:aws:s3:::${bucket}/a`), allow("s3:*", `${BUCKET}/b`)],
  [
    "tables of a late account",
    allow("dynamodb:*", text`arn:aws:dynamodb:us-east-1:${account}:table/a/*`),
    allow("dynamodb:*", `arn:aws:dynamodb:us-east-1:${HOME}:table/b/*`),
  ],
  ["other actions", allow("s3:GetObject", objects(bucket)), allow("s3:PutObject", objects(other))],
  ["two tags with one late value", tagged(text`${bucket}-a`), tagged(text`${bucket}-b`)],
])("%s share none, whatever becomes of it", (_, left, right) => {
  expect(disjoint(...read2(left, right))).toEqual({ verdict: "proved" });
});

test.each<Pair>([
  ["a Deny of a late bucket may be of this one", allow("s3:*", `${BUCKET}/*`), deny("s3:*", objects(bucket))],
  [
    "everything but a late bucket may leave this one out",
    allow("s3:*", `${BUCKET}/*`),
    { Effect: "Allow", Action: "s3:*", NotResource: objects(bucket) },
  ],
  ["a late bucket may be the one that is denied", allow("s3:*", objects(bucket)), deny("s3:*", `${BUCKET}/*`)],
])("%s", (_, left, right) => {
  const wide = allow("s3:*", "*");
  const some = "NotResource" in right ? [right] : [wide, right];
  expect(implies(read(document(left)), read(document(...some)))).toMatchObject({ verdict: "unknown", because: "late-values" });
});

test("the same late values are the same, also as principals", () => {
  const of = (name: string) =>
    read(document(grant({ AWS: late(name, "arn"), Service: late(name, "string") }, "s3:*")), "resource");
  expect(equivalent(of("a"), of("a")).verdict).toBe("proved");
  expect(implies(of("a"), of("b")).verdict).toBe("refuted");
});

test("whether a late principal is somebody who is named is not known", () => {
  const of = (AWS: Text) => read(document(grant({ AWS }, "s3:*")), "resource");
  expect(disjoint(of(late("var.role", "arn")), of(`arn:aws:iam::${HOME}:role/a`)).verdict).toBe("unknown");
  expect(disjoint(of(account), of(HOME)).verdict).toBe("unknown");
  expect(disjoint(of(AWAY), of(HOME)).verdict).toBe("proved");
});
