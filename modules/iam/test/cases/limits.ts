import {
  allow,
  BUCKET,
  type Chapter,
  deny,
  document,
  everything,
  FEDERATED,
  FOREIGN_ROLE,
  federatedUser,
  foreignRole,
  grant,
  HOME,
  never,
  no,
  ROLE,
  read,
  role,
  root,
  SESSION,
  USER,
  user,
  yes,
} from "./vocabulary";

const s3 = document(allow("s3:*"));
const sqs = document(allow("sqs:*"));
const linked = {
  kind: "role",
  arn: `arn:aws:iam::${HOME}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
  session: "s",
} as const;
const fullRcp = document(grant("*", "*"));

export const boundaries: Chapter = {
  title: "Permissions boundaries",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  cases: [
    yes(
      "allows what identity policy and boundary both allow",
      read(),
      { identity: [everything], boundary: s3 },
      "identity-policy-allows",
    ),
    no("denies what the boundary does not allow", read(), { identity: [everything], boundary: sqs }, "boundary-is-silent"),
    no("does not grant by the boundary", read(), { identity: [sqs], boundary: everything }, "no-identity-policy-allows"),
    no("does not grant by the boundary alone", read(), { boundary: everything }),
    yes("lets conditions of the boundary hold", read({ context: { "aws:RequestedRegion": "us-east-1" } }), {
      identity: [everything],
      boundary: document(allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })),
    }),
    no("minds conditions of the boundary", read({ context: { "aws:RequestedRegion": "eu-west-1" } }), {
      identity: [everything],
      boundary: document(allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })),
    }),
    no(
      "limits what a resource policy grants to a role",
      read(),
      { resource: document(grant({ AWS: ROLE }, "s3:*")), boundary: sqs },
      "boundary-is-silent",
    ),
    yes(
      "allows what a resource policy grants to a role within its boundary",
      read(),
      { resource: document(grant({ AWS: ROLE }, "s3:*")), boundary: s3 },
      "role-is-named",
    ),
    yes(
      "does not limit what a resource policy grants to the session",
      read(),
      { resource: document(grant({ AWS: SESSION }, "s3:*")), boundary: sqs },
      "resource-policy-allows",
    ),
    yes(
      "does not limit what a resource policy grants to a user",
      read({ principal: user }),
      { resource: document(grant({ AWS: USER }, "s3:*")), boundary: sqs },
      "resource-policy-allows",
    ),
    yes(
      "does not limit what a resource policy grants to everybody with aws:PrincipalArn",
      read(),
      { resource: document(grant("*", "s3:*", { Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } })), boundary: sqs },
      "resource-policy-allows",
    ),
    never("minds a Deny of the boundary for a user whom the resource policy names", read({ principal: user }), {
      resource: document(grant({ AWS: USER }, "s3:*")),
      boundary: document(deny("s3:*")),
    }),
    no(
      "limits a role across accounts",
      read({ principal: foreignRole }),
      { identity: [everything], boundary: sqs, resource: document(grant("*", "s3:*")) },
      "boundary-is-silent",
    ),
    no("needs an Allow of the boundary for each action", read({ action: "s3:PutObject" }), {
      identity: [everything],
      boundary: document(allow("s3:GetObject")),
    }),
    no(
      "needs the token action in the boundary of an execution role",
      read({ action: "ecr:GetAuthorizationToken", resource: "*" }),
      { identity: [document(allow("ecr:GetAuthorizationToken"))], boundary: document(allow(["ecr:BatchGetImage", "logs:*"])) },
    ),
  ],
};

export const sessionPolicies: Chapter = {
  title: "Session policies",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session",
  cases: [
    yes("allows what identity and session policy both allow", read(), { identity: [everything], session: [s3] }),
    no(
      "denies what the session policy does not allow",
      read(),
      { identity: [everything], session: [sqs] },
      "session-policy-is-silent",
    ),
    no("does not grant by the session policy", read(), { identity: [sqs], session: [everything] }, "no-identity-policy-allows"),
    yes("needs one of several session policies", read(), { identity: [everything], session: [sqs, s3] }),
    no(
      "denies with an empty list of session policies",
      read(),
      { identity: [everything], session: [] },
      "session-policy-is-silent",
    ),
    no("needs identity, boundary and session policy together", read(), { identity: [everything], boundary: s3, session: [sqs] }),
    yes("allows what all three allow", read(), { identity: [everything], boundary: s3, session: [s3] }),
    no(
      "limits what a resource policy grants to a role",
      read(),
      { resource: document(grant({ AWS: ROLE }, "s3:*")), session: [sqs] },
      "session-policy-is-silent",
    ),
    yes("does not limit what a resource policy grants to the session", read(), {
      resource: document(grant({ AWS: SESSION }, "s3:*")),
      session: [sqs],
    }),
    no(
      "denies a federated user without a session policy",
      read({ principal: federatedUser }),
      { identity: [everything] },
      "federated-user-without-session-policy",
    ),
    yes("allows a federated user what both policies allow", read({ principal: federatedUser }), {
      identity: [everything],
      session: [s3],
    }),
    no("denies a federated user what the session policy does not allow", read({ principal: federatedUser }), {
      identity: [everything],
      session: [sqs],
    }),
    yes(
      "allows a federated user whom the resource policy names",
      read({ principal: federatedUser }),
      { resource: document(grant({ AWS: FEDERATED }, "s3:*")) },
      "resource-policy-allows",
    ),
    no(
      "limits a federated user whose user the resource policy names",
      read({ principal: federatedUser }),
      { resource: document(grant({ AWS: USER }, "s3:*")), session: [sqs] },
      "session-policy-is-silent",
    ),
    yes(
      "allows a federated user whose user the resource policy names, within the session policy",
      read({ principal: federatedUser }),
      { resource: document(grant({ AWS: USER }, "s3:*")), session: [s3] },
      "role-is-named",
    ),
  ],
};

export const serviceControl: Chapter = {
  title: "Service control policies",
  page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html",
  cases: [
    yes("allows what the policies of every level allow", read(), {
      identity: [s3],
      serviceControl: [[everything], [everything], [s3]],
    }),
    no(
      "denies what one level does not allow",
      read(),
      { identity: [s3], serviceControl: [[everything], [sqs], [everything]] },
      "no-service-control-policy-allows",
    ),
    yes("needs one policy of a level", read(), { identity: [s3], serviceControl: [[sqs, s3]] }),
    no("does not add up different levels", read(), { identity: [s3], serviceControl: [[sqs], [s3]] }),
    no("never grants", read(), { serviceControl: [[everything]] }, "no-identity-policy-allows"),
    no("denies everything at a level without policies", read(), { identity: [everything], serviceControl: [[]] }),
    no("limits what a resource policy grants to the session", read(), {
      resource: document(grant({ AWS: SESSION }, "s3:*")),
      serviceControl: [[sqs]],
    }),
    no("limits the root user", read({ principal: root }), { serviceControl: [[sqs]] }),
    yes("leaves the root user what it allows", read({ principal: root }), { serviceControl: [[s3]] }, "root-user"),
    never("denies the root user", read({ principal: root }), { serviceControl: [[everything, document(deny("s3:*"))]] }),
    yes("does not bind service-linked roles", read({ principal: linked }), {
      identity: [s3],
      serviceControl: [[document(allow("*"), deny("s3:*"))]],
    }),
    never("binds other roles", read(), { identity: [s3], serviceControl: [[document(allow("*"), deny("s3:*"))]] }),
    yes("does not bind the role of another organization's account by the resource side", read({ principal: foreignRole }), {
      identity: [s3],
      resource: document(grant({ AWS: FOREIGN_ROLE }, "s3:*")),
      serviceControl: [[everything]],
    }),
    yes("does not bind service principals", read({ principal: { kind: "service", name: "cloudtrail.amazonaws.com" } }), {
      resource: document(grant({ Service: "cloudtrail.amazonaws.com" }, "s3:*")),
      serviceControl: [[sqs]],
    }),
    never("denies outside a region", read({ context: { "aws:RequestedRegion": "ap-south-1" } }), {
      identity: [everything],
      serviceControl: [
        [
          document(allow("*"), {
            Effect: "Deny",
            NotAction: ["iam:*"],
            Resource: "*",
            Condition: { StringNotEquals: { "aws:RequestedRegion": ["us-east-1"] } },
          }),
        ],
      ],
    }),
  ],
};

export const resourceControl: Chapter = {
  title: "Resource control policies",
  page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_evaluation.html",
  cases: [
    yes("allows with RCPFullAWSAccess alone", read(), { identity: [s3], resourceControl: [[fullRcp]] }),
    never("denies what a resource control policy denies", read({ context: { "aws:PrincipalOrgID": "o-other" } }), {
      identity: [s3],
      resourceControl: [
        [
          fullRcp,
          document({
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: "*",
            Condition: {
              StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
              BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
            },
          }),
        ],
      ],
    }),
    yes("allows principals of the organization", read({ context: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }), {
      identity: [s3],
      resourceControl: [
        [
          fullRcp,
          document({
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: "*",
            Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
          }),
        ],
      ],
    }),
    yes(
      "spares AWS services by aws:PrincipalIsAWSService",
      read({ principal: { kind: "service", name: "cloudtrail.amazonaws.com" } }),
      {
        resource: document(grant({ Service: "cloudtrail.amazonaws.com" }, "s3:*")),
        resourceControl: [
          [
            fullRcp,
            document({
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: "*",
              Condition: {
                StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
                BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
              },
            }),
          ],
        ],
      },
    ),
    never("binds anonymous requests", read({ principal: { kind: "anonymous" } }), {
      resource: document(grant("*", "s3:GetObject")),
      resourceControl: [[fullRcp, document({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" })]],
    }),
    no(
      "denies what no policy of a level allows",
      read(),
      { identity: [s3], resourceControl: [[fullRcp], []] },
      "no-resource-control-policy-allows",
    ),
    yes("does not bind service-linked roles", read({ principal: linked }), {
      identity: [s3],
      resourceControl: [[document({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" })]],
    }),
    no("never grants", read(), { resourceControl: [[fullRcp]] }),
    never("denies insecure transport to one bucket", read({ context: { "aws:SecureTransport": "false" } }), {
      identity: [s3],
      resourceControl: [
        [
          fullRcp,
          document({
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: `${BUCKET}/*`,
            Condition: { BoolIfExists: { "aws:SecureTransport": "false" } },
          }),
        ],
      ],
    }),
  ],
};

export const rootUser: Chapter = {
  title: "The root user",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html",
  cases: [
    yes("has full access within the account", read({ principal: root }), {}, "root-user"),
    never("is bound by a Deny of the resource policy", read({ principal: root }), {
      resource: document({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }),
    }),
    no(
      "has none in another account",
      read({ principal: { kind: "root", account: "444455556666" } }),
      {},
      "resource-account-is-silent",
    ),
    yes(
      "has what another account's resource policy grants to its account",
      read({ principal: { kind: "root", account: "444455556666" } }),
      { resource: document(grant({ AWS: "444455556666" }, "s3:*")) },
      "both-accounts-allow",
    ),
    yes("is not bound by identity policies, which it cannot have", read({ principal: root }), {
      identity: [document(deny("*"))],
    }),
    no("is not what `role` is", read({ principal: role }), {}),
  ],
};
