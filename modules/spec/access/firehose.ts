/** The shape of `firehose` items. */
import { z } from "zod";
import { common, elsewhere, intentOr, resource } from "./item";

/** Records to a delivery stream. */
export const firehose = intentOr(["write"], "write", (can) =>
  z
    .strictObject({
      stream: resource.describe("Firehose stream: its name, its ARN, or a variable."),
      can,
      ...elsewhere,
      ...common,
    })
    .describe("Write to a Firehose stream."),
);
