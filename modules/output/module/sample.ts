/** Values for the variables of a module, as its example and its tests give them. */
import type { StackSummary, VariableSummary } from "../summary";

/** Where samples live: the account, region and partition of the stack. */
type Place = Pick<StackSummary, "accountId" | "region" | "partition">;

/** Whether the variable is the ARN of a customer-managed key that may be empty: the statements that need it are there only with it. */
export function isOptionalKey({ type, default: preset }: VariableSummary): boolean {
  return type === "kms-key-arn" && preset === "";
}

/** A value that passes the validation of a variable; `n` keeps the samples of several variables apart. */
export function sampleOf({ type }: Pick<VariableSummary, "type">, { accountId, region, partition }: Place, n: number): string {
  const digits = String(n).padStart(12, "0");
  switch (type) {
    case "kms-key-arn":
      return `arn:${partition}:kms:${region}:${accountId}:key/00000000-0000-4000-8000-${digits}`;
    case "arn":
      return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:sample-${n}-AbCdEf`;
    case "account-id":
      return accountId;
    case "region":
      return region;
    case "partition":
      return partition;
    default:
      return `sample-${n}`;
  }
}

/** A value that the validation of a variable refuses; undefined where everything is accepted. */
export function refusedSample({ type }: VariableSummary, { accountId, region, partition }: Place): string | undefined {
  switch (type) {
    case "kms-key-arn":
      return `arn:${partition}:kms:${region}:${accountId}:alias/sample`;
    case "arn":
      return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:*`;
    case "string":
      return undefined;
    default:
      return "*";
  }
}

/** The variables with a sample each, in their order. */
export function samples(stack: StackSummary): readonly (readonly [VariableSummary, string])[] {
  return stack.variables.map((variable, index) => [variable, sampleOf(variable, stack, index + 1)]);
}
