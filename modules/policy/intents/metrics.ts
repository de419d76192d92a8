/** What `metrics` stands for. */
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
