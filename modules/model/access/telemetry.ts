/** `metrics` and `xray`: no resources, at most a namespace. */
import { error } from "../../problem";
import type { Resolver } from "./draft";
import { literals } from "./literal";

/** Metrics of namespaces. Codes: wildcard-in-arn, invalid-value. */
export const metrics: Resolver<"metrics"> = (spec, { scope, path }) => {
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

/** Traces: nothing to name. */
export const xray: Resolver<"xray"> = (_spec, { scope }) => ({ name: "", place: scope.place, resources: {} });
