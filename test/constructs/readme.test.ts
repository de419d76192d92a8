/** The constructs that docs/cdktf.md shows compile and become the policies that it promises. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ReadmeStack } from "./readme-stack";
import { synth } from "./synth";

const unindented = (text: string): string => text.replaceAll(/^ +/gm, "");

test("the lines of docs/cdktf.md are those of the compiled stack", () => {
  const page = readFileSync(join(__dirname, "../../docs/cdktf.md"), "utf8");
  const lines = /```ts\n([\s\S]*?)\n```/.exec(page)?.[1]?.split("\n") ?? [];
  expect(lines[0]).toBe('import { Cluster, Service } from "rolewright/constructs";');
  const stack = readFileSync(join(__dirname, "readme-stack.ts"), "utf8");
  expect(unindented(stack)).toContain(unindented(lines.slice(2).join("\n")));
});

test("tokens stay references, and the policies stay exact", () => {
  const { shop } = synth((app) => {
    const stack = new ReadmeStack(app, "shop");
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    stack.declare();
  });
  const policies = JSON.stringify(shop?.resource.aws_iam_role_policy);
  expect(policies).toContain("${aws_s3_bucket.photos.arn}/originals/*");
  expect(policies).toContain("aws_kms_key.key.arn");
  expect(policies).toContain("aws_secretsmanager_secret.payment.arn");
  expect(policies).not.toContain("TfToken");
});
