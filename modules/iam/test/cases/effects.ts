import {
  allow,
  type Chapter,
  deny,
  document,
  everything,
  grant,
  never,
  no,
  nothing,
  OBJECT,
  ROLE,
  read,
  refuse,
  yes,
} from "./vocabulary";

export const effects: Chapter = {
  title: "Explicit and implicit denies",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html",
  cases: [
    never(
      "lets a Deny outweigh an Allow of the same policy",
      read(),
      { identity: [document(allow("*"), deny("s3:GetObject"))] },
      "explicit-deny",
    ),
    never("lets a Deny outweigh an Allow that comes later", read(), {
      identity: [document(deny("s3:*"), allow("s3:GetObject", OBJECT))],
    }),
    never("lets a Deny of a second policy outweigh the first", read(), { identity: [everything, document(deny("s3:*"))] }),
    yes("ignores a Deny for another action", read(), { identity: [everything, nothing] }),
    yes("ignores a Deny for another resource", read(), {
      identity: [everything, document(deny("s3:*", "arn:aws:s3:::other/*"))],
    }),
    yes("ignores a Deny whose condition does not hold", read({ context: { "aws:SecureTransport": "true" } }), {
      identity: [document(allow("*"), deny("*", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } }))],
    }),
    never("minds a Deny whose condition holds", read({ context: { "aws:SecureTransport": "false" } }), {
      identity: [document(allow("*"), deny("*", "*", { Condition: { Bool: { "aws:SecureTransport": "false" } } }))],
    }),
    never("calls it an explicit deny also when nothing allows", read(), { identity: [document(deny("s3:*"))] }),
    never("lets a Deny of the resource policy outweigh the identity policy", read(), {
      identity: [everything],
      resource: document(refuse({ AWS: ROLE }, "s3:*")),
    }),
    never("lets a Deny of the identity policy outweigh the resource policy", read(), {
      identity: [document(deny("s3:*"))],
      resource: document(grant("*", "s3:*")),
    }),
    never("lets a Deny of the boundary outweigh everything", read(), {
      identity: [everything],
      boundary: document(allow("*"), deny("s3:GetObject")),
    }),
    never("lets a Deny of a session policy outweigh everything", read(), {
      identity: [everything],
      session: [document(allow("*"), deny("s3:GetObject"))],
    }),
    never("lets a Deny of a service control policy outweigh everything", read(), {
      identity: [everything],
      serviceControl: [[document(allow("*"), deny("s3:GetObject"))]],
    }),
    never("lets a Deny of a resource control policy outweigh everything", read(), {
      identity: [everything],
      resourceControl: [[document(grant("*", "*"), refuse("*", "s3:GetObject"))]],
    }),
    no("calls it an implicit deny when no statement applies", read(), { identity: [nothing] }),
    no("denies implicitly what only a condition kept from being allowed", read(), {
      identity: [document(allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }))],
    }),
    yes("allows by any of several policies", read(), {
      identity: [nothing, document(allow("sqs:*")), document(allow("s3:Get*"))],
    }),
  ],
};
