/** The shape of `rds-connect` items. */
import { z } from "zod";
import { orVariable, region } from "../scalar";
import { common, intentOr } from "./item";

/** IAM database authentication. */
export const rdsConnect = intentOr(["connect"], "connect", (can) =>
  z
    .strictObject({
      resource: orVariable(z.string().min(1)).describe(
        "Resource id of the database: `cluster-...` (Aurora: DbClusterResourceId), `db-...` (DbiResourceId), `prx-...` (RDS Proxy), or a variable.",
      ),
      user: orVariable(z.string().min(1)).describe("Database user, or a variable."),
      can,
      region: region.optional().describe("Region of the database. Default: the service's."),
      ...common,
    })
    .describe("Connect to an RDS or Aurora database with IAM authentication."),
);
