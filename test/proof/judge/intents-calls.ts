/** What the intents of queues, streams, functions and the like need, from AWS's service authorization reference; see `intents-data.ts`. */

import { type Claim, claim, type Demand, type Site } from "./claim";
import { arnOf, asked, everywhere, keyClaims } from "./intents-data";
import { listOf, type Options, textOf, textsOf } from "./raw";

function equals(key: string, values: readonly string[]): readonly Demand[] {
  return values.length === 0 ? [] : [{ key, how: "equals", values }];
}

const both = ["GenerateDataKey", "Decrypt"];

function sqs(site: Site): readonly Claim[] {
  const queue = arnOf(site, "queue", "sqs", (name) => name);
  const facts = ["sqs:GetQueueUrl", "sqs:GetQueueAttributes"];
  const consume = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", ...facts];
  const actions = asked(site.can, { consume, send: ["sqs:SendMessage", ...facts] });
  return [claim(actions, queue), ...keyClaims(site, "sqs", { consume: ["Decrypt"], send: both }, queue)];
}

function sns(site: Site): readonly Claim[] {
  const topic = arnOf(site, "topic", "sns", (name) => name);
  return [claim(["sns:Publish"], topic), ...keyClaims(site, "sns", { publish: both }, topic)];
}

function kinesis(site: Site): readonly Claim[] {
  const stream = arnOf(site, "stream", "kinesis", (name) => `stream/${name}`);
  const consumer = textOf(site.options.consumer);
  const shared = consumer === undefined ? ["kinesis:GetShardIterator", "kinesis:GetRecords"] : [];
  const read = ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:ListShards", ...shared];
  const write = ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:ListShards"];
  const subscribe = ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"];
  const fanOut = consumer !== undefined && site.can.includes("read");
  return [
    claim(asked(site.can, { read, write }), stream),
    ...(fanOut ? [claim(subscribe, `${stream}/consumer/${consumer}:*`, `${stream}/consumer/${consumer}`)] : []),
    ...keyClaims(site, "kinesis", { read: ["Decrypt"], write: ["GenerateDataKey"] }, stream),
  ];
}

function firehose(site: Site): readonly Claim[] {
  const stream = arnOf(site, "stream", "firehose", (name) => `deliverystream/${name}`);
  return [claim(["firehose:PutRecord", "firehose:PutRecordBatch"], stream)];
}

function events(site: Site): readonly Claim[] {
  const { options } = site;
  const bus = arnOf(site, "bus", "events", (name) => `event-bus/${name}`);
  const all = (key: string, values: readonly string[]): readonly Demand[] =>
    values.length === 0 ? [] : [{ key, how: "all", values }];
  const demands = [...all("events:source", textsOf(options.source)), ...all("events:detail-type", textsOf(options.detailType))];
  return [claim(["events:PutEvents"], bus, bus, demands)];
}

function states(site: Site): readonly Claim[] {
  const machine = arnOf(site, "machine", "states", (name) => `stateMachine:${name}`);
  const executions = `${machine.replace(":stateMachine:", ":execution:")}:*`;
  const onMachine = asked(site.can, { start: ["states:StartExecution"], "start-sync": ["states:StartSyncExecution"] });
  const onExecution = asked(site.can, { describe: ["states:DescribeExecution"], stop: ["states:StopExecution"] });
  const report = ["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"];
  return [
    ...(onMachine.length === 0 ? [] : [claim(onMachine, machine)]),
    ...(onExecution.length === 0 ? [] : [claim(onExecution, executions, machine)]),
    ...(site.can.includes("report") ? [everywhere(report)] : []),
    ...keyClaims(site, "states", { "start-sync": ["Decrypt"], describe: ["Decrypt"] }, machine),
  ];
}

function lambda(site: Site): readonly Claim[] {
  const { qualifiers } = site.options;
  const name = arnOf(site, "function", "lambda", (given) => `function:${given}`);
  const qualified = qualifiers === "all" ? ["*"] : textsOf(qualifiers);
  const on = [...(qualifiers === undefined || qualifiers === "all" ? [name] : []), ...qualified.map((each) => `${name}:${each}`)];
  return on.map((each) => claim(["lambda:InvokeFunction"], each, qualifiers === "all" ? name : each));
}

const keyActions: Readonly<Record<string, string>> = {
  decrypt: "Decrypt",
  encrypt: "Encrypt",
  "generate-data-key": "GenerateDataKey",
  sign: "Sign",
  verify: "Verify",
  "generate-mac": "GenerateMac",
  "verify-mac": "VerifyMac",
  "get-public-key": "GetPublicKey",
  describe: "DescribeKey",
};

function kms({ options, can, place, keyOf }: Site): readonly Claim[] {
  const key = keyOf(textOf(options.key) ?? "");
  const via = textOf(options.via);
  const region = key.split(":")[3] ?? place.region;
  const demands = via === undefined ? [] : equals("kms:ViaService", [`${via}.${region}.amazonaws.com`]);
  const actions = can.map((verb) => `kms:${keyActions[verb] ?? verb}`);
  return key === "" ? [] : [claim(actions, key, key, demands)];
}

function bedrock(site: Site): readonly Claim[] {
  const { options, place } = site;
  const model = textOf(options.model) ?? "";
  const region = textOf(options.region) ?? place.region;
  const actions = asked(site.can, { invoke: ["bedrock:InvokeModel"], stream: ["bedrock:InvokeModelWithResponseStream"] });
  const guardrail = textOf(options.guardrail);
  const guard = `arn:aws:bedrock:${region}:${place.account}:guardrail/${guardrail}`;
  const guarded: readonly Demand[] =
    guardrail === undefined ? [] : [{ key: "bedrock:GuardrailIdentifier", how: "like", values: [guard, `${guard}:*`] }];
  const arn = `arn:aws:bedrock:${region}::foundation-model/${model}`;
  return [claim(actions, arn, arn, guarded), ...(guardrail === undefined ? [] : [claim(["bedrock:ApplyGuardrail"], guard)])];
}

function metrics({ options }: Site): readonly Claim[] {
  return [everywhere(["cloudwatch:PutMetricData"], equals("cloudwatch:namespace", textsOf(options.namespace)))];
}

const traces = [
  "PutTraceSegments",
  "PutTelemetryRecords",
  "GetSamplingRules",
  "GetSamplingTargets",
  "GetSamplingStatisticSummaries",
];

function xray(): readonly Claim[] {
  return [everywhere(traces.map((name) => `xray:${name}`))];
}

function elasticache(site: Site): readonly Claim[] {
  const kind = site.options.serverless === true ? "serverlesscache" : "replicationgroup";
  const cache = arnOf(site, "cache", "elasticache", (name) => `${kind}:${name}`);
  const user = arnOf(site, "user", "elasticache", (name) => `user:${name}`);
  return [cache, user].map((arn) => claim(["elasticache:Connect"], arn));
}

function kafka(site: Site): readonly Claim[] {
  const { options, can } = site;
  const cluster = arnOf(site, "cluster", "kafka", (name) => `cluster/${name}`);
  const below = (kind: string, name: string): string => `${cluster.replace(":cluster/", `:${kind}/`)}/${name}`;
  const connect = ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"];
  const topic = asked(can, { read: ["kafka-cluster:ReadData"], write: ["kafka-cluster:WriteData"] });
  const write = can.includes("write");
  const named = (option: string, kind: string, actions: readonly string[], when: boolean): readonly Claim[] =>
    when ? textsOf(options[option]).map((name) => claim(actions, below(kind, name))) : [];
  return [
    claim([...connect, ...(write ? ["kafka-cluster:WriteDataIdempotently"] : [])], cluster),
    ...named("topics", "topic", ["kafka-cluster:DescribeTopic", ...topic], true),
    ...named("groups", "group", ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"], can.includes("read")),
    ...named(
      "transactionalIds",
      "transactional-id",
      ["DescribeTransactionalId", "AlterTransactionalId"].map((name) => `kafka-cluster:${name}`),
      write,
    ),
  ];
}

function opensearch(site: Site): readonly Claim[] {
  const { options, can } = site;
  if (options.collection !== undefined) {
    return [
      claim(
        ["aoss:APIAccessAll"],
        arnOf(site, "collection", "aoss", (id) => `collection/${id}`),
      ),
    ];
  }
  const domain = arnOf(site, "domain", "es", (name) => `domain/${name}`);
  const path = (textOf(options.path) ?? "").replace(/^\/+/, "");
  const actions = can.map((verb) => `es:ESHttp${verb.charAt(0).toUpperCase()}${verb.slice(1)}`);
  return [claim(actions, `${domain}/${path}*`, path === "" ? domain : `${domain}/${path}`)];
}

function ses(site: Site): readonly Claim[] {
  const { options, can } = site;
  const on = (option: string, kind: string): readonly string[] =>
    options[option] === undefined ? [] : [arnOf(site, option, "ses", (name) => `${kind}/${name}`)];
  const mail = [...on("identity", "identity"), ...on("configurationSet", "configuration-set")];
  const from = equals("ses:FromAddress", textsOf(options.from));
  return [
    ...(can.includes("send")
      ? [...mail, ...on("template", "template")].map((arn) => claim(["ses:SendEmail"], arn, arn, from))
      : []),
    ...(can.includes("send-raw") ? mail.map((arn) => claim(["ses:SendRawEmail"], arn, arn, from)) : []),
  ];
}

function assumeRole({ options, place, accountOf }: Site): readonly Claim[] {
  const given = textOf(options.role) ?? textOf((options.role as Options | undefined)?.arn) ?? "";
  const account = textOf(options.account) === undefined ? place.account : accountOf(textOf(options.account) ?? "");
  const arn = given.startsWith("arn:") ? given : `arn:aws:iam::${account}:role/${given}`;
  const id = textOf(options.externalId);
  return [claim(["sts:AssumeRole"], arn, arn, equals("sts:ExternalId", id === undefined ? [] : [id]))];
}

/** The readers of these intents. */
export const callIntents: Readonly<Record<string, (site: Site) => readonly Claim[]>> = {
  sqs,
  sns,
  kinesis,
  firehose,
  events,
  states,
  lambda,
  kms,
  bedrock,
  metrics,
  xray,
  "elasticache-connect": elasticache,
  kafka,
  opensearch,
  ses,
  "assume-role": assumeRole,
};

/** What an item asks for when it says no `can`. */
const unsaid: Readonly<Record<string, string>> = {
  "dynamodb-stream": "read",
  "rds-connect": "connect",
  "rds-data": "execute",
  sns: "publish",
  firehose: "write",
  events: "put",
  states: "start",
  lambda: "invoke",
  secret: "read",
  parameter: "read",
  bedrock: "invoke",
  metrics: "put",
  xray: "put",
  "elasticache-connect": "connect",
  opensearch: "call",
  ses: "send",
  "assume-role": "assume",
};

/** The verbs of an item. */
export function verbsOf(intent: string, { can }: Options): readonly string[] {
  const verbs = listOf(can).filter((verb) => typeof verb === "string");
  return verbs.length > 0 ? verbs : [unsaid[intent] ?? ""];
}
