/** What keeps Terraform's state: moved addresses, adopted roles, keys that Terraform looks up. */
import { planPlatform } from "../../modules/pipeline";
import { stackJson } from "../../modules/resources/configuration";

interface Stack {
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly import?: readonly { readonly to: string; readonly id: string }[];
  readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

const head = `
platform: shop
accounts: { main: { id: "123456789012", region: us-east-1 } }
`;

function stackOf(text: string): Stack {
  const planned = planPlatform({ file: "platform.yaml", text: head + text });
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  return JSON.parse(JSON.stringify(stackJson(planned.value.stacks[0]!.resources)));
}

/** The addresses of every resource, sorted. */
function addresses({ resource }: Stack): readonly string[] {
  return Object.entries(resource)
    .flatMap(([type, all]) => Object.keys(all).map((id) => `${type}.${id}`))
    .sort();
}

const policies = ["inline", "managed"] as const;

describe("renamed things", () => {
  /** Everything that has an address of its own, under the names that are given. */
  const platform = (cluster: string, repository: string, service: string, written: (typeof policies)[number]) => `
defaults: { policies: ${written} }
clusters: { ${cluster}, batch: { ec2: { instanceTypes: [m7i.large], subnets: [subnet-1], securityGroups: [sg-1] } } }
repositories: { ${repository}, other: {} }
services:
  ${service}
    exec: true
    containers: { app: { image: "REPOSITORY:1", secrets: { A: ssm:/a } } }
    taskRoleOverrides: { repair: { why: by hand, access: [{ sqs: { queue: jobs, can: send } }] } }
    volumes: { scratch: { ebs: { sizeGiB: 10 } } }
    access: [{ s3: { bucket: photos, can: read } }]
    deployment: { subnets: [subnet-1] }
  untouched: { cluster: batch, containers: { app: { image: "other:1" } } }
`;
  const ec2 = "ec2: { instanceTypes: [m7i.large], subnets: [subnet-1], securityGroups: [sg-1] }";
  const earlier = (written: (typeof policies)[number]) =>
    stackOf(
      platform(`old-main: { ${ec2} }`, "old-shop: {}", "old-web:\n    cluster: old-main", written).replace(
        "REPOSITORY",
        "old-shop",
      ),
    );
  const later = (written: (typeof policies)[number]) =>
    stackOf(
      platform(
        `main: { renamed: old-main, ${ec2} }`,
        "shop: { renamed: old-shop }",
        "web:\n    cluster: main\n    renamed: old-web",
        written,
      ).replace("REPOSITORY", "shop"),
    );

  test.each(policies)("move every address that changes, and no other, with %s policies", (written) => {
    const [old, now] = [earlier(written), later(written)];
    const moved = now.moved ?? [];
    const gone = addresses(old).filter((address) => !addresses(now).includes(address));
    const come = addresses(now).filter((address) => !addresses(old).includes(address));
    expect(gone.length).toBeGreaterThan(15);
    expect(moved.map(({ from }) => from).sort()).toEqual(gone);
    expect(moved.map(({ to }) => to).sort()).toEqual(come);
    for (const { from, to } of moved) expect(from.replace("old_", "").replace("old_", "")).toBe(to);
  });

  test("change nothing for what keeps its name", () => {
    expect(stackOf("clusters: { main: {} }").moved).toBeUndefined();
    expect(later("inline").moved?.filter(({ to }) => to.includes("untouched") || to.includes("batch"))).toEqual([]);
  });

  test("keep their names in AWS where those are pinned", () => {
    const pinned = stackOf(`
clusters: { main: { renamed: old-main, name: old-main } }
repositories: { shop: { renamed: old-shop, name: old-shop } }
services:
  web:
    renamed: old-web
    cluster: main
    taskRole: { name: shop-old-web-task }
    executionRole: { name: shop-old-web-execution }
    family: shop-old-web
    logs: { group: /ecs/shop/old-web, streamPrefix: old-web }
    containers: { app: { image: "shop:1" } }
`);
    const { aws_iam_role: roles, aws_ecs_cluster: clusters, aws_ecr_repository: repositories } = pinned.resource;
    expect(Object.values(roles!).map(({ name }) => name)).toEqual(["shop-old-web-execution", "shop-old-web-task"]);
    expect([clusters!.main!.name, repositories!.shop!.name]).toEqual(["old-main", "old-shop"]);
    expect(pinned.moved?.map(({ to }) => to)).not.toContain("aws_cloudwatch_log_group.ecs_shop_old_web");
    expect(pinned.moved).toContainEqual({ from: "aws_iam_role.old_web_task", to: "aws_iam_role.web_task" });
  });
});

describe("adopted roles", () => {
  const service = (roles: string) =>
    stackOf(`
clusters: { main: {} }
repositories: { shop: {} }
services: { web: { cluster: main, ${roles}, containers: { app: { image: "shop:1" } } } }
`);

  test("are imported by their names", () => {
    const { import: imports } = service("taskRole: { adopt: true, name: legacy }, executionRole: { adopt: true }");
    expect(imports).toEqual([
      { to: "aws_iam_role.web_task", id: "legacy" },
      { to: "aws_iam_role.web_execution", id: "shop-web-execution" },
    ]);
  });

  test("are the only ones that are", () => {
    expect(service("taskRole: { adopt: false }").import).toBeUndefined();
    expect(service('taskRole: { existing: "arn:aws:iam::123456789012:role/web" }').import).toBeUndefined();
  });
});

describe("looked up keys", () => {
  const secrets = (...entries: readonly string[]) =>
    stackOf(`
clusters: { main: {} }
services: { web: { cluster: main, containers: { app: { image: docker.io/library/nginx:1, secrets: { ${entries.join(", ")} } } } } }
`);
  const complete = "arn:aws:secretsmanager:us-east-1:123456789012:secret:inventory/api-AbCdEf";

  test("are read by the complete ARN, by the name, or by a variable", () => {
    const { data, locals } = secrets(
      `A: { secret: "${complete}", lookup: true }`,
      "B: { secret: inventory/db, lookup: true }",
      "C: { secret: { var: secret_arn }, lookup: true }",
    );
    expect(data?.aws_secretsmanager_secret).toEqual({
      inventory_api: { arn: complete },
      inventory_db: { name: "inventory/db" },
      secret_arn: { arn: "${var.secret_arn}" },
    });
    expect(Object.keys(data?.aws_kms_key ?? {})).toEqual(Object.keys(data?.aws_secretsmanager_secret ?? {}));
    expect(locals?.inventory_api_kms_key_arn).toBe(
      '${join("", [for key in data.aws_kms_key.inventory_api : key.arn if key.key_manager == "CUSTOMER"])}',
    );
  });

  test("allow decrypting exactly while there is one", () => {
    const { resource } = secrets(`A: { secret: "${complete}", lookup: true }`);
    const policy = resource.aws_iam_role_policy!.web_execution!.policy;
    expect(policy).toContain('[for k in compact([local.inventory_api_kms_key_arn]) : {"Sid" = "DecryptSecrets"');
    expect(policy).toContain('"Resource" = local.inventory_api_kms_key_arn');
  });

  test("are read once for secrets that are used twice", () => {
    const { data } = secrets(
      `A: { secret: "${complete}", jsonKey: user, lookup: true }`,
      `B: { secret: "${complete}", jsonKey: password, lookup: true }`,
    );
    expect(Object.keys(data?.aws_kms_key ?? {})).toEqual(["inventory_api"]);
  });

  test("read nothing where nobody asks for it", () => {
    expect(secrets(`A: { secret: "${complete}", lookup: false }`)).not.toHaveProperty("data");
    expect(secrets("A: ssm:/a")).not.toHaveProperty("locals");
  });
});
