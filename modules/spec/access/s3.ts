/** The shape of `s3` items. */
import { z } from "zod";
import { keyReference, region } from "../scalar";
import { common, intent, oneOrMore, resource } from "./item";

/** Objects of a bucket. */
export const s3 = intent(["read", "write", "delete", "list", "locate"], (can) =>
  z
    .strictObject({
      bucket: resource.describe("Bucket: its name, its ARN, the ARN of an access point, or a variable."),
      can,
      prefix: oneOrMore(z.string().min(1))
        .optional()
        .describe("Only keys that start so, literally (`raw/`); also narrows `list` to these prefixes. Default: every key."),
      versions: z.boolean().default(false).describe("Earlier versions of the objects too. Default: false."),
      key: keyReference.optional(),
      region: region.optional().describe("Region of the bucket, for the key. Default: the service's."),
      owner: z
        .string()
        .min(1)
        .optional()
        .describe("Account that must own the bucket: a name from `accounts` or twelve digits. Default: whoever owns it."),
      organizationOnly: z
        .boolean()
        .default(false)
        .describe("Only while the bucket belongs to `organization` (`aws:ResourceOrgID`). Default: false."),
      ...common,
    })
    .describe("Objects of an S3 bucket."),
);
