/** What `dynamodb` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

const items = ["leadingKeys", "attributes"];

const written = ["leadingKeys", "writtenAttributes"];

const decrypt = [{ actions: ["kms:Decrypt"] }];

/** How DynamoDB uses the key of a table, with the rights of whoever reads or writes it. */
export const tableKey = {
  service: "dynamodb",
  context: { "aws:dynamodb:tableName": ["@id"], "aws:dynamodb:subscriberId": ["@account"] },
  page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
};

/** Items of a table. DynamoDB decrypts the table key with the caller's rights, for writes too. */
export const dynamodb: Intent<VerbOf<"dynamodb">> = {
  sid: "Dynamodb",
  page: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/using-identity-based-policies.html",
  verbs: {
    read: {
      does: "read items of",
      sid: "Read",
      groups: [
        { actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem"], on: ["table"], limits: items },
        { actions: ["dynamodb:Query"], on: ["table", "index"], limits: items, sid: "Query" },
      ],
      key: decrypt,
    },
    scan: {
      does: "scan",
      sid: "Scan",
      groups: [{ actions: ["dynamodb:Scan"], on: ["table", "index"], limits: ["attributes"] }],
      key: decrypt,
    },
    write: {
      does: "write and delete items of",
      sid: "Write",
      groups: [
        {
          actions: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
          on: ["table"],
          limits: written,
        },
      ],
      key: decrypt,
    },
    describe: {
      does: "describe",
      sid: "Describe",
      groups: [{ actions: ["dynamodb:DescribeTable"], on: ["table"] }],
    },
    "partiql-select": {
      does: "select with PartiQL from",
      sid: "Select",
      groups: [{ actions: ["dynamodb:PartiQLSelect"], on: ["table", "index"], limits: items }],
      key: decrypt,
    },
    "partiql-insert": {
      does: "insert with PartiQL into",
      sid: "Insert",
      groups: [{ actions: ["dynamodb:PartiQLInsert"], on: ["table"], limits: written }],
      key: decrypt,
    },
    "partiql-update": {
      does: "update with PartiQL in",
      sid: "Update",
      groups: [{ actions: ["dynamodb:PartiQLUpdate"], on: ["table"], limits: written }],
      key: decrypt,
    },
    "partiql-delete": {
      does: "delete with PartiQL from",
      sid: "Delete",
      groups: [{ actions: ["dynamodb:PartiQLDelete"], on: ["table"], limits: written }],
      key: decrypt,
    },
  },
  resources: {
    table: { arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/TABLE" },
    index: {
      arn: "arn:PARTITION:dynamodb:REGION:ACCOUNT:table/TABLE/index/INDEX",
      wildcard: "every index of the table is asked for",
    },
  },
  limits: {
    // ForAllValues is also true without any value, as in a scan; Null closes that door
    // (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html).
    leadingKeys: {
      operator: "ForAllValues:StringEquals",
      key: "dynamodb:LeadingKeys",
      and: { Null: { "dynamodb:LeadingKeys": ["false"] } },
    },
    // Without a projection all attributes come back
    // (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html).
    attributes: {
      operator: "ForAllValues:StringEquals",
      key: "dynamodb:Attributes",
      and: { StringEqualsIfExists: { "dynamodb:Select": ["SPECIFIC_ATTRIBUTES"] } },
    },
    writtenAttributes: {
      operator: "ForAllValues:StringEquals",
      key: "dynamodb:Attributes",
      and: { StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] } },
    },
  },
  encryption: tableKey,
};
