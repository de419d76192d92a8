/** The whole reference: against the built-in table, which comes from another copy of it, and against what AWS documents. */
import { actions } from "../../actions/data";
import { actionFacts, actionsMatching, serviceFacts, servicePrefixes } from "../../actions/reference";
import { lines as linesFromA } from "../../actions/reference-a-c";
import { lines as linesFromD } from "../../actions/reference-d-l";
import { lines as linesFromM } from "../../actions/reference-m-z";
import { unknownAction } from "../../actions/unknown";

const table = actions.map((line) => line.split(" ")).map(([action = "", ...arns]) => [action, arns] as const);

test("has every action of the built-in table", () => {
  expect(table.filter(([action]) => actionFacts(action) === undefined)).toEqual([]);
});

// resource types that AWS has added since the older of its two sources was read, and one that only the agent's behaviour shows
const added: Readonly<Record<string, readonly string[]>> = {
  "bedrock:invokemodel": ["arn:*:bedrock::*:system-tool/*"],
  "bedrock:invokemodelwithresponsestream": ["arn:*:bedrock::*:system-tool/*"],
  "cloudwatch:putmetricdata": ["arn:*:cloudwatch:*:*:dataset/*"],
  "ecs:poll": ["arn:*:ecs:*:*:task-set/*"],
  "events:putevents": ["arn:*:events:*:*:event-busv2/*/*"],
};

test.each(table)("accepts for %s what the built-in table accepts", (action, arns) => {
  const later = new Set([...(added[action] ?? []), ...(serviceFacts(action.split(":")[0] ?? "")?.newer ?? [])]);
  expect([...(actionFacts(action)?.arns ?? ["not known"])].sort()).toEqual(arns.filter((arn) => !later.has(arn)));
});

test.each([
  ["s3:GetObject", "read"],
  ["s3:PutObject", "write"],
  ["s3:ListBucket", "list"],
  ["s3:PutBucketPolicy", "permissions"],
  ["iam:PutRolePolicy", "permissions"],
  ["iam:CreateAccessKey", "permissions"],
  ["dynamodb:TagResource", "tagging"],
  ["kms:CreateGrant", "permissions"],
  ["lambda:AddPermission", "permissions"],
  ["ec2:DescribeInstances", "list"],
])("%s has the level %s", (action, level) => expect(actionFacts(action)).toMatchObject({ name: action, level }));

test("is whole: services, actions, levels and ARNs", () => {
  const all = actionsMatching("*");
  expect(servicePrefixes().length).toBeGreaterThan(450);
  expect(all.length).toBeGreaterThan(22000);
  expect(new Set(all.map(({ name }) => name.toLowerCase())).size).toBe(all.length);
  expect(all.filter(({ name }) => !/^[a-z0-9-]+:[A-Za-z0-9-]+$/.test(name))).toEqual([]);
  expect(all.flatMap(({ arns = [] }) => arns).filter((arn) => !/^arn:[^\s|=~]+$/.test(arn))).toEqual([]);
  expect(all.filter(({ arns }) => arns === undefined).length).toBeLessThan(all.length / 10);
});

test("finds every line of its parts", () => {
  const written = [...linesFromA, ...linesFromD, ...linesFromM].map((line) => line.split("|")[0]);
  expect(servicePrefixes()).toEqual(written);
  expect(written.filter((prefix = "") => serviceFacts(prefix)?.prefix !== prefix)).toEqual([]);
});

test.each([
  ["s3:GetObj*", ["s3:GetObject", "s3:GetObjectAcl"]],
  ["S3:getobjectACL", ["s3:GetObjectAcl"]],
  ["s3:GetObjec?", ["s3:GetObject"]],
  ["s3:Gett*", []],
  ["nosuch:*", []],
])("%s matches %j", (pattern, names) => {
  const found = actionsMatching(pattern).map(({ name }) => name);
  expect(found.slice(0, names.length)).toEqual(names);
  expect(found.length === 0).toBe(names.length === 0);
});

test.each<readonly [pattern: string, names: readonly string[]]>([
  ["s3:GetObject", ["s3:GetObject"]],
  ["s3:getOBJECT", ["s3:GetObject"]],
  ["s3:GetObj", []],
  ["s3", []],
  ["", []],
  ["s3:GetObjectT*", ["s3:GetObjectTagging", "s3:GetObjectTorrent"]],
  ["sq?:SendMess*", ["sqs:SendMessage"]],
  ["*:PutRolePolicy", ["iam:PutRolePolicy"]],
  ["rds-db:*", ["rds-db:connect"]],
  ["rds-db:CONNEC?", ["rds-db:connect"]],
])("%s matches %j only", (pattern, names) => {
  expect(actionsMatching(pattern).map(({ name }) => name)).toEqual(names);
});

const none: ReadonlySet<string> = new Set();
test.each<readonly [action: string, what: string, nearest: string | undefined]>([
  ["s3:GetObjct", "AWS has no action `s3:GetObjct`", "s3:GetObject"],
  ["s3:Gett*", "no action of AWS is matched by `s3:Gett*`", "s3:Get*"],
  ["s3:Gett?bject", "no action of AWS is matched by `s3:Gett?bject`", "s3:Get*"],
  // the beginning of a pattern is too short to mean anything
  ["s3:Gx*", "no action of AWS is matched by `s3:Gx*`", undefined],
  ["s3:Gxt*", "no action of AWS is matched by `s3:Gxt*`", "s3:Get*"],
  ["s3:Zqqqw*", "no action of AWS is matched by `s3:Zqqqw*`", undefined],
  // short names may differ in less
  ["sqs:Bbb", "AWS has no action `sqs:Bbb`", undefined],
  // a service that is nearly the same: with the action as it is, with one that is nearly the same, or without any
  ["dynamdb:GetItem", "AWS has no action `dynamdb:GetItem`", "dynamodb:GetItem"],
  ["dynamdb:GetItm", "AWS has no action `dynamdb:GetItm`", "dynamodb:GetItem"],
  ["dynamdb:Get*", "no action of AWS is matched by `dynamdb:Get*`", "dynamodb:Get*"],
  ["dynamdb:QuiteElse", "AWS has no action `dynamdb:QuiteElse`", "dynamodb:..."],
  ["dynamdb:*Item", "no action of AWS is matched by `dynamdb:*Item`", "dynamodb:*Item"],
  ["execute-api:Invxy", "AWS has no action `execute-api:Invxy`", undefined],
  ["s3:PuObject*", "no action of AWS is matched by `s3:PuObject*`", "s3:PutObject*"],
  ["dynamdb", "AWS has no action `dynamdb`", "dynamodb:..."],
  // an action of another service, if it is one
  ["logs:PutMetricAlarm", "AWS has no action `logs:PutMetricAlarm`", "cloudwatch:PutMetricAlarm"],
  ["logs:putmetricalarm", "AWS has no action `logs:putmetricalarm`", "cloudwatch:PutMetricAlarm"],
  ["rds-data:PutMetricData", "AWS has no action `rds-data:PutMetricData`", undefined],
  ["nosuch:Thing", "AWS has no action `nosuch:Thing`", undefined],
  ["nosuch", "AWS has no action `nosuch`", undefined],
])("of %s it is said that %s, and that it may be %s", (action, message, near) => {
  const newer = "name an action that AWS has added since in `unchecked` of the statement, too";
  expect(unknownAction(action, ["x"], none)).toMatchObject({
    message,
    help: near === undefined ? newer : `did you mean \`${near}\`? Otherwise ${newer}`,
  });
});

test.each<readonly [action: string, help: string]>([
  ["s3:GetObjct", "did you mean `s3:GetObject`?"],
  ["s3:Gett*", "did you mean `s3:Get*`?"],
  ["dynamodb:GetItems", "did you mean `dynamodb:GetItem`?"],
  ["dynamo:GetItem", "name an action"],
  ["dynamdb:GetItem", "did you mean `dynamodb:GetItem`?"],
  ["nosuch:Thing", "name an action"],
  ["logs:PutMetricAlarm", "did you mean `cloudwatch:PutMetricAlarm`?"],
  ["logs:TagResource2", "did you mean `logs:TagResource`?"],
  ["rds-data:PutMetricData", "name an action"],
  ["s3:*Objct", "name an action"],
  ["nosuch:*", "name an action"],
  ["s3:", "name an action"],
])("%s is unknown: %s", (action, help) => {
  const problem = unknownAction(action, ["x"], none);
  expect(problem).toMatchObject({ code: "unknown-action", severity: "error", path: ["x"] });
  expect(problem?.help).toContain(help);
});

test.each(["s3:GetObject", "S3:getobject", "s3:Get*", "*", "*:*", "s?:*", "iam:*"])("%s is known", (action) => {
  expect(unknownAction(action, [], none)).toBeUndefined();
});

test("what somebody vouches for is not asked for, in any case", () => {
  expect(unknownAction("S3:GetNewThing", [], new Set(["s3:getnewthing"]))).toBeUndefined();
  expect(unknownAction("s3:GetNewThings", [], new Set(["s3:getnewthing"]))).toBeDefined();
});
