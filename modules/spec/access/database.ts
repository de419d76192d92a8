/** The shape of `rds-connect`, `rds-data`, `elasticache-connect` and `opensearch` items. */
import { z } from "zod";
import { keyReference, orVariable, region } from "../scalar";
import { canOr, common, elsewhere, resource } from "./item";
import { verbs } from "./verbs";

/** IAM database authentication. */
export const rdsConnect = z
  .strictObject({
    resource: orVariable(z.string().min(1)).describe(
      "Resource id of the database: `cluster-...` (Aurora: DbClusterResourceId), `db-...` (DbiResourceId), `prx-...` (RDS Proxy), or a variable.",
    ),
    user: orVariable(z.string().min(1)).describe("Database user, or a variable."),
    can: canOr(verbs["rds-connect"], "connect"),
    region: region.optional().describe("Region of the database. Default: the service's."),
    ...common,
  })
  .describe("Connect to an RDS or Aurora database with IAM authentication.");

/** The Data API of Aurora. */
export const rdsData = z
  .strictObject({
    cluster: resource.describe("Aurora cluster: its identifier, its ARN, or a variable."),
    secret: resource.describe("Secret with the database credentials: its name, its ARN, or a variable."),
    can: canOr(verbs["rds-data"], "execute"),
    key: keyReference.optional(),
    ...elsewhere,
    ...common,
  })
  .describe("Run SQL through the RDS Data API; reads the secret that it needs.");

/** IAM authentication of ElastiCache. */
export const elasticacheConnect = z
  .strictObject({
    cache: resource.describe("Replication group or serverless cache: its name, its ARN, or a variable."),
    user: resource.describe("ElastiCache user: its id, its ARN, or a variable."),
    serverless: z.boolean().default(false).describe("A cache given by name is serverless. Default: false, a replication group."),
    can: canOr(verbs["elasticache-connect"], "connect"),
    ...elsewhere,
    ...common,
  })
  .describe("Connect to ElastiCache with IAM authentication.");

/** Requests to a domain, or a serverless collection. */
export const opensearch = z
  .strictObject({
    domain: resource.optional().describe("Domain: its name, its ARN, or a variable. Either this or `collection`."),
    collection: resource.optional().describe("Serverless collection: its id, its ARN, or a variable. Either this or `domain`."),
    can: canOr(verbs.opensearch, "call").describe(
      "HTTP methods on a domain: `get`, `head`, `post`, `put`, `patch`, `delete`; `call` on a collection. Default: `call` on a collection, none on a domain.",
    ),
    path: z.string().min(1).optional().describe("Only paths of the domain that start so (`orders/`). Default: every path."),
    ...elsewhere,
    ...common,
  })
  .describe("Requests to an OpenSearch Service domain or serverless collection.");
