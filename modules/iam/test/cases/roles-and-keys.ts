import type { Request } from "../../evaluate";
import {
  AWAY,
  allow,
  anybody,
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
  KEY,
  never,
  no,
  ROLE,
  ROOT,
  read,
  refuse,
  role,
  root,
  SESSION,
  trust,
  USER,
  user,
  yes,
} from "./vocabulary";

const assume = (more: Partial<Request> = {}): Request => ({ principal: user, action: "sts:AssumeRole", resource: ROLE, ...more });
const decrypt = (more: Partial<Request> = {}): Request => ({ principal: role, action: "kms:Decrypt", resource: KEY, ...more });
const trusts = (...statements: readonly Json[]) => ({ resource: document(...statements) });
const mayAssume = { identity: [document(allow("sts:AssumeRole", ROLE))] };
const mayDecrypt = { identity: [document(allow("kms:Decrypt", KEY))] };
const provider = `arn:aws:iam::${HOME}:saml-provider/corp`;
const deputy = {
  Condition: { ArnLike: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${HOME}:*` }, StringEquals: { "aws:SourceAccount": HOME } },
};

export const trustPolicies: Chapter = {
  title: "Assuming roles",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
  cases: [
    yes(
      "lets ECS assume a task role",
      assume({ principal: ecsTasks }),
      trusts(trust({ Service: "ecs-tasks.amazonaws.com" })),
      "resource-policy-allows",
    ),
    no(
      "does not let ECS assume a role that trusts EC2",
      assume({ principal: ecsTasks }),
      trusts(trust({ Service: "ec2.amazonaws.com" })),
      "no-resource-policy-allows",
    ),
    yes(
      "lets ECS assume a role on behalf of the account",
      assume({
        principal: ecsTasks,
        context: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${HOME}:task/c/1`, "aws:SourceAccount": HOME },
      }),
      trusts(trust({ Service: "ecs-tasks.amazonaws.com" }, deputy)),
    ),
    no(
      "does not let ECS assume a role on behalf of another account",
      assume({
        principal: ecsTasks,
        context: { "aws:SourceArn": `arn:aws:ecs:us-east-1:${AWAY}:task/c/1`, "aws:SourceAccount": AWAY },
      }),
      trusts(trust({ Service: "ecs-tasks.amazonaws.com" }, deputy)),
    ),
    no(
      "does not let ECS assume a role without saying on whose behalf",
      assume({ principal: ecsTasks }),
      trusts(trust({ Service: "ecs-tasks.amazonaws.com" }, deputy)),
    ),
    no("does not let a user assume a role by the identity policy alone", assume(), mayAssume, "trust-policy-is-silent"),
    no(
      "does not let a user assume a role that trusts only ECS",
      assume(),
      { ...mayAssume, ...trusts(trust({ Service: "ecs-tasks.amazonaws.com" })) },
      "trust-policy-is-silent",
    ),
    yes(
      "lets a user assume a role that trusts the account, with the identity policy",
      assume(),
      { ...mayAssume, ...trusts(trust({ AWS: ROOT })) },
      "identity-policy-allows",
    ),
    no(
      "does not let a user assume a role that trusts the account, without it",
      assume(),
      trusts(trust({ AWS: ROOT })),
      "no-identity-policy-allows",
    ),
    yes("lets a user assume a role that trusts the user", assume(), trusts(trust({ AWS: USER })), "resource-policy-allows"),
    no("does not let another user assume it", assume({ principal: { kind: "user", arn: `arn:aws:iam::${HOME}:user/alice` } }), {
      ...mayAssume,
      ...trusts(trust({ AWS: USER })),
    }),
    no("does not let a role assume itself unless it trusts itself", assume({ principal: role }), {
      ...mayAssume,
      ...trusts(trust({ Service: "ecs-tasks.amazonaws.com" })),
    }),
    yes(
      "lets a role assume itself when it trusts itself",
      assume({ principal: role }),
      trusts(trust({ AWS: ROLE })),
      "role-is-named",
    ),
    no(
      "does not let a role of another account assume it by the trust policy alone",
      assume({ principal: foreignRole }),
      trusts(trust({ AWS: FOREIGN_ROLE })),
    ),
    no(
      "does not let a role of another account assume it by its identity policy alone",
      assume({ principal: foreignRole }),
      mayAssume,
      "trust-policy-is-silent",
    ),
    yes(
      "lets a role of another account assume it with both",
      assume({ principal: foreignRole }),
      { ...mayAssume, ...trusts(trust({ AWS: FOREIGN_ROOT })) },
      "both-accounts-allow",
    ),
    yes(
      "minds the external id and takes the right one",
      assume({ principal: foreignRole, context: { "sts:ExternalId": "42" } }),
      { ...mayAssume, ...trusts(trust({ AWS: FOREIGN_ROOT }, { Condition: { StringEquals: { "sts:ExternalId": "42" } } })) },
    ),
    no(
      "minds the external id and refuses the wrong one",
      assume({ principal: foreignRole, context: { "sts:ExternalId": "43" } }),
      { ...mayAssume, ...trusts(trust({ AWS: FOREIGN_ROOT }, { Condition: { StringEquals: { "sts:ExternalId": "42" } } })) },
    ),
    never("minds a Deny of the trust policy", assume(), {
      ...mayAssume,
      ...trusts(
        trust({ AWS: ROOT }),
        refuse("*", "sts:AssumeRole", { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }),
      ),
    }),
    never("minds a Deny of the identity policy", assume(), {
      identity: [document(deny("sts:AssumeRole"))],
      ...trusts(trust({ AWS: USER })),
    }),
    no(
      "minds the boundary of a role that is trusted",
      assume({ principal: { kind: "role", arn: `arn:aws:iam::${HOME}:role/caller`, session: "s" } }),
      { boundary: document(allow("s3:*")), ...trusts(trust({ AWS: `arn:aws:iam::${HOME}:role/caller` })) },
      "boundary-is-silent",
    ),
    yes(
      "lets an identity provider's users assume a role with SAML",
      assume({
        principal: { kind: "federated", provider },
        action: "sts:AssumeRoleWithSAML",
        context: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
      }),
      trusts({
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithSAML",
        Condition: { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
      }),
    ),
    no(
      "does not let another provider's users assume it",
      assume({ principal: { kind: "federated", provider: `${provider}2` }, action: "sts:AssumeRoleWithSAML" }),
      trusts({ Effect: "Allow", Principal: { Federated: provider }, Action: "sts:AssumeRoleWithSAML" }),
    ),
    no(
      "does not take AssumeRole for AssumeRoleWithWebIdentity",
      assume({ principal: { kind: "federated", provider: "accounts.google.com" }, action: "sts:AssumeRoleWithWebIdentity" }),
      trusts(trust({ Federated: "accounts.google.com" })),
    ),
    no(
      "does not let the public assume a role that trusts an account",
      assume({ principal: anybody }),
      trusts(trust({ AWS: ROOT })),
    ),
    yes("needs no trust policy to read a role", assume({ action: "iam:GetRole" }), {
      identity: [document(allow("iam:GetRole"))],
    }),
    no(
      "lets the root user assume a role only if it is trusted",
      assume({ principal: root }),
      trusts(trust({ Service: "ecs-tasks.amazonaws.com" })),
      "trust-policy-is-silent",
    ),
    no("does not let a service control policy stand in for trust", assume(), { ...mayAssume, serviceControl: [[everything]] }),
  ],
};

export const keyPolicies: Chapter = {
  title: "KMS keys",
  page: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  cases: [
    yes(
      "enables identity policies by naming the account",
      decrypt(),
      { ...mayDecrypt, resource: document(grant({ AWS: ROOT }, "kms:*")) },
      "identity-policy-allows",
    ),
    no(
      "needs the identity policy when the key policy names the account",
      decrypt(),
      { resource: document(grant({ AWS: ROOT }, "kms:*")) },
      "no-identity-policy-allows",
    ),
    no(
      "makes identity policies void when it does not name the account",
      decrypt(),
      { ...mayDecrypt, resource: document(grant({ AWS: USER }, "kms:*")) },
      "key-policy-is-silent",
    ),
    no("denies without a key policy", decrypt(), mayDecrypt, "key-policy-is-silent"),
    yes("grants to a role by itself", decrypt(), { resource: document(grant({ AWS: ROLE }, "kms:Decrypt")) }, "role-is-named"),
    yes("grants to a session by itself", decrypt(), { resource: document(grant({ AWS: SESSION }, "kms:Decrypt")) }),
    no(
      "minds the actions for which it names the account",
      decrypt(),
      { ...mayDecrypt, resource: document(grant({ AWS: ROOT }, ["kms:DescribeKey", "kms:Put*"])) },
      "key-policy-is-silent",
    ),
    no("minds the conditions under which it names the account", decrypt(), {
      ...mayDecrypt,
      resource: document(
        grant({ AWS: ROOT }, "kms:*", { Condition: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com" } } }),
      ),
    }),
    never("minds a Deny of the key policy", decrypt(), {
      ...mayDecrypt,
      resource: document(grant({ AWS: ROOT }, "kms:*"), refuse({ AWS: ROLE }, "kms:Decrypt")),
    }),
    never("minds a Deny of the identity policy without the key policy's leave", decrypt(), {
      identity: [document(deny("kms:*"))],
    }),
    no(
      "keeps out the root user whom it does not name",
      decrypt({ principal: root }),
      { resource: document(grant({ AWS: USER }, "kms:*")) },
      "key-policy-is-silent",
    ),
    yes("lets in the root user by naming the account", decrypt({ principal: root }), {
      resource: document(grant({ AWS: ROOT }, "kms:*")),
    }),
    no(
      "needs both sides across accounts: the key policy is missing",
      decrypt({ principal: foreignRole }),
      { ...mayDecrypt, resource: document(grant({ AWS: ROOT }, "kms:*")) },
      "key-policy-is-silent",
    ),
    no("needs both sides across accounts: the identity policy is missing", decrypt({ principal: foreignRole }), {
      resource: document(grant({ AWS: FOREIGN_ROLE }, "kms:Decrypt")),
    }),
    yes("has both sides across accounts", decrypt({ principal: foreignRole }), {
      ...mayDecrypt,
      resource: document(grant({ AWS: FOREIGN_ROOT }, "kms:Decrypt")),
    }),
    no("does not join the accounts: the role's own account is not the key's", decrypt({ principal: foreignRole }), {
      ...mayDecrypt,
      resource: document(grant({ AWS: "777788889999" }, "kms:*")),
    }),
    yes(
      "allows through the service that is named",
      decrypt({
        context: {
          "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
          "kms:EncryptionContext:SecretARN": `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-AbCdEf`,
        },
      }),
      {
        identity: [
          document(
            allow("kms:Decrypt", KEY, {
              Condition: {
                StringEquals: {
                  "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
                  "kms:EncryptionContext:SecretARN": `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-AbCdEf`,
                },
              },
            }),
          ),
        ],
        resource: document(grant({ AWS: ROOT }, "kms:*")),
      },
    ),
    no("denies a direct call when a service is named", decrypt(), {
      identity: [
        document(
          allow("kms:Decrypt", KEY, {
            Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
          }),
        ),
      ],
      resource: document(grant({ AWS: ROOT }, "kms:*")),
    }),
    no(
      "denies the encryption context of another secret",
      decrypt({ context: { "kms:EncryptionContext:SecretARN": `arn:aws:secretsmanager:us-east-1:${HOME}:secret:other-AbCdEf` } }),
      {
        identity: [
          document(
            allow("kms:Decrypt", KEY, {
              Condition: {
                StringLike: { "kms:EncryptionContext:SecretARN": `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-??????` },
              },
            }),
          ),
        ],
        resource: document(grant({ AWS: ROOT }, "kms:*")),
      },
    ),
    yes(
      "lets AWS managed keys be used through their service by the whole account",
      decrypt({ context: { "kms:ViaService": "ssm.us-east-1.amazonaws.com", "kms:CallerAccount": HOME } }),
      {
        resource: document(
          grant({ AWS: "*" }, "kms:Decrypt", {
            Condition: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com", "kms:CallerAccount": HOME } },
          }),
        ),
      },
    ),
    no(
      "does not let another account use AWS managed keys",
      decrypt({
        principal: foreignRole,
        context: { "kms:ViaService": "ssm.us-east-1.amazonaws.com", "kms:CallerAccount": AWAY },
      }),
      {
        ...mayDecrypt,
        resource: document(
          grant({ AWS: "*" }, "kms:Decrypt", {
            Condition: { StringEquals: { "kms:ViaService": "ssm.us-east-1.amazonaws.com", "kms:CallerAccount": HOME } },
          }),
        ),
      },
    ),
    yes("needs no key policy for actions without a key", decrypt({ action: "kms:ListKeys", resource: "*" }), {
      identity: [document(allow("kms:ListKeys"))],
    }),
    no("does not take an alias for its key", decrypt(), {
      identity: [document(allow("kms:Decrypt", `arn:aws:kms:us-east-1:${HOME}:alias/app`))],
      resource: document(grant({ AWS: ROOT }, "kms:*")),
    }),
    yes("allows by the alias condition", decrypt({ context: { "kms:ResourceAliases": ["alias/app", "alias/old"] } }), {
      identity: [
        document(
          allow("kms:Decrypt", "*", { Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/app" } } }),
        ),
      ],
      resource: document(grant({ AWS: ROOT }, "kms:*")),
    }),
    yes(
      "needs no key policy for an alias",
      decrypt({ action: "kms:CreateAlias", resource: `arn:aws:kms:us-east-1:${HOME}:alias/app` }),
      {
        identity: [document(allow("kms:CreateAlias"))],
      },
    ),
    yes(
      "needs no key policy for what other services call a key",
      decrypt({ action: "apikeys:Get", resource: `arn:aws:apikeys:us-east-1:${HOME}:key/1` }),
      {
        identity: [document(allow("apikeys:Get"))],
      },
    ),
    no(
      "minds the boundary of the role",
      decrypt(),
      { ...mayDecrypt, boundary: document(allow("s3:*")), resource: document(grant({ AWS: ROOT }, "kms:*")) },
      "boundary-is-silent",
    ),
  ],
};

export const impliedKeys: Chapter = {
  title: "Context keys that the principal implies",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties",
  cases: [
    ...(
      [
        ["aws:PrincipalType of a session", role, { StringEquals: { "aws:PrincipalType": "AssumedRole" } }],
        ["aws:PrincipalType of a user", user, { StringEquals: { "aws:PrincipalType": "User" } }],
        ["aws:PrincipalAccount", role, { StringEquals: { "aws:PrincipalAccount": HOME } }],
        ["aws:username of a user", user, { StringEquals: { "aws:username": "bob" } }],
        ["aws:PrincipalArn of a user", user, { ArnEquals: { "aws:PrincipalArn": USER } }],
        ["aws:PrincipalIsAWSService of a role", role, { Bool: { "aws:PrincipalIsAWSService": "false" } }],
        ["aws:ResourceAccount", role, { StringEquals: { "aws:ResourceAccount": HOME } }],
      ] as const
    ).map(([name, principal, Condition]) =>
      yes(`knows ${name}`, read({ principal }), { identity: [document(allow("s3:*", "*", { Condition }))] }),
    ),
    ...(
      [
        ["aws:username for a session", role, { Null: { "aws:username": "false" } }],
        ["another account for aws:PrincipalAccount", role, { StringEquals: { "aws:PrincipalAccount": AWAY } }],
        ["a session for aws:PrincipalType of a user", user, { StringEquals: { "aws:PrincipalType": "AssumedRole" } }],
        ["a service for a role", role, { Bool: { "aws:PrincipalIsAWSService": "true" } }],
        ["a source address that nobody gave", user, { Null: { "aws:SourceIp": "false" } }],
        ["an organization that nobody gave", user, { Null: { "aws:PrincipalOrgID": "false" } }],
      ] as const
    ).map(([name, principal, Condition]) =>
      no(`does not make up ${name}`, read({ principal }), { identity: [document(allow("s3:*", "*", { Condition }))] }),
    ),
    yes(
      "knows aws:PrincipalType of the root user",
      read({ principal: root }),
      { resource: document(grant("*", "s3:*", { Condition: { StringEquals: { "aws:PrincipalType": "Account" } } })) },
      "resource-policy-allows",
    ),
    yes("knows aws:PrincipalType of the public", read({ principal: anybody }), {
      resource: document(grant("*", "s3:*", { Condition: { StringEquals: { "aws:PrincipalType": "Anonymous" } } })),
    }),
    no("prefers what the request says", read({ context: { "aws:PrincipalType": "User" } }), {
      identity: [document(allow("s3:*", "*", { Condition: { StringEquals: { "aws:PrincipalType": "AssumedRole" } } }))],
    }),
  ],
};
