/** The shape of `dynamodb` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intent, oneOrMore, resource } from "./item";

/** Items of a table. */
export const dynamodb = intent(
  ["read", "scan", "write", "describe", "partiql-select", "partiql-insert", "partiql-update", "partiql-delete"],
  (can) =>
    z
      .strictObject({
        table: resource.describe("Table: its name, its ARN, or a variable."),
        can,
        indexes: z
          .union([z.literal("all"), z.array(z.string().min(1)).min(1)])
          .optional()
          .describe("Secondary indexes that may be queried and scanned: names, or `all`. Default: none."),
        leadingKeys: oneOrMore(z.string().min(1))
          .optional()
          .describe("Only items with these partition key values. Default: every item."),
        attributes: oneOrMore(z.string().min(1))
          .optional()
          .describe("Only these attributes; the keys of the table must be among them. Default: every attribute."),
        key: keyReference.optional(),
        ...elsewhere,
        ...common,
      })
      .describe("Items of a DynamoDB table."),
);
