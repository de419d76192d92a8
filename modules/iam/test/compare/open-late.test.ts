/** Which late values are looked at a second time, and as what: those that could make a text stand to another in another way than it does now. */
import { type PolicyDocument, type PolicyKind, readDocument } from "../..";
import { nameOfTemplate } from "../../compare/clause";
import { openLate } from "../../compare/open-late";
import { type Late, type Text, text } from "../../text";
import { AWAY, allow, BUCKET, deny, document, grant, HOME, type Json, ROLE, ROOT, TABLE, USER } from "../cases/vocabulary";

function read(kind: PolicyKind, ...statements: readonly Json[]): PolicyDocument {
  const outcome = readDocument(document(...statements), kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const late = (name: string, type: Late["late"] = "name"): Late => ({ late: type, name, template: `\${${name}}` });
const [bucket, other, arn] = [late("var.bucket"), late("var.other"), late("var.arn", "arn")];
const account = late("var.account", "account-id");
const free = (name: string): string => `{"key":"late value ${name}"}`;
const segment = (name: string): string => `{"key":"late value ${name}","segment":true}`;

type Opened = readonly [names: readonly string[], texts: readonly string[]];

/** The names, and every text of resources and conditions that is not as it was. */
function openedBy(kind: PolicyKind, statements: readonly Json[]): Opened | undefined {
  const found = openLate([read(kind, ...statements)]);
  if (found === undefined) return undefined;
  const texts = found.documents.flatMap((one) =>
    one.statements.flatMap(({ resources, conditions }) => [
      ...(resources?.entries ?? []),
      ...conditions.flatMap(({ values }) => values),
    ]),
  );
  return [found.names, texts.map(nameOfTemplate).filter((one) => one.includes("late value"))];
}

const on = (...resources: readonly Text[]): Json => allow("s3:*", resources);
const onKey = (operator: string, key: string, ...values: readonly Text[]): Json =>
  allow("s3:*", "*", { Condition: { [operator]: { [key]: values } } });

describe("looked at again:", () => {
  test.each<readonly [claim: string, statements: readonly Json[], ...Opened]>([
    [
      "a bucket that may be another",
      [on(text`arn:aws:s3:::${bucket}/*`, `${BUCKET}/*`)],
      ["var.bucket"],
      [`arn:aws:s3:::${free("var.bucket")}/*`],
    ],
    [
      "both of two late buckets, wherever they stand",
      [on(text`arn:aws:s3:::${bucket}`), deny("s3:*", text`arn:aws:s3:::${other}`)],
      ["var.bucket", "var.other"],
      [`arn:aws:s3:::${free("var.bucket")}`, `arn:aws:s3:::${free("var.other")}`],
    ],
    [
      "an account, within its segment",
      [on(text`arn:aws:dynamodb:us-east-1:${account}:table/sessions`, TABLE)],
      ["var.account"],
      [`arn:aws:dynamodb:us-east-1:${segment("var.account")}:table/sessions`],
    ],
    [
      "an account and a name of one text, each in its place",
      [on(text`arn:aws:dynamodb:us-east-1:${account}:table/${other}`, TABLE)],
      ["var.account", "var.other"],
      [`arn:aws:dynamodb:us-east-1:${segment("var.account")}:table/${free("var.other")}`],
    ],
    [
      "a whole ARN, segment by segment",
      [on(arn, TABLE)],
      ["var.arn"],
      [
        `arn:${["partition", "service", "region", "account"].map((part) => segment(`var.arn#${part}`)).join(":")}:${free("var.arn#resource")}`,
      ],
    ],
    [
      "a pattern that reaches a part",
      [on(text`arn:aws:s3:::${bucket}/*`, `${BUCKET}/a?`)],
      ["var.bucket"],
      [`arn:aws:s3:::${free("var.bucket")}/*`],
    ],
    [
      "a policy variable that may become it",
      [on(text`arn:aws:s3:::${bucket}`, "arn:aws:s3:::${aws:username}-x")],
      ["var.bucket"],
      [`arn:aws:s3:::${free("var.bucket")}`],
    ],
    ["a value of a key", [onKey("StringEquals", "aws:PrincipalTag/team", bucket, "red")], ["var.bucket"], [free("var.bucket")]],
    [
      "a value of a key in another statement and under another operator",
      [onKey("StringEquals", "aws:PrincipalTag/team", bucket), onKey("StringNotLike", "aws:PrincipalTag/team", "r?d*")],
      ["var.bucket"],
      [free("var.bucket")],
    ],
    [
      "values without regard to case",
      [onKey("StringEqualsIgnoreCase", "aws:PrincipalTag/team", text`a${bucket}`, "AB")],
      ["var.bucket"],
      [`a${free("var.bucket")}`],
    ],
    [
      "ARNs of a key, though one covers the other as text",
      [onKey("ArnLike", "aws:SourceArn", text`arn:aws:sqs:us-east-1:${account}:q`, "arn:aws:sqs:*:*:q")],
      ["var.account"],
      [`arn:aws:sqs:us-east-1:${segment("var.account")}:q`],
    ],
  ])("%s", (_, statements, names, texts) => {
    expect(openedBy("identity", statements)).toEqual([names, texts]);
  });

  test("only the text that may change, not the others of the same document", () => {
    const statements = [on(text`arn:aws:s3:::${bucket}/*`, `${BUCKET}/*`, text`arn:aws:sqs:::${other}`)];
    expect(openedBy("identity", statements)).toEqual([["var.bucket"], [`arn:aws:s3:::${free("var.bucket")}/*`]]);
  });

  test("all that is late where there are too many texts to be held against each other", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:sqs:::q${index}`);
    const settled = text`arn:aws:s3:::${bucket}`;
    expect(openedBy("identity", [on(settled, ...many(299))])).toBeUndefined();
    expect(openedBy("identity", [on(settled, ...many(300))])).toEqual([["var.bucket"], [`arn:aws:s3:::${free("var.bucket")}`]]);
  });
});

describe("settled as it is:", () => {
  test.each<readonly [claim: string, statements: readonly Json[]]>([
    ["nothing late", [on(BUCKET, "arn:aws:s3:::photos*", "*b")]],
    ["one late bucket alone", [on(text`arn:aws:s3:::${bucket}`)]],
    ["one late bucket again and again", [on(text`arn:aws:s3:::${bucket}`), deny("s3:*", text`arn:aws:s3:::${bucket}`)]],
    ["a late bucket and everything", [on(text`arn:aws:s3:::${bucket}`, "*", "arn:aws:s3:::*")]],
    ["other objects of one late bucket", [on(text`arn:aws:s3:::${bucket}/a`, text`arn:aws:s3:::${bucket}/b`)]],
    ["a late bucket and a table", [on(text`arn:aws:s3:::${bucket}`, TABLE)]],
    ["an account that is no bucket", [on(text`arn:aws:dynamodb:us-east-1:${account}:table/a`, TABLE)]],
    [
      "values of different keys",
      [onKey("StringEquals", "aws:PrincipalTag/team", bucket), onKey("StringEquals", "aws:PrincipalTag/tier", "red")],
    ],
    ["a value that is like a pattern anyway", [onKey("StringLike", "aws:PrincipalTag/team", text`a${bucket}`, "a*")]],
    [
      "values that differ, without regard to case",
      [onKey("StringEqualsIgnoreCase", "aws:PrincipalTag/team", text`a${bucket}`, "b")],
    ],
    ["one value without regard to case", [onKey("StringEqualsIgnoreCase", "aws:PrincipalTag/team", bucket)]],
    ["texts without regard to case that are not late", [onKey("StringEqualsIgnoreCase", "aws:PrincipalTag/team", "a*", "AB")]],
  ])("%s", (_, statements) => {
    expect(openedBy("identity", statements)).toBeUndefined();
  });
});

describe("principals:", () => {
  const named = (...principals: readonly Json[]) => openLate([read("resource", ...principals.map((one) => grant(one, "s3:*")))]);
  const role = late("var.role", "arn");

  test.each<readonly [claim: string, principals: readonly Json[], names: readonly string[]]>([
    ["a role that may be another", [{ AWS: role }, { AWS: ROLE }], ["var.role"]],
    ["an account that may be another", [{ AWS: account }, { AWS: HOME }], ["var.account"]],
    ["an account that may be the one of a role", [{ AWS: account }, { AWS: ROLE }], ["var.account"]],
    [
      "a role of an account that may be another's",
      [{ AWS: text`arn:aws:iam::${account}:role/a` }, { AWS: USER }],
      ["var.account"],
    ],
    ["roles of one account", [{ AWS: text`arn:aws:iam::${HOME}:role/${bucket}` }, { AWS: ROOT }], ["var.bucket"]],
    ["services", [{ Service: late("var.service", "string") }, { Service: "ecs.amazonaws.com" }], ["var.service"]],
    ["two that are late", [{ AWS: role }, { AWS: late("var.user", "arn") }], ["var.role", "var.user"]],
  ])("%s, of which nothing more is found out", (_, principals, names) => {
    expect(named(...principals)).toMatchObject({ names, principals: true });
  });

  test.each<readonly [claim: string, principals: readonly Json[]]>([
    ["one that is late", [{ AWS: role }]],
    ["the same one twice", [{ AWS: role }, { AWS: role }]],
    ["one that is late, and everybody", [{ AWS: role }, { AWS: "*" }]],
    ["those that are not late", [{ AWS: ROLE }, { AWS: ROOT }]],
    ["other accounts", [{ AWS: text`arn:aws:iam::${HOME}:role/${bucket}` }, { AWS: `arn:aws:iam::${AWAY}:role/b` }]],
    ["a role and a service", [{ AWS: role }, { Service: "ecs.amazonaws.com" }]],
    ["services that differ", [{ Service: text`a${bucket}` }, { Service: "ecs.amazonaws.com" }]],
  ])("%s: settled", (_, principals) => {
    expect(named(...principals)).toBeUndefined();
  });

  test("texts of resources beside them are opened, and principals are not among what is", () => {
    const statements = [grant({ AWS: ROLE }, "s3:*", { Resource: [text`arn:aws:s3:::${bucket}`, BUCKET] })];
    expect(openLate([read("resource", ...statements)])).toMatchObject({ names: ["var.bucket"], principals: false });
  });
});

test("statements without resources stay without", () => {
  const trust = {
    Effect: "Allow",
    Principal: { AWS: ROLE },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": [bucket, "x"] } },
  };
  const found = openLate([read("trust", trust)]);
  expect(found?.names).toEqual(["var.bucket"]);
  expect(found?.documents[0]?.statements[0]).not.toHaveProperty("resources");
});
