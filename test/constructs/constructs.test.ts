/** Each construct alone in somebody's own app of CDKTF, with tokens for whatever Terraform alone knows. */
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { type App, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import { shop } from "../../examples/constructs/app";
import {
  Cluster,
  Ec2Capacity,
  ExecutionRole,
  ProblemsError,
  RepositoryPolicy,
  Service,
  TaskRole,
} from "../../modules/constructs";
import { citePaths } from "../../modules/resources/reason";
import { refusedProps } from "../cases/constructs/refused-props";
import { hostileTexts } from "../resources/hostile-text";
import { evaluate } from "../resources/template";
import { addressOf, only, resourcesOf, type Synthesised, synth, synthStack } from "./synth";

const here = { account: "444455556666", region: "us-east-1" };
const nginx = { app: { image: "docker.io/library/nginx:1", logs: { driver: "none" } } } as const;

function expectResolved(json: Synthesised): void {
  expect(JSON.stringify(json)).not.toMatch(/TfToken|\[object Object\]|undefined/);
}

describe("TaskRole", () => {
  test("is made for the provider's own account when the props name none", () => {
    const json = synthStack((stack) => {
      new TaskRole(stack, "orders", { access: [{ dynamodb: { table: "orders", can: "read" } }] });
      new TaskRole(stack, "photos");
    });
    expectResolved(json);
    expect(Object.keys(json.data ?? {}).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
    expect(Object.values(json.data ?? {}).map((entries) => Object.keys(entries).length)).toEqual([1, 1, 1]);
    const partition = "${data.aws_partition.rolewright-partition.partition}";
    const account = "${data.aws_caller_identity.rolewright-caller.account_id}";
    const region = "${data.aws_region.rolewright-region.id}";
    const place = `${partition}:dynamodb:${region}:${account}`;
    expect(only(json, "aws_iam_role_policy").policy).toContain(`"Resource" = "arn:${place}:table/orders"`);
    const trusts = resourcesOf(json, "aws_iam_role").map((role) => role.assume_role_policy);
    expect(trusts[0]).toContain(`"aws:SourceAccount" = ${account.slice(2, -1)}`);
    expect(trusts[0]).toContain(`"aws:SourceArn" = "arn:${partition}:ecs:${region}:${account}:*"`);
    expect(trusts[1]).toBe(trusts[0]);
  });

  test("has tokens as references where the policy names the resource, and literal text where everything is known", () => {
    const json = synthStack((stack) => {
      const bucket = new S3Bucket(stack, "photos");
      new TaskRole(stack, "reader", { ...here, access: [{ s3: { bucket: { arn: bucket.arn }, can: "read", prefix: "in/" } }] });
      new TaskRole(stack, "sender", { ...here, access: [{ sqs: { queue: "jobs", can: "send" } }] });
    });
    expectResolved(json);
    const [reader, sender] = resourcesOf(json, "aws_iam_role_policy");
    expect(reader?.policy).toContain('"Resource" = "${aws_s3_bucket.photos.arn}/in/*"');
    expect(
      JSON.parse(String(sender?.policy)).Statement.Resource ?? JSON.parse(String(sender?.policy)).Statement[0].Resource,
    ).toBe("arn:aws:sqs:us-east-1:444455556666:jobs");
  });

  test("takes a name from a token, and adds the rest of the ARN", () => {
    const json = synthStack((stack) => {
      const bucket = new S3Bucket(stack, "photos");
      new TaskRole(stack, "reader", { ...here, access: [{ s3: { bucket: bucket.bucket, can: "list" } }] });
    });
    expect(only(json, "aws_iam_role_policy").policy).toContain('"Resource" = "arn:aws:s3:::${aws_s3_bucket.photos.bucket}"');
  });

  test("has boundary, path and tags, also from tokens", () => {
    const json = synthStack((stack) => {
      const boundary = new TerraformVariable(stack, "boundary", { type: "string" });
      const team = new TerraformVariable(stack, "team", { type: "string" });
      new TaskRole(stack, "orders", {
        ...here,
        permissionsBoundary: boundary.stringValue,
        rolePath: "/ecs/",
        tags: { Team: team.stringValue, Cost: "4711" },
      });
    });
    expect(only(json, "aws_iam_role")).toMatchObject({
      name: "shop-orders-task",
      path: "/ecs/",
      permissions_boundary: "${var.boundary}",
      tags: { Team: "${var.team}", Cost: "4711" },
    });
  });

  test("says its ARN as a reference, and in advance", () => {
    const roles: TaskRole[] = [];
    const app = (app: App) => {
      const stack = new TerraformStack(app, "shop");
      new AwsProvider(stack, "aws", {});
      roles.push(new TaskRole(stack, "orders", { ...here, rolePath: "/ecs/" }));
      new TerraformStack(app, "other").addOverride("locals.role", roles[0]?.knownArn);
    };
    const { shop, other } = synth(app);
    expect(other?.locals).toEqual({ role: "arn:aws:iam::444455556666:role/ecs/shop-orders-task" });
    expect(shop?.output).toBeUndefined();
    expect(Token.isUnresolved(roles[0]?.arn)).toBe(true);
  });

  test("writes managed policies where inline ones are forbidden, and waits for their attachment", () => {
    const json = synthStack((stack) => {
      const taskRole = new TaskRole(stack, "orders", { ...here, policies: "managed", access: [{ xray: {} }] });
      new Service(stack, "runner", { ...here, taskRole, cluster: { name: "main" }, containers: nginx });
    });
    expect(resourcesOf(json, "aws_iam_role_policy")).toEqual([]);
    expect(only(json, "aws_ecs_task_definition").depends_on).toEqual([addressOf(json, "aws_iam_role_policy_attachment")]);
  });
});

describe("ExecutionRole", () => {
  test("is not written when no container needs one", () => {
    let role: ExecutionRole | undefined;
    const json = synthStack((stack) => {
      role = new ExecutionRole(stack, "orders", { ...here, containers: nginx });
      new Service(stack, "runner", { ...here, executionRole: role, cluster: { name: "main" }, containers: nginx });
    });
    expect(role?.arn).toBeUndefined();
    expect(Object.keys(json.resource)).toEqual(["aws_ecs_task_definition", "aws_iam_role"]);
    expect(only(json, "aws_ecs_task_definition")).not.toHaveProperty("execution_role_arn");
  });

  test("reads secrets by name in an account and region that only Terraform knows", () => {
    const json = synthStack((stack) => {
      const containers = { app: { ...nginx.app, secrets: { KEY: { secret: "shop/key" }, HOST: "ssm:/shop/host" } } };
      new ExecutionRole(stack, "orders", { containers });
    });
    expectResolved(json);
    const { policy } = only(json, "aws_iam_role_policy");
    const place = "${data.aws_region.rolewright-region.id}:${data.aws_caller_identity.rolewright-caller.account_id}";
    expect(policy).toContain(`.partition}:secretsmanager:${place}:secret:shop/key-??????"`);
    expect(policy).toContain(`.partition}:ssm:${place}:parameter/shop/host"`);
  });

  test("pulls from a repository of the app, and may do so only there", () => {
    const json = synthStack((stack) => {
      const repository = new EcrRepository(stack, "images", { name: "orders" });
      new ExecutionRole(stack, "orders", {
        ...here,
        repositories: { orders: repository },
        containers: { app: { ...nginx.app, image: "orders:1" } },
      });
    });
    expect(only(json, "aws_iam_role_policy").policy).toContain(
      '"Action" = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], "Resource" = aws_ecr_repository.images.arn',
    );
  });
});

describe("RepositoryPolicy", () => {
  test("lets exactly the given roles pull, with their accounts as principals", () => {
    const json = synthStack((stack) => {
      const account = new TerraformVariable(stack, "account", { type: "string" });
      new RepositoryPolicy(stack, "pull", {
        ...here,
        repository: "base/node",
        pullers: [
          { roleArn: "arn:aws:iam::111122223333:role/a" },
          { roleArn: `arn:aws:iam::${account.stringValue}:role/b`, account: account.stringValue },
        ],
      });
    });
    expectResolved(json);
    const { policy, repository } = only(json, "aws_ecr_repository_policy");
    expect(repository).toBe("base/node");
    expect(policy).toContain('"AWS" = "arn:aws:iam::${var.account}:root"');
    expect(policy).toContain('"aws:PrincipalArn" = "arn:aws:iam::${var.account}:role/b"');
    expect(policy).toContain('"aws:PrincipalArn" = "arn:aws:iam::111122223333:role/a"');
    expect(policy).not.toMatch(/GetAuthorizationToken|"Resource"/);
  });

  test("is not written when nobody of another account pulls", () => {
    let policy: RepositoryPolicy | undefined;
    const json = synthStack((stack) => {
      new S3Bucket(stack, "something");
      policy = new RepositoryPolicy(stack, "pull", { ...here, repository: "base", accounts: [here.account] });
    });
    expect(policy?.written).toBe(false);
    expect(Object.keys(json.resource)).toEqual(["aws_s3_bucket"]);
  });
});

describe("Cluster and Ec2Capacity", () => {
  const machines = {
    instanceTypes: ["m7g.large"],
    architecture: "arm64",
    subnets: ["subnet-0a"],
    securityGroups: ["sg-0a"],
  } as const;

  test("a cluster associates the capacity that is added to it, the first one as the default", () => {
    const json = synthStack((stack) => {
      const cluster = new Cluster(stack, "main", here);
      new Ec2Capacity(stack, "a", { ...here, ...machines, cluster });
      new Ec2Capacity(stack, "b", { ...here, ...machines, cluster });
    });
    expectResolved(json);
    const association = only(json, "aws_ecs_cluster_capacity_providers");
    const [a, b] = Object.keys(json.resource.aws_ecs_capacity_provider ?? {}).map(
      (id) => `\${aws_ecs_capacity_provider.${id}.name}`,
    );
    expect(association.capacity_providers).toEqual([a, b, "FARGATE", "FARGATE_SPOT"]);
    expect(association.default_capacity_provider_strategy).toEqual([{ capacity_provider: a, weight: 1 }]);
  });

  test("a cluster has Fargate when nothing is added", () => {
    const json = synthStack((stack) => void new Cluster(stack, "main", here));
    expect(only(json, "aws_ecs_cluster_capacity_providers")).toMatchObject({
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
      default_capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
    });
  });

  test("capacity of somebody else's cluster associates itself, and takes subnets as one list token", () => {
    const json = synthStack((stack) => {
      const cluster = new EcsCluster(stack, "cluster", { name: "main" });
      const subnets = new DataAwsSubnets(stack, "subnets");
      new Ec2Capacity(stack, "a", { ...here, ...machines, subnets: subnets.ids, cluster: { name: "main", arn: cluster.arn } });
    });
    expectResolved(json);
    expect(only(json, "aws_autoscaling_group").vpc_zone_identifier).toBe("${data.aws_subnets.subnets.ids}");
    expect(only(json, "aws_ecs_cluster_capacity_providers").cluster_name).toBe("main");
    expect(only(json, "aws_iam_role_policy").policy).toContain("arn:aws:ecs:us-east-1:444455556666:cluster/main");
  });

  test("the agent is configured for the announced network modes", () => {
    const json = synthStack((stack) => {
      const cluster = { name: "main" };
      new Ec2Capacity(stack, "a", { ...here, ...machines, cluster, networkModes: ["bridge", "host"] });
    });
    expect(only(json, "aws_launch_template").user_data).toContain("ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true");
  });
});

describe("Service", () => {
  test("waits for every permission of both its roles", () => {
    const json = synthStack((stack) => {
      new Service(stack, "orders", {
        ...here,
        cluster: { name: "main" },
        containers: { app: { image: "docker.io/library/nginx:1" } },
        access: [{ xray: {} }],
      });
    });
    const policies = Object.keys(json.resource.aws_iam_role_policy ?? {}).map((id) => `aws_iam_role_policy.${id}`);
    expect(policies).toHaveLength(2);
    expect(only(json, "aws_ecs_task_definition").depends_on).toEqual(expect.arrayContaining(policies));
  });

  test("runs in another stack with the role of this one, by a reference of CDKTF's own", () => {
    const { roles, tasks } = synth((app) => {
      const first = new TerraformStack(app, "roles");
      new AwsProvider(first, "aws", {});
      const taskRole = new TaskRole(first, "orders", { ...here, access: [{ xray: {} }] });
      const second = new TerraformStack(app, "tasks");
      new AwsProvider(second, "aws", {});
      new Service(second, "orders", { ...here, taskRole, cluster: { name: "main" }, containers: nginx });
    });
    expect(Object.values(roles?.output ?? {})).toEqual([
      { sensitive: true, value: `\${${addressOf(roles!, "aws_iam_role")}.arn}` },
    ]);
    const task = only(tasks!, "aws_ecs_task_definition");
    expect(task.task_role_arn).toMatch(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+\}$/);
    expect(task).not.toHaveProperty("depends_on");
  });

  test("gives the environment what the props say, hostile text and tokens alike", () => {
    const json = synthStack((stack) => {
      const host = new TerraformVariable(stack, "host", { type: "string" });
      const environment = Object.fromEntries(
        hostileTexts.flatMap((text, index) => [
          [`PLAIN_${index}`, text],
          [`MIXED_${index}`, `${text}${host.stringValue}${text}`],
        ]),
      );
      new Service(stack, "orders", { ...here, cluster: { name: "main" }, containers: { app: { ...nginx.app, environment } } });
    });
    const text = String(evaluate(String(only(json, "aws_ecs_task_definition").container_definitions), { host: "HOST" }));
    const [container] = JSON.parse(text);
    const values = Object.fromEntries(
      container.environment.map((entry: { name: string; value: string }) => [entry.name, entry.value]),
    );
    for (const [index, expected] of hostileTexts.entries()) {
      expect(values[`PLAIN_${index}`]).toBe(expected);
      expect(values[`MIXED_${index}`]).toBe(`${expected}HOST${expected}`);
    }
  });

  test("stays apart from a service of the same name in another construct of the stack", () => {
    const json = synthStack((stack) => {
      for (const id of ["one", "two"]) {
        const common = { ...here, platform: id, service: "orders", cluster: { name: "main" }, containers: nginx };
        new Service(stack, id, common);
      }
    });
    expect(resourcesOf(json, "aws_iam_role").map(({ name }) => name)).toEqual(["one-orders-task", "two-orders-task"]);
  });

  test("hands warnings on as annotations", () => {
    const app = Testing.app();
    const stack = new TerraformStack(app, "shop");
    const containers = { app: { ...nginx.app, environment: { API_KEY: "hunter2hunter2" } } };
    const service = new Service(stack, "orders", { ...here, cluster: { name: "main" }, containers });
    const [entry] = service.node.metadata.filter(({ type }) => type === "@cdktf/warn");
    expect(entry?.data).toMatch(/^containers\.app\.environment\.API_KEY plain-secret \(warning\): .*\nhelp: /);
  });
});

describe("props are refused with everything that is wrong with them", () => {
  test.each(refusedProps)("$name", ({ build, problems }) => {
    let thrown: unknown;
    synthStack((stack) => {
      try {
        build(stack);
      } catch (problem) {
        thrown = problem;
      }
      new S3Bucket(stack, "something");
    });
    if (!(thrown instanceof ProblemsError)) throw thrown ?? new Error("nothing is refused");
    const found = thrown.problems.map(({ path, code }) => `${citePaths([path])} ${code}`);
    expect(found.sort()).toEqual(problems);
    expect(thrown.message).not.toMatch(/TfToken|\[object Object\]|undefined/);
    for (const problem of thrown.problems) {
      expect(problem.help).toEqual(expect.stringMatching(/\S/));
      expect(thrown.message).toContain(`${problem.code}: ${problem.message}\nhelp: ${problem.help}`);
    }
  });
});

test("the example synthesises, without a token left over", () => {
  const stacks = synth(shop);
  expect(Object.keys(stacks)).toEqual(["images", "shop"]);
  Object.values(stacks).forEach(expectResolved);
});
