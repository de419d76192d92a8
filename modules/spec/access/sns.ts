/** The shape of `sns` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** Messages to a topic. */
export const sns = intentOr(["publish"], "publish", (can) =>
  z
    .strictObject({
      topic: resource.describe("Topic: its name, its ARN, or a variable."),
      can,
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("Publish to an SNS topic."),
);
