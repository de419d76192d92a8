/** The shape of `kafka` items. */
import { z } from "zod";
import { orVariable } from "../scalar";
import { common, elsewhere, intent, oneOrMore } from "./item";

/** Topics of an MSK cluster with IAM access control. */
export const kafka = intent(["read", "write"], (can) =>
  z
    .strictObject({
      cluster: orVariable(z.string().min(1)).describe(
        "MSK cluster: `name/uuid` as at the end of its ARN, the ARN, or a variable with `name/uuid`.",
      ),
      can,
      topics: oneOrMore(z.string().min(1)).describe("Topics, by their exact names."),
      groups: oneOrMore(z.string().min(1)).optional().describe("Consumer groups that `read` joins. Default: none."),
      transactionalIds: oneOrMore(z.string().min(1)).optional().describe("Transactional ids of producers. Default: none."),
      ...elsewhere,
      ...common,
    })
    .describe("Topics of an MSK cluster with IAM access control."),
);
