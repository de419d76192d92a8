/** The kinds of resources of the platforms that are made up: few names, chosen to be beginnings of each other. */

import type { Place } from "./world";

/** A kind of resource. */
export interface Kind {
  readonly names: readonly string[];
  /** A name that occurs nowhere. */
  readonly fresh: string;
  readonly arn: (name: string, place: Place) => string;
  /** Actions that statements on it ask for. */
  readonly actions: readonly string[];
  /** What may stand below a name, with wildcards. */
  readonly below: readonly string[];
}

function at(service: string, form: (name: string) => string): Kind["arn"] {
  return (name, { region, account }) => `arn:aws:${service}:${region}:${account}:${form(name)}`;
}

const words = ["orders", "orders-private", "ord"];

/** All kinds by name. */
export const kinds: Readonly<Record<string, Kind>> = {
  table: {
    names: words,
    fresh: "zebra",
    arn: at("dynamodb", (name) => `table/${name}`),
    actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Get*"],
    below: ["/index/*", "/index/by-day", "/stream/*"],
  },
  bucket: {
    names: ["photos", "photos-raw", "pho"],
    fresh: "zebra",
    arn: (name) => `arn:aws:s3:::${name}`,
    actions: ["s3:GetObject", "s3:PutObject", "s3:GetObject*"],
    below: ["/*", "/originals/*", "/originals*", "/*.csv", "/originals-private/x"],
  },
  queue: {
    names: words,
    fresh: "zebra",
    arn: at("sqs", (name) => name),
    actions: ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:*"],
    below: [],
  },
  topic: { names: words, fresh: "zebra", arn: at("sns", (name) => name), actions: ["sns:Publish"], below: [] },
  stream: {
    names: words,
    fresh: "zebra",
    arn: at("kinesis", (name) => `stream/${name}`),
    actions: ["kinesis:GetRecords", "kinesis:PutRecord", "kinesis:SubscribeToShard"],
    below: ["/consumer/*"],
  },
  secret: {
    names: ["prod/pay", "prod/payments", "prod"],
    fresh: "zebra",
    arn: at("secretsmanager", (name) => `secret:${name}-AbCdEf`),
    actions: ["secretsmanager:GetSecretValue", "secretsmanager:Get*"],
    below: [],
  },
  parameter: {
    names: ["shop/db", "shop", "shop/db/user", "plain"],
    fresh: "zebra",
    arn: at("ssm", (name) => `parameter/${name}`),
    actions: ["ssm:GetParameter", "ssm:GetParametersByPath", "ssm:GetParameter*", "ssm:PutParameter"],
    below: ["/*"],
  },
  group: {
    names: ["/aws/payments", "/aws/pay", "/ecs/shop/a", "plain"],
    fresh: "/zebra",
    arn: at("logs", (name) => `log-group:${name}`),
    actions: ["logs:GetLogEvents", "logs:PutLogEvents", "logs:FilterLogEvents"],
    below: [":*", ":log-stream:*", ":log-stream:a/app/*"],
  },
  function: {
    names: words,
    fresh: "zebra",
    arn: at("lambda", (name) => `function:${name}`),
    actions: ["lambda:InvokeFunction"],
    below: [":*", ":live"],
  },
  machine: {
    names: words,
    fresh: "zebra",
    arn: at("states", (name) => `stateMachine:${name}`),
    actions: ["states:StartExecution"],
    below: [],
  },
  key: {
    names: ["11111111-0000-4000-8000-000000000001", "22222222-0000-4000-8000-000000000002"],
    fresh: "33333333-0000-4000-8000-000000000003",
    arn: at("kms", (name) => `key/${name}`),
    actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
    below: [],
  },
  domain: {
    names: words,
    fresh: "zebra",
    arn: at("es", (name) => `domain/${name}`),
    actions: ["es:ESHttpGet", "es:ESHttpPost"],
    below: ["/*", "/logs/*"],
  },
  bus: {
    names: words,
    fresh: "zebra",
    arn: at("events", (name) => `event-bus/${name}`),
    actions: ["events:PutEvents"],
    below: [],
  },
  delivery: {
    names: words,
    fresh: "zebra",
    arn: at("firehose", (name) => `deliverystream/${name}`),
    actions: ["firehose:PutRecord"],
    below: [],
  },
  file: {
    names: ["fs-0123456789abcdef0", "fs-0123456789abcdef1"],
    fresh: "fs-0123456789abcdef2",
    arn: at("elasticfilesystem", (name) => `file-system/${name}`),
    actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
    below: [],
  },
  kafkatopic: {
    names: ["main/11111111-2222-3333/orders", "main/11111111-2222-3333/ord"],
    fresh: "main/11111111-2222-3333/zebra",
    arn: at("kafka", (name) => `topic/${name}`),
    actions: ["kafka-cluster:ReadData", "kafka-cluster:WriteData"],
    below: [],
  },
};
