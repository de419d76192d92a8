import { cpuTime } from "../../../../test/verify/cpu-time";
import type { ProblemCode } from "../../../problem";
import { evaluate, type PolicyKind, readDocument, readDocumentText, readPolicies } from "../../evaluate";
import { OBJECT, role } from "../cases/vocabulary";

const good = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const document = (...statements: unknown[]) => ({ Version: "2012-10-17", Statement: statements });
const granted = { ...good, Principal: "*" };

type Refusal = readonly [claim: string, value: unknown, code: ProblemCode, path: readonly (string | number)[], kind?: PolicyKind];

const refusals: readonly Refusal[] = [
  ["a list for a document", [good], "wrong-type", []],
  ["null for a document", null, "wrong-type", []],
  ["a number for a document", 7, "wrong-type", []],
  ["a document without statements", { Version: "2012-10-17" }, "missing-key", []],
  ["an empty list of statements", document(), "invalid-value", ["Statement"]],
  ["a string for a statement", document("Allow"), "wrong-type", ["Statement", 0]],
  ["null among the statements", document(good, null), "wrong-type", ["Statement", 1]],
  ["an unknown element of the document", { ...document(good), Statements: [] }, "unknown-key", ["Statements"]],
  ["an unknown element of a statement", document({ ...good, Actions: [] }), "unknown-key", ["Statement", 0, "Actions"]],
  ["an element in another case", document({ ...good, action: "s3:*" }), "unknown-key", ["Statement", 0, "action"]],
  ["an unknown version", { Version: "2012-10-18", Statement: good }, "invalid-value", ["Version"]],
  ["a number for the version", { Version: 2012, Statement: good }, "invalid-value", ["Version"]],
  ["a statement without Effect", document({ Action: "s3:*", Resource: "*" }), "missing-key", ["Statement", 0]],
  ["an Effect in lower case", document({ ...good, Effect: "allow" }), "invalid-value", ["Statement", 0, "Effect"]],
  ["a statement without Action", document({ Effect: "Allow", Resource: "*" }), "missing-key", ["Statement", 0]],
  ["both Action and NotAction", document({ ...good, NotAction: "s3:*" }), "invalid-value", ["Statement", 0, "NotAction"]],
  ["an empty list of actions", document({ ...good, Action: [] }), "invalid-value", ["Statement", 0, "Action"]],
  ["a number for an action", document({ ...good, Action: ["s3:*", 7] }), "wrong-type", ["Statement", 0, "Action", 1]],
  ["an object for an action", document({ ...good, Action: { s3: "*" } }), "wrong-type", ["Statement", 0, "Action"]],
  ["an action without its service", document({ ...good, Action: "GetObject" }), "invalid-value", ["Statement", 0, "Action"]],
  ["an action without its name", document({ ...good, Action: "s3:" }), "invalid-value", ["Statement", 0, "Action"]],
  [
    "a late value for an action",
    document({ ...good, Action: { late: "string", name: "var.a", template: "" } }),
    "wrong-type",
    ["Statement", 0, "Action"],
  ],
  ["a statement without Resource", document({ Effect: "Allow", Action: "s3:*" }), "missing-key", ["Statement", 0]],
  ["both Resource and NotResource", document({ ...good, NotResource: "*" }), "invalid-value", ["Statement", 0, "NotResource"]],
  ["an empty list of resources", document({ ...good, Resource: [] }), "invalid-value", ["Statement", 0, "Resource"]],
  ["a boolean for a resource", document({ ...good, Resource: [true] }), "wrong-type", ["Statement", 0, "Resource", 0]],
  [
    "a variable that is not closed",
    document({ ...good, Resource: "a${aws:username" }),
    "invalid-value",
    ["Statement", 0, "Resource"],
  ],
  ["a variable without a name", document({ ...good, Resource: "${}" }), "invalid-value", ["Statement", 0, "Resource"]],
  [
    "a default value without quotes",
    document({ ...good, Resource: "${aws:username, none}" }),
    "invalid-value",
    ["Statement", 0, "Resource"],
  ],
  [
    "a default value with half a quote",
    document({ ...good, Resource: "${aws:username, '}" }),
    "invalid-value",
    ["Statement", 0, "Resource"],
  ],
  [
    "a resource of 2,049 characters",
    document({ ...good, Resource: "x".repeat(2049) }),
    "policy-too-large",
    ["Statement", 0, "Resource"],
  ],
  [
    "two statements with one Sid",
    document({ ...good, Sid: "A" }, { ...good, Sid: "B" }, { ...good, Sid: "A" }),
    "duplicate-name",
    ["Statement", 2, "Sid"],
  ],
  ["a number for a Sid", document({ ...good, Sid: 1 }), "wrong-type", ["Statement", 0, "Sid"]],
  ["a list for an Id", { ...document(good), Id: ["a"] }, "wrong-type", ["Id"]],
  ["a Principal in an identity policy", document(granted), "misplaced-element", ["Statement", 0, "Principal"]],
  ["a Principal in a boundary", document(granted), "misplaced-element", ["Statement", 0, "Principal"], "boundary"],
  [
    "a NotPrincipal in a session policy",
    document({ ...good, NotPrincipal: "*" }),
    "misplaced-element",
    ["Statement", 0, "NotPrincipal"],
    "session",
  ],
  ["a resource policy without Principal", document(good), "missing-key", ["Statement", 0], "resource"],
  ["a key policy without Principal", document(good), "missing-key", ["Statement", 0], "key"],
  [
    "both Principal and NotPrincipal",
    document({ ...granted, NotPrincipal: "*" }),
    "invalid-value",
    ["Statement", 0, "NotPrincipal"],
    "resource",
  ],
  [
    "a NotPrincipal in a trust policy",
    document({ Effect: "Deny", Action: "sts:AssumeRole", NotPrincipal: "*" }),
    "misplaced-element",
    ["Statement", 0, "NotPrincipal"],
    "trust",
  ],
  [
    "a Resource in a trust policy",
    document({ ...granted, Action: "sts:AssumeRole" }),
    "misplaced-element",
    ["Statement", 0, "Resource"],
    "trust",
  ],
  [
    "a resource control policy without Resource",
    document({ Effect: "Deny", Action: "s3:*", Principal: "*" }),
    "missing-key",
    ["Statement", 0],
    "resource-control",
  ],
  [
    "a name for a Principal",
    document({ ...good, Principal: "arn:aws:iam::111122223333:root" }),
    "wrong-type",
    ["Statement", 0, "Principal"],
    "resource",
  ],
  ["an empty Principal", document({ ...good, Principal: {} }), "invalid-value", ["Statement", 0, "Principal"], "resource"],
  [
    "an unknown kind of principal",
    document({ ...good, Principal: { Aws: "*" } }),
    "unknown-key",
    ["Statement", 0, "Principal", "Aws"],
    "resource",
  ],
  [
    "an empty list of principals",
    document({ ...good, Principal: { AWS: [] } }),
    "invalid-value",
    ["Statement", 0, "Principal", "AWS"],
    "resource",
  ],
  [
    "a wildcard within a principal",
    document({ ...good, Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }),
    "invalid-value",
    ["Statement", 0, "Principal", "AWS"],
    "resource",
  ],
  [
    "every service for a principal",
    document({ ...good, Principal: { Service: ["*"] } }),
    "invalid-value",
    ["Statement", 0, "Principal", "Service", 0],
    "resource",
  ],
  [
    "an empty principal",
    document({ ...good, Principal: { AWS: "" } }),
    "invalid-value",
    ["Statement", 0, "Principal", "AWS"],
    "resource",
  ],
  [
    "a number for a principal",
    document({ ...good, Principal: { AWS: 111122223333 } }),
    "wrong-type",
    ["Statement", 0, "Principal", "AWS"],
    "resource",
  ],
  ["a list of conditions", document({ ...good, Condition: [] }), "wrong-type", ["Statement", 0, "Condition"]],
  ["null for the conditions", document({ ...good, Condition: null }), "wrong-type", ["Statement", 0, "Condition"]],
  [
    "an unknown operator",
    document({ ...good, Condition: { StringMatches: { "a:b": "c" } } }),
    "unknown-operator",
    ["Statement", 0, "Condition", "StringMatches"],
  ],
  [
    "an operator in another case",
    document({ ...good, Condition: { stringEquals: { "a:b": "c" } } }),
    "unknown-operator",
    ["Statement", 0, "Condition", "stringEquals"],
  ],
  [
    "an unknown set operator",
    document({ ...good, Condition: { "ForEachValue:StringEquals": { "a:b": "c" } } }),
    "unknown-operator",
    ["Statement", 0, "Condition", "ForEachValue:StringEquals"],
  ],
  [
    "NullIfExists",
    document({ ...good, Condition: { NullIfExists: { "a:b": "true" } } }),
    "unknown-operator",
    ["Statement", 0, "Condition", "NullIfExists"],
  ],
  [
    "Null with a set operator",
    document({ ...good, Condition: { "ForAnyValue:Null": { "a:b": "true" } } }),
    "unknown-operator",
    ["Statement", 0, "Condition", "ForAnyValue:Null"],
  ],
  [
    "an operator that every object has",
    document({ ...good, Condition: { constructor: { "a:b": "c" } } }),
    "unknown-operator",
    ["Statement", 0, "Condition", "constructor"],
  ],
  [
    "a string for an operator's keys",
    document({ ...good, Condition: { Bool: "true" } }),
    "wrong-type",
    ["Statement", 0, "Condition", "Bool"],
  ],
  [
    "a condition key without a prefix",
    document({ ...good, Condition: { Bool: { mfa: "true" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "Bool", "mfa"],
  ],
  [
    "one condition key in two cases",
    document({ ...good, Condition: { Bool: { "a:b": "true", "A:B": "false" } } }),
    "duplicate-key",
    ["Statement", 0, "Condition", "Bool", "A:B"],
  ],
  [
    "an empty list of condition values",
    document({ ...good, Condition: { Bool: { "a:b": [] } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "Bool", "a:b"],
  ],
  [
    "null for a condition value",
    document({ ...good, Condition: { Bool: { "a:b": null } } }),
    "wrong-type",
    ["Statement", 0, "Condition", "Bool", "a:b"],
  ],
  [
    "an object for a condition value",
    document({ ...good, Condition: { Bool: { "a:b": [{}] } } }),
    "wrong-type",
    ["Statement", 0, "Condition", "Bool", "a:b", 0],
  ],
  [
    "a broken variable in a condition",
    document({ ...good, Condition: { StringLike: { "a:b": "${aws:" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "StringLike", "a:b"],
  ],
  ["a late value that has no name", document({ ...good, Resource: { late: "arn" } }), "wrong-type", ["Statement", 0, "Resource"]],
  [
    "a text with a part that is none",
    document({ ...good, Resource: { parts: ["a", 7] } }),
    "wrong-type",
    ["Statement", 0, "Resource"],
  ],
];

test.each(refusals.map(([claim, ...row]) => ({ claim, row })))(
  "refuses $claim",
  ({ row: [value, code, path, kind = "identity"] }) => {
    const outcome = readDocument(value, kind);
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map((problem) => ({ code: problem.code, path: problem.path }))).toEqual([{ code, path }]);
    expect(outcome.problems[0]?.message).toMatch(/^[^A-Z].*[^.]$/s);
  },
);

type Acceptance = readonly [claim: string, value: unknown, kind?: PolicyKind];

const acceptances: readonly Acceptance[] = [
  ["one statement instead of a list", { Version: "2012-10-17", Statement: good }],
  ["lists of one", document({ Effect: "Allow", Action: ["s3:*"], Resource: ["*"] })],
  ["an Id in a resource policy", { ...document(granted), Id: "a b" }, "resource"],
  ["statements with empty Sids", document({ ...good, Sid: "" }, { ...good, Sid: "" })],
  [
    "a trust policy without Resource",
    document({ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }),
    "trust",
  ],
  [
    "a repository policy without Resource",
    document({ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "ecr:BatchGetImage" }),
    "resource",
  ],
  [
    "numbers and booleans in conditions",
    document({ ...good, Condition: { Bool: { "a:b": true }, NumericEquals: { "a:c": [1, 2.5] } } }),
  ],
  ["no conditions in a condition element", document({ ...good, Condition: {} })],
  ["a resource of 2,048 astral characters", document({ ...good, Resource: "🐈".repeat(2048) })],
  ["the old version", { Version: "2008-10-17", Statement: good }],
  ["no version", { Statement: good }],
];

test.each(acceptances.map(([claim, ...row]) => ({ claim, row })))("accepts $claim", ({ row: [value, kind = "identity"] }) => {
  expect(readDocument(value, kind)).toMatchObject({ ok: true, problems: [] });
});

const warnings: readonly Refusal[] = [
  [
    "a variable in a resource of version 2008-10-17",
    { Version: "2008-10-17", Statement: { ...good, Resource: "a/${aws:username}" } },
    "policy-version",
    ["Statement", "Resource"],
  ],
  [
    "a variable without a version",
    { Statement: [{ ...good, Resource: "a/${aws:username}" }] },
    "policy-version",
    ["Statement", 0, "Resource"],
  ],
  [
    "a variable in a condition of version 2008-10-17",
    { Version: "2008-10-17", Statement: [{ ...good, Condition: { StringLike: { "a:b": "${c:d}" } } }] },
    "policy-version",
    ["Statement", 0, "Condition", "StringLike", "a:b"],
  ],
  [
    "a number that is none",
    document({ ...good, Condition: { NumericLessThan: { "a:b": "ten" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "NumericLessThan", "a:b"],
  ],
  [
    "a number with an exponent",
    document({ ...good, Condition: { NumericLessThan: { "a:b": 1e21 } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "NumericLessThan", "a:b"],
  ],
  [
    "a number with 65 digits",
    document({ ...good, Condition: { NumericLessThan: { "a:b": "1".repeat(65) } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "NumericLessThan", "a:b"],
  ],
  [
    "a day that does not exist",
    document({ ...good, Condition: { DateLessThan: { "a:b": "2026-02-30" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "DateLessThan", "a:b"],
  ],
  [
    "a time zone that does not exist",
    document({ ...good, Condition: { DateLessThan: { "a:b": "2026-02-03T04:05:06+15:00" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "DateLessThan", "a:b"],
  ],
  [
    "a time without a zone",
    document({ ...good, Condition: { DateLessThan: { "a:b": "2026-02-03T04:05:06" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "DateLessThan", "a:b"],
  ],
  [
    "an address that is none",
    document({ ...good, Condition: { IpAddress: { "a:b": "203.0.113.256" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "IpAddress", "a:b"],
  ],
  [
    "an IPv6 address with two gaps",
    document({ ...good, Condition: { IpAddress: { "a:b": "1::2::3" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "IpAddress", "a:b"],
  ],
  [
    "an IPv6 address with nine groups",
    document({ ...good, Condition: { IpAddress: { "a:b": "1:2:3:4:5:6:7:8:9" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "IpAddress", "a:b"],
  ],
  [
    "an IPv6 gap for no group",
    document({ ...good, Condition: { IpAddress: { "a:b": "1:2:3:4::5:6:7:8" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "IpAddress", "a:b"],
  ],
  [
    "an IPv6 address with a word",
    document({ ...good, Condition: { IpAddress: { "a:b": "1::x" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "IpAddress", "a:b"],
  ],
  [
    "an IPv6 address with a word before the gap",
    document({ ...good, Condition: { IpAddress: { "a:b": "x::1" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "IpAddress", "a:b"],
  ],
  [
    "an ARN pattern with too few segments",
    document({ ...good, Condition: { ArnLike: { "aws:SourceArn": "*" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "ArnLike", "aws:SourceArn"],
  ],
  [
    "a boolean that is none",
    document({ ...good, Condition: { Bool: { "a:b": "yes" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "Bool", "a:b"],
  ],
  [
    "binary that is not base 64",
    document({ ...good, Condition: { BinaryEquals: { "a:b": "a*" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "BinaryEquals", "a:b"],
  ],
  [
    "Null of something else",
    document({ ...good, Condition: { Null: { "a:b": "maybe" } } }),
    "invalid-value",
    ["Statement", 0, "Condition", "Null", "a:b"],
  ],
  [
    "a canonical user",
    document({ ...good, Principal: { CanonicalUser: "79a5" } }),
    "invalid-value",
    ["Statement", 0, "Principal", "CanonicalUser"],
    "resource",
  ],
];

test.each(warnings.map(([claim, ...row]) => ({ claim, row })))(
  "warns of $claim",
  ({ row: [value, code, path, kind = "identity"] }) => {
    const outcome = readDocument(value, kind);
    expect(outcome.ok).toBe(true);
    expect(outcome.problems.map((problem) => ({ code: problem.code, path: problem.path, severity: problem.severity }))).toEqual([
      { code, path, severity: "warning" },
    ]);
  },
);

test("reports everything that is wrong at once", () => {
  const { problems } = readDocument(
    { Version: "x", Statement: [{ Effect: "Maybe", Action: [], Resource: 7, Sid: null }], Extra: 1 },
    "identity",
  );
  expect(problems.map(({ code }) => code).sort()).toEqual([
    "invalid-value",
    "invalid-value",
    "invalid-value",
    "unknown-key",
    "wrong-type",
    "wrong-type",
  ]);
});

test.each([
  ["did you mean `Action`?", document({ ...good, action: "s3:*" })],
  [
    "an operator is written `StringEquals`, `StringEqualsIfExists`, `ForAnyValue:StringEquals` or `ForAllValues:StringEquals`",
    document({ ...good, Condition: { "ForAnyValues:stringequals": {} } }),
  ],
])("helps with: %s", (help, value) => {
  expect(readDocument(value, "identity").problems[0]?.help).toBe(help);
});

describe("JSON text", () => {
  test("reads what it reads as a value", () => {
    expect(readDocumentText(JSON.stringify(document(good)), "identity")).toEqual(readDocument(document(good), "identity"));
  });

  test.each<readonly [claim: string, text: string, code: ProblemCode, path: readonly (string | number)[]]>([
    ["text that is not JSON", "Version: 2012-10-17", "policy-not-json", []],
    ["nothing", "", "policy-not-json", []],
    ["a comment", '{"Statement": [] /* none */}', "policy-not-json", []],
    ["a comma too many", '{"Statement": [],}', "policy-not-json", []],
    ["a byte order mark", `\uFEFF${JSON.stringify(document(good))}`, "policy-not-json", []],
    ["a million characters", " ".repeat(1_000_001), "policy-too-large", []],
    [
      "an element twice",
      '{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}',
      "duplicate-key",
      ["Statement", 0, "Effect"],
    ],
    [
      "an element twice, once escaped",
      '{"Statement":[{"Effect":"Deny"},{"\\u0045ffect":"Deny","Effect":"Allow"}]}',
      "duplicate-key",
      ["Statement", 1, "Effect"],
    ],
    ["an element twice after strings with quotes and brackets", '{"Id":"\\"}]{[:,","Id":1}', "duplicate-key", ["Id"]],
    ["deep nesting", `${"[".repeat(100)}${"]".repeat(100)}`, "too-deep", Array.from({ length: 64 }, () => 0)],
    [
      "a late value, which text cannot hold",
      JSON.stringify(document({ ...good, Resource: { late: "arn", name: "a", template: "" } })),
      "wrong-type",
      ["Statement", 0, "Resource"],
    ],
  ])("refuses %s", (_, text, code, path) => {
    expect(readDocumentText(text, "identity").problems.map((problem) => ({ code: problem.code, path: problem.path }))).toEqual([
      { code, path },
    ]);
  });

  test("does not take equal keys of different objects for one", () => {
    expect(
      readDocumentText(
        '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*"}]}',
        "identity",
      ).ok,
    ).toBe(true);
  });

  test("does not let a key reach the prototype", () => {
    const outcome = readDocumentText(
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{"Sid":"x"}}}',
      "identity",
    );
    expect(outcome.problems).toMatchObject([{ code: "unknown-key", path: ["Statement", "__proto__"] }]);
  });
});

test("names the layer and document of a problem among several policies", () => {
  const { problems } = readPolicies({
    identity: [document(good), document({ ...good, Effect: "x" })],
    resource: document(good),
    boundary: 7,
    session: [[]],
    serviceControl: [[document(good)], [document(good), document(granted)]],
    resourceControl: [[document(good)]],
  });
  expect(problems.map(({ path }) => path)).toEqual([
    ["identity", 1, "Statement", 0, "Effect"],
    ["resource", "Statement", 0],
    ["boundary"],
    ["session", 0],
    ["serviceControl", 1, 1, "Statement", 0, "Principal"],
    ["resourceControl", 0, 0, "Statement", 0],
  ]);
});

describe("hostile documents of 100 KB", () => {
  const stars = "*a".repeat(1000);
  const hostile: readonly (readonly [claim: string, text: string])[] = [
    [
      "patterns of a thousand stars",
      JSON.stringify(document({ ...good, Resource: Array.from({ length: 48 }, () => `${stars}b`) })),
    ],
    [
      "patterns of a thousand question marks between stars",
      JSON.stringify(document({ ...good, Resource: Array.from({ length: 48 }, () => `*${"?a".repeat(1000)}*b`) })),
    ],
    [
      "ten thousand actions",
      JSON.stringify(document({ ...good, Action: Array.from({ length: 8000 }, (_, index) => `s3:G*t${index}`) })),
    ],
    [
      "a thousand statements",
      JSON.stringify(
        document(...Array.from({ length: 1500 }, (_, index) => ({ ...good, Sid: `S${index}`, Resource: "*a*b*c*d*e*f*g*h*" }))),
      ),
    ],
    [
      "thousands of variables",
      JSON.stringify(document({ ...good, Resource: Array.from({ length: 50 }, () => "${a:b, 'a'}".repeat(180)) })),
    ],
    [
      "thousands of condition keys",
      JSON.stringify(
        document({
          ...good,
          Condition: { StringLike: Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`a:b${index}`, "*x*"])) },
        }),
      ),
    ],
    ["an object within an object within an object", `${'{"a":'.repeat(16_000)}1${"}".repeat(16_000)}`],
    ["one key ten thousand times", `{${Array.from({ length: 10_000 }, () => '"Sid":1').join()}}`],
    ["nothing but quotes and backslashes", `["${'\\\\\\"'.repeat(25_000)}"]`],
    ["nothing but brackets", "[".repeat(100_000)],
    ["control characters", JSON.stringify(document({ ...good, Sid: "\u0000\u001b[2J\u202e".repeat(400) }))],
  ];

  test.each(hostile)("are read and evaluated in well under two seconds: %s", (_, text) => {
    expect(text.length).toBeGreaterThan(1000);
    const work = (): void => {
      const outcome = readDocumentText(text, "identity");
      const policies = outcome.ok ? { identity: [outcome.value] } : {};
      const context = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`a:b${index}`, "y".repeat(20)]));
      evaluate({ principal: role, action: "s3:GetObject", resource: `${OBJECT}${"a".repeat(2000)}`, context }, policies);
    };
    expect(cpuTime(work)).toBeLessThan(2000);
  });
});
