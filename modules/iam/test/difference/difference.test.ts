/** One engine for "who gains which permission": what cancels out, what is refuted with a request, what is a doubt. */

import { implies } from "../../compare";
import { difference, type Permission, readPolicy, refusalDifference } from "../../difference";
import { type PolicyDocument, type PolicyKind, readDocument } from "../../evaluate";
import { saysAlone } from "../../evaluate/policies";
import type { Text } from "../../text";

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: unknown;
  readonly Sid?: string;
}

const documentOf = (statements: readonly Statement[], Version = "2012-10-17") => ({
  Version,
  Statement: statements.map((one) => ({
    Effect: "Allow",
    ...(one.NotAction === undefined ? { Action: "s3:GetObject" } : {}),
    Resource: "*",
    ...one,
  })),
});

function permissions(statements: readonly Statement[], { version = "2012-10-17", when = {} as Record<string, string> } = {}) {
  const read = readPolicy(documentOf(statements, version), "identity", (sid) => when[sid]);
  if (!read.ok) throw new Error(read.problem?.message);
  return read.statements.flatMap((one) => one.permissions);
}

const verdicts = (left: readonly Permission[], right: readonly Permission[], kind: PolicyKind = "identity") =>
  difference(left, right, kind).map(({ verdict }) => verdict);

const late = (name: string): Text => ({ late: "string", name, template: `\${${name}}` });
const deny = { Effect: "Deny", Resource: "arn:aws:s3:::a/*" };

describe("one normal form", () => {
  test.each<readonly [string, Statement, Statement]>([
    ["actions have no case", { Action: "S3:getobject" }, { Action: "s3:GetObject" }],
    [
      "wildcards in a row are one",
      { Action: "s3:**", Resource: "arn:aws:s3:::a**" },
      { Action: "s3:*", Resource: "arn:aws:s3:::a*" },
    ],
    ["keys have no case", { Condition: { StringEquals: { "A:K": "x" } } }, { Condition: { StringEquals: { "a:k": ["x"] } } }],
    [
      "a pattern without wildcards is a text",
      { Condition: { StringLike: { "a:k": "x" } } },
      { Condition: { StringEquals: { "a:k": "x" } } },
    ],
    [
      "`ArnEquals` is `ArnLike`",
      { Condition: { ArnEquals: { "a:k": "arn:aws:s3:::*" } } },
      { Condition: { ArnLike: { "a:k": "arn:aws:s3:::*" } } },
    ],
    ["a variable may have spaces", { Resource: "arn:aws:s3:::${ aws:username }" }, { Resource: "arn:aws:s3:::${AWS:username}" }],
    ["truth needs no quotes", { Condition: { Bool: { "a:k": true } } }, { Condition: { Bool: { "a:k": "true" } } }],
  ])("%s", (_, left, right) => {
    expect(permissions([left]).map(({ id }) => id)).toEqual(permissions([right]).map(({ id }) => id));
  });

  test.each<readonly [string, Statement, Statement]>([
    [
      "a list of values and a value with a comma",
      { Condition: { StringEquals: { "a:k": "a, b" } } },
      { Condition: { StringEquals: { "a:k": ["a", "b"] } } },
    ],
    [
      "a variable and the text that looks like its name",
      { Resource: 'arn:aws:s3:::b/{"key":"aws:username"}' },
      { Resource: "arn:aws:s3:::b/${aws:username}" },
    ],
    [
      "a late value and an escaped star",
      { Resource: { parts: ["arn:aws:s3:::", late("*")] } },
      { Resource: "arn:aws:s3:::${*}" },
    ],
    ["all but one action and that action", { NotAction: "s3:GetObject" }, { Action: "s3:GetObject" }],
  ])("tells apart %s, and so does the comparison of documents", (_, left, right) => {
    expect(permissions([left])[0]?.id).not.toBe(permissions([right])[0]?.id);
    const read = (one: Statement): PolicyDocument => {
      const outcome = readDocument(documentOf([one]), "identity");
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      return outcome.value;
    };
    expect(implies(read(left), read(right)).verdict).not.toBe("proved");
    expect(verdicts(permissions([left]), permissions([right]))).not.toEqual([]);
  });

  test("the old version of the language takes variables literally", () => {
    const statement = { Resource: "arn:aws:s3:::${aws:username}" };
    expect(permissions([statement], { version: "2008-10-17" })[0]?.id).not.toBe(permissions([statement])[0]?.id);
  });
});

describe("the difference", () => {
  const wide = [{ Action: ["s3:GetObject", "s3:PutObject"], Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] }];
  const split = [
    { Action: "s3:GetObject", Resource: ["arn:aws:s3:::b/*", "arn:aws:s3:::a/*"] },
    { Action: "s3:PutObject", Resource: "arn:aws:s3:::a/*" },
    { Action: "s3:PutObject", Resource: "arn:aws:s3:::b/*" },
  ];

  test("statements that are split, merged or in another order are none", () => {
    expect(verdicts(permissions(wide), permissions(split))).toEqual([]);
    expect(verdicts(permissions(split), permissions(wide))).toEqual([]);
  });

  test("one permission less is one, with a request that one side allows and the other does not", () => {
    const [found, ...more] = difference(permissions(wide), permissions(split.slice(0, 2)), "identity");
    expect(more).toEqual([]);
    expect(found).toMatchObject({ verdict: "refuted", permission: { action: "s3:PutObject", resource: "arn:aws:s3:::b/*" } });
    const read = readDocument(documentOf(wide), "identity");
    expect(found?.request !== undefined && read.ok && saysAlone(read.value, found.request).allow).toBeDefined();
  });

  test("a Deny on one side is one, on both sides none", () => {
    expect(verdicts(permissions([{}]), permissions([{}, deny]))).toEqual(["refuted"]);
    expect(verdicts(permissions([{}, deny]), permissions([{}, deny]))).toEqual([]);
    expect(verdicts(permissions([{}, deny]), permissions([{}]))).toEqual([]);
    expect(refusalDifference(permissions([deny]), permissions([]), "identity").map(({ verdict }) => verdict)).toEqual([
      "refuted",
    ]);
    expect(refusalDifference(permissions([deny]), permissions([deny]), "identity")).toEqual([]);
  });

  test("a permission that may not be there covers nothing, and a Deny that may be there refuses", () => {
    const conditional = { when: { S: "var.key" } };
    expect(verdicts(permissions([{}]), permissions([{ Sid: "S" }], conditional))).toEqual(["refuted"]);
    expect(verdicts(permissions([{ Sid: "S" }], conditional), permissions([{}]))).toEqual([]);
    expect(verdicts(permissions([{ Sid: "S" }], conditional), permissions([{ Sid: "S" }], conditional))).toEqual([]);
    expect(verdicts(permissions([{}]), permissions([{}, { ...deny, Sid: "S" }], conditional))).toEqual(["refuted"]);
    expect(verdicts(permissions([{}, { ...deny, Sid: "S" }], conditional), permissions([{}, deny]))).toEqual(["refuted"]);
  });

  test("what AWS would not take is a doubt on either side, never a pass and never a refutation", () => {
    const broken = permissions([{}]).map((one): Permission => ({ ...one, id: "broken", resource: "${open" }));
    expect(verdicts(broken, permissions([]))).toEqual(["unknown"]);
    expect(verdicts(permissions([{}]), broken)).toEqual(["unknown"]);
    const denied = broken.map((one): Permission => ({ ...one, effect: "Deny" }));
    expect(verdicts(permissions([{}]), [...permissions([{}]), ...denied])).toEqual(["unknown"]);
    expect(verdicts([...permissions([{}]), ...denied], permissions([]))).toEqual(["unknown"]);
  });
});
