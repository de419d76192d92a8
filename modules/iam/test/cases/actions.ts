import { allow, BUCKET, type Chapter, deny, document, type Json, never, no, OBJECT, read, yes } from "./vocabulary";

const identity = (...statements: readonly Json[]) => ({ identity: [document(...statements)] });

export const actions: Chapter = {
  title: "Action and NotAction",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
  cases: [
    yes("allows the action that is named", read(), identity(allow("s3:GetObject"))),
    no("denies an action that nothing names", read(), identity(allow("s3:PutObject")), "no-identity-policy-allows"),
    yes("ignores the case of the action", read({ action: "S3:getobject" }), identity(allow("s3:GetObject"))),
    yes("ignores the case of the pattern", read(), identity(allow("S3:GETOBJECT"))),
    yes("takes `s3:*` for every action of the service", read(), identity(allow("s3:*"))),
    no("does not take `s3:*` for another service", read({ action: "sqs:SendMessage" }), identity(allow("s3:*"))),
    no(
      "does not take `s3:*` for a service whose name begins alike",
      read({ action: "s3express:CreateSession" }),
      identity(allow("s3:*")),
    ),
    yes("takes `*` for every action", read(), identity(allow("*"))),
    yes("matches a wildcard at the end", read(), identity(allow("s3:Get*"))),
    no("does not match a wildcard at the end of another verb", read({ action: "s3:PutObject" }), identity(allow("s3:Get*"))),
    yes(
      "matches a wildcard in the middle",
      read({ action: "iam:CreateAccessKey", resource: "*" }),
      identity(allow("iam:*AccessKey*")),
    ),
    no(
      "does not match a wildcard in the middle without the word",
      read({ action: "iam:CreateUser", resource: "*" }),
      identity(allow("iam:*AccessKey*")),
    ),
    yes("matches `?` with one letter", read({ action: "s3:GetObjectX" }), identity(allow("s3:GetObject?"))),
    no("does not match `?` with no letter", read(), identity(allow("s3:GetObject?"))),
    no("does not match `?` with two letters", read({ action: "s3:GetObjectXY" }), identity(allow("s3:GetObject?"))),
    yes("matches the star with nothing", read(), identity(allow("s3:GetObject*"))),
    no("does not extend an action without a star", read({ action: "s3:GetObjectAcl" }), identity(allow("s3:GetObject"))),
    yes("takes one of several actions", read(), identity(allow(["s3:PutObject", "s3:GetObject"]))),
    no("takes none of several other actions", read(), identity(allow(["s3:PutObject", "s3:DeleteObject"]))),
    yes("matches a star that begins the name", read(), identity(allow("s3:*Object"))),
    yes("lets NotAction allow what it does not name", read(), identity({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })),
    no(
      "does not let NotAction allow what it names",
      read({ action: "iam:GetUser", resource: "*" }),
      identity({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    ),
    no(
      "does not let NotAction allow what its second entry names",
      read(),
      identity({ Effect: "Allow", NotAction: ["iam:*", "s3:*"], Resource: "*" }),
    ),
    no(
      "lets a Deny with NotAction spare what it names, which allows nothing by itself",
      read(),
      identity({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
    ),
    yes(
      "lets a Deny with NotAction spare what it names",
      read(),
      identity(allow("*"), { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
    ),
    never(
      "lets a Deny with NotAction deny everything else",
      read({ action: "sqs:SendMessage" }),
      identity(allow("*"), { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
      "explicit-deny",
    ),
    never("ignores the case of a denied action", read({ action: "s3:GETOBJECT" }), identity(allow("*"), deny("S3:getObject"))),
    no(
      "does not substitute variables in actions",
      read({ context: { "aws:username": "GetObject" } }),
      identity(allow("s3:${aws:username}")),
    ),
    yes(
      "needs no permission for sts:GetCallerIdentity",
      read({ action: "sts:GetCallerIdentity", resource: "*" }),
      {},
      "no-permission-needed",
    ),
    yes(
      "cannot deny sts:GetCallerIdentity",
      read({ action: "sts:GetCallerIdentity", resource: "*" }),
      identity(deny("sts:*")),
      "no-permission-needed",
    ),
    no("denies everything without policies", read(), {}, "no-identity-policy-allows"),
    no("denies everything with an empty list of policies", read(), { identity: [] }),
    never(
      "denies the bucket by its own statement",
      read({ action: "s3:DeleteBucket", resource: BUCKET }),
      identity(allow("s3:*"), deny("s3:DeleteBucket", BUCKET)),
    ),
    yes(
      "leaves the object out of a Deny for the bucket",
      read({ resource: OBJECT }),
      identity(allow("s3:*"), deny("s3:*", BUCKET)),
    ),
  ],
};
