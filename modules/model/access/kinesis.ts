/** `kinesis`: from what its items name to ARNs. */
import { showText, type Text, text } from "../../iam/text";
import { error, quote } from "../../problem";
import { isVariable, type OrVariable } from "../scope";
import { find, type ItemContext, type ResolvedResource, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { literalProblem } from "./literal";
import { about, given, type IntentResolver } from "./resolved-item";

const stream: ResourceNaming = {
  called: "data stream",
  service: "kinesis",
  resource: /^stream\/([A-Za-z0-9_.-]{1,128})$/,
  name: /^[A-Za-z0-9_.-]{1,128}$/,
  names: "at most 128 letters, digits, `_`, `.` and `-`",
  form: (name) => text`stream/${name}`,
  example: "arn:aws:kinesis:us-east-1:111122223333:stream/clicks",
};

/** Records of a data stream; without a consumer they are read with shared throughput. Codes: those of `find` and `findKey`. */
export const kinesis: IntentResolver<"kinesis"> = (spec, itemContext) => {
  const found = find(spec.stream, "stream", stream, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  const consumer = found && spec.consumer !== undefined ? consumerOf(spec.consumer, found, itemContext) : undefined;
  if (found === undefined || key === undefined || (spec.consumer !== undefined && consumer === undefined)) return undefined;
  return {
    ...about(found),
    resources: given<readonly Text[]>({ stream: [found.arn], consumer: consumer === undefined ? undefined : [consumer] }),
    flags: consumer === undefined ? ["shared"] : [],
    ...key,
  };
};

function consumerOf(consumer: OrVariable, { arn }: ResolvedResource, { scope, path: base }: ItemContext): Text | undefined {
  const path = [...base, "consumer"];
  if (isVariable(consumer)) {
    return text`${arn}/consumer/${scope.variable(consumer, "name", path, "name of the consumer of `kinesis`")}:*`;
  }
  const name = /^[A-Za-z0-9_.-]{1,128}$/;
  const whole = consumer.startsWith(`${showText(arn)}/consumer/`)
    ? consumer.slice(showText(arn).length + "/consumer/".length)
    : undefined;
  const isArn = whole !== undefined && /^[A-Za-z0-9_.-]{1,128}:[0-9]+$/.test(whole);
  const problem =
    literalProblem(consumer, path) ??
    (isArn || name.test(consumer)
      ? undefined
      : error(
          "invalid-name",
          path,
          `${quote(consumer)} is not a consumer of the stream`,
          "write the consumer's name, or its ARN of this stream",
        ));
  if (problem !== undefined) scope.report(problem);
  if (problem !== undefined) return undefined;
  return isArn ? consumer : text`${arn}/consumer/${consumer}:*`;
}
