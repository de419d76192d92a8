/** What constructs print speaks of props and of the app, never of a platform file that is not there. */
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import { ExecutionRole, TaskRole, type TaskRoleProps } from "../../modules/constructs";
import { synthStack } from "./synth";

const here = { account: "444455556666", region: "us-east-1" };
const taskRole = (props: TaskRoleProps) => (stack: TerraformStack) => void new TaskRole(stack, "r", { ...here, ...props });
const item = (access: unknown) => taskRole({ access: [access] as NonNullable<TaskRoleProps["access"]> });
const secret = (given: object) => (stack: TerraformStack) =>
  void new ExecutionRole(stack, "r", {
    ...here,
    containers: {
      app: {
        image: "docker.io/library/nginx:1",
        secrets: { A: { secret: "arn:aws:secretsmanager:us-east-1:444455556666:secret:a-AbCdEf", ...given } },
      },
    },
  });

/** What is printed, up to the synthesis of the app. */
function printed(build: (stack: TerraformStack) => void): string {
  try {
    synthStack((stack) => {
      new S3Bucket(stack, "something");
      build(stack);
    });
  } catch (problem) {
    return String(problem);
  }
  throw new Error("nothing was refused");
}

const statement = (action: string, resource: string) => ({
  statement: { actions: [action], resources: [resource], why: "a test" },
});

test.each<readonly [string, (stack: TerraformStack) => void, string]>([
  [
    "a key by a name",
    item({ s3: { bucket: "b-1", can: "read", key: "main" } }),
    "access[0].s3.key unknown-reference: no key `main`\nhelp: pass the ARN of the key, for instance the `arn` of a `KmsKey`",
  ],
  [
    "a policy that may be empty",
    (stack) =>
      item({ kms: { can: "decrypt", key: Fn.conditional(true, new TerraformVariable(stack, "key", {}).stringValue, "") } })(
        stack,
      ),
    "help: pass a key that is always there, or leave `key` out",
  ],
  [
    "a lookup",
    secret({ lookup: true }),
    "lookup` is no option of constructs\nhelp: read the secret with `DataAwsSecretsmanagerSecret`",
  ],
  [
    "a lookup beside a key",
    secret({ lookup: true, key: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab" }),
    "help: leave `lookup` out: constructs look no key up",
  ],
  [
    "a variable",
    item({ s3: { bucket: { var: "photos" }, can: "read" } }),
    "help: declare a `TerraformVariable` and pass its `stringValue`",
  ],
  ["an organization", item({ s3: { bucket: "b-1", can: "read", organizationOnly: true } }), 'help: pass `organization: "o-..."`'],
  [
    "an acknowledgement",
    item(statement("iam:CreateAccessKey", "arn:aws:iam::444455556666:user/bot")),
    'narrow it, or pass `acknowledge: [{ id: "iam-002", why: "..." }]`; https://',
  ],
  [
    "another account",
    item({ sqs: { queue: "arn:aws:sqs:us-east-1:111122223333:jobs", can: "send" } }),
    "an account that the app does not declare in `ownAccounts`: narrow it",
  ],
  [
    "an expectation",
    taskRole({ access: [{ s3: { bucket: "photos", can: "read" } }], expect: [{ allow: "s3:PutObject", on: "photos" }] }),
    "help: let the app grant it, or change the expectation",
  ],
  [
    "a name in an expectation",
    taskRole({ access: [{ s3: { bucket: "photos", can: "read" } }], expect: [{ allow: "s3:PutObject", on: "photo" }] }),
    "for what the app does not name give an ARN",
  ],
  [
    "sharing",
    taskRole({ access: [{ s3: { bucket: "photos", can: "read" } }], sharedWith: ["nobody"] }),
    "sharedWith[0] unknown-reference",
  ],
])("%s", (_, build, expected) => {
  const text = printed(build);
  expect(text).toContain(expected);
  expect(text).not.toMatch(/platform file|platform\.yaml|\bvar: name\b/);
});
