/** The shape of `efs` items. */
import { z } from "zod";
import { common, elsewhere, intent, resource } from "./item";

/** A file system, through mount targets only. */
export const efs = intent(["read", "write", "root"], (can) =>
  z
    .strictObject({
      fileSystem: resource.describe("File system: its id, its ARN, or a variable."),
      can,
      accessPoint: resource.optional().describe("Only through this access point: its id, its ARN, or a variable. Default: any."),
      ...elsewhere,
      ...common,
    })
    .describe("An EFS file system mounted with IAM authorisation. Volumes of the service get this by themselves."),
);
