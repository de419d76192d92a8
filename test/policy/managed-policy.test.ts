/** What the AWS managed policy for execution roles grants beyond what tasks need, and what it lacks. */
import { executionRoleGrants } from "../../modules/policy/execution-role";
import { compareManagedPolicy } from "../../modules/policy/managed-policy";
import { awslogs, container, ecrImage, parameter, secret, service } from "./fixture";

const repository = "arn:aws:ecr:us-east-1:444455556666:repository/orders";
const streams = "arn:aws:logs:us-east-1:444455556666:log-group:/ecs/shop:log-stream:orders/app/*";

test("for a service with an image, logs and a secret it is too wide in five actions and lacks one", () => {
  const app = container({ image: ecrImage("orders"), logging: awslogs("/ecs/shop"), secrets: [secret("a")] });
  expect(compareManagedPolicy(executionRoleGrants([service({ containers: [app] })]))).toEqual({
    excess: [
      { action: "ecr:BatchCheckLayerAvailability", resources: [] },
      { action: "ecr:BatchGetImage", resources: [repository] },
      { action: "ecr:GetDownloadUrlForLayer", resources: [repository] },
      { action: "logs:CreateLogStream", resources: [streams] },
      { action: "logs:PutLogEvents", resources: [streams] },
    ],
    missing: [{ action: "secretsmanager:GetSecretValue", resources: [secret("a").resource] }],
  });
});

test("for a service that needs nothing all of it is too much", () => {
  const { excess, missing } = compareManagedPolicy([]);
  expect(excess.map(({ resources }) => resources.length)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(missing).toEqual([]);
});

test("what is lacking is sorted, whatever asks for it first", () => {
  const app = container({ secrets: [parameter("b"), secret("a")] });
  expect(compareManagedPolicy(executionRoleGrants([service({ containers: [app] })]).toReversed()).missing).toEqual([
    { action: "secretsmanager:GetSecretValue", resources: [secret("a").resource] },
    { action: "ssm:GetParameters", resources: [parameter("b").resource] },
  ]);
});
