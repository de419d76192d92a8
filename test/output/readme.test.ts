import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stackReadme } from "../../modules/output/readme";
import type { RoleSummary, StackSummary } from "../../modules/output/summary";
import { expectGolden } from "../cli/golden";

const stack: StackSummary = JSON.parse(readFileSync(join(__dirname, "../cases/output/stack.json"), "utf8"));
const nothing: StackSummary = {
  ...stack,
  roles: [],
  services: [],
  clusters: [],
  repositories: [],
  resourcePolicies: [],
  crossAccount: [],
  variables: [],
  assumptions: [],
};
const { assumeRole: _role, backend: _backend, ...plainTerraform } = nothing;

function taxonomyRow(summary: StackSummary, kind: string): string {
  return stackReadme(summary).match(new RegExp(`^\\| \\*\\*${kind} role\\*\\* \\| (.*?) \\|`, "m"))?.[1] ?? "";
}

function headings(readme: string): number {
  return readme.split("\n").filter((line) => line.startsWith("#")).length;
}

describe("the README of a stack", () => {
  test("says what is there, who may do what and why, how to apply it, what it needs and where to look", () => {
    expectGolden("output/readme.golden.md", stackReadme(stack));
  });

  test("has nothing that changes from run to run", () => {
    expect(stackReadme(structuredClone(stack))).toBe(stackReadme(stack));
    expect(stackReadme(stack)).not.toMatch(/\b20\d\d-\d\d-\d\d(?!T00:00:00Z)/);
  });

  test("leaves out what a stack does not have", () => {
    const readme = stackReadme({ ...plainTerraform });
    for (const heading of [
      "## Policies on resources",
      "## What must be there already",
      "## Which task used which role",
      "In it:",
    ]) {
      expect(readme).not.toContain(heading);
    }
    expect(readme).toContain("Nothing here reaches into another account, and no other account reaches in.");
    expect(readme).toContain("Run it with credentials of account `444455556666`");
    expect(readme).toContain("keeps its state in `terraform.tfstate` here");
    expect(readme).not.toContain("-var-file");
  });

  test("names the agent's audit log only where there is an agent to reach", () => {
    const roles = stack.roles.filter(({ kind }) => kind === "task");
    const fargate = { ...stack, roles, services: [{ name: "a", launchType: "fargate" }] };
    expect(stackReadme(fargate)).not.toContain("/var/log/ecs/audit.log");
    expect(stackReadme(fargate)).toContain("`ecs-tasks.amazonaws.com` and the role in `requestParameters.roleArn`");
    expect(stackReadme(stack)).toContain("/var/log/ecs/audit.log");
  });
});

describe("the table of the kinds of roles", () => {
  test.each([
    ["task", nothing, "none: no services here"],
    ["execution", { ...nothing, services: [{ name: "a", launchType: "fargate" }] }, "none: no container needs one"],
    ["container instance", nothing, "none: no EC2 capacity here"],
    [
      "container instance",
      { ...nothing, services: [{ name: "a", launchType: "ec2" }] },
      "none: the instances are not written here",
    ],
    [
      "infrastructure",
      { ...nothing, services: [{ name: "a", launchType: "ec2" }] },
      "none: no EBS volumes, no Service Connect TLS",
    ],
    ["task", stack, "`notifier` (exists already), `pixelflow-scaler-repair-task`, `pixelflow-scaler-task`"],
    ["execution", stack, "`pixelflow-scaler-execution`; not needed by `notifier`"],
  ])("says of the %s role which there are, or why there is none", (kind, summary, expected) => {
    expect(taxonomyRow(summary, kind)).toBe(expected);
  });

  test("counts what is too much to list", () => {
    const services = Array.from({ length: 1000 }, (_, index) => ({ name: `s${index}`, launchType: "ec2" }));
    const roles = services.slice(0, 900).map(({ name }): RoleSummary => {
      const [role] = stack.roles;
      return { ...role!, kind: "execution", name: `${name}-execution`, usedBy: [name], existing: false };
    });
    const summary = { ...stack, services, roles };
    expect(taxonomyRow(summary, "execution")).toBe(
      "900: `s0-execution`, `s1-execution`, `s2-execution` and 897 more, below; not needed by 100 services",
    );
  });
});

describe("text of strangers", () => {
  const hostile =
    "a|b\n# c `d` ``e <img src=x onerror=alert(1)> [x](javascript:y) \u001b[31m \u202e *f* _g_ https://h.example ![i](j)";
  const spoilt = JSON.parse(JSON.stringify(stack), (_key, value) => (typeof value === "string" ? `${value}${hostile}` : value));
  const keep = { roles: stack.roles.map(({ kind }) => kind), launch: stack.services.map(({ launchType }) => launchType) };
  const readme = stackReadme({
    ...spoilt,
    roles: spoilt.roles.map((role: RoleSummary, index: number) => ({
      ...role,
      kind: keep.roles[index],
      statements: role.statements.map((statement) => ({
        ...statement,
        sid: "Sid",
        effect: "Allow",
        page: "https://docs.aws.amazon.com/",
      })),
    })),
    services: spoilt.services.map((service: object, index: number) => ({ ...service, launchType: keep.launch[index] })),
    resourcePolicies: [],
  });
  const outsideCode = readme.replace(/<code>[^<]*<\/code>/g, "").replace(/(`+)[^`](?:.*?[^`])??\1(?!`)/g, "");

  test("adds no heading, table cell, line, HTML, link or control character", () => {
    const lines = readme.split("\n");
    expect(headings(readme)).toBe(headings(stackReadme({ ...stack, resourcePolicies: [] })));
    for (const line of lines.filter((row) => row.startsWith("| `") || row.startsWith("| <code")))
      expect([5, 6]).toContain(line.split("|").length - 1);
    expect(outsideCode).not.toMatch(/<(?!\/?code)[a-z]/);
    expect(outsideCode).not.toMatch(/(?<!\\)\]\(javascript/);
    expect(outsideCode).not.toMatch(/https:\/\/h\.example/);
    expect(readme).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });
});

describe("the AWS managed policy in the place of ours", () => {
  const managedPolicy = { tooWide: ["ecr:BatchGetImage"], needless: [], missing: ["ssm:GetParameters", "kms:Decrypt"] };
  const withManaged = (extra: Partial<RoleSummary>) =>
    stackReadme({
      ...stack,
      roles: stack.roles.map((role) => (role.kind === "execution" ? { ...role, managedPolicy, ...extra } : role)),
    });

  test("is compared with every execution role that is written", () => {
    const readme = withManaged({ existing: false });
    expect(readme).toContain("### Instead of the AWS managed policy");
    expect(readme).toContain("| `ecr:BatchGetImage` | nothing | `ssm:GetParameters`, `kms:Decrypt` |");
  });

  test("is not spoken of where no execution role is written", () => {
    expect(withManaged({ existing: true })).not.toContain("managed policy");
    expect(stackReadme({ ...stack, roles: [] })).not.toContain("managed policy");
  });
});
