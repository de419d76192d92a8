/** What `metrics` and `xray` stand for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** Custom metrics: the namespace is a condition because metrics are no resources. */
export const metrics: Intent<VerbOf<"metrics">> = {
  sid: "Metrics",
  page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-namespace.html",
  verbs: {
    put: {
      does: "put metrics of namespace",
      sid: "Put",
      groups: [{ actions: ["cloudwatch:PutMetricData"], on: [], limits: ["namespace"] }],
    },
  },
  resources: {},
  limits: { namespace: { operator: "StringEquals", key: "cloudwatch:namespace" } },
  wildcard: "metrics are no resources: the namespace is in the condition",
};

/** Traces, and the sampling rules that tracers ask for. */
export const xray: Intent<VerbOf<"xray">> = {
  sid: "Traces",
  page: "https://docs.aws.amazon.com/xray/latest/devguide/security_iam_id-based-policy-examples.html",
  verbs: {
    put: {
      does: "send traces to X-Ray and read its sampling rules",
      sid: "Send",
      groups: [
        {
          actions: [
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries",
          ],
          on: [],
        },
      ],
    },
  },
  resources: {},
  wildcard: "no X-Ray action for traces and sampling has resource-level permissions",
};
