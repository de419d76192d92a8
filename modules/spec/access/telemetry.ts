/** The shape of `metrics` and `xray` items. */
import { z } from "zod";
import { canOr, common, oneOrMore } from "./item";
import { verbs } from "./verbs";

/** Custom metrics of named namespaces. */
export const metrics = z
  .strictObject({
    namespace: oneOrMore(z.string().min(1)).describe("Namespaces of the metrics, by their exact names."),
    can: canOr(verbs.metrics, "put"),
    ...common,
  })
  .describe("Put CloudWatch metrics.");

/** Traces. */
export const xray = z
  .strictObject({ can: canOr(verbs.xray, "put"), ...common })
  .describe("Send traces to X-Ray and read its sampling rules.");
