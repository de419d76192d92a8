/** The shape of `sqs` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intent, resource } from "./item";

/** Messages of a queue. */
export const sqs = intent(["consume", "send"], (can) =>
  z
    .strictObject({
      queue: resource.describe("Queue: its name, its ARN, or a variable."),
      can,
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("Messages of an SQS queue."),
);
