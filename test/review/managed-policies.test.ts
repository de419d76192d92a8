/** Policies of AWS that are known by content: the data, and what a comparison says of them. */
import { readDocument } from "../../modules/iam";
import { noPolicies, type PrincipalAccess } from "../../modules/review/access";
import { diffAccess } from "../../modules/review/diff";
import { lines } from "../../modules/review/managed-policies/data";
import { managedPolicy, withManagedPolicies } from "../../modules/review/managed-policies/known";
import { accessOf } from "./platform";

const aws = "arn:aws:iam::aws:policy";

test.each(lines.map((line) => line.split("|", 3)))("%s is a policy that AWS takes, of version %s", (path = "", version, day) => {
  const policy = managedPolicy(`${aws}/${path}`);
  expect(policy).toMatchObject({ arn: `${aws}/${path}`, name: path.split("/").at(-1), version, day });
  expect(readDocument(policy?.document, "identity").ok).toBe(true);
  expect(version).toMatch(/^v[1-9]\d*$/);
  expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
});

test.each([
  ["AdministratorAccess", "v1", ["*"]],
  ["AmazonS3FullAccess", "v2", ["s3:*", "s3-object-lambda:*"]],
  ["AmazonS3ReadOnlyAccess", "v3", ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]],
  [
    "service-role/AmazonECSTaskExecutionRolePolicy",
    "v1",
    [
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ],
  ],
])("%s %s allows %j", (path, version, actions) => {
  const policy = managedPolicy(`${aws}/${path}`);
  expect(policy?.version).toBe(version);
  const { Statement = [] } = (policy?.document ?? {}) as { Statement?: readonly { Action: string | readonly string[] }[] };
  expect(Statement.flatMap(({ Action }) => Action)).toEqual(actions);
});

test.each([
  `${aws}/ReadOnlyAccess`,
  `${aws}/AmazonECSTaskExecutionRolePolicy`,
  `${aws}/service-role/AmazonS3FullAccess`,
  `${aws}/`,
  `x${aws}/AdministratorAccess`,
  "arn:aws-us-gov:iam::aws:policy/AdministratorAccess",
  "arn:aws:iam::123456789012:policy/AdministratorAccess",
])("%s is not known", (arn) => {
  expect(managedPolicy(arn)).toBeUndefined();
});

const role = (more: Partial<PrincipalAccess>): PrincipalAccess => ({
  ...noPolicies,
  kind: "role",
  name: "a",
  address: "aws_iam_role.a",
  services: [],
  attached: [],
  ...more,
});
const compare = (before: Partial<PrincipalAccess>, after: Partial<PrincipalAccess>) => {
  const [old, now] = [before, after].map((one) => ({
    stacks: [{ name: "", principals: [role(one)], resources: [], unread: {} }],
  }));
  return diffAccess(old!, now!);
};
const known = `${aws}/AmazonSQSFullAccess`;

test("what is not known stays attached, what is known is a document that cites its version", () => {
  const { attached, policies } = withManagedPolicies(role({ attached: [`${aws}/ReadOnlyAccess`, known] }));
  expect(attached).toEqual([`${aws}/ReadOnlyAccess`]);
  expect(policies).toMatchObject([{ name: "AmazonSQSFullAccess", askedForBy: { "": ["AmazonSQSFullAccess v1 of 2015-02-06"] } }]);
  expect(withManagedPolicies(role({ boundary: { arn: known } })).boundary).toMatchObject({
    arn: known,
    document: { name: "AmazonSQSFullAccess" },
  });
  expect(withManagedPolicies(role({ boundary: { arn: "arn:aws:iam::123456789012:policy/b" } })).boundary).toEqual({
    arn: "arn:aws:iam::123456789012:policy/b",
  });
});

test("a role that only had what the platform writes out loses the rest, and gains nothing", () => {
  const trust = { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" };
  const name = "shop-web-execution";
  const before = role({
    name,
    arn: `arn:aws:iam::123456789012:role/${name}`,
    attached: [`${aws}/service-role/AmazonECSTaskExecutionRolePolicy`],
    trust: { name: "trust", document: { Version: "2012-10-17", Statement: [trust] }, askedForBy: {}, onlyWith: {} },
  });
  const after = accessOf(`platform: shop
accounts: { prod: { id: "123456789012", region: eu-west-1 } }
clusters: { main: {} }
services: { web: { cluster: main, containers: { app: { image: "public.ecr.aws/docker/library/busybox:stable" } } } }
`);
  const { changed } = diffAccess({ stacks: [{ name: "", principals: [before], resources: [], unread: {} }] }, after);
  const changes = changed.filter(({ owner }) => owner.name === name).flatMap((one) => one.changes);
  expect(changes.map(({ kind, aspect, decided }) => `${kind} ${aspect} ${decided}`)).toEqual([
    "lost permission true",
    "narrowed permission true",
    "narrowed trust true",
  ]);
});

describe("the versions that took part are said", () => {
  const names = (before: Partial<PrincipalAccess>, after: Partial<PrincipalAccess>) =>
    compare(before, after).managed.map(({ name, version }) => `${name} ${version}`);
  const other = { policies: [{ name: "p", document: { Version: "2012-10-17", Statement: [] }, askedForBy: {}, onlyWith: {} }] };

  test("when one is attached, detached, or stays beside something else", () => {
    expect(names({}, { attached: [known] })).toEqual(["AmazonSQSFullAccess v1"]);
    expect(names({ attached: [known] }, {})).toEqual(["AmazonSQSFullAccess v1"]);
    expect(names({ attached: [known] }, { attached: [known], ...other })).toEqual(["AmazonSQSFullAccess v1"]);
    expect(names({ attached: [known] }, { attached: [`${aws}/AdministratorAccess`] })).toEqual([
      "AdministratorAccess v1",
      "AmazonSQSFullAccess v1",
    ]);
    expect(names({ boundary: { arn: known } }, { boundary: { arn: `${aws}/IAMFullAccess` } })).toEqual([
      "AmazonSQSFullAccess v1",
      "IAMFullAccess v2",
    ]);
  });

  test("and not where they decide nothing", () => {
    expect(names({ attached: [known] }, { attached: [known] })).toEqual([]);
    expect(names({ attached: [known] }, { attached: [known], arn: "arn:aws:iam::123456789012:role/a" })).toEqual([]);
    expect(names({}, { attached: [`${aws}/ReadOnlyAccess`] })).toEqual([]);
  });
});
