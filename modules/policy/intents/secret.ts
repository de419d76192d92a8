/** What `secret`, `parameter` and `kms` stand for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Encryption, Intent, Verb } from "./intent";

/** How Secrets Manager uses a key, with the rights of whoever reads or writes the secret. */
export const secretEncryption: Encryption = {
  service: "secretsmanager",
  context: { SecretARN: ["secret"] },
  page: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
};

/** A secret that the code reads or rotates itself. */
export const secret: Intent<VerbOf<"secret">> = {
  sid: "Secret",
  page: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html",
  verbs: {
    read: {
      does: "read secret",
      sid: "Read",
      groups: [{ actions: ["secretsmanager:GetSecretValue"], on: ["secret"] }],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    write: {
      does: "write new versions of secret",
      sid: "Write",
      groups: [{ actions: ["secretsmanager:PutSecretValue"], on: ["secret"] }],
      key: [{ actions: ["kms:GenerateDataKey", "kms:Decrypt"] }],
    },
  },
  resources: { secret: { arn: "arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME-RANDOM" } },
  encryption: secretEncryption,
};

/** A parameter that the code reads or writes itself. */
export const parameter: Intent<VerbOf<"parameter">> = {
  sid: "Parameter",
  page: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
  verbs: {
    read: {
      does: "read parameter",
      sid: "Read",
      groups: [{ actions: ["ssm:GetParameter", "ssm:GetParameters"], on: ["parameter"] }],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    tree: {
      does: "read the parameters below",
      sid: "ReadTree",
      groups: [{ actions: ["ssm:GetParametersByPath"], on: ["tree"] }],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    write: {
      does: "write parameter",
      sid: "Write",
      groups: [{ actions: ["ssm:PutParameter"], on: ["parameter"] }],
      key: [
        { actions: ["kms:Encrypt"], flag: "standard" },
        { actions: ["kms:GenerateDataKey"], flag: "advanced" },
      ],
    },
  },
  resources: {
    parameter: { arn: "arn:PARTITION:ssm:REGION:ACCOUNT:parameter/NAME" },
    tree: {
      arn: "arn:PARTITION:ssm:REGION:ACCOUNT:parameter/PATH and .../PATH/*",
      wildcard: "reading a path means reading every parameter below it",
    },
  },
  encryption: {
    service: "ssm",
    context: { PARAMETER_ARN: ["parameter", "tree"] },
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
  },
};

function use(action: string, does: string): Verb {
  return { does, sid: action, groups: [{ actions: [`kms:${action}`], on: ["key"] }] };
}

/** A key that the code calls itself. Only the key's ARN authorises its use, no alias. */
export const kms: Intent<VerbOf<"kms">> = {
  sid: "Key",
  page: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html",
  verbs: {
    decrypt: use("Decrypt", "decrypt with key"),
    encrypt: use("Encrypt", "encrypt with key"),
    "generate-data-key": use("GenerateDataKey", "make data keys with key"),
    sign: use("Sign", "sign with key"),
    verify: use("Verify", "verify signatures with key"),
    "generate-mac": use("GenerateMac", "make message authentication codes with key"),
    "verify-mac": use("VerifyMac", "verify message authentication codes with key"),
    "get-public-key": use("GetPublicKey", "read the public half of key"),
    describe: use("DescribeKey", "describe key"),
  },
  resources: { key: { arn: "arn:PARTITION:kms:REGION:ACCOUNT:key/KEY-ID" } },
};
