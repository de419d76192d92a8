/** What `xray` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

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
