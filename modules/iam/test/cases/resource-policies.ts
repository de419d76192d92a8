import {
  AWAY,
  allow,
  anybody,
  BUCKET,
  type Chapter,
  deny,
  document,
  ecsTasks,
  everything,
  FOREIGN_ROLE,
  FOREIGN_ROOT,
  foreignRole,
  grant,
  HOME,
  type Json,
  never,
  no,
  nothing,
  OBJECT,
  ROLE,
  ROOT,
  read,
  refuse,
  root,
  SESSION,
  USER,
  user,
  yes,
} from "./vocabulary";

const on = (...statements: readonly Json[]) => ({ resource: document(...statements) });
const foreign = (more = {}) => read({ principal: foreignRole, ...more });

export const sameAccount: Chapter = {
  title: "Resource-based policies in one account",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html",
  cases: [
    yes("grants to the role without an identity policy", read(), on(grant({ AWS: ROLE }, "s3:*")), "role-is-named"),
    yes(
      "grants to the session without an identity policy",
      read(),
      on(grant({ AWS: SESSION }, "s3:*")),
      "resource-policy-allows",
    ),
    no(
      "does not grant to another session of the role",
      read({ principal: { kind: "role", arn: ROLE, session: "task-2" } }),
      on(grant({ AWS: SESSION }, "s3:*")),
    ),
    no(
      "does not grant to a session of unknown name",
      read({ principal: { kind: "role", arn: ROLE } }),
      on(grant({ AWS: SESSION }, "s3:*")),
    ),
    yes("grants to the user without an identity policy", read({ principal: user }), on(grant({ AWS: USER }, "s3:*"))),
    no(
      "does not grant to another user",
      read({ principal: user }),
      on(grant({ AWS: `arn:aws:iam::${HOME}:user/alice` }, "s3:*")),
    ),
    no("minds the path of a user", read({ principal: user }), on(grant({ AWS: `arn:aws:iam::${HOME}:user/bob` }, "s3:*"))),
    yes("grants to everybody without an identity policy", read(), on(grant("*", "s3:*")), "resource-policy-allows"),
    yes("takes `AWS: *` for everybody", read(), on(grant({ AWS: "*" }, "s3:*"))),
    no(
      "does not grant by naming the account: that only passes the decision on",
      read(),
      on(grant({ AWS: ROOT }, "s3:*")),
      "no-identity-policy-allows",
    ),
    yes(
      "grants to the root user by naming the account",
      read({ principal: root }),
      on(grant({ AWS: ROOT }, "s3:*")),
      "resource-policy-allows",
    ),
    yes(
      "takes the account id for the account",
      read({ principal: root }),
      on(grant({ AWS: HOME }, "s3:*")),
      "resource-policy-allows",
    ),
    yes(
      "needs only the identity policy",
      read(),
      { identity: [everything], ...on(grant({ AWS: FOREIGN_ROLE }, "s3:*")) },
      "identity-policy-allows",
    ),
    yes("needs only one of several principals", read(), on(grant({ AWS: [USER, ROLE] }, "s3:*"))),
    no("minds the actions of the grant", read({ action: "s3:PutObject" }), on(grant({ AWS: ROLE }, "s3:GetObject"))),
    no("minds the resource of the grant", read(), on(grant({ AWS: ROLE }, "s3:GetObject", { Resource: BUCKET }))),
    no(
      "minds the condition of the grant",
      read(),
      on(grant({ AWS: ROLE }, "s3:GetObject", { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
    ),
    yes(
      "speaks of its own resource without `Resource`",
      read(),
      on({ Effect: "Allow", Principal: { AWS: ROLE }, Action: "s3:GetObject" }),
    ),
    never("denies the account with every principal in it", read(), {
      identity: [everything],
      ...on(refuse({ AWS: ROOT }, "s3:*")),
    }),
    never("denies the sessions of a role", read(), { identity: [everything], ...on(refuse({ AWS: ROLE }, "s3:*")) }),
    never("denies one session", read(), { identity: [everything], ...on(refuse({ AWS: SESSION }, "s3:*")) }),
    yes("does not deny the other sessions", read({ principal: { kind: "role", arn: ROLE, session: "task-2" } }), {
      identity: [everything],
      ...on(refuse({ AWS: SESSION }, "s3:*")),
    }),
    yes("does not deny a deleted principal's namesake: the unique id names nobody", read(), {
      identity: [everything],
      ...on(refuse({ AWS: "AROAEXAMPLEEXAMPLE123" }, "s3:*")),
    }),
    no("does not grant by a unique id", read(), on(grant({ AWS: "AROAEXAMPLEEXAMPLE123" }, "s3:*"))),
    yes(
      "prefers the more direct of two grants",
      read(),
      { boundary: nothing, ...on(grant({ AWS: ROLE }, "s3:*"), grant({ AWS: SESSION }, "s3:*")) },
      "resource-policy-allows",
    ),
    never("denies all but one role by aws:PrincipalArn", read({ principal: user }), {
      identity: [everything],
      ...on(refuse("*", "s3:*", { Condition: { ArnNotEquals: { "aws:PrincipalArn": ROLE } } })),
    }),
    yes("spares that role by aws:PrincipalArn", read(), {
      identity: [everything],
      ...on(refuse("*", "s3:*", { Condition: { ArnNotEquals: { "aws:PrincipalArn": ROLE } } })),
    }),
    never("denies requests from outside the organization", read({ context: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" } }), {
      identity: [everything],
      ...on(refuse("*", "s3:*", { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
    }),
    never("denies principals without an organization, too", read(), {
      identity: [everything],
      ...on(refuse("*", "s3:*", { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
    }),
  ],
};

export const crossAccount: Chapter = {
  title: "Access across accounts",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
  cases: [
    yes(
      "needs both sides and has them",
      foreign(),
      { identity: [everything], ...on(grant({ AWS: FOREIGN_ROLE }, "s3:*")) },
      "both-accounts-allow",
    ),
    no("denies without the resource policy", foreign(), { identity: [everything] }, "resource-account-is-silent"),
    no("denies without the identity policy", foreign(), on(grant({ AWS: FOREIGN_ROLE }, "s3:*")), "no-identity-policy-allows"),
    yes("takes the account for the resource side", foreign(), {
      identity: [everything],
      ...on(grant({ AWS: FOREIGN_ROOT }, "s3:*")),
    }),
    yes("takes everybody for the resource side", foreign(), { identity: [everything], ...on(grant("*", "s3:*")) }),
    no("needs the identity policy also when everybody is allowed", foreign(), on(grant("*", "s3:*"))),
    no(
      "needs the identity policy also when the session is named",
      foreign(),
      on(grant({ AWS: `arn:aws:sts::${AWAY}:assumed-role/reader/s` }, "s3:*")),
    ),
    no("denies when the resource policy names another account", foreign(), {
      identity: [everything],
      ...on(grant({ AWS: "777788889999" }, "s3:*")),
    }),
    no("denies when the resource policy names another role", foreign(), {
      identity: [everything],
      ...on(grant({ AWS: `arn:aws:iam::${AWAY}:role/writer` }, "s3:*")),
    }),
    never("minds a Deny of the identity side", foreign(), {
      identity: [document(allow("*"), deny("s3:*"))],
      ...on(grant("*", "s3:*")),
    }),
    never("minds a Deny of the resource side", foreign(), {
      identity: [everything],
      ...on(grant("*", "s3:*"), refuse({ AWS: AWAY }, "s3:*")),
    }),
    no(
      "minds the session policy of the caller",
      foreign(),
      { identity: [everything], session: [document(allow("sqs:*"))], ...on(grant("*", "s3:*")) },
      "session-policy-is-silent",
    ),
    no("minds the service control policies of the caller's account", foreign(), {
      identity: [everything],
      serviceControl: [[document(allow("sqs:*"))]],
      ...on(grant("*", "s3:*")),
    }),
    yes(
      "pulls an image with both sides of the pair",
      read({ principal: foreignRole, action: "ecr:BatchGetImage", resource: `arn:aws:ecr:us-east-1:${HOME}:repository/orders` }),
      {
        identity: [document(allow("ecr:BatchGetImage", `arn:aws:ecr:us-east-1:${HOME}:repository/orders`))],
        ...on({
          Effect: "Allow",
          Principal: { AWS: FOREIGN_ROOT },
          Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Condition: { ArnLike: { "aws:PrincipalArn": [FOREIGN_ROLE] } },
        }),
      },
    ),
    no(
      "pulls no image with another role of the account",
      read({
        principal: { kind: "role", arn: `arn:aws:iam::${AWAY}:role/other`, session: "s" },
        action: "ecr:BatchGetImage",
        resource: `arn:aws:ecr:us-east-1:${HOME}:repository/orders`,
      }),
      {
        identity: [everything],
        ...on({
          Effect: "Allow",
          Principal: { AWS: FOREIGN_ROOT },
          Action: "ecr:BatchGetImage",
          Condition: { ArnLike: { "aws:PrincipalArn": [FOREIGN_ROLE] } },
        }),
      },
    ),
    no(
      "pushes no image with a pull grant",
      read({ principal: foreignRole, action: "ecr:PutImage", resource: `arn:aws:ecr:us-east-1:${HOME}:repository/orders` }),
      { identity: [everything], ...on({ Effect: "Allow", Principal: { AWS: FOREIGN_ROOT }, Action: "ecr:BatchGetImage" }) },
    ),
    no(
      "reads the account of the resource from its ARN",
      read({
        principal: foreignRole,
        action: "sqs:SendMessage",
        resource: `arn:aws:sqs:us-east-1:${HOME}:orders`,
        resourceAccount: HOME,
      }),
      { identity: [everything] },
    ),
    yes(
      "takes a resource without an account for one of the caller's",
      { principal: foreignRole, action: "s3:GetObject", resource: OBJECT },
      { identity: [everything] },
    ),
    yes("allows the organization by aws:PrincipalOrgID", foreign({ context: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }), {
      identity: [everything],
      ...on(grant("*", "s3:GetObject", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
    }),
    no(
      "keeps writes within the organization by aws:ResourceOrgID",
      foreign({ action: "s3:PutObject", context: { "aws:ResourceOrgID": "o-zzzzzzzzzz" } }),
      {
        identity: [
          document(allow("s3:PutObject", "*", { Condition: { StringEquals: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } } })),
        ],
        ...on(grant("*", "s3:*")),
      },
    ),
    no("keeps writes within the account by aws:ResourceAccount", foreign({ action: "s3:PutObject" }), {
      identity: [document(allow("s3:PutObject", "*", { Condition: { StringEquals: { "aws:ResourceAccount": AWAY } } }))],
      ...on(grant("*", "s3:*")),
    }),
  ],
};

export const publicAccess: Chapter = {
  title: "Anonymous requests and AWS services",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous",
  cases: [
    yes("allows the public by `*`", read({ principal: anybody }), on(grant("*", "s3:GetObject")), "resource-policy-allows"),
    yes("allows the public by `AWS: *`", read({ principal: anybody }), on(grant({ AWS: "*" }, "s3:GetObject"))),
    no(
      "does not allow the public by an account",
      read({ principal: anybody }),
      on(grant({ AWS: ROOT }, "s3:GetObject")),
      "no-resource-policy-allows",
    ),
    no("does not allow the public without a resource policy", read({ principal: anybody }), {}, "no-resource-policy-allows"),
    no("has no identity policies for the public", read({ principal: anybody }), { identity: [everything] }),
    no(
      "keeps the public out by aws:PrincipalOrgID",
      read({ principal: anybody }),
      on(grant("*", "s3:GetObject", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } })),
    ),
    no(
      "keeps the public out by aws:PrincipalArn",
      read({ principal: anybody }),
      on(grant("*", "s3:GetObject", { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } } })),
    ),
    never("denies the public by `*`", read({ principal: anybody }), on(grant("*", "s3:*"), refuse("*", "s3:GetObject"))),
    yes(
      "lets a Deny for an account leave the public alone",
      read({ principal: anybody }),
      on(grant("*", "s3:*"), refuse({ AWS: ROOT }, "s3:*")),
    ),
    yes(
      "allows a range of addresses",
      read({ principal: anybody, context: { "aws:SourceIp": "203.0.113.9" } }),
      on(grant("*", "s3:GetObject", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })),
    ),
    no(
      "allows nothing beside that range",
      read({ principal: anybody, context: { "aws:SourceIp": "198.51.100.9" } }),
      on(grant("*", "s3:GetObject", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } })),
    ),
    yes(
      "allows a service that is named",
      read({ principal: ecsTasks }),
      on(grant({ Service: "ecs-tasks.amazonaws.com" }, "s3:*")),
      "resource-policy-allows",
    ),
    no("does not allow another service", read({ principal: ecsTasks }), on(grant({ Service: "ec2.amazonaws.com" }, "s3:*"))),
    no(
      "does not take a service for an AWS principal of that name",
      read({ principal: ecsTasks }),
      on(grant({ AWS: "ecs-tasks.amazonaws.com" }, "s3:*")),
    ),
    no("does not take an account for its services", read({ principal: ecsTasks }), on(grant({ AWS: ROOT }, "s3:*"))),
    yes(
      "allows services by `*` with a source",
      read({
        principal: { kind: "service", name: "sns.amazonaws.com" },
        action: "sqs:SendMessage",
        context: { "aws:SourceArn": `arn:aws:sns:us-east-1:${HOME}:t` },
      }),
      on(grant("*", "sqs:SendMessage", { Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:us-east-1:${HOME}:t` } } })),
    ),
    no(
      "refuses a service on behalf of another account",
      read({
        principal: { kind: "service", name: "sns.amazonaws.com" },
        action: "sqs:SendMessage",
        context: { "aws:SourceAccount": AWAY },
      }),
      on(
        grant({ Service: "sns.amazonaws.com" }, "sqs:SendMessage", {
          Condition: { StringEquals: { "aws:SourceAccount": HOME } },
        }),
      ),
    ),
    never(
      "denies a service by `*`",
      read({ principal: ecsTasks }),
      on(grant({ Service: "ecs-tasks.amazonaws.com" }, "s3:*"), refuse("*", "s3:*")),
    ),
    yes(
      "spares services by aws:PrincipalIsAWSService",
      read({ principal: ecsTasks }),
      on(
        grant({ Service: "ecs-tasks.amazonaws.com" }, "s3:*"),
        refuse("*", "s3:*", { Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } } }),
      ),
    ),
    yes(
      "names the service in aws:PrincipalServiceName",
      read({ principal: ecsTasks }),
      on(grant("*", "s3:*", { Condition: { StringEquals: { "aws:PrincipalServiceName": "ecs-tasks.amazonaws.com" } } })),
    ),
    no(
      "gives a role no aws:PrincipalServiceName",
      read(),
      on(grant("*", "s3:*", { Condition: { StringEquals: { "aws:PrincipalServiceName": "ecs-tasks.amazonaws.com" } } })),
    ),
    no(
      "denies the public sts:GetCallerIdentity",
      read({ principal: anybody, action: "sts:GetCallerIdentity", resource: "*" }),
      {},
    ),
    no(
      "lets a canonical user be nobody",
      read({ principal: user }),
      on(grant({ CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" }, "s3:*")),
    ),
  ],
};

const spare = (NotPrincipal: unknown) => ({ Effect: "Deny", NotPrincipal, Action: "s3:*", Resource: "*" });
const all = { identity: [everything] };

export const notPrincipal: Chapter = {
  title: "NotPrincipal",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html",
  cases: [
    yes("spares a user who is named with the account", read({ principal: user }), {
      ...all,
      ...on(spare({ AWS: [USER, ROOT] })),
    }),
    never("denies a user who is named without the account", read({ principal: user }), { ...all, ...on(spare({ AWS: USER })) }),
    never("denies another user of the account", read({ principal: { kind: "user", arn: `arn:aws:iam::${HOME}:user/alice` } }), {
      ...all,
      ...on(spare({ AWS: [USER, ROOT] })),
    }),
    never("denies everybody who is not named", read(), { ...all, ...on(spare({ AWS: [USER, ROOT] })) }),
    yes("spares a session that is named with role and account", read(), { ...all, ...on(spare({ AWS: [SESSION, ROLE, ROOT] })) }),
    never("denies a session that is named without its role", read(), { ...all, ...on(spare({ AWS: [SESSION, ROOT] })) }),
    never("denies another session of a role that is named", read({ principal: { kind: "role", arn: ROLE, session: "task-2" } }), {
      ...all,
      ...on(spare({ AWS: [SESSION, ROLE, ROOT] })),
    }),
    never("denies a principal with a boundary whatever it names", read({ principal: user }), {
      ...all,
      boundary: everything,
      ...on(spare({ AWS: [USER, ROOT] })),
    }),
    yes("spares the root user of an account that is named", read({ principal: root }), on(spare({ AWS: ROOT }))),
    never("denies the root user of another account", read({ principal: root }), on(spare({ AWS: FOREIGN_ROOT }))),
    yes(
      "spares a service that is named",
      read({ principal: ecsTasks }),
      on(grant({ Service: "ecs-tasks.amazonaws.com" }, "s3:*"), spare({ Service: "ecs-tasks.amazonaws.com" })),
    ),
    never(
      "denies a service that is not named",
      read({ principal: ecsTasks }),
      on(grant({ Service: "ecs-tasks.amazonaws.com" }, "s3:*"), spare({ AWS: ROOT })),
    ),
    never("denies the public", read({ principal: anybody }), on(grant("*", "s3:*"), spare({ AWS: ROOT }))),
    yes("denies nobody when it names everybody", read(), { ...all, ...on(spare("*")) }),
    no("does not grant by sparing from a Deny", read({ principal: user }), on(spare({ AWS: [USER, ROOT] }))),
    never(
      "denies a federated user who is not named",
      read({ principal: { kind: "federated-user", arn: `arn:aws:sts::${HOME}:federated-user/bob` } }),
      { ...all, session: [everything], ...on(spare({ AWS: ROOT })) },
    ),
    yes(
      "spares a federated user who is named with the account",
      read({ principal: { kind: "federated-user", arn: `arn:aws:sts::${HOME}:federated-user/bob` } }),
      { ...all, session: [everything], ...on(spare({ AWS: [`arn:aws:sts::${HOME}:federated-user/bob`, ROOT] })) },
    ),
    yes(
      "with Allow reaches whoever is not named",
      read({ principal: user }),
      on({ Effect: "Allow", NotPrincipal: { AWS: ROLE }, Action: "s3:*", Resource: "*" }),
    ),
    no(
      "with Allow does not reach a session of a role that is named",
      read(),
      on({ Effect: "Allow", NotPrincipal: { AWS: ROLE }, Action: "s3:*", Resource: "*" }),
    ),
    no(
      "with Allow does not reach anybody of an account that is named",
      read(),
      on({ Effect: "Allow", NotPrincipal: { AWS: ROOT }, Action: "s3:*", Resource: "*" }),
    ),
  ],
};
