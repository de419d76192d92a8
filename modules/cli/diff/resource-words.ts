/** Resources in words: "table sessions" for `arn:aws:dynamodb:us-east-1:123456789012:table/sessions`. */

/** Where the reader stands: what is of this place needs no account and no region. */
export interface Standpoint {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

// Service to what its resources are called, by the first word of the resource; "" for services whose resources have none.
const nouns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: { table: "table" },
  ecr: { repository: "repository" },
  kms: { key: "key" },
  secretsmanager: { secret: "secret" },
  ssm: { parameter: "parameter" },
  lambda: { function: "function" },
  logs: { "log-group": "log group" },
  kinesis: { stream: "stream" },
  firehose: { deliverystream: "delivery stream" },
  states: { stateMachine: "state machine" },
  events: { "event-bus": "event bus" },
  iam: { role: "role", policy: "policy", user: "user" },
  ecs: { cluster: "cluster", service: "ECS service", "task-definition": "task definition" },
  elasticfilesystem: { "file-system": "file system", "access-point": "access point" },
  sqs: { "": "queue" },
  sns: { "": "topic" },
};

/** The resource of a policy for people; whatever is not known stays as it is. */
export function resourceWords(resource: string, { account, region }: Standpoint): string {
  if (resource === "*") return "every resource";
  const [arn, , service = "", itsRegion = "", itsAccount = "", ...rest] = resource.split(":");
  if (arn !== "arn" || rest.length === 0) return resource;
  if (service === "s3") return itsAccount === "" ? bucketWords(rest.join(":")) : resource;
  const words = nounWords(service, rest.join(":"));
  if (words === undefined) return resource;
  const elsewhere = [
    ...(itsAccount === "" || itsAccount === account ? [] : [`account ${itsAccount}`]),
    ...(itsRegion === "" || region === undefined || itsRegion === region ? [] : [itsRegion]),
  ];
  return elsewhere.length === 0 ? words : `${words} (${elsewhere.join(", ")})`;
}

function bucketWords(name: string): string {
  const [bucket = "", ...key] = name.split("/");
  return key.length === 0 ? `bucket ${bucket}` : `objects ${bucket}/${key.join("/")}`;
}

function nounWords(service: string, resource: string): string | undefined {
  const known = Object.hasOwn(nouns, service) ? nouns[service] : undefined;
  if (known === undefined) return undefined;
  if (known[""] !== undefined) return /^[^:/]+$/.test(resource) ? `${known[""]} ${resource}` : undefined;
  const [, type = "", name = ""] = /^([^:/]+)[:/](.+)$/s.exec(resource) ?? [];
  const noun = Object.hasOwn(known, type) ? known[type] : undefined;
  if (noun === undefined) return undefined;
  // The names of parameters begin with the slash that ends the type.
  return `${noun} ${service === "ssm" && name.includes("/") ? `/${name}` : name}`;
}
