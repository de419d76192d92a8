/** `can`, `who-can` and the requests file, as people use them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectGolden } from "./golden";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const platform = caseText("cli/questions.yaml");

function shop() {
  const one = terminal();
  one.write("platform.yaml", platform);
  return one;
}

const asked: readonly (readonly string[])[] = [
  ["can", "cart", "dynamodb:GetItem", "sessions"],
  ["can", "cart", "dynamodb:DeleteItem", "sessions"],
  ["can", "cart", "dynamodb:GetItem", "orders"],
  ["can", "cart", "s3:GetObject", "photos"],
  ["can", "cart", "s3:GetObject", "photos/raw/a.jpg"],
  ["can", "cart", "s3:*", "*"],
  ["can", "cart", "kms:Decrypt", "app"],
  ["can", "cart", "kms:Decrypt", "app", "--role", "execution"],
  ["can", "cart", "kms:Decrypt", "app", "--role", "execution", "--context", "kms:ViaService=s3.us-east-1.amazonaws.com"],
  ["can", "cart", "sqs:SendMessage", "jobs"],
  ["can", "cart", "sqs:SendMessage", "jobs", "--context", "aws:CurrentTime=2026-01-01T00:00:00Z"],
  ["can", "cart", "ecr:BatchGetImage", "shop", "--role", "execution"],
  ["can", "cart", "ecr:BatchGetImage", "private", "--role", "execution"],
  ["can", "cart", "sns:Publish", "arn:aws:sns:us-east-1:999988887777:news"],
  ["can", "mail", "s3:GetObject", "photos", "--role", "execution"],
  ["can", "mail", "s3:GetObject", "photos", "--role", "shop-cart-task"],
  ["can", "mail", "s3:GetObject", "photos", "--role", "instance"],
  ["can", "old", "s3:GetObject", "photos"],
  ["can", "card", "s3:GetObject", "photo"],
  ["can", "cart", "s3GetObject", "photos"],
  ["can", "cart", "dynamodb:GetItems", "sessions"],
  ["can", "cart", "dynamodb:GetItem", "arn:aws:dynamodb"],
  ["can", "cart", "dynamodb:GetItem", "photos"],
  ["can", "cart", "s3:GetObject", "photos", "--role", "tasks"],
  ["can", "cart", "iam:GetUser", "arn:aws:s3:::photos/x"],
  ["can", "cart", "s3:Gett*", "photos"],
  ["who-can", "dynamodb:PutItem", "sessions"],
  ["who-can", "dynamodb:*", "*"],
  ["who-can", "ecr:BatchGetImage", "shop"],
  ["who-can", "kms:Decrypt", "app"],
  ["who-can", "iam:PassRole", "*"],
  ["who-can", "sts:AssumeRole", "shop-cart-task"],
  ["who-can", "s3:GetObject", "nothing"],
  ["who-can", "iam:GetUser", "arn:aws:s3:::photos/x"],
];

test("questions and their answers", async () => {
  const one = shop();
  const lines: string[] = [];
  for (const args of asked) {
    const { code, out, err } = await one.rolewright(...args);
    lines.push(
      `$ rolewright ${args.join(" ")}`,
      ...[out, err].filter((text) => text !== "").map((text) => text.trimEnd()),
      `(${code})`,
      "",
    );
  }
  expectGolden("cli/questions.txt", lines.join("\n"));
});

test("answers as JSON have the statement, the line and what decides", async () => {
  const one = shop();
  const { code, out } = await one.rolewright("can", "cart", "sqs:SendMessage", "jobs", "--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    service: "cart",
    answer: "some",
    depends: "when `aws:CurrentTime` is before `2027-01-31T00:00:00Z`",
    role: { name: "shop-cart-task", kind: "task", account: "123456789012", stack: "production-us-east-1" },
    statements: [{ sid: "SendSqsJobs", askedForBy: expect.stringMatching(/^platform\.yaml:\d+$/) }],
  });
  const nobody = await one.rolewright("who-can", "iam:PassRole", "*", "--format", "json");
  expect(nobody.code).toBe(3);
  expect(JSON.parse(nobody.out)).toMatchObject({ asked: 5, roles: [{ answer: "unknown", role: { name: "legacy" } }] });
  const no = await one.rolewright("can", "cart", "iam:PassRole", "*", "--format", "json");
  expect(JSON.parse(no.out)).toMatchObject({
    answer: "no",
    because: "no statement of the role has `iam:PassRole`",
    statements: [],
  });
});

test("nobody is an answer, and a no, when every role is known", async () => {
  const one = terminal();
  one.write("platform.yaml", platform.slice(0, platform.indexOf("  old:")));
  const { code, out } = await one.rolewright("who-can", "iam:PassRole", "*");
  expect({ code, out }).toEqual({ code: 3, out: "nobody: none of 3 roles can\n" });
});

test("wrong usage is neither a yes nor a no", async () => {
  const one = shop();
  expect((await one.rolewright("can", "cart", "s3:GetObject")).code).toBe(1);
  expect((await one.rolewright("can", "cart", "s3:GetObject", "photos", "--context", "x")).code).toBe(1);
  expect((await one.rolewright("who-can", "", "photos")).code).toBe(1);
  expect((await one.rolewright("can", "cart", "s3:GetObject", "photos", "--file", "nope.yaml")).code).toBe(1);
});

test("text of the user reaches the terminal without its control characters", async () => {
  const one = shop();
  const { out, err } = await one.rolewright("can", "cart", "s3:GetObject", "pho\u001b[31mtos");
  expect(out + err).not.toContain("\u001b");
  const { out: why } = await one.rolewright("can", "cart", "sns:Publish", "arn:aws:sns:us-east-1:999988887777:news");
  expect(why).not.toContain("\u0007");
});

const requests = [
  "requests:",
  "  - { allow: dynamodb:GetItem, on: sessions, service: cart }",
  "  - { deny: dynamodb:PutItem, on: sessions, why: the cart is read only }",
  "",
].join("\n");

describe("the requests file", () => {
  test("beside the platform file is proved with it, and nothing is written when it does not hold", async () => {
    const one = shop();
    one.write("requests.yaml", requests);
    const { code, err } = await one.rolewright("generate", "--quiet");
    expect(code).toBe(1);
    expect(err).toContain(
      "requests.yaml:3:5 expectation-failed: expected not to be allowed, but the task role of service `cart` can `dynamodb:PutItem`",
    );
    expect(err).toContain("3 |   - { deny: dynamodb:PutItem");
    expect(err).toContain("it is expected because: `the cart is read only`");
    expect(err).toContain("nothing was written");
    expect(Object.keys(one.files()).sort()).toEqual(["platform.yaml", "requests.yaml"]);
    for (const command of ["check", "prove"]) expect((await one.rolewright(command)).code).toBe(1);
  });

  test("lies beside the platform file wherever that is, or where it is said to be", async () => {
    const one = terminal();
    one.write("a/platform.yaml", platform);
    one.write("a/requests.yml", requests);
    one.write("b/security.yaml", "requests:\n  - { deny: iam:* }\n");
    expect((await one.rolewright("check", "a/platform.yaml")).err).toContain("a/requests.yml:3:5 expectation-failed");
    expect((await one.rolewright("check", "a/platform.yaml", "--requests", "b/security.yaml")).err).toContain(
      "b/security.yaml:2:5 expectation-unknown",
    );
    expect((await one.rolewright("check", "a/platform.yaml", "--requests", "b/nope.yaml")).err).toContain(
      "cannot read `b/nope.yaml`",
    );
  });

  test("has its own errors, with what was probably meant, beside those of the platform file", async () => {
    const one = terminal();
    one.write("platform.yaml", platform.replace("cluster: main", "clusterr: main"));
    one.write("requests.yaml", 'requests:\n  - { denny: "s3:*" }\n');
    const { code, err } = await one.rolewright("check");
    expect(code).toBe(1);
    expect(err).toMatch(/requests\.yaml:2:7 .*unknown-key: unknown key `denny`\n(?:.*\n){2}help: did you mean `deny`\?/);
    expect(err).toContain("platform.yaml:");
  });

  test.each([
    ["empty", "", "requests.yaml:1:1 syntax-error: the file is empty"],
    ["no mapping", "- a", "requests.yaml:1:1 wrong-type: expected a mapping, found a list"],
    ["something else", "request: []", "unknown-key: unknown key `request`"],
    ["a cycle", "requests: &a [*a]", "unsupported-yaml: the alias `*a` stands inside its own anchor"],
    ["bytes", new Uint8Array([0xff, 0xfe, 0x00]), "file-unreadable"],
  ])("that is %s is refused", async (_name, text, problem) => {
    const one = shop();
    one.write("requests.yaml", text);
    const { code, err } = await one.rolewright("check");
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(problem) });
  });

  test("has a schema for editors, which is published (scripts/write-schema.ts writes it)", async () => {
    const { out } = await terminal().rolewright("schema", "--requests");
    expect(out).toBe(readFileSync(join(__dirname, "../../schema/requests.schema.json"), "utf8"));
    expect(JSON.parse(out)).toMatchObject({ required: ["requests"], additionalProperties: false });
  });

  test("does not matter to a platform file on standard input", async () => {
    const one = terminal({ stdin: platform });
    one.write("requests.yaml", requests);
    expect((await one.rolewright("check", "-")).code).toBe(0);
  });
});

describe("docs/expectations.md", () => {
  const root = join(__dirname, "../..");
  const page = readFileSync(join(root, "docs/expectations.md"), "utf8");
  const platform = /```yaml\n([\s\S]*?)\n```/.exec(readFileSync(join(root, "docs/tour.md"), "utf8"))?.[1] ?? "";

  test("shows questions to the platform of docs/tour.md, and their answers", async () => {
    const one = terminal();
    one.write("platform.yaml", platform);
    const console = /```console\n([\s\S]*?)\n```/.exec(page)?.[1] ?? "";
    const answers: string[] = [];
    for (const [, line = ""] of console.matchAll(/^(\$ rolewright .*)$/gm)) {
      answers.push(`${line}\n${(await one.rolewright(...line.split(" ").slice(2))).out}`);
    }
    expect(answers).toHaveLength(3);
    expect(console).toBe(answers.join("").trimEnd());
    const shown = readFileSync(join(root, "docs/tour.md"), "utf8").replaceAll("$ npx rolewright", "$ rolewright");
    expect(shown).toContain(answers[1]);
  });

  test("shows what becomes of its expectations when somebody widens the access", async () => {
    const one = terminal();
    const [, entries = ""] = /```yaml\nservices:\n {2}order-cache:\n {4}# ...\n([\s\S]*?)expect:\n {2}-/.exec(page) ?? [];
    const general = /\n(expect:\n {2}- \{ deny: "s3:\*"[\s\S]*?)\n```/.exec(page)?.[1] ?? "";
    one.write("platform.yaml", `${platform.trimEnd()}\n${entries.trimEnd()}\n${general}\n`);
    expect(await one.rolewright("check")).toMatchObject({ code: 0 });
    one.write("platform.yaml", `${platform.replace("can: read }", "can: [read, write] }").trimEnd()}\n${entries.trimEnd()}\n`);
    const { code, err } = await one.rolewright("check");
    const shown = /```\n(platform\.yaml:[^\n]*)\n```/.exec(page)?.[1];
    expect({ code, line: err.split("\n").find((line) => line.includes("expectation-failed")) }).toEqual({ code: 1, line: shown });
  });

  test("shows a requests file that holds of the platform of docs/tour.md", async () => {
    const one = terminal();
    one.write("platform.yaml", platform);
    one.write("requests.yaml", /```yaml\n(requests:[\s\S]*?)\n```/.exec(page)?.[1] ?? "");
    expect(await one.rolewright("check")).toMatchObject({ code: 0 });
  });
});
