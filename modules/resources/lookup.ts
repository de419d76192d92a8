/** Looking up the customer-managed keys of secrets when Terraform plans. */
import {
  attribute,
  type Block,
  block,
  type Configuration,
  call,
  type Expression,
  list,
  listFor,
  literal,
  operation,
  reference,
} from "../hcl";
import type { SecretLookup } from "../model/model";
import { textExpression } from "./expression";

/**
 * Blocks that read every secret, and its key if it names one; nothing for no lookups. A secret under the AWS managed key names none, or that one; then the local
 * is `""`. Whoever runs Terraform needs `secretsmanager:DescribeSecret` and `kms:DescribeKey`
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html,
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html).
 */
export function lookupBlocks(lookups: readonly SecretLookup[]): Configuration {
  if (lookups.length === 0) return [];
  const locals = lookups.map(({ id }) => attribute(`${id}_kms_key_arn`, keyArn(id)));
  const about = "ARNs of customer-managed keys; empty for a secret under the AWS managed key";
  return [...lookups.map(secretBlock), ...lookups.map(keyBlock), block("locals", [], locals, [about])];
}

function secretBlock({ id, by }: SecretLookup): Block {
  const named = "arn" in by ? attribute("arn", textExpression(by.arn)) : attribute("name", textExpression(by.name));
  return block("data", ["aws_secretsmanager_secret", id], [named]);
}

function keyBlock({ id }: SecretLookup): Block {
  const named = call("compact", list([reference(`data.aws_secretsmanager_secret.${id}.kms_key_id`)]));
  const body = [attribute("for_each", call("toset", named)), attribute("key_id", reference("each.value"))];
  return block("data", ["aws_kms_key", id], body, ["the key that the secret names, if it names one"]);
}

/** The ARN of the key of a looked up secret, or `""`. */
function keyArn(id: string): Expression {
  const isCustomers = operation(reference("key.key_manager"), "==", literal("CUSTOMER"));
  const arns = listFor("key", reference(`data.aws_kms_key.${id}`), { value: reference("key.arn") }, isCustomers);
  return call("join", literal(""), arns);
}
