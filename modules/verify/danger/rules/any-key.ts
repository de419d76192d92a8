/** Keys by a pattern: whoever may decrypt with any key reads whatever any of them protects. */
import { resourceGlob } from "../../../iam/evaluate/named";
import { isWildcard } from "../../../iam/glob";
import type { Text } from "../../../iam/text";
import type { DangerRule } from "../rule";

/** Conditions that say which keys a pattern means, by alias or tag. */
const naming = /^(?:kms:requestalias|kms:resourcealiases|aws:resourcetag\/.+)$/i;

/** The cryptographic operations of KMS on a key (https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html). */
export const anyKey: DangerRule = {
  kind: "scope",
  id: "any-key",
  actions: [
    "kms:Decrypt",
    "kms:DeriveSharedSecret",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:GenerateDataKeyPair",
    "kms:GenerateDataKeyPairWithoutPlaintext",
    "kms:GenerateDataKeyWithoutPlaintext",
    "kms:GenerateMac",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
    "kms:Sign",
    "kms:Verify",
    "kms:VerifyMac",
  ],
  harm: "use every key that the pattern meets, also those that protect what belongs to others",
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
  unless:
    "A key's own ARN does not count, nor a pattern under a condition on `kms:RequestAlias`, `kms:ResourceAliases` or `aws:ResourceTag/...` that must be met: they say which keys are meant, unless one of the values is a wildcard alone or `alias/*`.",
  meets: ({ resource = "*", conditions }) =>
    resourceGlob(resource).some(isWildcard) &&
    !conditions.some(
      ({ key, operator, values }) =>
        naming.test(key) &&
        /^(?:ForAnyValue:)?(?:String|Arn)(?:Equals|EqualsIgnoreCase|Like)$/.test(operator) &&
        values.every(saysWhich),
    ),
};

/** Whether a value means some keys: not every alias there is, nor every value of a tag. */
function saysWhich(value: Text): boolean {
  return typeof value !== "string" || !/^(?:alias\/)?[*?]*$/.test(value);
}
