import { readFileSync } from "node:fs";
import { join } from "node:path";
import { printJson, resourceNote, stackJson } from "../../modules/resources/configuration";
import { addressOf, type Resource } from "../../modules/resources/resource";
import { planResources } from "../../modules/resources/stack";
import * as fixture from "./fixture";
import { evaluate } from "./template";
import { widePolicies, wideStack } from "./wide-stack";

const wide = planResources(wideStack, widePolicies, fixture.startsOf(wideStack));
const ofType = (resources: readonly Resource[], type: string) => resources.filter((resource) => resource.type === type);
const addresses = (resources: readonly Resource[]) => resources.map(addressOf);
const golden = (name: string) => readFileSync(join(__dirname, name), "utf8");

describe("a small stack", () => {
  const small = fixture.stack({ services: [fixture.service("inventory-reader")] });

  test("is the JSON that a reviewer has read", () => {
    const text = printJson(stackJson(planResources(small, fixture.policiesOf(small), fixture.startsOf(small))));
    expect(text).toBe(golden("small-stack.golden.json"));
  });
});

describe("every role", () => {
  const roles = ofType(wide.resources, "aws_iam_role");

  test("is there once per role that the policies speak of", () => {
    expect(roles).toHaveLength(widePolicies.roles.length);
  });

  test.each(roles.map((role) => [role.id, role]))(
    "%s has the boundary, the path, the tags and a name of at most 64 characters",
    (_, role) => {
      expect(role.config).toMatchObject({ path: "/ecs/", permissionsBoundary: fixture.boundary, tags: fixture.tags });
      expect((role.config as { name: string }).name.length).toBeLessThanOrEqual(64);
    },
  );

  test("has no boundary where the account demands none", () => {
    const { permissionsBoundary: _, ...unbounded } = fixture.role("techflow-orders-task");
    const model = fixture.stack({
      services: [fixture.service("orders", { taskRole: { role: unbounded, access: [], selfAssume: false } })],
    });
    expect(fixture.jsonOfStack(model).resource.aws_iam_role!.orders_task).not.toHaveProperty("permissions_boundary");
  });

  test("that exists already is neither written nor given policies, but referred to", () => {
    const existing = { ...fixture.role("legacy"), existing: true };
    const service = fixture.service("orders", {
      taskRole: { role: existing, access: [], selfAssume: false },
      executionRole: fixture.execution({ ...fixture.role("legacy-execution"), existing: true }, ["orders"]),
    });
    const json = fixture.jsonOfStack(fixture.stack({ clusters: [], services: [service] }));
    expect(json.resource).not.toHaveProperty("aws_iam_role");
    expect(json.resource).not.toHaveProperty("aws_iam_role_policy");
    expect(json.resource.aws_ecs_task_definition!.orders).toMatchObject({
      task_role_arn: "arn:aws:iam::123456789012:role/ecs/legacy",
      execution_role_arn: "arn:aws:iam::123456789012:role/ecs/legacy-execution",
      depends_on: ["aws_cloudwatch_log_group.ecs_techflow_orders"],
    });
    expect(json.output.task_role_arns!.value).toEqual({ orders: "arn:aws:iam::123456789012:role/ecs/legacy" });
  });
});

describe("policies", () => {
  test("are never attached exclusively (bug 9: aws_iam_policy_attachment)", () => {
    expect(new Set(wide.resources.map(({ type }) => type as string))).not.toContain("aws_iam_policy_attachment");
    const written = wide.resources.flatMap(({ config }) => Object.keys(config));
    expect(written.filter((argument) => /^(?:managedPolicyArns|inlinePolicy)$/.test(argument))).toEqual([]);
  });

  test("in parts have a name, an address and an attachment each (bug 15: two policies with the same name)", () => {
    const parts = ofType(wide.resources, "aws_iam_policy");
    expect(parts.map(({ id, config }) => [id, (config as { name: string }).name])).toEqual([
      ["batch_task", "techflow-batch-task-1"],
      ["batch_task_2", "techflow-batch-task-2"],
    ]);
    expect(ofType(wide.resources, "aws_iam_role_policy_attachment").map(({ id }) => id)).toEqual(["batch_task", "batch_task_2"]);
  });

  test("keep IAM policy variables", () => {
    const json = stackJson(wide) as unknown as fixture.TerraformJson;
    const policy = evaluate(json.resource.aws_iam_policy!.batch_task_2!.policy!) as string;
    expect(JSON.parse(policy).Statement[0].Resource).toBe("arn:aws:s3:::home/${aws:PrincipalTag/team}/*");
  });

  test("have the conditional statement if and only if there is a key", () => {
    const json = stackJson(wide) as unknown as fixture.TerraformJson;
    const policy = json.resource.aws_iam_role_policy!.orders_execution!.policy!;
    const sids = (kms_key_arn: string) =>
      JSON.parse(evaluate(policy, { kms_key_arn }) as string).Statement.map(({ Sid }: { Sid: string }) => Sid);
    expect(sids("")).toEqual(["ReadSecrets", "ReadFiles"]);
    expect(sids(fixture.literalKey)).toEqual(["ReadSecrets", "DecryptSecrets", "ReadFiles"]);
  });

  test("say why, statement by statement, on one line each", () => {
    const why = "line one\nline two\u2028\u0007 # ${x}";
    const model = fixture.stack();
    const grant = fixture.grant("ReadPhotos");
    const policies = fixture.policiesOf(model);
    const roles = policies.roles.map((entry) => ({
      ...entry,
      policies: [
        { name: "p", grants: [{ ...grant, reason: { ...grant.reason, wildcard: "objects have no fixed names", why } }] },
      ],
    }));
    const resources = planResources(
      model,
      { ...policies, roles },
      fixture.startsOf(model),
      (paths) => `platform.yaml:${paths.length}`,
    );
    const policy = ofType(resources.resources, "aws_iam_role_policy")[0]!;
    expect(resourceNote(policy)).toEqual({
      statements: {
        policy: {
          ReadPhotos:
            "read objects of ReadPhotos; asked for by platform.yaml:1; wildcard: objects have no fixed names; why: line one line two # ${x}",
        },
      },
    });
  });

  test("are not written for an execution role that needs nothing, and the task definition names none", () => {
    const model = fixture.stack();
    const all = fixture.policiesOf(model);
    const json = fixture.jsonOfStack(model, { ...all, roles: all.roles.filter(({ kind }) => kind !== "execution") });
    expect(Object.keys(json.resource.aws_iam_role!)).toEqual(["orders_task", "production_instance"]);
    expect(json.resource.aws_ecs_task_definition!.orders).not.toHaveProperty("execution_role_arn");
    expect(json.output).not.toHaveProperty("execution_role_arns");
  });
});

describe("what starts tasks or instances waits for what they need", () => {
  const known = new Set(addresses(wide.resources));

  test.each(ofType(wide.resources, "aws_ecs_task_definition").map((task) => [task.id, task]))(
    "the task definition %s waits for every policy of both its roles (bug 8)",
    (id, task) => {
      const permissions = addresses(wide.resources).filter(
        (address) =>
          /^aws_iam_role_policy(?:_attachment)?\./.test(address) &&
          [`${id}_task`, `${id}_execution`].some((role) => new RegExp(`\\.${role}(?:_\\d+)?$`).test(address)),
      );
      expect(permissions.length).toBeGreaterThan(1);
      expect(task.dependsOn).toEqual(expect.arrayContaining(permissions));
    },
  );

  test("instances wait for their cluster and for the permissions of their role", () => {
    const [group] = ofType(wide.resources, "aws_autoscaling_group");
    expect(group?.dependsOn).toEqual(["aws_ecs_cluster.production", "aws_iam_role_policy.production_instance"]);
  });

  test("services wait for the capacity providers and the infrastructure role", () => {
    const service = ofType(wide.resources, "aws_ecs_service").find(({ id }) => id === "orders");
    expect(service?.dependsOn).toEqual([
      "aws_ecs_cluster_capacity_providers.production",
      "aws_iam_role_policy.orders_infrastructure",
    ]);
  });

  test("every address that is waited for or referred to exists", () => {
    for (const resource of wide.resources) {
      expect((resource.dependsOn ?? []).filter((address) => !known.has(address))).toEqual([]);
    }
    const text = JSON.stringify(stackJson(wide));
    const references = [...text.matchAll(/\$\{(aws_[a-z0-9_]+\.[a-z0-9_]+)\.[a-z_]+\}/g)].map(([, address = ""]) => address);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((address) => !known.has(address))).toEqual([]);
  });

  test("addresses are unique and identifiers of Terraform", () => {
    expect(known.size).toBe(wide.resources.length);
    for (const { id } of wide.resources) expect(id).toMatch(/^[a-z_][a-z0-9_]*$/);
  });
});

describe("what exists already", () => {
  test("is not written: clusters and repositories", () => {
    const json = fixture.jsonOfStack(
      fixture.stack({
        clusters: [fixture.cluster({ existing: true, capacities: [] })],
        repositories: [
          fixture.repository({ existing: true }),
          fixture.repository({ key: "hub", name: "hub", pullThroughCache: true }),
        ],
        services: [
          fixture.service("orders", {
            deployment: {
              desiredCount: 1,
              subnets: ["subnet-0a"],
              securityGroups: [],
              assignPublicIp: false,
              circuitBreaker: false,
              loadBalancers: [],
            },
          }),
        ],
      }),
    );
    for (const type of [
      "aws_ecs_cluster",
      "aws_ecs_cluster_capacity_providers",
      "aws_ecr_repository",
      "aws_ecr_lifecycle_policy",
    ]) {
      expect(json.resource).not.toHaveProperty(type);
    }
    expect(json.resource.aws_ecs_service!.orders).toMatchObject({
      cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/production-cluster",
      launch_type: "EC2",
    });
    expect(json.resource.aws_ecs_service!.orders).not.toHaveProperty("depends_on");
    expect(json.output.cluster_arns!.value).toEqual({
      production: "arn:aws:ecs:us-east-1:123456789012:cluster/production-cluster",
    });
  });

  test("gives its repository policy to the repository by name", () => {
    const json = stackJson(wide) as unknown as fixture.TerraformJson;
    expect(json.resource.aws_ecr_repository_policy!.old!.repository).toBe("old");
    expect(json.resource.aws_ecr_repository).not.toHaveProperty("old");
  });
});

test("a capacity whose user data has a problem is left out instead of half written", () => {
  const model = fixture.stack();
  const { resources } = planResources(model, fixture.policiesOf(model), new Map());
  expect(ofType(resources, "aws_launch_template")).toEqual([]);
  expect(ofType(resources, "aws_ecs_cluster_capacity_providers")).toEqual([]);
});

test("an empty stack is the settings and the provider alone", () => {
  const empty = fixture.stack({ clusters: [], repositories: [], services: [], logGroups: [] });
  expect(Object.keys(fixture.jsonOfStack(empty))).toEqual(["terraform", "provider"]);
});
