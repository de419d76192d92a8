/** The shape of `metrics` items. */
import { z } from "zod";
import { common, intentOr, oneOrMore } from "./item";

/** Custom metrics of named namespaces. */
export const metrics = intentOr(["put"], "put", (can) =>
  z
    .strictObject({
      namespace: oneOrMore(z.string().min(1)).describe("Namespaces of the metrics, by their exact names."),
      can,
      ...common,
    })
    .describe("Put CloudWatch metrics."),
);
