/** Props that constructs refuse: what they are, and every problem as "path code". */
import type { TerraformStack } from "cdktf";
import { Fn, Token } from "cdktf";
import { Cluster, Ec2Capacity, ExecutionRole, RepositoryPolicy, Service, TaskRole } from "../../../modules/constructs";

export interface RefusedProps {
  readonly name: string;
  readonly build: (stack: TerraformStack) => unknown;
  readonly problems: readonly string[];
}

const here = { account: "444455556666", region: "us-east-1" };
const cluster = { name: "main" };
const containers = { app: { image: "docker.io/library/nginx:1" } };
const machines = { instanceTypes: ["m7g.large"], subnets: ["subnet-0a"], securityGroups: ["sg-0a"] };
const token = (what: string) => Token.asString({ resolve: () => `\${var.${what}}`, creationStack: [], toString: () => what });

/** Props that the compiler refuses too, as JavaScript may pass them. */
const untyped = (props: object): never => ({ ...here, ...props }) as never;

export const refusedProps: readonly RefusedProps[] = [
  {
    name: "several problems at once, each with its path in the props",
    build: (stack) =>
      new Service(stack, "orders", {
        ...here,
        cluster,
        containers: { app: { image: "no-such-repository:1", secrets: { KEY: "arn:aws:s3:::x" } } },
        access: [{ s3: { bucket: "*", can: "read" } }, { sqs: { queue: "jobs", can: "send", key: "alias/app" } }],
      }),
    problems: [
      "access[0].s3.bucket wildcard-in-arn",
      "access[1].sqs.key unknown-reference",
      "containers.app.image unknown-reference",
      "containers.app.secrets.KEY invalid-arn",
    ],
  },
  {
    name: "a key that is to be looked up",
    build: (stack) =>
      new Service(stack, "orders", {
        ...here,
        cluster,
        containers: {
          app: {
            image: "docker.io/library/nginx:1",
            secrets: { KEY: { secret: "arn:aws:secretsmanager:us-east-1:444455556666:secret:a-AbCdEf", lookup: true } },
          },
        },
      }),
    problems: ["containers.app.secrets.KEY.lookup invalid-value"],
  },
  {
    name: "an unknown option",
    build: (stack) => new TaskRole(stack, "orders", untyped({ access: [{ s3: { bucket: "b-1", can: "read", prefx: "a" } }] })),
    problems: ["access[0].s3.prefx unknown-key"],
  },
  {
    name: "a verb that the intent does not have",
    build: (stack) => new TaskRole(stack, "orders", untyped({ access: [{ s3: { bucket: "b-1", can: "reed" } }] })),
    problems: ["access[0].s3.can invalid-value"],
  },
  {
    name: "two intents in one item",
    build: (stack) => new TaskRole(stack, "orders", { ...here, access: [{ xray: {}, metrics: { namespace: "Shop" } }] }),
    problems: ["access[0] invalid-value"],
  },
  {
    name: "a token where names follow from the value",
    build: (stack) => new TaskRole(stack, "orders", { ...here, roleName: token("name") }),
    problems: ["roleName wrong-type"],
  },
  {
    name: "a token as an image",
    build: (stack) => new ExecutionRole(stack, "orders", { ...here, containers: { app: { image: `${token("repository")}:1` } } }),
    problems: ["containers.app.image wrong-type"],
  },
  {
    name: "a token as the short form of a secret",
    build: (stack) =>
      new ExecutionRole(stack, "orders", {
        ...here,
        containers: { app: { ...containers.app, secrets: { KEY: token("secret") } } },
      }),
    problems: ["containers.app.secrets.KEY wrong-type"],
  },
  {
    name: "a number that only Terraform knows",
    build: (stack) => new Service(stack, "orders", { ...here, cluster, containers, cpu: Token.asNumber(Fn.lookup({}, "a")) }),
    problems: ["cpu wrong-type"],
  },
  {
    name: "a list that only Terraform knows, inside a container",
    build: (stack) => {
      const command = Token.asList(Fn.split(",", token("command")));
      return new Service(stack, "orders", { ...here, cluster, containers: { app: { ...containers.app, command } } });
    },
    problems: ["containers.app.command wrong-type"],
  },
  {
    name: "a token as a key",
    build: (stack) =>
      new Service(stack, "orders", {
        ...here,
        cluster,
        containers: { app: { ...containers.app, environment: { [token("name")]: "x" } } },
      }),
    problems: ["containers.app.environment wrong-type"],
  },
  {
    name: "a variable as platform files have it",
    build: (stack) => new TaskRole(stack, "orders", untyped({ access: [{ s3: { bucket: { var: "bucket" }, can: "read" } }] })),
    problems: ["access[0].s3.bucket invalid-value"],
  },
  {
    name: "props that contain themselves",
    build: (stack) => {
      const access: unknown[] = [];
      access.push(access);
      return new TaskRole(stack, "orders", untyped({ access }));
    },
    problems: ["access[0] wrong-type", `access${"[0]".repeat(64)} too-deep`],
  },
  {
    name: "an account id that is none",
    build: (stack) => new TaskRole(stack, "orders", { ...here, account: "4444-5555-6666" }),
    problems: ["account invalid-account"],
  },
  {
    name: "a region and a partition that are none",
    build: (stack) => new TaskRole(stack, "orders", { account: here.account, region: "us-esat-1", partition: "awz" }),
    problems: ["partition invalid-value", "region invalid-region"],
  },
  {
    name: "a boundary that is a role",
    build: (stack) => new TaskRole(stack, "orders", { ...here, permissionsBoundary: "arn:aws:iam::444455556666:role/x" }),
    problems: ["permissionsBoundary invalid-arn"],
  },
  {
    name: "a tag that IAM refuses",
    build: (stack) => new TaskRole(stack, "orders", { ...here, tags: { Cost: "${4711}", "aws:x": "y" } }),
    problems: ["tags.Cost invalid-value", "tags.aws:x invalid-value"],
  },
  {
    name: "a platform name that no role can have",
    build: (stack) => new TaskRole(stack, "orders", { ...here, platform: "sh op" }),
    problems: ["platform invalid-name"],
  },
  {
    name: "a construct id that no service can have, where no name is given",
    build: (stack) => new TaskRole(stack, "my orders", here),
    problems: [" invalid-name"],
  },
  {
    name: "access beside a task role that exists",
    build: (stack) => {
      const taskRole = { arn: "arn:aws:iam::444455556666:role/x" };
      return new Service(stack, "orders", { ...here, cluster, containers, taskRole, access: [{ xray: {} }] });
    },
    problems: ["access invalid-value"],
  },
  {
    name: "Fargate on capacity, and an architecture that the capacity does not have",
    build: (stack) => {
      const capacity = { capacityProviderName: "workers", architecture: "arm64" } as const;
      const options = { launchType: "fargate", architecture: "x86_64" } as const;
      return new Service(stack, "orders", { ...here, ...options, cluster, containers, capacity });
    },
    problems: ["architecture operating-system", "capacity launch-type"],
  },
  {
    name: "long-lived credentials in the environment",
    build: (stack) => {
      const environment = { AWS_ACCESS_KEY_ID: token("key") };
      return new Service(stack, "orders", { ...here, cluster, containers: { app: { ...containers.app, environment } } });
    },
    problems: ["containers.app.environment.AWS_ACCESS_KEY_ID static-credentials"],
  },
  {
    name: "capacity of a cluster whose name only Terraform knows",
    build: (stack) => new Ec2Capacity(stack, "workers", { ...here, ...machines, cluster: { name: token("cluster") } }),
    problems: ["cluster.name wrong-type"],
  },
  {
    name: "user data that switches task roles off",
    build: (stack) => {
      const userData = "#!/bin/bash\necho ECS_ENABLE_TASK_IAM_ROLE=false >> /etc/ecs/ecs.config\n";
      return new Ec2Capacity(stack, "workers", { ...here, ...machines, cluster, userData });
    },
    problems: ["userData agent-flag-off"],
  },
  {
    name: "Amazon Linux 2",
    build: (stack) => new Ec2Capacity(stack, "workers", { ...here, ...machines, cluster, os: "al2" }),
    problems: ["os ended-platform"],
  },
  {
    name: "a cluster with both kinds of capacity",
    build: (stack) => new Cluster(stack, "main", { ...here, ec2: machines, capacity: { spot: machines } }),
    problems: ["ec2 invalid-value"],
  },
  {
    name: "a puller whose account nobody knows, and one that is no role",
    build: (stack) =>
      new RepositoryPolicy(stack, "pull", {
        ...here,
        repository: "base",
        pullers: [{ roleArn: token("role") }, { roleArn: "arn:aws:iam::111122223333:user/x" }],
        accounts: ["1111"],
      }),
    problems: ["accounts[0] invalid-account", "pullers[0] missing-key", "pullers[1].roleArn invalid-arn"],
  },
  {
    name: "a whole organization that is not named",
    build: (stack) => new RepositoryPolicy(stack, "pull", { ...here, repository: "base", wholeOrganization: true }),
    problems: ["wholeOrganization missing-key"],
  },
];
