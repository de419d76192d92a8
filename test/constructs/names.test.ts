/** Two constructs of one app that write one name in AWS: Terraform would find the second one there already, or both would change the same thing. */
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { type TerraformStack, TerraformVariable } from "cdktf";
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
import { synth } from "./synth";
import { twoStacks } from "./two-stacks";

const here = { account: "444455556666", region: "us-east-1" };
const abroad = { account: "111122223333", region: "us-east-1" };
const cluster = { name: "main" };
const quiet = { app: { image: "docker.io/library/nginx:1", logs: { driver: "none" } } } as const;
const loud = { app: { image: "docker.io/library/nginx:1" } } as const;
const network = { instanceTypes: ["m7i.large"], subnets: ["subnet-1"], securityGroups: ["sg-1"] };

type Build = (first: TerraformStack, second: TerraformStack) => void;

function problemsOf(build: Build): readonly string[] {
  try {
    synth(twoStacks(build));
    return [];
  } catch (problem) {
    if (!(problem instanceof ProblemsError)) throw problem;
    return problem.problems.map(({ path, code, severity }) => `${citePaths([path])} ${severity} ${code}`).sort();
  }
}

const refused: readonly (readonly [string, Build, readonly string[]])[] = [
  [
    "two task roles of one stack",
    (one) => {
      new TaskRole(one, "a", { ...here, roleName: "shop" });
      new TaskRole(one, "b", { ...here, roleName: "shop" });
    },
    ["one/b error role-name-clash"],
  ],
  [
    "task role and execution role in two stacks, by case",
    (one, two) => {
      new TaskRole(one, "a", { ...here, roleName: "shop" });
      const logs = { driver: "awslogs" } as const;
      new ExecutionRole(two, "b", { ...here, roleName: "Shop", containers: { app: { ...loud.app, logs } } });
    },
    ["two/b error role-name-clash"],
  ],
  [
    "a role of a service and one of another service",
    (one, two) => {
      const taskRole = { name: "worker" };
      new Service(one, "a", { ...here, cluster, containers: quiet, taskRole });
      new Service(two, "b", { ...here, cluster, containers: quiet, taskRole: { name: "WORKER" } });
    },
    ["two/b error role-name-clash"],
  ],
  [
    "stacks whose account is the provider's",
    (one, two) => {
      new TaskRole(one, "a", { roleName: "shop" });
      new TaskRole(two, "b", { roleName: "shop" });
    },
    ["two/b error role-name-clash"],
  ],
  [
    "one stack, where one construct says the account and the other does not",
    (one) => {
      new TaskRole(one, "a", { ...here, roleName: "shop" });
      new TaskRole(one, "b", { roleName: "shop" });
    },
    ["one/b error role-name-clash"],
  ],
  [
    "one task family",
    (one, two) => {
      new Service(one, "a", { ...here, cluster, containers: quiet, family: "web" });
      new Service(two, "b", { ...here, cluster, containers: quiet, family: "web" });
    },
    ["two/b error duplicate-family"],
  ],
  [
    "one log group",
    (one, two) => {
      new Service(one, "a", { ...here, cluster, containers: loud, logs: { group: "/shop" } });
      new Service(two, "b", { ...here, cluster, containers: loud, logs: { group: "/shop" } });
    },
    ["two/b.logs error duplicate-name"],
  ],
  [
    "one cluster",
    (one, two) => {
      new Cluster(one, "a", { ...here, cluster: "main" });
      new Cluster(two, "b", { ...here, cluster: "main" });
    },
    ["two/b error duplicate-name"],
  ],
  [
    "capacity with its role, profile, template and provider",
    (one, two) => {
      for (const stack of [one, two]) new Ec2Capacity(stack, "c", { ...here, ...network, platform: "shop", cluster });
    },
    ["two/c error duplicate-name", "two/c error duplicate-name", "two/c error duplicate-name", "two/c error role-name-clash"],
  ],
  [
    "managed policies of roles",
    (one, two) => {
      const access = [{ s3: { bucket: "photos", can: "read" } }] as const;
      new TaskRole(one, "a", { ...here, policies: "managed", roleName: "shop", access });
      new TaskRole(two, "b", { ...here, policies: "managed", roleName: "SHOP", access });
    },
    ["two/b error duplicate-name", "two/b error role-name-clash"],
  ],
  [
    "two policies of one repository",
    (one) => {
      const repository = new EcrRepository(one, "base", { name: "base" }).name;
      for (const id of ["a", "b"]) new RepositoryPolicy(one, id, { ...here, repository, accounts: ["111122223333"] });
    },
    ["one/b error duplicate-name"],
  ],
];

test.each(refused)("%s are refused", (_, build, problems) => {
  expect(problemsOf(build)).toEqual(problems);
});

const accepted: readonly (readonly [string, Build])[] = [
  [
    "one name in two accounts",
    (one, two) => {
      new TaskRole(one, "a", { ...here, roleName: "shop" });
      new TaskRole(two, "b", { ...abroad, roleName: "shop" });
    },
  ],
  [
    "one family and log group in two regions",
    (one, two) => {
      const props = { cluster, containers: loud, family: "web", logs: { group: "/shop" } };
      new Service(one, "a", { ...here, ...props });
      new Service(two, "b", { ...here, ...props, region: "eu-central-1" });
    },
  ],
  [
    "a family that differs by case",
    (one) => {
      new Service(one, "a", { ...here, cluster, containers: quiet, family: "web" });
      new Service(one, "b", { ...here, cluster, containers: quiet, family: "Web" });
    },
  ],
  [
    "a log group that exists",
    (one) => {
      new Service(one, "a", { ...here, cluster, containers: loud, logs: { group: "/shop" } });
      new Service(one, "b", { ...here, cluster, containers: loud, logs: { group: "/shop", existing: true } });
    },
  ],
  [
    "a role that one construct writes and others use",
    (one) => {
      const executionRole = new ExecutionRole(one, "e", { ...here, containers: loud });
      for (const id of ["a", "b"]) new Service(one, id, { ...here, cluster, containers: quiet, executionRole });
    },
  ],
];

test.each(accepted)("%s is accepted", (_, build) => {
  expect(problemsOf(build)).toEqual([]);
});

test("where only Terraform knows whether it is one account, it is a warning", () => {
  let stack: TerraformStack | undefined;
  const build: Build = (one, two) => {
    stack = two;
    new TaskRole(one, "a", { ...here, roleName: "shop" });
    const account = new TerraformVariable(two, "account", { type: "string" }).stringValue;
    new TaskRole(two, "b", { account, region: "us-east-1", roleName: "shop" });
  };
  expect(problemsOf(build)).toEqual([]);
  const said = stack?.node.findAll().flatMap((node) => node.node.metadata.map(({ data }) => String(data)));
  expect(said?.join("\n")).toMatch(
    /role-name-clash \(warning\): two roles are called `shop`; `one\/a` writes the other one, and only/,
  );
});
