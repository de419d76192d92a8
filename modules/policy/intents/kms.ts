/** What `kms` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Verb } from "./intent";

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
