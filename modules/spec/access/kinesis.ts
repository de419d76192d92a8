/** The shape of `kinesis` items. */
import { z } from "zod";
import { keyReference, orVariable } from "../scalar";
import { common, elsewhere, intent, resource } from "./item";

/** Records of a data stream. */
export const kinesis = intent(["read", "write"], (can) =>
  z
    .strictObject({
      stream: resource.describe("Data stream: its name, its ARN, or a variable."),
      can,
      consumer: orVariable(z.string().min(1))
        .optional()
        .describe(
          "Enhanced fan-out consumer that `read` subscribes with: its name, its ARN, or a variable with the name. Default: none, shared throughput.",
        ),
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("Records of a Kinesis data stream."),
);
