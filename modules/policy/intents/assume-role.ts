/** What `assume-role` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** Another role; its trust policy must name this one. */
export const assumeRole: Intent<VerbOf<"assume-role">> = {
  sid: "Role",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html",
  verbs: {
    assume: {
      does: "assume role",
      sid: "Assume",
      groups: [{ actions: ["sts:AssumeRole"], on: ["role"], limits: ["externalId"] }],
    },
  },
  resources: { role: { arn: "arn:PARTITION:iam::ACCOUNT:role/PATH/NAME" } },
  limits: { externalId: { operator: "StringEquals", key: "sts:ExternalId" } },
};
