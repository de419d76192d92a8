/** What `parameter` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** A parameter that the code reads or writes itself. */
export const parameter: Intent<VerbOf<"parameter">> = {
  sid: "Parameter",
  page: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html",
  verbs: {
    read: {
      does: "read parameter",
      sid: "Read",
      groups: [{ actions: ["ssm:GetParameter", "ssm:GetParameters"], on: ["parameter"] }],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    tree: {
      does: "read the parameters below",
      sid: "ReadTree",
      groups: [{ actions: ["ssm:GetParametersByPath"], on: ["tree"] }],
      key: [{ actions: ["kms:Decrypt"] }],
    },
    write: {
      does: "write parameter",
      sid: "Write",
      groups: [{ actions: ["ssm:PutParameter"], on: ["parameter"] }],
      key: [
        { actions: ["kms:Encrypt"], flag: "standard" },
        { actions: ["kms:GenerateDataKey"], flag: "advanced" },
      ],
    },
  },
  resources: {
    parameter: { arn: "arn:PARTITION:ssm:REGION:ACCOUNT:parameter/NAME" },
    tree: {
      arn: "arn:PARTITION:ssm:REGION:ACCOUNT:parameter/PATH and .../PATH/*",
      wildcard: "reading a path means reading every parameter below it",
    },
  },
  encryption: {
    service: "ssm",
    context: { PARAMETER_ARN: ["parameter", "tree"] },
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html",
  },
};
