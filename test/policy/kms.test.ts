/** KMS statements of execution roles: if and only if a customer-managed key is involved, through the named service, for the exact context. */
import type { Container } from "../../modules/model/model";
import { executionRoleGrants } from "../../modules/policy/execution-role";
import { awslogs, container, ecrImage, key, late, maybeKey, parameter, s3File, secret, service, statements } from "./fixture";

const grantsOf = (over: Partial<Container>) => executionRoleGrants([service({ containers: [container(over)] })]);
const secretArn = (name: string) => secret(name).resource;
const parameterArn = (name: string) => parameter(name).resource;
const files = (...objects: string[]) => objects.map((object) => `arn:aws:s3:::${object}`);

const secretContext = "kms:EncryptionContext:SecretARN";
const decrypt = (Sid: string, Condition: unknown, Resource: unknown = key) => ({
  Sid,
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource,
  Condition,
});
const guessed = "arn:aws:secretsmanager:us-east-1:444455556666:secret:guessed-??????";

test.each<[string, Partial<Container>, readonly unknown[]]>([
  [
    "no secret has a key",
    {
      secrets: [secret("a"), parameter("b")],
      environmentFiles: [s3File("c/d")],
      image: ecrImage("orders"),
      logging: awslogs("/ecs/shop"),
    },
    [],
  ],
  [
    "two secrets have one key",
    { secrets: [secret("b", { key }), secret("a", { key }), secret("none")] },
    [
      decrypt("DecryptSecrets", {
        StringEquals: {
          "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
          [secretContext]: [secretArn("a"), secretArn("b")],
        },
      }),
    ],
  ],
  [
    "the ARN of a secret is not exact",
    { secrets: [secret("a", { key, resource: guessed, exact: false }), secret("b", { key })] },
    [
      decrypt("DecryptSecrets", {
        StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com", [secretContext]: secretArn("b") },
      }),
      decrypt("DecryptSecrets2", {
        StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
        StringLike: { [secretContext]: guessed },
      }),
    ],
  ],
  [
    "a secret and a parameter have one key: a statement for each service",
    { secrets: [parameter("host", { key }), secret("a", { key })] },
    [
      decrypt("DecryptSecrets", {
        StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com", [secretContext]: secretArn("a") },
      }),
      decrypt("DecryptParameters", {
        StringEquals: {
          "kms:ViaService": "ssm.us-east-1.amazonaws.com",
          "kms:EncryptionContext:PARAMETER_ARN": parameterArn("host"),
        },
      }),
    ],
  ],
  [
    "a secret is behind a parameter: Secrets Manager decrypts it",
    { secrets: [parameter("host", { key, behind: guessed })] },
    [
      decrypt("DecryptSecrets", {
        StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
        StringLike: { [secretContext]: guessed },
      }),
    ],
  ],
  [
    "an environment file has a key: its object, or its bucket with a bucket key",
    { environmentFiles: [s3File("config/a.env", { key })] },
    [
      decrypt("DecryptFiles", {
        StringEquals: {
          "kms:ViaService": "s3.us-east-1.amazonaws.com",
          "kms:EncryptionContext:aws:s3:arn": files("config", "config/a.env"),
        },
      }),
    ],
  ],
  [
    "a secret is in another region",
    {
      secrets: [
        secret("a", { key: "arn:aws:kms:eu-west-1:444455556666:key/1", place: { ...service().place, region: "eu-west-1" } }),
      ],
    },
    [
      decrypt(
        "DecryptSecrets",
        { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com", [secretContext]: secretArn("a") } },
        "arn:aws:kms:eu-west-1:444455556666:key/1",
      ),
    ],
  ],
  [
    "the partition's suffix of kms:ViaService is not documented",
    {
      secrets: [
        secret("a", {
          key: "arn:aws-cn:kms:cn-north-1:444455556666:key/1",
          place: { account: "444455556666", region: "cn-north-1", partition: "aws-cn" },
        }),
      ],
    },
    [
      decrypt(
        "DecryptSecrets",
        {
          StringLike: { "kms:ViaService": "secretsmanager.cn-north-1.amazonaws.com*" },
          StringEquals: { [secretContext]: secretArn("a") },
        },
        "arn:aws-cn:kms:cn-north-1:444455556666:key/1",
      ),
    ],
  ],
])("KMS when %s", (_name, over, expected) => {
  expect(statements(grantsOf(over)).filter((statement) => JSON.stringify(statement).includes("kms:"))).toEqual(expected);
});

test("a key that may be empty makes its KMS statement conditional, and nothing else", () => {
  const grants = grantsOf({ secrets: [secret("a", { key: maybeKey }), secret("b", { key })], image: ecrImage("orders") });
  expect(grants.map(({ statement, when }) => [statement.Sid, when?.name])).toEqual([
    ["GetRegistryToken", undefined],
    ["PullImages", undefined],
    ["ReadSecrets", undefined],
    ["DecryptSecrets", "var.kms_key_arn"],
    ["DecryptSecrets2", undefined],
  ]);
});

test("a key that Terraform knows for certain is not conditional", () => {
  const [, decryption] = grantsOf({ secrets: [secret("a", { key: late("key", "kms-key-arn") })] });
  expect(decryption?.statement.Resource).toEqual([late("key", "kms-key-arn")]);
  expect(decryption?.when).toBeUndefined();
});
