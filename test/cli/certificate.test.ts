/** proof.json: its hashes are those of the documents in cdk.tf.json, and it is the same however the Terraform is written. */

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { theorems } from "../../modules/verify/theorems";
import { sample } from "../laws";
import { caseText, removeFolders, terminal } from "./terminal";

afterAll(removeFolders);

const examples = join(__dirname, "../../examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "platform.yaml")));
const techflow = caseText("cli/techflow.yaml");

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Where a policy document can stand in the Terraform that is written. */
const attributes: Readonly<Record<string, string>> = {
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_iam_policy: "policy",
  aws_ecr_repository_policy: "policy",
  aws_s3_bucket_policy: "policy",
};

type Terraform = { readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> };

function documentsIn(stack: string, { resource = {} }: Terraform): readonly object[] {
  return Object.entries(attributes).flatMap(([type, attribute]) =>
    Object.entries(resource[type] ?? {}).map(([id, body]) => ({
      stack,
      address: `${type}.${id}`,
      attribute,
      sha256: sha256(body[attribute] ?? ""),
    })),
  );
}

async function generated(text: string | Uint8Array, ...args: string[]) {
  const { rolewright, write, files } = terminal();
  write("platform.yaml", text);
  const { code } = await rolewright("generate", "--quiet", ...args);
  expect(code).toBe(0);
  return files("generated");
}

describe.each(sample(names, 3))("the certificate of %s", (name) => {
  const text = readFileSync(join(examples, name, "platform.yaml"));

  test("hashes every policy that cdk.tf.json has, and no other", async () => {
    const files = await generated(text, "--syntax", "json");
    const proof = JSON.parse(files["proof.json"] ?? "");
    const byPlace = (left: { address: string; stack: string }, right: { address: string; stack: string }): number =>
      `${left.stack} ${left.address}` < `${right.stack} ${right.address}` ? -1 : 1;
    const hashed = proof.policies.map(({ stack, address, attribute, sha256: hash }: Record<string, string>) => {
      return { stack, address, attribute, sha256: hash };
    });
    const stacks = Object.entries(files).filter(([path]) => path.endsWith("cdk.tf.json"));
    const expected = stacks.flatMap(([path, json]) => documentsIn(path.split("/")[0] ?? "", JSON.parse(json)));
    expect(expected.length).toBeGreaterThan(2);
    expect(hashed.sort(byPlace)).toEqual((expected as { address: string; stack: string }[]).sort(byPlace));
  });

  test("is the same in every form, and whatever stacks are written", async () => {
    const first = await generated(text);
    const { stacks } = JSON.parse(first["proof.json"] ?? "");
    const forms = [
      ["--syntax", "json"],
      ["--syntax", "both"],
      ["--flavour", "module"],
      ["--stack", stacks[0]],
    ];
    for (const form of forms) expect((await generated(text, ...form))["proof.json"]).toBe(first["proof.json"]);
  });
});

describe("the certificate", () => {
  test("is what prove prints as JSON, and --stack leaves out the policies of other stacks only", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", techflow);
    const { out } = await rolewright("prove", "--format", "json");
    expect(out).toBe((await generated(techflow))["proof.json"]);
    const all = JSON.parse(out);
    const one = JSON.parse((await rolewright("prove", "--format", "json", "--stack", "images-us-east-1")).out);
    expect(one.policies).toEqual(all.policies.filter(({ stack }: { stack: string }) => stack === "images-us-east-1"));
    expect({ ...one, policies: [] }).toEqual({ ...all, policies: [] });
  });

  test("is the last file to be written, because it speaks of the others", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", techflow);
    const { err } = await rolewright("generate");
    expect(err.trimEnd().split("\n").at(-1)).toBe("wrote generated/proof.json");
  });

  test("says what it is of, and has neither times nor paths", async () => {
    const first = JSON.parse((await generated(techflow))["proof.json"] ?? "");
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    expect(first).toMatchObject({
      format: 2,
      rolewright: version,
      platform: { name: "techflow", file: "platform.yaml", sha256: sha256(techflow) },
      stacks: ["images-us-east-1", "prod-us-east-1"],
      roles: 5,
    });
    expect(first.theorems.map(({ verdict }: { verdict: string }) => verdict)).toEqual(theorems.map(() => "proved"));
    expect(JSON.stringify(first)).not.toMatch(/\/tmp\/|rolewright-test/);
    expect((await generated(techflow))["proof.json"]).toBe((await generated(techflow))["proof.json"]);
  });

  test.each<[string, Uint8Array]>([
    ["a byte order mark", Buffer.from(`\ufeff${techflow}`)],
    ["CRLF", Buffer.from(techflow.replaceAll("\n", "\r\n"))],
    ["no end of line at its end", Buffer.from(techflow.trimEnd())],
  ])("hashes a platform file with %s as it was read", async (_name, bytes) => {
    const { platform, policies } = JSON.parse((await generated(bytes))["proof.json"] ?? "");
    expect(platform.sha256).toBe(sha256(bytes));
    expect(policies).toEqual(JSON.parse((await generated(techflow))["proof.json"] ?? "").policies);
  });

  test("of standard input says so", async () => {
    const { rolewright, files } = terminal({ stdin: techflow });
    await rolewright("generate", "-");
    const { platform } = JSON.parse(files("generated")["proof.json"] ?? "");
    expect(platform).toEqual({ name: "techflow", file: "<stdin>", sha256: sha256(techflow) });
  });

  test("changes by one hash when one line of the platform file changes", async () => {
    const hashes = async (text: string): Promise<readonly Record<string, string>[]> =>
      JSON.parse((await generated(text))["proof.json"] ?? "").policies;
    const before = await hashes(techflow);
    const after = await hashes(techflow.replace("can: read", "can: [read, write]"));
    const changed = after.filter((policy, index) => policy.sha256 !== before[index]?.sha256);
    expect(changed.map(({ address }) => address)).toEqual(["aws_iam_role_policy.order_cache_task"]);
  });

  test("is a file of ours: replaced with `--overwrite` when it was edited, and never written over one that is not", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", techflow);
    await rolewright("generate");
    const own = files("generated")["proof.json"];
    expect(files("generated")[".rolewright.json"]).toContain('"proof.json"');
    write("generated/proof.json", "edited");
    expect((await rolewright("generate")).err).toContain("overwrites-edit: `generated/proof.json` was edited");
    expect(files("generated")["proof.json"]).toBe("edited");
    expect((await rolewright("generate", "--overwrite")).err).toBe("wrote generated/proof.json, over what somebody had edited\n");
    expect(files("generated")["proof.json"]).toBe(own);

    await rolewright("generate", "--out", "other");
    const marker = JSON.parse(files("other")[".rolewright.json"] ?? "");
    delete marker.files["proof.json"];
    write("other/.rolewright.json", `${JSON.stringify(marker, undefined, 2)}\n`);
    write("other/proof.json", "mine");
    const { code, err } = await rolewright("generate", "--out", "other");
    expect(code).toBe(1);
    expect(err).toContain("output-foreign: rolewright did not write `other/proof.json`");
  });

  test("of a refuted platform has the counterexample with its request", async () => {
    const { rolewright, write } = terminal();
    write("platform.yaml", caseText("cli/refuted.yaml"));
    const { code, out } = await rolewright("prove", "--format", "json");
    expect(code).toBe(1);
    const proof = JSON.parse(out);
    expect(proof.theorems.find(({ id }: { id: string }) => id === "isolation")).toMatchObject({
      verdict: "refuted",
      found: 1,
      counterexamples: [
        {
          askedForBy: "reports: access statement secretsmanager:GetSecretValue",
          role: "shop-reports-task",
          request: {
            principal: { kind: "role", arn: "arn:aws:iam::111122223333:role/shop-reports-task", session: "rolewright" },
            action: "secretsmanager:GetSecretValue",
            resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments/key-AbCdEf",
            context: {},
          },
        },
      ],
    });
    expect(proof.acknowledged).toEqual([
      {
        service: "deployer",
        id: "lambda-003",
        why: "deploys the thumbnail function",
        askedForBy: "deployer: acknowledge lambda-003",
      },
    ]);
  });

  test("has a line for each policy, in ASCII", async () => {
    const text = caseText("cli/refuted.yaml").replace("deploys the thumbnail function }", '"d\u00e9ploie \\u202E\\e[31m" }');
    const { rolewright, write } = terminal();
    write("platform.yaml", text);
    const { out } = await rolewright("prove", "--format", "json");
    expect(out).toMatch(/^[\n -~]*$/);
    const { policies, acknowledged } = JSON.parse(out);
    expect(acknowledged[0].why).toBe("d\u00e9ploie \u202e\u001b[31m");
    expect(out.match(/^ {4}\{"stack":/gm)).toHaveLength(policies.length);
  });
});
