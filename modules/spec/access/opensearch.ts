/** The shape of `opensearch` items. */
import { z } from "zod";
import { common, elsewhere, intentOr, resource } from "./item";

/** Requests to a domain, or a serverless collection. */
export const opensearch = intentOr(["get", "head", "post", "put", "patch", "delete", "call"], "call", (can) =>
  z
    .strictObject({
      domain: resource.optional().describe("Domain: its name, its ARN, or a variable. Either this or `collection`."),
      collection: resource.optional().describe("Serverless collection: its id, its ARN, or a variable. Either this or `domain`."),
      can: can.describe(
        "HTTP methods on a domain: `get`, `head`, `post`, `put`, `patch`, `delete`; `call` on a collection. Default: `call` on a collection, none on a domain.",
      ),
      path: z.string().min(1).optional().describe("Only paths of the domain that start so (`orders/`). Default: every path."),
      ...elsewhere,
      ...common,
    })
    .describe("Requests to an OpenSearch Service domain or serverless collection."),
);
