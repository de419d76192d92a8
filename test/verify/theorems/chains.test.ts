/** Isolation over chains: acting as another role is reaching what it reaches. */

import { readFileSync } from "node:fs";
import { ownPolicies, ways } from "../../../modules/chains/ways";
import { evaluate, readPolicies } from "../../../modules/iam";
import { draftPlatform } from "../../../modules/pipeline";
import { type Proof, prove } from "../../../modules/verify/prove";

const account = "123456789012";
const passed = (service: string): string => `, conditions: { StringEquals: { "iam:PassedToService": ${service} } }`;
const statement = (actions: readonly string[], resources: readonly string[], rest = ""): string =>
  `{ statement: { why: a reason, actions: ${JSON.stringify(actions)}, resources: ${JSON.stringify(resources)}${rest} } }`;
const roleB = `arn:aws:iam::${account}:role/shop-b-task`;
const passB = statement(["iam:PassRole"], [roleB], passed("ecs-tasks.amazonaws.com"));
const cluster = "{ instanceTypes: [m7i.large], subnets: [subnet-0a1b2c3d4e5f60718], securityGroups: [sg-0a1b2c3d4e5f60718] }";

interface Parts {
  /** The access list of `a`, and the clusters of both. */
  readonly access: readonly string[];
  readonly clusters?: readonly [a: string, b: string];
  /** What else stands in `b`, which reads a table. */
  readonly b?: string;
  readonly image?: string;
  readonly more?: string;
}

function proofOf({ access, clusters = ["main", "main"], b = "", image = '"public.ecr.aws/x/y:1"', more = "" }: Parts): Proof {
  const text = [
    "platform: shop",
    `accounts: { prod: { id: "${account}", region: us-east-1 }, other: { id: "210987654321", region: us-east-1 } }`,
    "defaults: { account: prod }",
    "repositories: { api: {} }",
    `clusters: { main: {}, far: { account: other }, hosts: { ec2: ${cluster} } }`,
    "services:",
    `  a: { cluster: ${clusters[0]}, logs: { driver: none }, containers: { app: { image: "public.ecr.aws/x/y:1" } }, access: [${access.join(", ")}] }`,
    `  b: { cluster: ${clusters[1]}, logs: { driver: none }, containers: { app: { image: ${image} } }, access: [{ dynamodb: { table: orders, can: read } }] ${b} }`,
    more,
  ].join("\n");
  const outcome = draftPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return prove(outcome.value);
}

function isolationOf(parts: Parts) {
  const found = proofOf(parts).theorems.find(({ id }) => id === "isolation");
  if (found === undefined) throw new Error("no theorem");
  return found;
}

const hosted = (access: readonly string[]): Parts => ({ access, clusters: ["main", "hosts"], b: ", networkMode: bridge" });

/** One chain that is certain, by every way of the table. */
const certain: readonly (readonly [does: string, parts: Parts, words: string])[] = [
  ["run a task of its own with", { access: [passB, statement(["ecs:RunTask"], ["*"])] }, "`iam:PassRole`, `ecs:RunTask`"],
  ["run a task of its own with", { access: [passB, statement(["ecs:StartTask"], ["*"])] }, "`iam:PassRole`, `ecs:StartTask`"],
  [
    "run a task of its own with",
    {
      access: [
        passB,
        statement(["ecs:RegisterTaskDefinition"], ["*"]),
        statement(["ecs:UpdateService"], [`arn:aws:ecs:us-east-1:${account}:service/main/c`]),
      ],
    },
    "`iam:PassRole`, `ecs:RegisterTaskDefinition`, `ecs:UpdateService`",
  ],
  [
    "run a task of its own with",
    { access: [statement(["iam:Pass*"], [`arn:aws:iam::${account}:role/*`]), statement(["ecs:Run*"], ["*"])] },
    "`iam:PassRole`, `ecs:RunTask`",
  ],
  ["rewrite who may assume", { access: [statement(["iam:UpdateAssumeRolePolicy"], [roleB])] }, "`iam:UpdateAssumeRolePolicy`"],
  [
    "open a shell in tasks with",
    { access: [statement(["ecs:ExecuteCommand"], [`arn:aws:ecs:us-east-1:${account}:task/main/*`])], b: ", exec: true" },
    "`ecs:ExecuteCommand`",
  ],
  [
    "start a session in tasks with",
    { access: [statement(["ssm:StartSession"], ["*"])], b: ", exec: true" },
    "`ssm:StartSession`",
  ],
  [
    "run a task of its own with",
    {
      access: [passB, statement(["batch:RegisterJobDefinition", "batch:SubmitJob"], ["*"])],
    },
    "`iam:PassRole`, `batch:RegisterJobDefinition`, `batch:SubmitJob`",
  ],
  [
    "run a task of its own with",
    { access: [passB, statement(["ecs:CreateExpressGatewayService"], ["*"])] },
    "`iam:PassRole`, `ecs:CreateExpressGatewayService`",
  ],
  ["collect, as the agent of an instance, the credentials of tasks with", hosted([statement(["ecs:Poll"], ["*"])]), "`ecs:Poll`"],
  [
    "put another disk into instances with",
    hosted([statement(["ec2:CreateReplaceRootVolumeTask"], ["*"])]),
    "`ec2:CreateReplaceRootVolumeTask`",
  ],
  ["run commands on instances with", hosted([statement(["ssm:CreateAssociation"], ["*"])]), "`ssm:CreateAssociation`"],
  [
    "push an image that runs with",
    { access: [statement(["ecr:PutImage"], [`arn:aws:ecr:us-east-1:${account}:repository/api`])], image: "api:1" },
    "`ecr:PutImage`",
  ],
  [
    "start an instance of its own with",
    hosted([statement(["iam:PassRole"], ["*"], passed("ec2.amazonaws.com")), statement(["ec2:RunInstances"], ["*"])]),
    "`iam:PassRole`, `ec2:RunInstances`",
  ],
  ["run commands on instances with", hosted([statement(["ssm:SendCommand"], ["*"])]), "`ssm:SendCommand`"],
  [
    "exchange the user data of instances with",
    hosted([statement(["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"], ["*"])]),
    "`ec2:ModifyInstanceAttribute`, `ec2:StopInstances`, `ec2:StartInstances`",
  ],
  [
    "exchange the launch template of instances with",
    hosted([statement(["ec2:CreateLaunchTemplateVersion"], ["*"])]),
    "`ec2:CreateLaunchTemplateVersion`",
  ],
  [
    "give itself every permission, also those of",
    { access: [statement(["iam:PutRolePolicy"], [`arn:aws:iam::${account}:role/shop-a-task`])] },
    "`iam:PutRolePolicy`",
  ],
];

test.each(certain)("whoever can %s another role reaches what that reaches", (does, parts, words) => {
  const { verdict, counterexamples } = isolationOf(parts);
  expect(verdict).toBe("refuted");
  const all = counterexamples.map((one) => one.words);
  expect(all).toContainEqual(expect.stringContaining(`the task role of service \`a\` can ${does}`));
  expect(all).toContainEqual(expect.stringContaining(`(${words})`));
  expect(all).toContainEqual(
    expect.stringMatching(
      /the task role of service `b`.*, which can `dynamodb:\w+` on `[^`]*table\/orders`, which only service `b` was granted$/,
    ),
  );
});

test("every way of the table is among them, but for those of functions, with which no role here runs", () => {
  const own = ways.filter(({ on }) => on !== "role of functions" && on !== "functions");
  expect(new Set(certain.map(([does]) => does))).toEqual(
    new Set([...own.map(({ does }) => does), "give itself every permission, also those of"]),
  );
});

test.each(certain)("is no fault where the other shares: %s", (_, parts) => {
  const found = isolationOf({ ...parts, b: `${parts.b ?? ""}, sharedWith: [a]` });
  expect(found.verdict).toBe("proved");
  expect(found.assumptions).toContainEqual(expect.stringMatching(/^shared: the task role of service `a` can /));
});

test.each<readonly [string, Parts]>([
  [
    "passes the role to another service of AWS",
    { access: [statement(["iam:PassRole"], [roleB], passed("lambda.amazonaws.com")), statement(["ecs:RunTask"], ["*"])] },
  ],
  ["passes the role and runs nothing", { access: [passB, statement(["ecs:RegisterTaskDefinition"], ["*"])] }],
  ["runs tasks and passes no role", { access: [statement(["ecs:RunTask", "ecs:RegisterTaskDefinition"], ["*"])] }],
  [
    "passes its own role",
    { access: [statement(["iam:PassRole"], [`arn:aws:iam::${account}:role/shop-a-task`]), statement(["ecs:RunTask"], ["*"])] },
  ],
  [
    "passes a role whose name begins alike",
    { access: [statement(["iam:PassRole"], [`arn:aws:iam::${account}:role/shop-b-task2`]), statement(["ecs:RunTask"], ["*"])] },
  ],
  ["opens shells in a service that lets nobody in", { access: [statement(["ecs:ExecuteCommand"], ["*"])] }],
  [
    "opens shells in another cluster",
    { access: [statement(["ecs:ExecuteCommand"], [`arn:aws:ecs:us-east-1:${account}:task/hosts/*`])], b: ", exec: true" },
  ],
  [
    "pushes another image",
    { access: [statement(["ecr:PutImage"], [`arn:aws:ecr:us-east-1:${account}:repository/web`])], image: "api:1" },
  ],
  [
    "pushes an image that is pinned",
    {
      access: [statement(["ecr:PutImage"], [`arn:aws:ecr:us-east-1:${account}:repository/api`])],
      image: `"${account}.dkr.ecr.us-east-1.amazonaws.com/api@sha256:${"a".repeat(64)}"`,
    },
  ],
  ["speaks to ECS as an agent where tasks run on Fargate", { access: [statement(["ecs:Poll"], ["*"])] }],
  [
    "speaks to ECS as an agent of another cluster",
    hosted([statement(["ecs:Poll"], [`arn:aws:ecs:us-east-1:${account}:container-instance/main/*`])]),
  ],
  ["runs commands on instances that it does not share", { access: [statement(["ssm:SendCommand"], ["*"])] }],
  ["changes the policies of other roles", { access: [statement(["iam:PutRolePolicy"], [roleB])] }],
  ["is of another account", { access: [passB, statement(["ecs:RunTask"], ["*"])], clusters: ["far", "main"] }],
  [
    "reaches a role that was granted what it names itself",
    { access: [passB, statement(["ecs:RunTask"], ["*"]), "{ dynamodb: { table: orders, can: read } }"] },
  ],
])("a role is no step nearer that %s", (_, parts) => {
  expect(isolationOf(parts)).toMatchObject({ verdict: "proved", counterexamples: [] });
});

test.each<readonly [string, Parts]>([
  [
    "of the task",
    { access: [passB, statement(["ecs:RunTask"], ["*"], `, conditions: { StringEquals: { "aws:PrincipalTag/team": x } }`)] },
  ],
  [
    "of the role",
    {
      access: [
        statement(["iam:PassRole"], [roleB], `, conditions: { StringLike: { "aws:RequestedRegion": "us-*" } }`),
        statement(["ecs:RunTask"], ["*"]),
      ],
    },
  ],
])("a chain that hangs on conditions %s is a doubt", (_, parts) => {
  const { verdict, counterexamples } = isolationOf(parts);
  expect(verdict).toBe("unknown");
  expect(counterexamples[0]?.words).toMatch(/^the task role of service `a` may be able to run a task of its own with /);
});

test("chains of several steps are followed, and said step by step", () => {
  const more = `  c: { cluster: main, logs: { driver: none }, containers: { app: { image: "public.ecr.aws/x/y:1" } }, sharedWith: [a], access: [${passB}, ${statement(["ecs:RunTask"], ["*"])}] }`;
  const access = [statement(["iam:UpdateAssumeRolePolicy"], [`arn:aws:iam::${account}:role/shop-c-task`])];
  const { counterexamples } = isolationOf({ access, more, b: ", sharedWith: [c]" });
  expect(counterexamples.map(({ words }) => words)).toEqual([
    expect.stringMatching(
      /^the task role of service `a` can rewrite who may assume the task role of service `c` \(`iam:UpdateAssumeRolePolicy`\), and with that run a task of its own with the task role of service `b`/,
    ),
  ]);
});

test("the evaluator allows the request that opens a chain", () => {
  const text = certain[0]?.[1];
  const { counterexamples } = isolationOf(text as Parts);
  const request = counterexamples[0]?.request;
  if (request === undefined) throw new Error("no request");
  const Statement = [
    {
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: roleB,
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
  const policies = readPolicies({ identity: [{ Version: "2012-10-17", Statement }] });
  if (!policies.ok) throw new Error("unreadable");
  expect(request).toMatchObject({ action: "iam:PassRole", resource: roleB });
  expect(evaluate(request, policies.value).outcome).toBe("allowed");
});

test("docs/proof.md has every way with all its actions and its page", () => {
  const page = readFileSync("docs/proof.md", "utf8");
  for (const { does, actions, beside = [], source } of [...ways, ownPolicies]) {
    const row = page.split("\n").find((line) => line.startsWith(`| ${does}`));
    expect([does, ...[...actions, ...beside.flat()].filter((action) => !row?.includes(`\`${action}\``))]).toEqual([does]);
    expect(row).toContain(`(${source})`);
  }
});
