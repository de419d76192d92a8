/** From an item of an `access` list to what it means. */
import { error, type Path, quote } from "../../problem";
import type { AccessSpec, IntentSpec } from "../../spec/access";
import { type CatalogueIntent, intents } from "../../spec/access/intents";
import type { ModelScope } from "../scope";
import type { AccessItem } from "./access";
import { assumeRole } from "./assume-role";
import { bedrock } from "./bedrock";
import { dynamodb } from "./dynamodb";
import { dynamodbStream } from "./dynamodb-stream";
import { efs } from "./efs";
import { elasticacheConnect } from "./elasticache-connect";
import { events } from "./events";
import { firehose } from "./firehose";
import type { ItemContext } from "./identifier";
import { kafka } from "./kafka";
import { kinesis } from "./kinesis";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { metrics } from "./metrics";
import { opensearch } from "./opensearch";
import { parameter } from "./parameter";
import { rdsConnect } from "./rds-connect";
import { rdsData } from "./rds-data";
import type { IntentResolver, ResolvedItem } from "./resolved-item";
import { s3 } from "./s3";
import { secret } from "./secret";
import { ses } from "./ses";
import { sns } from "./sns";
import { sqs } from "./sqs";
import { resolveStatement } from "./statement";
import { states } from "./states";
import { xray } from "./xray";

const resolvers: { readonly [I in CatalogueIntent]: IntentResolver<I> } = {
  s3,
  dynamodb,
  "dynamodb-stream": dynamodbStream,
  "rds-connect": rdsConnect,
  "rds-data": rdsData,
  sqs,
  sns,
  kinesis,
  firehose,
  events,
  states,
  lambda,
  secret,
  parameter,
  kms,
  bedrock,
  efs,
  metrics,
  xray,
  "elasticache-connect": elasticacheConnect,
  kafka,
  opensearch,
  ses,
  "assume-role": assumeRole,
};

/**
 * What an item means, or nothing after a problem, all of which go to the scope: `invalid-value` for `security-group`, `ended-platform` for `appmesh`,
 * `invalid-date`, and those of the intents: `invalid-name`, `invalid-arn`, `wildcard-in-arn`, `partition-mismatch`, `key-region-mismatch`, `missing-key`...
 */
export function resolveAccess(spec: AccessSpec, path: Path, scope: ModelScope): AccessItem | undefined {
  const [intent] = Object.keys(spec);
  if (intent === "security-group" || intent === "appmesh") {
    scope.report(refused(intent, path));
    return undefined;
  }
  const options = intent === undefined ? undefined : spec[intent as keyof AccessSpec];
  // INVARIANT: the schema lets exactly one intent through.
  if (intent === undefined || typeof options !== "object" || options === null) return undefined;
  const item = common(options, [...path, intent], path, scope);
  const itemContext = { scope, path: [...path, intent], intent };
  if (intent === "statement") {
    const statement = resolveStatement(options as IntentSpec<"statement">, itemContext);
    return statement && item && { ...statement, ...item };
  }
  const draft = resolveIntent(intent as CatalogueIntent, options, itemContext);
  return draft && item && { limits: {}, flags: [], ...draft, ...item };
}

function resolveIntent(intent: CatalogueIntent, options: object, itemContext: ItemContext) {
  const can = verbsOf(intent, "can" in options ? options.can : undefined);
  // The intent and its options come from one key of one item; the compiler cannot follow that through the table.
  const resolve = resolvers[intent] as (
    spec: object,
    itemContext: ItemContext,
    can: readonly string[],
  ) => ResolvedItem | undefined;
  const draft = resolve(options, itemContext, can);
  return draft && { intent, can, ...draft };
}

/** The verbs asked for, each once, in catalogue order; without any, the one that the intent is named for. */
function verbsOf(intent: CatalogueIntent, can: unknown): readonly string[] {
  const { verbs, fallback } = intents[intent];
  const known: readonly string[] = verbs;
  const asked = can ?? fallback;
  const wanted: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
  return known.filter((verb) => wanted.includes(verb));
}

function common(
  options: object,
  at: Path,
  path: Path,
  scope: ModelScope,
): Pick<AccessItem, "path" | "until" | "why"> | undefined {
  const { until, why } = options as { readonly until?: string; readonly why?: string };
  const end = until === undefined ? undefined : fullTime(until);
  if (until !== undefined && end === undefined) {
    scope.report(
      error(
        "invalid-date",
        [...at, "until"],
        `${quote(until)} is not a day of the calendar`,
        "write `2027-01-31` or `2027-01-31T12:00:00Z`",
      ),
    );
    return undefined;
  }
  return { path, ...(end === undefined ? {} : { until: end }), ...(why === undefined ? {} : { why }) };
}

/** `2027-01-31` is the start of that day in UTC. `Date` rolls 30 February over, so the result is compared with the input. */
function fullTime(until: string): string | undefined {
  const full = until.includes("T") ? until : `${until}T00:00:00Z`;
  const time = Date.parse(full);
  return Number.isNaN(time) || new Date(time).toISOString().replace(".000Z", "Z") !== full ? undefined : full;
}

function refused(intent: "security-group" | "appmesh", path: Path) {
  if (intent === "appmesh") {
    const help = "use Service Connect (`deployment.serviceConnect`), which needs no permission of the task role";
    return error("ended-platform", [...path, intent], "AWS App Mesh ended on 2026-09-30", help);
  }
  const help =
    "a security group decides which packets pass, never who may call an API: put its id into `deployment.securityGroups`, and name what the task calls here (`s3`, `rds-connect`, ...)";
  return error("invalid-value", [...path, intent], "a security group grants nothing", help);
}
