/** The shape of `dynamodb-stream` items. */
import { z } from "zod";
import { keyReference, orVariable } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** The change records of a table. */
export const dynamodbStream = intentOr(["read", "list"], "read", (can) =>
  z
    .strictObject({
      table: resource.describe("Table: its name, its ARN, or a variable."),
      label: orVariable(z.string().min(1))
        .optional()
        .describe("Label of the stream, the time it was enabled. Default: whichever stream the table has."),
      can,
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("The stream of a DynamoDB table."),
);
