/** What constructs take from another stack of the app: it is right in Terraform's eyes, or refused with its place. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import { Cluster, Ec2Capacity, ExecutionRole, ProblemsError, Service, TaskRole } from "../../modules/constructs";
import { only, type Synthesised, synth } from "./synth";

const here = { account: "444455556666", region: "us-east-1", platform: "shop" };
const cluster = { name: "main" };
const containers = { app: { image: "docker.io/library/nginx:1" } };
const network = { subnets: ["subnet-1"], securityGroups: ["sg-1"] };
const read = { s3: { bucket: "photos-raw", can: "read" } } as const;

function synthTwo(build: (one: TerraformStack, two: TerraformStack) => void): {
  readonly one: Synthesised;
  readonly two: Synthesised;
} {
  const { one, two } = synth((app) => {
    const stacks = ["one", "two"].map((id) => new TerraformStack(app, id));
    for (const stack of stacks) new AwsProvider(stack, "aws", { region: "us-east-1" });
    build(stacks[0]!, stacks[1]!);
  });
  return { one: one!, two: two! };
}

describe("dependsOn", () => {
  type Build = (stack: TerraformStack, dependsOn: readonly ITerraformDependable[]) => unknown;
  const constructs: readonly (readonly [string, Build])[] = [
    ["TaskRole", (stack, dependsOn) => new TaskRole(stack, "r", { ...here, dependsOn })],
    ["ExecutionRole", (stack, dependsOn) => new ExecutionRole(stack, "r", { ...here, containers, dependsOn })],
    ["Service", (stack, dependsOn) => new Service(stack, "r", { ...here, cluster, containers, dependsOn })],
    [
      "Service with a deployment",
      (stack, dependsOn) => new Service(stack, "r", { ...here, cluster, containers, deployment: network, dependsOn }),
    ],
    ["Cluster", (stack, dependsOn) => new Cluster(stack, "r", { ...here, dependsOn })],
    [
      "Ec2Capacity",
      (stack, dependsOn) =>
        new Ec2Capacity(stack, "r", {
          ...here,
          ...network,
          cluster,
          instanceTypes: ["m7g.large"],
          architecture: "arm64",
          dependsOn,
        }),
    ],
  ];

  test.each(constructs)("%s waits for elements of its own stack", (_, build) => {
    const { one } = synthTwo((stack) => build(stack, [new S3Bucket(stack, "bucket")]));
    expect(JSON.stringify(one)).toMatch(/"depends_on":\[[^\]]*"aws_s3_bucket\.bucket"/);
  });

  test.each(constructs)("%s refuses elements of another stack, which Terraform would not find", (_, build) => {
    expect.assertions(2);
    synthTwo((one, two) => {
      const own = new S3Bucket(one, "bucket");
      try {
        build(one, [own, new S3Bucket(two, "bucket")]);
      } catch (problem) {
        expect(problem).toBeInstanceOf(ProblemsError);
        expect((problem as ProblemsError).problems).toEqual([
          {
            code: "invalid-value",
            severity: "error",
            path: ["dependsOn", 1],
            message: "`two/bucket` is in another stack, and Terraform waits only for what is in the same one",
            help: "let the stack itself wait: `stack.addDependency(other)`",
          },
        ]);
      }
    });
  });
});

describe("grant", () => {
  test("to a role of another stack changes the role, and the tasks wait for nothing that is not in their stack", () => {
    const { one, two } = synthTwo((one, two) => {
      const taskRole = new TaskRole(one, "r", here);
      const service = new Service(two, "s", { ...here, cluster, containers, taskRole });
      service.grant(read);
    });
    expect(only(one, "aws_iam_role_policy").policy).toContain("arn:aws:s3:::photos-raw/*");
    const task = only(two, "aws_ecs_task_definition");
    expect(JSON.stringify(task.depends_on ?? [])).not.toContain("_r_");
    expect(task.task_role_arn).toMatch(/^\$\{data\.terraform_remote_state\.cross-stack-reference-input-one\.outputs\.[\w-]+\}$/);
  });

  test("of what another stack has refers to it across the stacks", () => {
    const { one, two } = synthTwo((one, two) => {
      const role = new TaskRole(one, "r", here);
      role.grant({ s3: { bucket: { arn: new S3Bucket(two, "photos").arn }, can: "read" } });
    });
    const reference = /"Resource" = "\$\{data\.terraform_remote_state\.cross-stack-reference-input-two\.outputs\.[\w-]+\}\/\*"/;
    expect(only(one, "aws_iam_role_policy").policy).toMatch(reference);
    expect(Object.values(two.output as Readonly<Record<string, { value: string }>>).map(({ value }) => value)).toContain(
      "${aws_s3_bucket.photos.arn}",
    );
  });

  test("is refused with its place where the other stack's role may not have it", () => {
    synthTwo((one, two) => {
      const taskRole = new TaskRole(one, "r", here);
      const service = new Service(two, "s", { ...here, cluster, containers, taskRole });
      const danger = { statement: { actions: ["iam:CreateAccessKey"], resources: ["*"], why: "a test" } };
      expect(() => service.grant(danger)).toThrow(/^one\/r: [\s\S]*\ngrants\[0\] danger: /);
    });
  });
});
