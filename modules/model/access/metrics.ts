/** `metrics`: from what its items name to ARNs. */
import { error } from "../../problem";
import { literals } from "./literal";
import type { IntentResolver } from "./resolved-item";

/** Metrics of namespaces. Codes: wildcard-in-arn, invalid-value. */
export const metrics: IntentResolver<"metrics"> = (spec, { scope, path }) => {
  const at = [...path, "namespace"];
  const namespaces = literals(spec.namespace, at, scope.report);
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
  const reserved = namespaces?.find((name) => name.startsWith("AWS/") || name.startsWith(":") || name.length > 255);
  if (reserved !== undefined) {
    const help = "use a namespace of your own, at most 255 characters, without `AWS/` or `:` at its start";
    scope.report(error("invalid-value", at, "CloudWatch accepts no metrics for this namespace", help));
  }
  if (namespaces === undefined || reserved !== undefined) return undefined;
  return { name: namespaces[0] ?? "", place: scope.place, resources: {}, limits: { namespace: namespaces } };
};
