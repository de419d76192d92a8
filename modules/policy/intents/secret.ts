/** What `secret` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Encryption, Intent } from "./intent";

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
