/** What `efs` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

const mounted = { Bool: { "elasticfilesystem:AccessedViaMountTarget": ["true"] } };

const mount = "elasticfilesystem:ClientMount";

const write = "elasticfilesystem:ClientWrite";

const fileSystem = { on: ["file-system"], limits: ["accessPoint"], always: mounted };

/** A file system. EFS decrypts with its own rights. */
export const efs: Intent<VerbOf<"efs">> = {
  sid: "Efs",
  page: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  verbs: {
    read: { does: "mount and read", sid: "Read", groups: [{ actions: [mount], ...fileSystem }] },
    write: { does: "mount, read and write", sid: "Write", groups: [{ actions: [mount, write], ...fileSystem }] },
    root: {
      does: "mount, read and write as root",
      sid: "Root",
      groups: [{ actions: [mount, write, "elasticfilesystem:ClientRootAccess"], ...fileSystem }],
    },
  },
  resources: { "file-system": { arn: "arn:PARTITION:elasticfilesystem:REGION:ACCOUNT:file-system/FILE-SYSTEM-ID" } },
  limits: { accessPoint: { operator: "StringEquals", key: "elasticfilesystem:AccessPointArn" } },
};
