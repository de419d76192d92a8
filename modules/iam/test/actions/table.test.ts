/** What resources an action accepts, by the service authorization reference. */

import { actions } from "../../actions/data";
import { actionFacts } from "../../actions/reference";
import { acceptsResource, hasNoResource, isKnownAction, managesPermissions } from "../../actions/table";
import type { Text } from "../../text";

const late = (name: string) => ({ late: "string", name, template: `\${${name}}` }) as const;

test.each<readonly [action: string, answer: boolean | undefined]>([
  ["ec2:DescribeInstances", true],
  ["ecr:GetAuthorizationToken", true],
  ["ECR:GETAUTHORIZATIONTOKEN", true],
  ["EC2:DescribeRegions", true],
  ["dynamodb:ListTables", true],
  ["s3:GetObject", false],
  ["S3:getobject", false],
  ["ec2:NoSuchAction", undefined],
  ["iam:GetUser", false],
  ["iam:List*", false],
  ["ssmmessages:*", true],
  ["ec2:NoSuch*", undefined],
  ["*", false],
  ["s3express:GetInventoryConfiguration", undefined],
  ["nosuchservice:Get", undefined],
  ["ec2", undefined],
  ["", undefined],
  ["s3:", undefined],
])("whether %s has no resource: %p", (action, answer) => expect(hasNoResource(action)).toBe(answer));

test.each<readonly [action: string, answer: boolean]>([
  ["*", true],
  ["s3:GetObject", true],
  ["S3:GETOBJECT", true],
  ["s3:Get*", true],
  ["iam:GetUser", true],
  ["s3:GetObjct", false],
  ["s3:Gett*", false],
  ["nosuch:*", false],
  ["", false],
])("whether AWS has %s: %p", (action, answer) => expect(isKnownAction(action)).toBe(answer));

test.each<readonly [action: string, answer: boolean]>([
  // of the built-in table
  ["kms:CreateGrant", true],
  ["KMS:creategrant", true],
  ["rds-db:connect", true],
  ["kms:Decrypt", false],
  ["s3:GetObject", false],
  // of the whole reference
  ["iam:PutRolePolicy", true],
  ["IAM:putrolepolicy", true],
  ["s3:PutBucketPolicy", true],
  ["s3:GetBucketPolicy", false],
  ["iam:ListUsers", false],
  ["iam:TagRole", false],
  // patterns: one that does is enough
  ["s3:Put*", true],
  ["s3:*", true],
  ["*", true],
  ["s3:Get*", false],
  ["kms:CreateGran?", true],
  ["nosuch:*", false],
  ["iam:NoSuch", false],
])("whether %s manages permissions: %p", (action, answer) => expect(managesPermissions(action)).toBe(answer));

test("of every action in the built-in table the whole reference says the same", () => {
  const levels = actions.map((line) => line.split(" ")[0] ?? "").map((name) => [name, actionFacts(name)?.level] as const);
  expect(levels.filter(([name, level]) => managesPermissions(name) !== (level === "permissions"))).toEqual([]);
});

const region = "us-east-1:111122223333";
test.each<readonly [action: string, resource: Text, answer: boolean | undefined]>([
  ["s3:GetObject", "*", true],
  ["nosuchservice:Get", "*", true],
  ["ec2:DescribeInstances", "*", true],
  // what an action has no resource for
  ["ec2:DescribeInstances", `arn:aws:ec2:${region}:instance/i-1`, false],
  ["ec2:DescribeRegions", `arn:aws:ec2:${region}:instance/i-1`, false],
  ["ec2:DescribeInstances", late("var.x"), false],
  // what the table does not have
  ["nosuchservice:Get", "arn:aws:s3:::a", undefined],
  ["ec2:NoSuchAction", `arn:aws:ec2:${region}:instance/i-1`, undefined],
  ["nosuchservice:Get", late("var.x"), undefined],
  // what only the whole reference has
  ["iam:GetUser", "arn:aws:iam::111122223333:user/u", true],
  ["iam:GetUser", "arn:aws:s3:::photos/x", false],
  ["iam:*", "arn:aws:s3:::photos/x", false],
  ["iam:Get*", "arn:aws:iam::111122223333:user/u", true],
  ["IAM:getuser", "arn:aws:s3:::photos/x", false],
  ["*", "arn:aws:s3:::photos/x", true],
  // a resource type of which nobody knows which actions accept it, and an action of which nobody knows what it accepts
  ["iam:GetRole", "arn:aws:iam::aws:role-template/a/b:c", undefined],
  ["s3express:GetInventoryConfiguration", `arn:aws:s3express:${region}:bucket/b`, undefined],
  // what a policy variable becomes is no path
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/\${aws:PrincipalTag/team}`, true],
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/\${aws:PrincipalTag/team}/index/i`, false],
  ["s3:ListBucket", "arn:aws:s3:::${aws:PrincipalTag/team}", true],
  ["s3express:GetInventoryConfiguration", "arn:aws:s3:::b", false],
  // buckets and objects
  ["s3:ListBucket", "arn:aws:s3:::a", true],
  ["S3:LISTBUCKET", "arn:aws:s3:::a", true],
  ["s3:ListBucket", "arn:aws-cn:s3:::a", true],
  ["s3:ListBucket", "arn:aws:s3:::a/b", false],
  ["s3:ListBucket", "arn:aws:s3:::a/", false],
  ["s3:ListBucket", "arn:aws:s3:::a*", true],
  ["s3:ListBucket", "arn:aws:s3:::a*/b", true],
  ["s3:ListBucket", "arn:aws:s3:::a?/b", true],
  ["s3:ListBucket", "arn:aws:sqs:::a", false],
  ["s3:ListBucket", `arn:aws:s3:${region}:accesspoint/p`, true],
  ["s3:GetObject", "arn:aws:s3:::a", false],
  ["s3:GetObject", "arn:aws:s3:::a/b", true],
  ["s3:GetObject", "arn:aws:s3:::a/b/c", true],
  ["s3:GetObject", "arn:aws:s3:::a*", true],
  ["s3:GetObject", "arn:aws:s3:::a/*", true],
  ["s3:GetObject", "arn:*:s3:::a?b", true],
  ["s3:GetObject", `arn:aws:s3:${region}:accesspoint/p/object/o`, true],
  ["s3:GetObject", `arn:aws:s3:${region}:accesspoint/p/other/o`, false],
  ["s3:GetObject", "a", false],
  ["s3:GetObject", "", false],
  // tables and indexes
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/t`, true],
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/t/index/i`, false],
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/orders/index/i`, false],
  ["s3:ListBucket", "arn:*:s3:::photos/b", true],
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/*/index/i`, true],
  ["dynamodb:GetItem", `arn:aws:dynamodb:${region}:table/*`, true],
  ["dynamodb:Query", `arn:aws:dynamodb:${region}:table/t/index/i`, true],
  ["dynamodb:Query", `arn:aws:dynamodb:${region}:table/t/stream/i`, false],
  // the pieces between the stars
  ["logs:PutLogEvents", `arn:aws:logs:${region}:log-group:g:log-stream:s`, true],
  ["logs:PutLogEvents", `arn:aws:logs:${region}:log-group:g`, false],
  ["logs:PutLogEvents", `arn:aws:logs:${region}:log-group:g:*`, true],
  ["kms:Decrypt", `arn:aws:kms:${region}:key/1`, true],
  ["kms:Decrypt", `arn:aws:kms:${region}:alias/1`, false],
  ["kms:Decrypt", `arn:aws:kms:${region}:*`, true],
  ["kms:Decrypt", "arn:aws:kms:*", true],
  ["kms:Decrypt", "xarn:aws:kms:r:a:key/1", false],
  ["sqs:SendMessage", `arn:aws:sqs:${region}:q`, true],
  ["sqs:SendMessage", "arn:aws:sqs:us-east-1", false],
  // each piece behind the one before it, the last at the end
  ["logs:PutLogEvents", "arn:aws:logs::log-stream::log-group:", false],
  ["sqs:SendMessage", "arn:aws:sqs:", false],
  ["s3:GetObject", "arn:aws:s3:::", false],
  ["kms:Decrypt", `arn:aws:kms:${region}:key`, false],
  // no name is empty, and none of a bucket shorter than three letters
  ["dynamodb:Query", `arn:aws:dynamodb:${region}:table/t/index/`, false],
  ["dynamodb:Query", `arn:aws:dynamodb:${region}:table/t/index/*`, true],
  ["s3:GetObject", "arn:aws:s3:::photos/", false],
  ["s3:GetObject", "arn:aws:s3:::photos/?", true],
  ["s3:GetObject", "arn:aws:s3:::photos?raw", true],
  ["s3:GetObject", "arn:aws:s3:::photos-raw?", false],
  ["s3:GetObject", "arn:aws:s3:::p?o", false],
  ["s3:ListBucket", "arn:aws:s3:::p?o", true],
  // a name is none of the account, although a wildcard in its place would take it
  ["states:StartExecution", `arn:aws:states:${region}:stateMachine:orders`, true],
  ["states:StartExecution", `arn:aws:states:${region}:execution:orders:*`, false],
  ["states:DescribeExecution", `arn:aws:states:${region}:execution:orders:*`, true],
  ["ecs:RegisterTaskDefinition", `arn:aws:ecs:${region}:task/main/*`, false],
  ["ecs:RegisterTaskDefinition", `arn:aws:ecs:${region}:task-definition/main:*`, true],
  ["ecs:RegisterTaskDefinition", "arn:aws:ecs:*:task-definition/main:1", true],
  ["kms:Decrypt", `arn:aws:kms:${region}:key/${"${aws:PrincipalTag/key}"}`, true],
  ["elasticloadbalancing:RegisterTargets", `arn:aws:elasticloadbalancing:${region}:targetgroup/g/1`, true],
  ["elasticloadbalancing:RegisterTargets", `arn:aws:elasticloadbalancing:${region}:targetgroup/g`, false],
  // a slash in a variable's name is none of the resource
  ["s3:GetObject", "arn:aws:s3:::${aws:PrincipalTag/team}/x", true],
  ["s3:ListBucket", "arn:aws:s3:::photos-archive/b/c", false],
  // what only Terraform knows may be several segments
  ["s3:GetObject", late("aws_s3_bucket.b.arn"), true],
  ["s3:GetObject", { parts: [late("aws_s3_bucket.b.arn"), "/*"] }, true],
  ["kms:Decrypt", { parts: ["arn:aws:kms:", late("var.region"), ":111122223333:key/1"] }, true],
  ["kms:Decrypt", { parts: ["arn:aws:kms:", late("var.region"), ":111122223333:alias/1"] }, true],
  ["kms:Decrypt", { parts: ["xarn:aws:kms:", late("var.key")] }, false],
])("whether %s can be on %j: %p", (action, resource, answer) => expect(acceptsResource(action, resource)).toBe(answer));
