/** Random items of access lists, of every intent. */

import type { Surroundings } from "./generate";
import { kinds } from "./kinds";
import type { Random } from "./random";
import type { Options, Value } from "./raw";

type Make = (around: Surroundings) => Options;

/** What names a resource: mostly its name, sometimes its ARN or a variable with either. */
function named({ random, place, accounts, features }: Surroundings, kind: string): Value {
  const { names, arn } = kinds[kind] as (typeof kinds)[string];
  const name = random.pick(names);
  const choice = random.below(100);
  if (choice < 70) return kind === "parameter" && name.includes("/") ? `/${name}` : name;
  if (choice < 85 || !features.late)
    return arn(name, { ...place, account: random.chance(70) ? place.account : random.pick(Object.values(accounts)) });
  return choice < 95 ? { var: `${kind}_name_1` } : { arn: { var: `${kind}_arn_1` } };
}

function verbs(random: Random, all: readonly string[]): Value {
  const some = random.some(all, 25);
  return some.length === 1 ? (some[0] as string) : some;
}

/** Another account, region, end, or key, for those intents that have them. */
function details(around: Surroundings, name: Value, key: boolean): Options {
  const { random, place, accounts } = around;
  const isName = typeof name === "string" && !name.startsWith("arn:");
  const account = isName && random.chance(15) ? { account: random.pick(Object.keys(accounts)) } : {};
  const until = random.chance(5) ? { until: "2030-01-01" } : {};
  const keyed = key && place.region === "us-east-1" && random.chance(15) ? { key: "main" } : {};
  return { ...account, ...until, ...keyed };
}

function simple(kind: string, option: string, all: readonly string[], key: boolean, more: Make = () => ({})): Make {
  return (around) => {
    const name = named(around, kind);
    return { [option]: name, can: verbs(around.random, all), ...details(around, name, key), ...more(around) };
  };
}

const sometimes =
  (percent: number, options: Options): Make =>
  ({ random }) =>
    random.chance(percent) ? options : {};

const makers: Readonly<Record<string, Make>> = {
  s3: (around) => {
    const { random } = around;
    const name = named({ ...around, place: { region: "", account: "" }, accounts: { none: "" } }, "bucket");
    const { account: _none, ...rest } = details(around, name, true);
    const prefix = random.chance(70) ? { prefix: random.pick(["originals", "originals-private/", "originals/", "a/"]) } : {};
    const owner = random.chance(10) ? { owner: random.pick(Object.keys(around.accounts)) } : {};
    return {
      bucket: name,
      can: verbs(random, ["read", "write", "delete", "list", "locate"]),
      ...prefix,
      ...owner,
      ...sometimes(8, { versions: true })(around),
      ...rest,
    };
  },
  dynamodb: (around) => {
    const make = simple("table", "table", ["read", "scan", "write", "describe", "partiql-select", "partiql-insert"], true);
    const item = make(around);
    const scans = Array.isArray(item.can) ? item.can.includes("scan") : item.can === "scan";
    return {
      ...item,
      ...sometimes(25, { indexes: "all" })(around),
      ...(scans ? {} : sometimes(10, { leadingKeys: ["eu"] })(around)),
    };
  },
  "dynamodb-stream": simple("table", "table", ["read", "list"], true),
  "rds-connect": ({ random }) => ({
    resource: random.pick(["db-ABC123", "cluster-ABC123"]),
    user: random.pick(["app", "admin"]),
  }),
  "rds-data": (around) => ({ cluster: around.random.pick(["orders", "ord"]), secret: around.random.pick(["prod/pay", "prod"]) }),
  sqs: simple("queue", "queue", ["consume", "send"], true),
  sns: simple("topic", "topic", ["publish"], true),
  kinesis: simple("stream", "stream", ["read", "write"], true, sometimes(15, { consumer: "fan" })),
  firehose: simple("delivery", "stream", ["write"], false),
  events: simple("bus", "bus", ["put"], false, sometimes(15, { source: "shop" })),
  states: ({ random, features }) => ({
    machine: features.late && random.chance(10) ? { var: "machine_name_1" } : random.pick(["orders", "ord"]),
    can: verbs(random, ["start", "describe", "stop", "report"]),
  }),
  lambda: simple("function", "function", ["invoke"], false, ({ random }) =>
    random.chance(20) ? { qualifiers: random.chance(50) ? "all" : ["live"] } : {},
  ),
  secret: (around) => {
    const { random, features } = around;
    const name =
      features.late && random.chance(8) ? { arn: { var: "secret_arn_1" } } : random.pick(["prod/pay", "prod/payments", "prod"]);
    return {
      secret: name,
      can: verbs(random, ["read", "write"]),
      ...(around.place.region === "us-east-1" ? sometimes(20, { key: "main" })(around) : {}),
    };
  },
  parameter: simple("parameter", "parameter", ["read", "tree", "write"], true),
  kms: ({ random, features }) => ({
    key:
      features.late && random.chance(20)
        ? { var: "key_arn_2", default: "" }
        : random.chance(50)
          ? "main"
          : "arn:aws:kms:us-east-1:123456789012:key/22222222-0000-4000-8000-000000000002",
    can: verbs(random, ["decrypt", "encrypt", "generate-data-key"]),
    ...(random.chance(20) ? { via: "s3" } : {}),
  }),
  bedrock: ({ random }) => ({
    model: random.pick(["amazon.nova-lite-v1:0", "amazon.nova-pro-v1:0"]),
    ...(random.chance(20) ? { guardrail: "ab12" } : {}),
  }),
  efs: ({ random }) => ({
    fileSystem: random.pick(kinds.file?.names ?? []),
    can: random.pick(["read", "write", "root"]),
    ...(random.chance(20) ? { accessPoint: "fsap-0123456789abcdef0" } : {}),
  }),
  metrics: ({ random }) => ({ namespace: random.pick(["shop", "orders"]) }),
  xray: () => ({}),
  "elasticache-connect": ({ random }) => ({ cache: random.pick(["orders", "ord"]), user: random.pick(["app", "admin"]) }),
  kafka: ({ random }) => ({
    cluster: "main/11111111-2222-3333",
    can: verbs(random, ["read", "write"]),
    topics: random.pick(["orders", "ord"]),
    ...(random.chance(30) ? { groups: "g" } : {}),
  }),
  opensearch: (around) => {
    const name = named(around, "domain");
    return {
      domain: name,
      can: verbs(around.random, ["get", "post"]),
      ...sometimes(30, { path: "logs/" })(around),
      ...details(around, name, false),
    };
  },
  ses: ({ random }) => ({
    identity: random.pick(["example.com", "a@example.com"]),
    can: verbs(random, ["send", "send-raw"]),
    ...(random.chance(20) ? { from: "a@example.com" } : {}),
  }),
  "assume-role": ({ random, accounts }) => ({
    role: random.pick(["reports", "rep"]),
    ...(random.chance(40) ? { account: random.pick(Object.keys(accounts)) } : {}),
    ...(random.chance(20) ? { externalId: "id" } : {}),
  }),
};

/** One item of a random intent. */
export function accessItem(around: Surroundings): Options {
  const intent = around.random.pick(Object.keys(makers));
  return { [intent]: (makers[intent] as Make)(around) };
}
