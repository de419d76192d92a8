/** `explain`: from statements to lines and pages, from lines to statements, and what is found under which name. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { find } from "../../modules/cli/explain/find";
import { reaching } from "../../modules/cli/explain/reach";
import { statementsOf } from "../../modules/cli/explain/statements";
import { type PlatformPlan, planPlatform } from "../../modules/pipeline";
import { sample } from "../laws";
import { expectGolden } from "./golden";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const examples = join(__dirname, "../../examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "platform.yaml")));
const refuted = caseText("cli/refuted.yaml");

function textOf(name: string): string {
  return readFileSync(join(examples, name, "platform.yaml"), "utf8");
}

function planOf(text: string, file = "platform.yaml"): PlatformPlan {
  const outcome = planPlatform({ file, text });
  const plan = outcome.ok ? outcome.value : outcome.refuted;
  if (plan === undefined) throw new Error(JSON.stringify(outcome.problems));
  return plan;
}

/** What is found, as `name/Sid`. */
function found(what: string, plan: PlatformPlan, file = "platform.yaml"): readonly string[] {
  const outcome = find(what, plan, file);
  if (!outcome.ok) return outcome.problems.map(({ message }) => message);
  return outcome.value.found.map(({ statement }) => `${statement.owner.name}/${statement.grant.statement.Sid}`);
}

describe.each(sample(names, 3))("every statement of %s", (name) => {
  const plan = planOf(textOf(name));
  const all = statementsOf(plan);

  test("is found by each line that asks for it", () => {
    expect(all.length).toBeGreaterThan(4);
    const byLine = new Map<number, ReturnType<typeof find>>();
    for (const statement of all) {
      expect(statement.grant.reason.paths.length).toBeGreaterThan(0);
      for (const path of statement.grant.reason.paths) {
        const line = plan.locate(path)?.line ?? 0;
        const outcome = byLine.get(line) ?? find(`:${line}`, plan, "platform.yaml");
        byLine.set(line, outcome);
        const here = outcome.ok ? outcome.value.found.map((one) => one.statement.grant) : [];
        expect(here).toContain(statement.grant);
      }
    }
  });

  test("is found by its role, its users, its address, its Sid, and the ARNs that it names", () => {
    for (const { owner, address, grant } of sample(all, 4)) {
      const { Sid, Resource = [], Effect } = grant.statement;
      const exact = Resource.filter((resource) => typeof resource === "string" && !/[*?$]/.test(resource));
      const arns = Effect === "Allow" ? exact : [];
      const addresses = address === undefined ? [] : [address];
      for (const what of [owner.name, ...owner.usedBy, ...addresses, Sid, `${owner.name}/${Sid}`, ...arns]) {
        const outcome = find(String(what), plan, "platform.yaml");
        expect(outcome.ok && outcome.value.found.map((one) => one.statement.grant)).toContain(grant);
      }
    }
  });
});

describe("a line", () => {
  const plan = planOf(textOf("multi-account"), "teams/platform.yaml");
  const at = (what: string): readonly string[] => found(what, plan, "teams/platform.yaml");

  test("causes statements in every account", () => {
    expect(at(":58")).toEqual([
      "orders/PullByExecutionRoles2",
      "orders-orders-eu-execution/GetRegistryToken",
      "orders-orders-eu-execution/PullImages",
    ]);
  });

  test.each(["platform.yaml:58", "teams/platform.yaml:58", "./teams/platform.yaml:58"])("may be written as %s", (what) => {
    expect(at(what)).toEqual(at(":58"));
  });

  test.each([
    ["other.yaml:58", "nothing is called `other.yaml:58`"],
    [":7", "line 7 of `platform.yaml` causes no statement"],
    [":1", "line 1 of `platform.yaml` causes no statement"],
    [":0", "line 0 of `platform.yaml` causes no statement"],
    [":999999999", "line 999999999 of `platform.yaml` causes no statement"],
    [":9999999999", "nothing is called `:9999999999`"],
    [":-1", "nothing is called `:-1`"],
  ])("%s is none that causes a statement", (what, message) => {
    expect(at(what)).toEqual([message]);
  });

  test("within a block belongs to the innermost part that causes statements, which is said", () => {
    const techflow = planOf(textOf("techflow"));
    const outcome = find(":27", techflow, "platform.yaml");
    expect(outcome.ok && outcome.value.notes).toEqual([
      "line 27 of `platform.yaml` is a part of `services.inventory-reader.containers.app`, which causes:",
    ]);
    expect(found(":27", techflow)).toEqual([
      "techflow-inventory-reader-execution/GetRegistryToken",
      "techflow-inventory-reader-execution/PullImages",
    ]);
  });

  test("that is an access entry over several lines is one from its first to its last", () => {
    const plan = planOf(refuted);
    for (const line of [14, 15, 16, 17]) expect(found(`:${line}`, plan)).toEqual(["shop-reports-task/Statement"]);
  });
});

describe("an ARN", () => {
  const plan = planOf(refuted);
  const reach = (arn: string, of: PlatformPlan = plan): Readonly<Record<string, string>> => {
    const how = reaching(arn);
    return Object.fromEntries(
      statementsOf(of).flatMap((one) => {
        const said = how(one);
        return said === undefined ? [] : [[`${one.owner.name}/${one.grant.statement.Sid}`, said]];
      }),
    );
  };
  const secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments/key-AbCdEf";

  test("is reached by name and by wildcards, which is told apart", () => {
    expect(reach(secret)).toEqual({
      "shop-payments-execution/ReadSecrets": "by name",
      "shop-reports-task/Statement": "by the wildcard `arn:aws:secretsmanager:eu-west-1:111122223333:secret:pay*`",
    });
  });

  test("may be a pattern", () => {
    expect(reach("arn:aws:secretsmanager:*:*:secret:payments/*")).toEqual({
      "shop-payments-execution/ReadSecrets": `by its name \`${secret}\`, which fits`,
      "shop-reports-task/Statement": expect.stringContaining("by the wildcard"),
    });
  });

  test("is not reached by an action on `*` that cannot be on it", () => {
    expect(reach("arn:aws:s3:::photos/cat.jpg")).toEqual({});
    expect(Object.keys(reach("arn:aws:ecr:eu-west-1:111122223333:repository/app"))).toEqual([
      "shop-deployer-execution/PullImages",
      "shop-payments-execution/PullImages",
      "shop-reports-execution/PullImages",
    ]);
  });

  test("of a role gives the role, and the repositories that let it pull", () => {
    const of = planOf(textOf("multi-account"));
    expect(reach("arn:aws:iam::777788889999:role/workloads/orders-orders-eu-execution", of)).toEqual({
      "orders/PullByExecutionRoles2": "through its condition on `aws:PrincipalArn`",
      "orders-orders-eu-execution/AssumeByTasks": "this role may be assumed",
      "orders-orders-eu-execution/DecryptSecrets": "of this role",
      "orders-orders-eu-execution/GetRegistryToken": "of this role",
      "orders-orders-eu-execution/PullImages": "of this role",
      "orders-orders-eu-execution/ReadSecrets": "of this role",
      "orders-orders-eu-execution/SendLogs": "of this role",
    });
  });

  test("of a secret gives the key's statement that names it, too", () => {
    const of = planOf(textOf("multi-account"));
    expect(reach("arn:aws:secretsmanager:eu-west-1:777788889999:secret:orders/db-GhIjKl", of)).toEqual({
      "orders-orders-eu-execution/ReadSecrets": "by name",
      "orders-orders-eu-execution/DecryptSecrets": "through its condition on `kms:EncryptionContext:SecretARN`",
    });
  });

  test("may be what a variable of Terraform's becomes", () => {
    const late = refuted.replace('"arn:aws:lambda:eu-west-1:111122223333:function:thumbnails"', "{ var: function_arn }");
    const outcome = planPlatform({ file: "platform.yaml", text: late });
    const of = outcome.ok ? outcome.value : outcome.refuted;
    if (of === undefined) throw new Error(JSON.stringify(outcome.problems));
    expect(reach("arn:aws:lambda:eu-west-1:111122223333:function:x", of)).toEqual({
      "shop-deployer-task/Statement": "if `var.function_arn` says so: `${var.function_arn}`",
    });
  });

  test.each(["arn:", "arn:aws:s3:::nothing", `arn:aws:s3:::${"*?".repeat(20_000)}`, "arn:aws:s3:::\u0000${x"])(
    "that is not reached is said to be so: %#",
    (arn) => {
      expect(found(arn, plan)).toEqual([expect.stringMatching(/^no statement reaches `arn:/)]);
    },
  );
});

describe("a name", () => {
  const plan = planOf(textOf("multi-account"));

  test.each<[string, readonly string[]]>([
    ["base-image", ["base-image/PullByOrganization"]],
    ["ReadSecrets", ["orders-orders-eu-execution/ReadSecrets", "orders-orders-us-execution/ReadSecrets"]],
    ["orders-us/ReadSecrets", ["orders-orders-us-execution/ReadSecrets"]],
    ["orders-orders-us-execution/ReadSecrets", ["orders-orders-us-execution/ReadSecrets"]],
    ["aws_iam_role_policy.orders_us_task", ["orders-orders-us-task/ReadWriteDynamodbOrders"]],
    ["aws_iam_role.orders_us_task", ["orders-orders-us-task/AssumeByTasks", "orders-orders-us-task/ReadWriteDynamodbOrders"]],
    ["aws_iam_role_policy_attachment.orders_gov_task", ["orders-orders-gov-task/ReadWriteDynamodbOrders"]],
    ['module.a.module.b["x.y"].aws_iam_policy.orders_gov_task', ["orders-orders-gov-task/ReadWriteDynamodbOrders"]],
    ["aws_ecr_repository_policy.orders", ["orders/PullByExecutionRoles", "orders/PullByExecutionRoles2"]],
  ])("%s finds %j", (what, expected) => {
    expect(found(what, plan)).toEqual(expected);
  });

  test("that several things have finds all of them", () => {
    expect(found("orders", plan)).toEqual([
      "orders/PullByExecutionRoles",
      "orders/PullByExecutionRoles",
      "orders/PullByExecutionRoles2",
    ]);
  });

  test.each<[string, string]>([
    ["ordes-us", "did you mean `orders-us`?"],
    ["orders-us/ReadSecret", "did you mean `orders-us/ReadSecrets`?"],
    ["readsecrets", "did you mean `ReadSecrets`?"],
    ["aws_iam_role_policy.order_us_task", "did you mean `aws_iam_role_policy.orders_us_task`?"],
    ["nothing at all like it", "give a role, a service, a Sid"],
    ["constructor", "give a role, a service, a Sid"],
    ["/", "give a role, a service, a Sid"],
    [":", "give a role, a service, a Sid"],
    ["*", "give a role, a service, a Sid"],
    ["x".repeat(100_000), "give a role, a service, a Sid"],
    [`${"module.a.".repeat(20_000)}x`, "give a role, a service, a Sid"],
    [`${":1".repeat(50_000)}:`, "give a role, a service, a Sid"],
  ])("that is unknown is refused with a suggestion: %#", (what, help) => {
    const outcome = find(what, plan, "platform.yaml");
    expect(outcome).toMatchObject({ ok: false, problems: [{ code: "nothing-to-explain", help: expect.stringContaining(help) }] });
  });
});

describe("the command", () => {
  function example(name: string) {
    const surroundings = terminal();
    surroundings.write("platform.yaml", textOf(name));
    return surroundings;
  }

  test.each<[string, string, string]>([
    ["techflow", "order-cache", "techflow-service"],
    ["techflow", ":27", "techflow-line"],
    ["multi-account", "platform.yaml:58", "multi-account-line"],
    ["multi-account", "arn:aws:kms:eu-west-1:777788889999:key/99999999-8888-7777-6666-555555555555", "multi-account-arn"],
    ["pixelflow", "arn:aws:s3:::pixelflow-raw-photos/cat.jpg", "pixelflow-arn"],
  ])("in %s explains %s", async (name, what, golden) => {
    const { code, out, err } = await example(name).rolewright("explain", what);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expectGolden(`cli/explain/${golden}.golden.txt`, out);
  });

  test("prints what docs/tour.md shows", async () => {
    const tour = readFileSync(join(__dirname, "../../docs/tour.md"), "utf8");
    const [, platform = ""] = /```yaml\n([\s\S]*?\n)```/.exec(tour) ?? [];
    const [, what = "", shown] = /```console\n\$ npx rolewright explain (.*)\n([\s\S]*?\n)```/.exec(tour) ?? [];
    const { rolewright, write } = terminal();
    write("platform.yaml", platform);
    expect((await rolewright("explain", what)).out).toBe(shown);
  });

  test("takes the file behind what it explains, and prints JSON with lines and pages", async () => {
    const { rolewright, write } = terminal();
    write("teams/shop.yaml", refuted.replace("reports:", "reports: # caf\u00e9 \u202e"));
    const { code, out } = await rolewright("explain", "shop-reports-task/Statement", "teams/shop.yaml", "--format", "json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        stack: "prod-eu-west-1",
        account: "111122223333",
        owner: {
          kind: "task role",
          name: "shop-reports-task",
          arn: "arn:aws:iam::111122223333:role/shop-reports-task",
          usedBy: ["reports"],
          existing: false,
        },
        address: "aws_iam_role_policy.reports_task",
        attribute: "policy",
        sid: "Statement",
        effect: "Allow",
        principals: [],
        actions: ["secretsmanager:GetSecretValue"],
        resources: ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:pay*"],
        conditions: [],
        purpose: "a statement of your own: `secretsmanager:GetSecretValue`",
        wildcard: "somebody was in a hurry",
        why: "somebody was in a hurry",
        page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
        lines: [
          {
            file: "shop.yaml",
            line: 14,
            column: 9,
            endLine: 14,
            endColumn: 19,
            path: ["services", "reports", "access", 0],
            text: "- statement:",
          },
        ],
      },
    ]);
  });

  test("explains a platform whose proof failed, prints what failed after it, and ends with 1", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", refuted);
    const { code, out, err } = await rolewright("explain", "reports");
    expect(code).toBe(1);
    expect(out).toContain("shop-reports-task: task role of reports");
    expect(err).toMatch(/^platform\.yaml:14:9 proof-failed: /);
  });

  test("refuses what it does not know with 1, and nothing on standard output", async () => {
    expect(await example("techflow").rolewright("explain", "order-cash")).toEqual({
      code: 1,
      out: "",
      err: expect.stringMatching(/^nothing-to-explain: nothing is called `order-cash`\nhelp: did you mean `order-cache`\?/),
    });
  });

  test("shows names and lines that write to the terminal with escapes, and cuts long lines", async () => {
    const { rolewright, write } = terminal({ tty: true, columns: 80, env: { NO_COLOR: "1" } });
    const why = `why: "\\e]0;x\\a\\u202E${"long ".repeat(50)}"`;
    write(
      "platform.yaml",
      refuted.replace("why: somebody was in a hurry", why).replace("- statement:", `- statement: # ${"\u202e".repeat(500)}`),
    );
    const { out } = await rolewright("explain", "reports");
    expect(out).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(out).toContain("\\u001b]0;x\\u0007\\u202elong");
    const lines = out.split("\n").filter((line) => !line.includes("https://"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const unknown = await rolewright("explain", "\u001b[31mx");
    expect(unknown.err).toMatch(/^platform\.yaml|^nothing-to-explain: nothing is called `\\u001b\[31mx`/);
    expect(unknown.out + unknown.err).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  test("of a role that exists already says that nobody writes its statements", async () => {
    const { rolewright, write } = terminal();
    write(
      "platform.yaml",
      refuted.replace("  payments:\n", '  payments:\n    executionRole: { existing: "arn:aws:iam::111122223333:role/theirs" }\n'),
    );
    const { out } = await rolewright("explain", "theirs");
    expect(out).toContain("what it allows: exists already and is not written here");
  });
});
