/** The shape of `rds-data` items. */
import { z } from "zod";
import { keyReference } from "../scalar";
import { common, elsewhere, intentOr, resource } from "./item";

/** The Data API of Aurora. */
export const rdsData = intentOr(["execute"], "execute", (can) =>
  z
    .strictObject({
      cluster: resource.describe("Aurora cluster: its identifier, its ARN, or a variable."),
      secret: resource.describe("Secret with the database credentials: its name, its ARN, or a variable."),
      can,
      key: keyReference.optional(),
      ...elsewhere,
      ...common,
    })
    .describe("Run SQL through the RDS Data API; reads the secret that it needs."),
);
