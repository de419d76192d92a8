/** Roles that exist before Terraform knows them: one is taken over, another only used. */
import { call, object } from "./reader";
import { ownAccount, type Scenario } from "./scenario";

const platform = `platform: shop
accounts: { main: { id: "${ownAccount}", region: us-east-1 } }
clusters: { production: {} }
repositories: { shop: {} }
services:
  orders:
    cluster: production
    taskRole: { adopt: true, name: legacy-orders }
    executionRole: { existing: "arn:aws:iam::${ownAccount}:role/by-hand" }
    containers: { app: { image: "shop:1" } }
    access: [{ s3: { bucket: photos, can: read } }]
`;

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** The role keeps its identity; of its policies those that Rolewright writes come in addition, as the documentation says. */
export const adoption: Scenario = {
  name: "adopted role",
  detail: "imported by name, trust updated, the role itself and its other policies kept; an existing role is left alone",
  region: "us-east-1",
  stack: "main-us-east-1",
  root: "",
  tell: async ({ generate, plan, apply, aws, expect }) => {
    const [made] = await aws(
      call("iam", "create_role", { RoleName: "legacy-orders", AssumeRolePolicyDocument: trust }),
      call("iam", "put_role_policy", { RoleName: "legacy-orders", PolicyName: "by-hand", PolicyDocument: ownPolicy }),
    );
    await generate(platform);
    const roles = (await plan()).filter((change) => change.includes("aws_iam_role"));
    expect("plan", roles, ["create aws_iam_role_policy.orders_task", "import legacy-orders as aws_iam_role.orders_task, update"]);
    await apply();
    expect("second plan", await plan(), []);
    const [role, policies] = await aws(
      call("iam", "get_role", { RoleName: "legacy-orders" }),
      call("iam", "list_role_policies", { RoleName: "legacy-orders" }),
    );
    expect("id of the role", roleId(role), roleId(made));
    expect("policies of the role", listOf(policies?.PolicyNames).toSorted(), ["by-hand", "legacy-orders"]);
    await aws(call("iam", "delete_role_policy", { RoleName: "legacy-orders", PolicyName: "by-hand" }));
  },
};

const ownPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
});

function roleId(answer: Readonly<Record<string, unknown>> | undefined): unknown {
  return object(answer?.Role).RoleId;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
