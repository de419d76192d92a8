/** A service and its cluster get other names (docs/decisions/0009-a-rename-moves-addresses-and-warns-of-names.md). */
import { ownAccount, type Scenario } from "./scenario";

const before = `platform: shop
accounts: { main: { id: "${ownAccount}", region: us-east-1 } }
clusters: { production: {} }
repositories: { shop: {} }
services:
  order-api:
    cluster: production
    containers: { app: { image: "shop:1", secrets: { TOKEN: "ssm:/shop/token" } } }
    access: [{ s3: { bucket: photos, can: read } }]
  other:
    cluster: production
    containers: { app: { image: "shop:1" } }
`;

/** As docs/terraform-teams.md says it. */
const pins = `    taskRole: { name: shop-order-api-task }
    executionRole: { name: shop-order-api-execution }
    family: shop-order-api
    logs: { group: /ecs/shop/order-api, streamPrefix: order-api }
`;

function after(service: string, cluster: string): string {
  return before
    .replace("  order-api:\n", `  orders:\n    renamed: order-api\n${service}`)
    .replace("{ production: {} }", `{ main: { renamed: production${cluster} } }`)
    .replaceAll("cluster: production", "cluster: main");
}

/** Everything that has an address of the service or the cluster, and what becomes of it where no name is pinned. */
const replaced = [
  "move aws_cloudwatch_log_group.ecs_shop_order_api to aws_cloudwatch_log_group.ecs_shop_orders, replace",
  "move aws_ecs_cluster.production to aws_ecs_cluster.main, replace",
  "move aws_ecs_cluster_capacity_providers.production to aws_ecs_cluster_capacity_providers.main, replace",
  "move aws_ecs_task_definition.order_api to aws_ecs_task_definition.orders, replace",
  "move aws_iam_role.order_api_execution to aws_iam_role.orders_execution, replace",
  "move aws_iam_role.order_api_task to aws_iam_role.orders_task, replace",
  "move aws_iam_role_policy.order_api_execution to aws_iam_role_policy.orders_execution, replace",
  "move aws_iam_role_policy.order_api_task to aws_iam_role_policy.orders_task, replace",
];

/** The log group is at the address of its own name; of the roles only the descriptions name the service. */
const kept = [
  "move aws_ecs_cluster.production to aws_ecs_cluster.main",
  "move aws_ecs_cluster_capacity_providers.production to aws_ecs_cluster_capacity_providers.main",
  "move aws_ecs_task_definition.order_api to aws_ecs_task_definition.orders",
  "move aws_iam_role.order_api_execution to aws_iam_role.orders_execution, update",
  "move aws_iam_role.order_api_task to aws_iam_role.orders_task, update",
  "move aws_iam_role_policy.order_api_execution to aws_iam_role_policy.orders_execution",
  "move aws_iam_role_policy.order_api_task to aws_iam_role_policy.orders_task",
];

/** Without pins what has a new name is replaced, and nothing else; with pins nothing is; without `renamed` afterwards nothing changes. */
export const rename: Scenario = {
  name: "renamed service and cluster",
  detail: "names follow and are replaced, pinned names stay, and nothing else changes",
  region: "us-east-1",
  stack: "main-us-east-1",
  root: "",
  tell: async ({ generate, plan, apply, expect }) => {
    await generate(before);
    expect("first plan", new Set(await plan()).size, 15);
    await apply();
    await generate(after("", ""));
    expect("plan after renaming", await plan("-refresh=false"), replaced);
    await generate(after(pins, ", name: production"));
    expect("plan after renaming with names pinned", await plan("-refresh=false"), kept);
    await apply();
    expect("plan after the rename has been applied", await plan(), []);
    await generate(after(pins, ", name: production").replaceAll(/\s*renamed: [a-z-]+,?/g, ""));
    expect("plan without `renamed`", await plan("-refresh=false"), []);
  },
};
