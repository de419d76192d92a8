/** The checks of `npm run test:terraform` can fail: one sound stack, and the same stack with every fault that they look for. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planPlatform } from "../../modules/pipeline";
import { stackJson } from "../../modules/resources/configuration";
import { type Expectation, planFindings } from "../../scripts/terraform/checks";
import { terraformEnvironment } from "../../scripts/terraform/command";
import type { Plan } from "../../scripts/terraform/plan";
import { optionalKeyFindings, usersOf } from "../../scripts/terraform/policies";
import { initialised, planned, type StackJson, stackFiles, validationFindings } from "../../scripts/terraform/root";
import { describeTerraform } from "./terraform";

const boundary = "arn:aws:iam::123456789012:policy/guard";
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/0f0f0f0f-1e1e-2d2d-3c3c-4b4b4b4b4b4b";
const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/db-AbCdEf";

const platform = `
platform: shop
accounts: { main: { id: "123456789012", region: us-east-1, permissionsBoundary: "${boundary}", rolePath: /shop/, tags: { Team: shop } } }
keys: { optional: { var: kms_key_arn, default: "" } }
clusters: { main: { ec2: { instanceTypes: [m7i.large], subnets: [subnet-0a], securityGroups: [sg-0a] } } }
repositories: { shop: {} }
services:
  shop:
    cluster: main
    containers: { app: { image: "shop:1", secrets: { DB: { secret: "${secret}", key: optional } } } }
    access: [{ sqs: { queue: jobs, can: send } }]
  jobs:
    cluster: main
    containers: { app: { image: "shop:1" } }
    access: [{ sqs: { queue: jobs, can: consume } }]
`;

type Body = Record<string, unknown>;
type Resources = Readonly<Record<string, Record<string, Body>>>;

/** Each fault by what is said of it. */
const faults: Readonly<Record<string, (resources: Resources) => void>> = {
  "aws_ecr_lifecycle_policy.shop: is not planned": ({ aws_ecr_lifecycle_policy: all }) => {
    delete all!.shop;
    all!.other = {
      repository: "other",
      policy:
        '{"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}',
    };
  },
  "aws_ecr_lifecycle_policy.other: is planned and was not generated": () => undefined,
  "aws_kms_key.late: is planned and was not generated": (resources) => {
    Object.assign(resources, { aws_kms_key: { late: { description: "not known yet" } } });
  },
  "aws_iam_role_policy.shop_task: policy is known after apply only": ({ aws_iam_role_policy: all }) => {
    all!.shop_task!.policy = '${jsonencode({ Statement = [{ Resource = "${aws_kms_key.late.arn}" }] })}';
  },
  "aws_iam_role_policy.jobs_task: policy has no statement": ({ aws_iam_role_policy: all }) => {
    all!.jobs_task!.policy = '{"Version":"2012-10-17","Statement":[]}';
  },
  "aws_iam_role.shop_task: boundary none, not arn:aws:iam::123456789012:policy/guard": ({ aws_iam_role: all }) => {
    delete all!.shop_task!.permissions_boundary;
  },
  "aws_iam_role.shop_execution: path /, not /shop/": ({ aws_iam_role: all }) => {
    delete all!.shop_execution!.path;
  },
  "aws_iam_role.main_instance: tag Team is undefined, not shop": ({ aws_iam_role: all }) => {
    all!.main_instance!.tags = { Other: "shop" };
  },
  "aws_iam_role.jobs_task: has no name of its own": ({ aws_iam_role: all }) => {
    all!.jobs_task!.name_prefix = all!.jobs_task!.name;
    delete all!.jobs_task!.name;
  },
  "aws_iam_policy_attachment.all: is planned and was not generated": (resources) => {
    const roles = ["${aws_iam_role.shop_task.name}"];
    Object.assign(resources, { aws_iam_policy_attachment: { all: { name: "all", roles, policy_arn: boundary } } });
  },
  "aws_iam_policy_attachment.all: is exclusive in the whole account": () => undefined,
  "aws_ecs_task_definition.shop: does not wait for aws_iam_role_policy.shop_execution": ({ aws_ecs_task_definition: all }) => {
    const waits = all!.shop!.depends_on as readonly string[];
    all!.shop!.depends_on = waits.filter((address) => address !== "aws_iam_role_policy.shop_execution");
  },
  "aws_ecs_task_definition.jobs: execution_role_arn names aws_iam_role.jobs_execution and does not refer to it": ({
    aws_ecs_task_definition: all,
  }) => {
    all!.jobs!.execution_role_arn = "arn:aws:iam::123456789012:role/shop/shop-jobs-execution";
  },
  "aws_iam_role_policy.main_instance: refers to no role of the plan": ({ aws_iam_role_policy: all }) => {
    all!.main_instance!.role = "somebody-elses";
  },
  "aws_launch_template.main: http_tokens is optional, not required": ({ aws_launch_template: all }) => {
    const options = all!.main!.metadata_options as Body;
    options.http_tokens = "optional";
    options.http_put_response_hop_limit = 2;
  },
  "aws_launch_template.main: http_put_response_hop_limit is 2, not 1": () => undefined,
  "aws_launch_template.main: volume /dev/xvda is not encrypted": ({ aws_launch_template: all }) => {
    const [volume] = all!.main!.block_device_mappings as { ebs: Body }[];
    volume!.ebs.encrypted = "false";
  },
  "aws_launch_template.main: instances get public addresses": ({ aws_launch_template: all }) => {
    const [network] = all!.main!.network_interfaces as Body[];
    network!.associate_public_ip_address = "true";
  },
  "aws_launch_template.main: user data is not what was generated": ({ aws_launch_template: all }) => {
    all!.main!.user_data = '${base64encode("ECS_ENABLE_TASK_IAM_ROLE=false")}';
  },
};

function soundStack(): { readonly json: StackJson; readonly expected: Expectation } {
  const outcome = planPlatform({ file: "platform.yaml", text: platform });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const { resources, starts } = outcome.value.stacks[0]!;
  return {
    json: stackJson(resources) as StackJson,
    expected: {
      addresses: resources.resources.map(({ type, id }) => `${type}.${id}`),
      demands: { permissionsBoundary: boundary, path: "/shop/", tags: { Team: "shop" } },
      userData: new Map([...starts].map(([name, { userData }]) => [name, userData])),
      mayRefer: false,
    },
  };
}

function brokenStack(): StackJson {
  const broken = structuredClone(soundStack().json);
  for (const breakIt of Object.values(faults)) breakIt(broken.resource as Resources);
  return broken;
}

describeTerraform("the checks of real plans", () => {
  const { json, expected } = soundStack();
  const folder = mkdtempSync(join(tmpdir(), "rolewright-checks-"));
  const env = terraformEnvironment();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function planOf(name: string, stack: StackJson, key = ""): Promise<Plan> {
    const root = await initialised(join(folder, name), stackFiles(stack), env);
    expect(await validationFindings(root)).toEqual([]);
    const plan = await planned(root, { kms_key_arn: key });
    if (typeof plan === "string") throw new Error(plan);
    return plan;
  }

  test("find nothing in a sound stack, and one statement for an optional key that is given", async () => {
    const without = await planOf("sound", json);
    const withKey = await planOf("sound", json, keyArn);
    const users = usersOf(without, "kms_key_arn");
    const user = "aws_iam_role_policy.shop_execution";
    expect(planFindings(without, expected)).toEqual([]);
    expect(planFindings(withKey, expected)).toEqual([]);
    expect(users).toEqual([user]);
    expect(optionalKeyFindings(without, withKey, keyArn, users)).toEqual([]);
    expect(optionalKeyFindings(without, without, keyArn, users)).toEqual([`${user}: 0 statements for the key, not one`]);
    expect(optionalKeyFindings(withKey, withKey, keyArn, users)).toEqual([
      `${user}: DecryptSecrets is there although the key is empty`,
      "statements that do not concern the key depend on it",
    ]);
  });

  test("find every fault of a broken stack, and nothing else", async () => {
    const plan = await planOf("broken", brokenStack());
    const findings = planFindings(plan, expected);
    expect([...findings].sort()).toEqual(Object.keys(faults).sort());
    // Constructs may be given references; a policy that holds one cannot be known.
    const excused = findings.filter((finding) => !finding.endsWith("known after apply only"));
    expect(planFindings(plan, { ...expected, mayRefer: true })).toEqual(excused);
  });
});
