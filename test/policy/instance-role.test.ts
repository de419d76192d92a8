/** The container instance role: what the agent calls on its own cluster, and each feature's statement only when it is used. */
import type { Capacity } from "../../modules/model/model";
import { instanceRoleGrants } from "../../modules/policy/instance-role";
import { capacity, cluster, resourcesBySid, statements } from "./fixture";

const grantsOf = (over: Partial<Capacity>) => instanceRoleGrants(cluster(), capacity(over));
const arn = "arn:aws:ecs:us-east-1:444455556666";
const instances = `${arn}:container-instance/production/*`;
const inCluster = { ArnEquals: { "ecs:cluster": `${arn}:cluster/production` } };
const agent = [
  {
    Sid: "RegisterInstance",
    Effect: "Allow",
    Action: ["ecs:RegisterContainerInstance", "ecs:SubmitAttachmentStateChanges", "ecs:SubmitTaskStateChange"],
    Resource: `${arn}:cluster/production`,
  },
  {
    Sid: "PollOrders",
    Effect: "Allow",
    Action: ["ecs:Poll", "ecs:StartTelemetrySession"],
    Resource: instances,
    Condition: inCluster,
  },
  { Sid: "DiscoverEndpoint", Effect: "Allow", Action: "ecs:DiscoverPollEndpoint", Resource: "*" },
];
const drain = {
  Sid: "DrainInstance",
  Effect: "Allow",
  Action: "ecs:UpdateContainerInstancesState",
  Resource: instances,
  Condition: inCluster,
};
const tag = {
  Sid: "TagInstance",
  Effect: "Allow",
  Action: "ecs:TagResource",
  Resource: instances,
  Condition: { StringEquals: { "ecs:CreateAction": "RegisterContainerInstance" } },
};

test.each<[string, Partial<Capacity>, readonly unknown[]]>([
  ["no feature", {}, []],
  ["Spot", { spot: true }, [drain]],
  ["tags of its own", { instanceTags: { Team: "shop" } }, [tag]],
  [
    "tags from EC2",
    { propagateInstanceTags: true },
    [tag, { Sid: "ReadInstanceTags", Effect: "Allow", Action: "ec2:DescribeTags", Resource: "*" }],
  ],
  [
    "Service Connect",
    { serviceConnect: true },
    [{ Sid: "PollServiceConnect", Effect: "Allow", Action: "ecs:Poll", Resource: `${arn}:task-set/production/*` }],
  ],
  [
    "Session Manager",
    { sessionManager: true },
    [
      {
        Sid: "RegisterSessions",
        Effect: "Allow",
        Action: "ssm:UpdateInstanceInformation",
        Resource: "arn:aws:ec2:us-east-1:444455556666:instance/*",
      },
      {
        Sid: "OpenSessionChannel",
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
    ],
  ],
])("with %s it may do exactly what the agent calls", (_name, over, more) => {
  expect(statements(grantsOf(over))).toEqual([...agent, ...more]);
});

const every = grantsOf({
  spot: true,
  sessionManager: true,
  propagateInstanceTags: true,
  instanceTags: { a: "b" },
  serviceConnect: true,
});

test.each([
  ["make clusters", "ecs:CreateCluster"],
  ["pull images", "ecr:"],
  ["write logs", "logs:"],
  ["read parameters", "ssm:GetParameter"],
  ["read secrets", "secretsmanager:"],
  ["decrypt", "kms:"],
  ["reach data", "s3:"],
])("it may never %s, whatever features it has", (_name, prefix) => {
  expect(every.flatMap(({ statement }) => statement.Action).filter((action) => action.startsWith(prefix))).toEqual([]);
});

test("every resource but the wildcard-only ones is of its own cluster, account and region", () => {
  const resources = Object.values(resourcesBySid(every)).flatMap((list) => list ?? []);
  expect(
    resources.filter(
      (resource) =>
        resource !== "*" &&
        !/^arn:aws:(ecs:us-east-1:444455556666:.*\/production(\/\*)?$|ec2:us-east-1:444455556666:)/.test(String(resource)),
    ),
  ).toEqual([]);
});
