/** What constructs write is proved: every role when it is made, the whole app when it is synthesised. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { TerraformStack } from "cdktf";
import { ExecutionRole, ProblemsError, RepositoryPolicy, Service, TaskRole, type TaskRoleProps } from "../../modules/constructs";
import { citePaths } from "../../modules/resources/reason";
import { namedRules } from "../../modules/verify/danger/rules";
import { sample } from "../laws";
import { only, resourcesOf, synth, synthStack } from "./synth";
import { twoStacks } from "./two-stacks";

const here = { account: "444455556666", region: "us-east-1" };
const cluster = { name: "main" };
const nginx = { app: { image: "docker.io/library/nginx:1", logs: { driver: "none" } } } as const;
const statement = (actions: readonly string[], resources: readonly string[] = ["*"], why = "a test") => ({
  statement: { actions: [...actions], resources: [...resources], why },
});

function problemsOf(build: () => unknown): readonly string[] {
  try {
    build();
    return [];
  } catch (problem) {
    if (!(problem instanceof ProblemsError)) throw problem;
    return problem.problems
      .filter(({ severity }) => severity === "error")
      .map(({ path, code }) => `${citePaths([path])} ${code}`)
      .sort();
  }
}

/** The problems of a construct that is made in a stack of its own. */
function refused(build: (stack: TerraformStack) => unknown): readonly string[] {
  let found: readonly string[] = [];
  synthStack((stack) => {
    found = problemsOf(() => build(stack));
    new S3Bucket(stack, "something");
  });
  return found;
}

describe("danger", () => {
  const access = [statement(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])];

  test("a task role that can raise its privileges is refused, as in the platform file", () => {
    const problems = refused((stack) => new TaskRole(stack, "r", { ...here, access }));
    expect(problems.length).toBeGreaterThanOrEqual(4);
    expect(new Set(problems)).toEqual(new Set(["access[0] danger"]));
  });

  test("so is the task role of a service, and its overrides", () => {
    const props = { ...here, cluster, containers: nginx };
    expect(new Set(refused((stack) => new Service(stack, "r", { ...props, access })))).toEqual(new Set(["access[0] danger"]));
    const taskRoleOverrides = { repair: { access, why: "by hand" } };
    const found = refused((stack) => new Service(stack, "r", { ...props, taskRoleOverrides }));
    expect(new Set(found)).toEqual(new Set(["taskRoleOverrides.repair.access[0] danger"]));
  });

  test("what is acknowledged with a reason is written, and only that", () => {
    const danger = [statement(["iam:CreateAccessKey"], ["arn:aws:iam::444455556666:user/bot"])];
    const acknowledge = [{ id: "iam-002", why: "rotates keys" }];
    expect(refused((stack) => new TaskRole(stack, "r", { ...here, access: danger }))).toContain("access[0] danger");
    expect(refused((stack) => new TaskRole(stack, "r", { ...here, access: danger, acknowledge }))).toEqual([]);
    const wrong = [{ id: "iam-999", why: "no such rule" }];
    expect(refused((stack) => new TaskRole(stack, "r", { ...here, acknowledge: wrong }))).toEqual([
      "acknowledge[0].id unknown-reference",
    ]);
  });

  test.each(
    sample(
      namedRules.filter(({ kind }) => kind !== "scope"),
      6,
    ),
  )("$id is refused through `access`", ({ actions }) => {
    expect(refused((stack) => new TaskRole(stack, "r", { ...here, access: [statement(actions)] }))).toContain("access[0] danger");
  });

  const scoped: Readonly<Record<string, object>> = {
    "pass-role-wildcard": statement(["iam:PassRole"], ["arn:aws:iam::444455556666:role/*"]),
    "pass-role-any-service": statement(["iam:PassRole"], ["arn:aws:iam::444455556666:role/batch"]),
    "foreign-role": statement(["sts:AssumeRole"], ["arn:aws:iam::111122223333:role/reader"]),
    "foreign-write": statement(["sqs:SendMessage"], ["arn:aws:sqs:us-east-1:111122223333:jobs"]),
    "any-key": statement(["kms:Decrypt"], ["arn:aws:kms:us-east-1:444455556666:key/*"]),
    "scopable-wildcard": statement(["s3:GetObject"], ["*"], " "),
  };

  test("every rule of a scope has its case", () => {
    const rules = namedRules.filter(({ kind }) => kind === "scope").map(({ id }) => id);
    expect(Object.keys(scoped).sort()).toEqual(rules.sort());
  });

  // The only wildcards without a reason that props can ask for are refused before any role is planned.
  const refusals: Readonly<Record<string, string>> = { "scopable-wildcard": "statement-without-why: " };

  test.each(Object.entries(scoped))("%s is refused through `access` and `grant`", (id, item) => {
    const access = [item] as NonNullable<TaskRoleProps["access"]>;
    const refusal = refusals[id] ?? `danger: .* the danger \`${id}\``;
    const message = new RegExp(`\\n(?:access|grants).0.[^ ]* ${refusal}`);
    synthStack((stack) => {
      expect(() => new TaskRole(stack, "a", { ...here, access })).toThrow(message);
      const role = new TaskRole(stack, "b", here);
      expect(() => role.grant(...access)).toThrow(message);
    });
  });

  test("a queue of an account that is not the user's own is foreign", () => {
    const abroad: TaskRoleProps = {
      ...here,
      access: [{ sqs: { queue: "arn:aws:sqs:us-east-1:111122223333:jobs", can: "send" } }],
    };
    expect(refused((stack) => new TaskRole(stack, "r", abroad))).toEqual(["access[0] danger"]);
    expect(refused((stack) => new TaskRole(stack, "r", { ...abroad, ownAccounts: ["111122223333"] }))).toEqual([]);
  });
});

describe("the whole app", () => {
  const wildcard = statement(["s3:GetObject"], ["arn:aws:s3:::photos-*/*"]);
  const named = { s3: { bucket: "photos-raw", can: "read" } } as const;

  test("isolation holds between services in two stacks, or nothing is synthesised", () => {
    const build = (sharedWith: readonly string[]) =>
      twoStacks((one, two) => {
        new TaskRole(one, "owner", { ...here, platform: "shop", access: [named], sharedWith: [...sharedWith] });
        new TaskRole(two, "reader", { ...here, platform: "shop", access: [wildcard] });
      });
    expect(problemsOf(() => synth(build([])))).toContain("two/reader.access[0] proof-failed");
    expect(problemsOf(() => synth(build(["reader"])))).toEqual([]);
    expect(problemsOf(() => synth(build(["raeder"])))).toContain("one/owner.sharedWith[0] unknown-reference");
  });

  test("isolation breaks through a grant, too", () => {
    const build = twoStacks((one, two) => {
      new TaskRole(one, "owner", { ...here, access: [named] });
      new TaskRole(two, "reader", here).grant(wildcard);
    });
    expect(problemsOf(() => synth(build))).toContain("two/reader.grants[0] proof-failed");
  });

  test("both halves of a pull across accounts are there, or nothing is synthesised", () => {
    const build = (image: string) =>
      twoStacks((one, two) => {
        const role = new ExecutionRole(one, "orders", { ...here, containers: { app: { ...nginx.app, image } } });
        const pullers = [{ roleArn: role.knownArn ?? "arn:aws:iam::444455556666:role/one-orders-execution" }];
        new RepositoryPolicy(two, "pull", { account: "111122223333", region: "us-east-1", repository: "base/node", pullers });
      });
    const host = "111122223333.dkr.ecr.us-east-1.amazonaws.com";
    expect(problemsOf(() => synth(build(`${host}/base/node:20`)))).toEqual([]);
    expect(new Set(problemsOf(() => synth(build(`${host}/other:1`))))).toEqual(new Set(["two/pull proof-failed"]));
  });

  test("expectations are proved", () => {
    const build = (deny: string) =>
      twoStacks((one) => {
        new TaskRole(one, "reader", { ...here, access: [named], expect: [{ deny, on: "photos-raw" }] });
      });
    expect(problemsOf(() => synth(build("s3:PutObject")))).toEqual([]);
    expect(problemsOf(() => synth(build("s3:GetObject")))).toEqual(["one/reader.expect[0] expectation-failed"]);
  });
});

describe("grant", () => {
  const read = { s3: { bucket: "photos-raw", can: "read" } } as const;
  const send = { sqs: { queue: "jobs", can: "send" } } as const;

  test("gives what the same access gives, whenever it comes", () => {
    const policyOf = (build: (stack: TerraformStack) => void) => only(synthStack(build), "aws_iam_role_policy").policy;
    const whole = policyOf((stack) => void new TaskRole(stack, "r", { ...here, access: [read, send] }));
    expect(policyOf((stack) => new TaskRole(stack, "r", { ...here, access: [read] }).grant(send))).toBe(whole);
    expect(policyOf((stack) => new TaskRole(stack, "r", here).grant(send, read))).toBe(whole);
    const granted = policyOf((stack) => {
      const role = new TaskRole(stack, "r", here);
      role.grant(send);
      role.grant(read);
    });
    expect(granted).toBe(whole);
  });

  test("tasks wait for what a grant has added, and services take grants for their own role and for a given one", () => {
    const json = synthStack((stack) => {
      const taskRole = new TaskRole(stack, "r", here);
      const service = new Service(stack, "s", { ...here, taskRole, cluster, containers: nginx });
      service.grant(read);
      new Service(stack, "own", { ...here, cluster, containers: nginx }).taskRole?.grant(send);
    });
    const policies = Object.keys(json.resource.aws_iam_role_policy ?? {}).map((id) => `aws_iam_role_policy.${id}`);
    expect(policies).toHaveLength(2);
    const waited = resourcesOf(json, "aws_ecs_task_definition").flatMap((task) => task.depends_on as string[]);
    expect(waited.sort()).toEqual(policies.sort());
  });

  test("takes tokens", () => {
    const json = synthStack((stack) => {
      const bucket = new S3Bucket(stack, "photos");
      new TaskRole(stack, "r", here).grant({ s3: { bucket: { arn: bucket.arn }, can: "read" } });
    });
    expect(only(json, "aws_iam_role_policy").policy).toContain("${aws_s3_bucket.photos.arn}/*");
  });

  test("refuses what `access` refuses, with its own path, and leaves the role as it was", () => {
    const json = synthStack((stack) => {
      const role = new TaskRole(stack, "r", { ...here, access: [read] });
      role.grant(send);
      expect(problemsOf(() => role.grant({ s3: { bucket: "*", can: "read" } }))).toEqual(["grants[1].s3.bucket wildcard-in-arn"]);
      expect(problemsOf(() => role.grant(statement(["iam:CreateAccessKey"])))).toContain("grants[1] danger");
    });
    expect(String(only(json, "aws_iam_role_policy").policy)).not.toContain("iam:");
  });

  test("is refused where nothing can be granted: to a role of somebody else, and after synthesis", () => {
    let role: TaskRole | undefined;
    synthStack((stack) => {
      role = new TaskRole(stack, "r", { ...here, access: [read] });
      const taskRole = { arn: "arn:aws:iam::444455556666:role/x" };
      const service = new Service(stack, "s", { ...here, taskRole, cluster, containers: nginx });
      expect(problemsOf(() => service.grant(read))).toEqual(["taskRole invalid-value"]);
    });
    expect(problemsOf(() => role?.grant(send))).toEqual(["grant invalid-value"]);
  });
});
