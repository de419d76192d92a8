/** Documents as AWS takes them, Sids, and the order and merging of grants. */
import { document, documentEntries } from "../../modules/policy/document";
import { literal, mergedGrants, sortedGrants, sortedPaths, sortedTexts } from "../../modules/policy/grant";
import { sid, withUniqueSids } from "../../modules/policy/sid";
import type { Grant, Statement } from "../../modules/policy/statement";
import { late, maybeKey } from "./fixture";

const reason = { paths: [["a"]], what: "read", page: "https://docs.aws.amazon.com/" };
const grant = (over: Partial<Statement> = {}, more: Partial<Grant> = {}): Grant => ({
  statement: { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::a/b"], ...over },
  reason,
  ...more,
});

test("lists of one lose their brackets, everywhere; longer ones keep them", () => {
  const statement = {
    Principal: { AWS: ["arn:aws:iam::444455556666:root"] },
    Action: ["a:B"],
    Resource: ["x", "y"],
    Condition: { StringEquals: { "aws:SourceAccount": ["1"], "aws:SourceArn": ["2", "3"] } },
  };
  expect(document({ name: "p", grants: [grant(statement)] }).Statement[0]).toEqual({
    Sid: "Read",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "a:B",
    Resource: ["x", "y"],
    Condition: { StringEquals: { "aws:SourceAccount": "1", "aws:SourceArn": ["2", "3"] } },
  });
});

test("keys stand in AWS's order, whatever order they were made in", () => {
  const Condition = { Bool: { "aws:SecureTransport": ["true"] } };
  const statement: Statement = { Condition, Resource: ["x"], Action: ["a:B"], Principal: "*", Effect: "Deny", Sid: "No" };
  const made = document({ name: "p", grants: [{ statement, reason }] });
  expect(Object.keys(made)).toEqual(["Version", "Statement"]);
  expect(Object.keys(made.Statement[0]!)).toEqual(["Sid", "Effect", "Principal", "Action", "Resource", "Condition"]);
});

test("late values stay late", () => {
  const [entry] = document({ name: "p", grants: [grant({ Resource: [late("bucket", "arn")] })] }).Statement;
  expect(entry?.Resource).toEqual(late("bucket", "arn"));
});

test("entries say which statement depends on a late value; the document has them all", () => {
  const policy = { name: "p", grants: [grant(), grant({ Sid: "Decrypt" }, { when: maybeKey })] };
  expect(documentEntries(policy).map(({ statement, when }) => [statement.Sid, when?.name])).toEqual([
    ["Read", undefined],
    ["Decrypt", "var.kms_key_arn"],
  ]);
  expect(document(policy).Statement.map(({ Sid }) => Sid)).toEqual(["Read", "Decrypt"]);
});

test.each([
  [["MountVolume", "user-data"], "MountVolumeUserData"],
  [["Read", "s3://photos/ä.b"], "ReadS3PhotosB"],
  [["Read", "日本"], "Read"],
])("the Sid of %j is %s", (words, expected) => {
  expect(sid(...words)).toBe(expected);
});

test.each([
  [
    ["A", "A", "A"],
    ["A", "A2", "A3"],
  ],
  [
    ["A", "A", "A2"],
    ["A", "A3", "A2"],
  ],
  [
    ["A2", "A", "A2", "A"],
    ["A2", "A", "A22", "A3"],
  ],
  [
    ["A", "B"],
    ["A", "B"],
  ],
])("Sids %j become %j", (given, expected) => {
  expect(withUniqueSids(given.map((Sid) => grant({ Sid }))).map(({ statement }) => statement.Sid)).toEqual(expected);
});

test("grants merge only when nothing but Sid and reason differs", () => {
  const grants = [
    grant(),
    grant({ Sid: "Other" }),
    grant({}, { when: maybeKey }),
    grant({ Effect: "Deny" }),
    grant({ Action: ["s3:PutObject"] }),
  ];
  expect(mergedGrants(grants).map(({ statement }) => statement.Sid)).toEqual(["Read", "Read", "Read", "Read"]);
});

test("literals and late values with one look stay two things", () => {
  expect(sortedTexts(["${var.bucket}", late("bucket"), "${var.bucket}"])).toHaveLength(2);
});

test("orders do not depend on where things come from", () => {
  const [a, b] = [grant({ Resource: ["a"] }), grant({ Resource: ["b"] })];
  expect(sortedGrants([b, a])).toEqual([a, b]);
  expect(sortedTexts(["b", "B", "a", "b"])).toEqual(["B", "a", "b"]);
  expect(sortedPaths([["s", 10], ["s", 9], ["s"], ["a"], ["s", 10]])).toEqual([["a"], ["s"], ["s", 9], ["s", 10]]);
});

test("a literal in a resource is no pattern and no policy variable", () => {
  expect(literal("a*b?c${d}")).toBe("a${*}b${?}c${$}{d}");
});
