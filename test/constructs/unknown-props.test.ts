/** A prop that no construct has is refused: what is spread into props is not looked into by TypeScript, and a misspelt boundary must not be lost. */
import type { TerraformStack } from "cdktf";
import {
  Cluster,
  Ec2Capacity,
  ExecutionRole,
  type ProblemsError,
  RepositoryPolicy,
  Service,
  TaskRole,
} from "../../modules/constructs";
import { synthStack } from "./synth";

const common = { account: "444455556666", region: "us-east-1" };
const containers = { app: { image: "docker.io/library/nginx:1" } };
const network = { instanceTypes: ["m7i.large"], subnets: ["subnet-1"], securityGroups: ["sg-1"] };

/** Every construct with props that it takes, and whatever is given beside them. */
const constructs: readonly (readonly [string, (stack: TerraformStack, more: object) => void])[] = [
  ["TaskRole", (stack, more) => void new TaskRole(stack, "r", { ...common, ...more })],
  ["ExecutionRole", (stack, more) => void new ExecutionRole(stack, "r", { ...common, containers, ...more })],
  ["Cluster", (stack, more) => void new Cluster(stack, "c", { ...common, ...more })],
  [
    "Ec2Capacity",
    (stack, more) => {
      const cluster = new Cluster(stack, "c", common);
      new Ec2Capacity(stack, "w", { ...common, ...network, cluster, ...more });
    },
  ],
  [
    "RepositoryPolicy",
    (stack, more) =>
      void new RepositoryPolicy(stack, "p", { ...common, repository: "base", accounts: ["111122223333"], ...more }),
  ],
  [
    "Service",
    (stack, more) => {
      const cluster = new Cluster(stack, "c", common);
      new Service(stack, "s", { ...common, cluster, containers, ...more });
    },
  ],
];

function problemsOf(build: (stack: TerraformStack) => void) {
  try {
    synthStack(build);
  } catch (thrown) {
    return (thrown as ProblemsError).problems.map(({ code, path, help }) => ({ code, path, help }));
  }
  return [];
}

describe.each(constructs)("%s", (_, build) => {
  test("takes no prop that it does not have", () => {
    expect(problemsOf((stack) => build(stack, { permissionBoundary: "arn:aws:iam::444455556666:policy/b" }))).toEqual([
      { code: "unknown-key", path: ["permissionBoundary"], help: "did you mean `permissionsBoundary`?" },
    ]);
  });

  test("takes one that is undefined as not given", () => {
    expect(problemsOf((stack) => build(stack, { permissionBoundary: undefined }))).toEqual([]);
  });
});
