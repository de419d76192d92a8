/**
 * One service as every peer was asked to render it: a cross-account ECR image, awslogs, two secrets of which one is under a customer-managed
 * key, one SSM parameter. The documents are complete: nothing less works, and nothing more is needed.
 */
import { document } from "../../modules/policy/document";
import { planPolicies } from "../../modules/policy/plan";
import {
  appAccount,
  awslogs,
  container,
  ecrImage,
  imageAccount,
  key,
  parameter,
  reporting,
  repository,
  secret,
  service,
  stack,
  stackOf,
} from "./fixture";

const app = container({
  image: ecrImage("orders", imageAccount),
  logging: awslogs("/ecs/shop/orders"),
  secrets: [
    secret("DB_PASSWORD"),
    secret("API_KEY", { valueFrom: `${String(secret("API_KEY").resource)}:key::`, key }),
    parameter("db-host"),
  ],
});
const { value: application, problems } = reporting((report) => planPolicies(stackOf(service({ containers: [app] })), report));

test("the application stack has no problems and the two roles, sorted by name", () => {
  expect(problems).toEqual([]);
  expect(application.roles.map(({ kind, role, owner }) => [kind, role.name, owner])).toEqual([
    ["execution", "shop-orders-execution", "orders"],
    ["task", "shop-orders-task", "orders"],
  ]);
});

test("the execution role may do exactly what the containers need", () => {
  const [execution] = application.roles;
  expect(execution?.policies.map(document)).toEqual([
    {
      Version: "2012-10-17",
      Statement: [
        { Sid: "GetRegistryToken", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
        {
          Sid: "PullImages",
          Effect: "Allow",
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Resource: "arn:aws:ecr:us-east-1:111122223333:repository/orders",
        },
        {
          Sid: "SendLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:us-east-1:444455556666:log-group:/ecs/shop/orders:log-stream:orders/app/*",
        },
        {
          Sid: "ReadSecrets",
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: [
            "arn:aws:secretsmanager:us-east-1:444455556666:secret:orders/API_KEY-AbCdEf",
            "arn:aws:secretsmanager:us-east-1:444455556666:secret:orders/DB_PASSWORD-AbCdEf",
          ],
        },
        {
          Sid: "ReadParameters",
          Effect: "Allow",
          Action: "ssm:GetParameters",
          Resource: "arn:aws:ssm:us-east-1:444455556666:parameter/orders/db-host",
        },
        {
          Sid: "DecryptSecrets",
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab",
          Condition: {
            StringEquals: {
              "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
              "kms:EncryptionContext:SecretARN": "arn:aws:secretsmanager:us-east-1:444455556666:secret:orders/API_KEY-AbCdEf",
            },
          },
        },
      ],
    },
  ]);
});

test("only ECS may assume either role, for tasks of this account and region", () => {
  for (const { trust } of application.roles) {
    expect(document(trust)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumeByTasks",
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "444455556666" },
            ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:444455556666:*" },
          },
        },
      ],
    });
  }
});

test("the task role is there and may do nothing", () => {
  expect(application.roles[1]?.policies).toEqual([]);
});

test("the keys of a document stand in the order of AWS's grammar", () => {
  const [policy] = application.roles[0]?.policies ?? [];
  const { Version, Statement } = JSON.parse(JSON.stringify(document(policy!)));
  expect([Version, ...Object.keys(Statement.at(-1))]).toEqual(["2012-10-17", "Sid", "Effect", "Action", "Resource", "Condition"]);
});

test("the repository policy of the image account names exactly that execution role", () => {
  const [execution] = application.roles;
  const puller = { service: "orders", account: appAccount, roleArn: execution!.role.arn, path: ["services", "orders"] };
  const images = stack({
    place: { account: imageAccount, region: "us-east-1", partition: "aws" },
    repositories: [repository({ pullers: [puller] })],
  });
  const { value } = reporting((report) => planPolicies(images, report));
  expect(value.roles).toEqual([]);
  expect(value.repositories.map(({ policy }) => document(policy))).toEqual([
    {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PullByExecutionRoles",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::444455556666:root" },
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/shop-orders-execution" } },
        },
      ],
    },
  ]);
});
