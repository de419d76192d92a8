/** What a request is taken for: who asks, under which names, with which context keys; and what readers say of values. */
import { type PolicyKind, type Requester, readDocument, readPolicies } from "../../evaluate";
import { plainText } from "../../evaluate/letters";
import { prepareRequest } from "../../evaluate/prepared-request";
import { showGlob } from "../../glob";
import {
  anybody,
  ecsTasks,
  FEDERATED,
  federatedUser,
  HOME,
  KEY,
  OBJECT,
  ROLE,
  ROOT,
  role,
  root,
  SESSION,
  USER,
  user,
} from "../cases/vocabulary";

const keys = [
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
  "aws:username",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:resourceaccount",
];

test.each<readonly [string, Requester, Readonly<Record<string, string>>]>([
  ["a session of a role", role, { "aws:principalarn": ROLE, "aws:principalaccount": HOME, "aws:principaltype": "AssumedRole" }],
  [
    "a user",
    user,
    { "aws:principalarn": USER, "aws:principalaccount": HOME, "aws:principaltype": "User", "aws:username": "bob" },
  ],
  ["the root user", root, { "aws:principalarn": ROOT, "aws:principalaccount": HOME, "aws:principaltype": "Account" }],
  [
    "a federated user",
    federatedUser,
    { "aws:principalarn": FEDERATED, "aws:principalaccount": HOME, "aws:principaltype": "FederatedUser" },
  ],
  ["a service", ecsTasks, { "aws:principalisawsservice": "true", "aws:principalservicename": "ecs-tasks.amazonaws.com" }],
  ["somebody of a provider", { kind: "federated", provider: "accounts.example" }, {}],
  ["anybody", anybody, { "aws:principaltype": "Anonymous" }],
  ["a role whose ARN is none", { kind: "role", arn: "worker" }, { "aws:principaltype": "AssumedRole" }],
  ["a user whose ARN is none", { kind: "user", arn: "worker" }, { "aws:principaltype": "User", "aws:username": "worker" }],
])("%s has the context keys of its kind and no others", (_, principal, expected) => {
  const { values } = prepareRequest({ principal, action: "s3:GetObject", resource: OBJECT });
  const found = keys.flatMap((key) => (values(key) ?? []).map((value) => [key, plainText(value)]));
  expect(Object.fromEntries(found)).toEqual({ "aws:principalisawsservice": "false", ...expected });
});

test.each<readonly [string, Requester, readonly (string | undefined)[]]>([
  ["a session of a role", role, [SESSION, ROLE, HOME]],
  ["a role without a session", { kind: "role", arn: ROLE }, [undefined, ROLE, HOME]],
  ["a role whose ARN is none", { kind: "role", arn: "worker" }, [undefined, "worker", undefined]],
  ["a user", user, [USER, undefined, HOME]],
  ["a federated user", federatedUser, [FEDERATED, USER, HOME]],
  ["a federated user of nobody", { kind: "federated-user", arn: FEDERATED }, [FEDERATED, undefined, HOME]],
  [
    "the root user elsewhere",
    { kind: "root", account: HOME, partition: "aws-cn" },
    [`arn:aws-cn:iam::${HOME}:root`, undefined, HOME],
  ],
  ["anybody", anybody, [undefined, undefined, undefined]],
])("%s has these names: its own, that of what it comes from, its account", (_, principal, expected) => {
  const { own, parent, account, kind, serviceLinked } = prepareRequest({
    principal,
    action: "s3:GetObject",
    resource: OBJECT,
  }).identity;
  expect([own, parent, account].map((name) => name && showGlob(name))).toEqual(expected);
  expect([kind, serviceLinked]).toEqual([principal.kind, false]);
});

test.each<readonly [string, string, string]>([
  ["kms:Decrypt", KEY, "key"],
  ["kms:Decrypt", KEY.replace("key/", "alias/"), "other"],
  ["sts:AssumeRole", ROLE, "role"],
  ["iam:GetRole", ROLE, "other"],
  ["sts:AssumeRole", USER, "other"],
  ["sts:AssumeRole", ROLE.replace(":iam:", ":s3:"), "other"],
  ["s3:GetObject", "*", "other"],
])("%s on %s is guarded by the policy of a %s", (action, resource, expected) => {
  expect(prepareRequest({ principal: role, action, resource }).resourceKind).toBe(expected);
});

test("a service-linked role is told by its path", () => {
  const { identity } = prepareRequest({
    principal: { kind: "role", arn: `arn:aws:iam::${HOME}:role/aws-service-role/x/y` },
    action: "",
    resource: "*",
  });
  expect(identity.serviceLinked).toBe(true);
});

const conditional = (operator: string, value: unknown): unknown => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "*", Resource: "*", Condition: { [operator]: { "a:b": value } } },
});

test.each<readonly [string, unknown, boolean]>([
  ["StringEquals", "anything", true],
  ["ArnLike", "arn:aws:s3:::a", true],
  ["ArnLike", "arn:aws:s3", false],
  ["NumericEquals", "1.5", true],
  ["NumericEquals", "one", false],
  ["DateLessThan", "2026-01-01", true],
  ["DateLessThan", "tomorrow", false],
  ["IpAddress", "10.0.0.0/8", true],
  ["IpAddress", "10.0.0.0/64", false],
  ["BinaryEquals", "AAAA", true],
  ["BinaryEquals", "QQ==", true],
  ["BinaryEquals", "AAA", false],
  ["BinaryEquals", "AA=A", false],
  ["BinaryEquals", "?AAA", false],
  ["BinaryEquals", "A===", false],
  ["BinaryEquals", "", true],
  ["Bool", "TRUE", true],
  ["Bool", "yes", false],
  ["Null", "false", true],
  ["Null", "no", false],
])("%s can read %j: %s", (operator, value, expected) => {
  const { problems } = readDocument(conditional(operator, value), "identity");
  expect(problems.map(({ severity, message }) => [severity, message])).toEqual(
    expected ? [] : [["warning", `\`${operator}\` cannot read this value, which therefore never matches`]],
  );
});

test.each<readonly [string, unknown, readonly string[]]>([
  ["identity", [conditional("Null", "true")], []],
  [
    "boundary",
    { Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } },
    ["a boundary policy cannot have this element"],
  ],
  [
    "session",
    [{ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } }],
    ["a session policy cannot have this element"],
  ],
  [
    "identity",
    [{ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } }],
    ["a identity policy cannot have this element"],
  ],
  [
    "serviceControl",
    [[{ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } }]],
    ["a service-control policy cannot have this element"],
  ],
  [
    "resourceControl",
    [[{ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", Action: "*" } }]],
    ["the statement has neither `Resource` nor `NotResource`"],
  ],
])("a layer is read as what it is: %s", (layer, value, messages) => {
  const outcome = readPolicies({ [layer]: value });
  expect(outcome.problems.map(({ message }) => message)).toEqual(messages);
  expect(outcome.ok).toBe(messages.length === 0);
});

test.each<readonly [string, unknown, readonly string[]]>([
  ["a star within an ARN", "arn:aws:iam::1:role/*", ["name it in full, or use `*` with a condition on `aws:PrincipalArn`"]],
  ["twelve digits", "111122223333", []],
  ["thirteen digits", "1111222233334", []],
])("a principal that is %s", (_, AWS, helps) => {
  const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Principal: { AWS }, Action: "*", Resource: "*" } };
  const outcome = readDocument(document, "resource" satisfies PolicyKind);
  expect(outcome.problems.map(({ help }) => help)).toEqual(helps);
  const kinds = outcome.ok ? outcome.value.statements[0]?.principals?.entries.map(({ kind }) => kind) : [];
  expect(kinds).toEqual(helps.length > 0 ? [] : [String(AWS).length === 12 ? "account" : "arn"]);
});

test.each<readonly [string, readonly string[]]>([
  ["Service", ["name it in full"]],
  ["Federated", ["name it in full"]],
])("a star among principals of the type %s", (type, helps) => {
  const document = {
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { [type]: "a*" }, Action: "*", Resource: "*" },
  };
  expect(readDocument(document, "resource").problems.map(({ help }) => help)).toEqual(helps);
});
