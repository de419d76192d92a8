/** The shape of `elasticache-connect` items. */
import { z } from "zod";
import { common, elsewhere, intentOr, resource } from "./item";

/** IAM authentication of ElastiCache. */
export const elasticacheConnect = intentOr(["connect"], "connect", (can) =>
  z
    .strictObject({
      cache: resource.describe("Replication group or serverless cache: its name, its ARN, or a variable."),
      user: resource.describe("ElastiCache user: its id, its ARN, or a variable."),
      serverless: z
        .boolean()
        .default(false)
        .describe("A cache given by name is serverless. Default: false, a replication group."),
      can,
      ...elsewhere,
      ...common,
    })
    .describe("Connect to ElastiCache with IAM authentication."),
);
