/** The data source `aws_iam_policy_document` as the document that it yields, and what is not read of it. */
import { policyDocumentOf } from "../../../modules/review/terraform/document-data";

const statement = (block: unknown): unknown => {
  const document = policyDocumentOf({ statement: block });
  return (document as { Statement: readonly unknown[] } | undefined)?.Statement[0];
};

describe("a document", () => {
  test.each<[string, unknown, unknown]>([
    ["of nothing", {}, { Version: "2012-10-17", Statement: [] }],
    ["in a list", [{}], { Version: "2012-10-17", Statement: [] }],
    ["of the old version", { version: "2008-10-17" }, { Version: "2008-10-17", Statement: [] }],
    ["of a version that is no text", { version: 4 }, { Version: "2012-10-17", Statement: [] }],
    ["of a statement alone", { statement: {} }, { Version: "2012-10-17", Statement: [{ Effect: "Allow" }] }],
    [
      "of two statements",
      { statement: [{}, { effect: "Deny" }] },
      { Version: "2012-10-17", Statement: [{ Effect: "Allow" }, { Effect: "Deny" }] },
    ],
    ["of what is no statement", { statement: [4, null] }, { Version: "2012-10-17", Statement: [] }],
  ])("%s", (_, value, expected) => {
    expect(policyDocumentOf(value)).toStrictEqual(expected);
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["text", "x"],
    ["an empty list", []],
    ...[
      "source_policy_documents",
      "override_policy_documents",
      "source_json",
      "override_json",
      "dynamic",
      "count",
      "for_each",
    ].map((name): [string, unknown] => [name, { [name]: [] }]),
    ["a dynamic block in a statement", { statement: [{ actions: ["a"] }, { dynamic: {} }] }],
  ])("is not known of %s", (_, value) => {
    expect(policyDocumentOf(value)).toBeUndefined();
  });
});

describe("a statement", () => {
  test.each<[string, unknown, object]>([
    ["with a name", { sid: "A" }, { Sid: "A" }],
    ["with an empty name", { sid: "" }, {}],
    ["with a name that is no text", { sid: 4 }, {}],
    ["with an effect", { effect: "Deny" }, { Effect: "Deny" }],
    ["with an effect that is no text", { effect: 4 }, { Effect: "Allow" }],
    ["with actions", { actions: ["s3:Get*"], resources: ["*"] }, { Action: ["s3:Get*"], Resource: ["*"] }],
    ["with all but some", { not_actions: ["s3:*"], not_resources: ["r"] }, { NotAction: ["s3:*"], NotResource: ["r"] }],
    ["with empty lists", { actions: [], not_actions: [], resources: [], not_resources: [] }, {}],
    ["with actions that are text", { actions: "s3:*" }, { Action: "s3:*" }],
    ["with actions that are a number", { actions: [4] }, { Action: [4] }],
    ["with a policy variable", { resources: ["a/&{aws:username}/&{x}"] }, { Resource: ["a/${aws:username}/${x}"] }],
    [
      "with a reference",
      { resources: ["${aws_s3_bucket.b.arn}/*"] },
      { Resource: [{ parts: [{ late: "arn", name: "aws_s3_bucket.b.arn", template: "${aws_s3_bucket.b.arn}" }, "/*"] }] },
    ],
    ["with a template that cannot be read", { resources: ["${"] }, { Resource: ["${"] }],
    ["with everybody", { principals: { type: "*", identifiers: ["*"] } }, { Principal: "*" }],
    [
      "with a service",
      { principals: [{ type: "Service", identifiers: ["ecs.amazonaws.com"] }] },
      { Principal: { Service: ["ecs.amazonaws.com"] } },
    ],
    ["with a principal that is text", { principals: { type: "AWS", identifiers: "1" } }, { Principal: { AWS: ["1"] } }],
    [
      "with principals of one type in two blocks",
      {
        principals: [
          { type: "AWS", identifiers: ["1"] },
          { type: "AWS", identifiers: ["2"] },
          { type: "Service", identifiers: ["s"] },
        ],
      },
      { Principal: { AWS: ["1", "2"], Service: ["s"] } },
    ],
    [
      "with everybody among others",
      {
        principals: [
          { type: "*", identifiers: ["*"] },
          { type: "AWS", identifiers: ["1"] },
        ],
      },
      { Principal: { "*": ["*"], AWS: ["1"] } },
    ],
    ["with all principals but some", { not_principals: { type: "AWS", identifiers: ["1"] } }, { NotPrincipal: { AWS: ["1"] } }],
    ["with no principals", { principals: [], not_principals: [] }, {}],
    [
      "with a condition",
      { condition: { test: "Bool", variable: "k", values: ["true"] } },
      { Condition: { Bool: { k: ["true"] } } },
    ],
    [
      "with a condition of text",
      { condition: { test: "Bool", variable: "k", values: "true" } },
      { Condition: { Bool: { k: ["true"] } } },
    ],
    [
      "with conditions of one key in two blocks",
      {
        condition: [
          { test: "A", variable: "k", values: ["1"] },
          { test: "A", variable: "k", values: ["2"] },
          { test: "A", variable: "l", values: ["3"] },
          { test: "B", variable: "k", values: ["4"] },
        ],
      },
      { Condition: { A: { k: ["1", "2"], l: ["3"] }, B: { k: ["4"] } } },
    ],
    ["with no conditions", { condition: [] }, {}],
  ])("%s", (_, block, expected) => {
    expect(statement(block)).toStrictEqual({ Effect: "Allow", ...expected });
  });
});
