import type { Late, LateType } from "../../text";
import { text } from "../../text";
import { allow, type Chapter, document, grant, HOME, no, ROLE, read, yes } from "./vocabulary";

const late = (type: LateType, name: string): Late => ({ late: type, name, template: `\${${name}}` });
const bucket = late("name", "var.bucket");
const other = late("name", "var.other");
const table = late("arn", "aws_dynamodb_table.sessions.arn");
const key = late("kms-key-arn", "var.kms_key_arn");
const account = late("account-id", "var.account");
const on = (resource: unknown) => ({ identity: [document(allow("*", resource))] });
const lateRole = text`arn:aws:iam::${account}:role/orders`;

export const lateValues: Chapter = {
  title: "Values that only Terraform knows",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
  cases: [
    yes(
      "a late value is equal to itself",
      read({ resource: text`arn:aws:s3:::${bucket}/a` }),
      on(text`arn:aws:s3:::${bucket}/*`),
    ),
    no(
      "distinct late values are distinct",
      read({ resource: text`arn:aws:s3:::${other}/a` }),
      on(text`arn:aws:s3:::${bucket}/*`),
    ),
    no("a late value is no literal", read({ resource: "arn:aws:s3:::photos/a" }), on(text`arn:aws:s3:::${bucket}/*`)),
    no("a literal is no late value", read({ resource: text`arn:aws:s3:::${bucket}/a` }), on("arn:aws:s3:::photos/*")),
    yes("a star spans a late value", read({ resource: text`arn:aws:s3:::${bucket}/a` }), on("arn:aws:s3:::*/a")),
    no("a question mark does not span a late value", read({ resource: text`arn:aws:s3:::${bucket}/a` }), on("arn:aws:s3:::?/a")),
    yes("a late ARN is equal to itself", read({ action: "dynamodb:GetItem", resource: table }), on(table)),
    yes(
      "a late ARN has indexes",
      read({ action: "dynamodb:Query", resource: text`${table}/index/a` }),
      on(text`${table}/index/*`),
    ),
    no("a late ARN is not its indexes", read({ action: "dynamodb:Query", resource: table }), on(text`${table}/index/*`)),
    yes(
      "a late key is a KMS key",
      { principal: { kind: "role", arn: ROLE }, action: "kms:Decrypt", resource: key },
      {
        ...on("arn:*:kms:*:*:key/*"),
        resource: document(
          grant({ AWS: text`arn:aws:iam::${late("account-id", "var.kms_key_arn#account")}:root` }, "kms:*"),
          grant({ AWS: HOME }, "kms:*"),
        ),
      },
    ),
    no(
      "a late key needs a key policy as others do",
      { principal: { kind: "role", arn: ROLE }, action: "kms:Decrypt", resource: key, resourceAccount: HOME },
      on(key),
      "key-policy-is-silent",
    ),
    yes(
      "a late account is equal to itself",
      {
        principal: { kind: "role", arn: lateRole },
        action: "s3:GetObject",
        resource: "arn:aws:s3:::a/b",
        resourceAccount: account,
      },
      on("*"),
    ),
    no(
      "a late account is no other",
      { principal: { kind: "role", arn: lateRole }, action: "s3:GetObject", resource: "arn:aws:s3:::a/b", resourceAccount: HOME },
      on("*"),
      "resource-account-is-silent",
    ),
    yes(
      "a late account can be a principal",
      { principal: { kind: "role", arn: lateRole }, action: "s3:GetObject", resource: "arn:aws:s3:::a/b", resourceAccount: HOME },
      { ...on("*"), resource: document(grant({ AWS: account }, "s3:*")) },
      "both-accounts-allow",
    ),
    yes(
      "a late role can be a principal",
      {
        principal: { kind: "role", arn: lateRole },
        action: "s3:GetObject",
        resource: "arn:aws:s3:::a/b",
        resourceAccount: account,
      },
      { resource: document(grant({ AWS: lateRole }, "s3:*")) },
      "role-is-named",
    ),
    yes(
      "a late value matches in StringEquals",
      read({ context: { "kms:ViaService": text`ssm.${late("region", "var.region")}.amazonaws.com` } }),
      {
        identity: [
          document(
            allow("*", "*", {
              Condition: { StringEquals: { "kms:ViaService": text`ssm.${late("region", "var.region")}.amazonaws.com` } },
            }),
          ),
        ],
      },
    ),
    no(
      "another late value does not match in StringEquals",
      read({ context: { "kms:ViaService": text`ssm.${late("region", "var.other_region")}.amazonaws.com` } }),
      {
        identity: [
          document(
            allow("*", "*", {
              Condition: { StringEquals: { "kms:ViaService": text`ssm.${late("region", "var.region")}.amazonaws.com` } },
            }),
          ),
        ],
      },
    ),
    yes("a late ARN has the six segments of ArnLike", read({ context: { "aws:SourceArn": table } }), {
      identity: [document(allow("*", "*", { Condition: { ArnLike: { "aws:SourceArn": "arn:*:*:*:*:*" } } }))],
    }),
    no("a late number is not less than another", read({ context: { "a:n": late("string", "var.n") } }), {
      identity: [document(allow("*", "*", { Condition: { NumericLessThan: { "a:n": "7" } } }))],
    }),
    yes("a late number is at most itself", read({ context: { "a:n": late("string", "var.n") } }), {
      identity: [document(allow("*", "*", { Condition: { NumericLessThanEquals: { "a:n": late("string", "var.n") } } }))],
    }),
    no("a late number is not less than itself", read({ context: { "a:n": late("string", "var.n") } }), {
      identity: [document(allow("*", "*", { Condition: { NumericLessThan: { "a:n": late("string", "var.n") } } }))],
    }),
  ],
};
