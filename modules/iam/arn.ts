/** ARNs: taken apart, put together, and checked once for every stage (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
import { error, type Path, type Problem, quote } from "../problem";
import { isPartition, nearestRegion, partitionOf } from "./partition";

/** An ARN's segments after `arn:`. Region and account may be empty; the resource may hold colons and is never empty. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The segments of an ARN, or `undefined` when the text is none. Wildcards and policy variables pass: `arnProblem` judges them. */
export function parseArn(text: string): Arn | undefined {
  const [, partition, service, region, account, resource] =
    /^arn:([A-Za-z0-9*?-]+):([A-Za-z0-9*?-]+):([A-Za-z0-9*?-]*):([A-Za-z0-9*?-]*):(\P{Cc}+)$/u.exec(text) ?? [];
  if (partition === undefined || service === undefined || resource === undefined) return undefined;
  return { partition, service, region: region ?? "", account: account ?? "", resource };
}

/** The text of an ARN; `parseArn` gives the same segments back. */
export function formatArn({ partition, service, region, account, resource }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** Whether the text holds a wildcard of IAM's: `*` or `?`. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether a wildcard stands in the first five segments, where it would reach other services, regions or accounts. */
export function hasWildcardBeforeResource(text: string): boolean {
  return hasWildcard(text.split(":").slice(0, 5).join(":"));
}

/** What an option wants of an ARN. */
export interface ExpectedArn {
  /** The service segment, or none for an ARN of any service. */
  readonly service?: string;
  /** What the resource segment must match, anchored by the caller. */
  readonly resource?: RegExp;
  /** A right one, for the help. */
  readonly example?: string;
  /**
   * Where the resource may hold `*` and `?`: "none", "part" (`table/orders-*`, the default) or "whole" (`table/*` too).
   * The first five segments never may.
   */
  readonly wildcards?: "none" | "part" | "whole";
}

/**
 * What is wrong with an ARN, or `undefined`: `invalid-arn`, `wildcard-in-arn`, `invalid-region`, `invalid-account`, or
 * `partition-mismatch` when partition and region contradict each other. Knows which services leave region or account empty.
 */
export function arnProblem(text: string, expected: ExpectedArn, path: Path): Problem | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return error("invalid-arn", path, `${quote(text)} is not an ARN`, shapeHelp(expected));
  return (
    wildcardProblem(text, arn, expected, path) ??
    serviceProblem(text, arn, expected, path) ??
    placeProblem(text, arn, path) ??
    resourceProblem(text, arn, expected, path)
  );
}

/** `invalid-account` unless the text is an account id of twelve digits; numbers that lost a leading zero are named as such. */
export function accountProblem(text: string, path: Path): Problem | undefined {
  if (/^[0-9]{12}$/.test(text)) return undefined;
  const help = /^[0-9]{1,11}$/.test(text)
    ? "an account id has twelve digits; write it in quotes, so that leading zeros stay"
    : 'write the twelve digits in quotes, without hyphens: `"111122223333"`';
  return error("invalid-account", path, `${quote(text)} is not an account id`, help);
}

/** `invalid-region` unless some partition has regions of such a name; the help names the nearest known one. */
export function regionProblem(text: string, path: Path): Problem | undefined {
  if (partitionOf(text) !== undefined) return undefined;
  const nearest = nearestRegion(text);
  const help = nearest === undefined ? "regions look like `us-east-1`" : `did you mean ${quote(nearest)}?`;
  return error("invalid-region", path, `${quote(text)} is not a region of a known partition`, help);
}

function shapeHelp({ service = "SERVICE", example }: ExpectedArn): string {
  return `write all six segments: \`${example ?? `arn:PARTITION:${service}:REGION:ACCOUNT:RESOURCE`}\``;
}

function wildcardProblem(text: string, arn: Arn, { wildcards = "part" }: ExpectedArn, path: Path): Problem | undefined {
  if (hasWildcardBeforeResource(text)) {
    const help = "name partition, service, region and account; only the resource may hold `*` or `?`";
    return error("wildcard-in-arn", path, `wildcard before the resource in ${quote(text)}`, help);
  }
  if (wildcards === "none" && hasWildcard(arn.resource)) {
    return error("wildcard-in-arn", path, `wildcard in ${quote(text)}`, "write the ARN of exactly one resource");
  }
  if (wildcards !== "whole" && /^[*?]+$/.test(identifierOf(arn))) {
    const help = "name the resource, or at least the beginning of its name";
    return error("wildcard-in-arn", path, `${quote(text)} stands for every resource of its kind`, help);
  }
  return undefined;
}

// Services whose resource segment starts with the name itself; elsewhere a type comes first (`table/orders`, `log-group:orders`).
const withoutType = ["s3", "sqs", "sns", "execute-api", "codecommit"];

function identifierOf({ service, resource }: Arn): string {
  const [first = "", second] = resource.split(/[/:]/);
  return withoutType.includes(service) ? first : (second ?? first);
}

function serviceProblem(text: string, arn: Arn, expected: ExpectedArn, path: Path): Problem | undefined {
  if (!isPartition(arn.partition)) {
    const help = "partitions are `aws`, `aws-cn`, `aws-us-gov`, `aws-iso`, `aws-iso-b`, `aws-iso-e`, `aws-iso-f` and `aws-eusc`";
    return error("invalid-arn", path, `unknown partition ${quote(arn.partition)} in ${quote(text)}`, help);
  }
  if (expected.service === undefined || expected.service === arn.service) return undefined;
  const message = `${quote(text)} is an ARN of ${quote(arn.service)}, not of \`${expected.service}\``;
  return error("invalid-arn", path, message, shapeHelp(expected));
}

function placeProblem(text: string, arn: Arn, path: Path): Problem | undefined {
  const place = segmentRule(arn);
  const region = presenceProblem("region", place.region, arn.region, text, path);
  const account = presenceProblem("account", place.account, arn.account, text, path);
  if (region !== undefined || account !== undefined) return region ?? account;
  if (arn.region !== "") {
    const partition = partitionOf(arn.region);
    if (partition === undefined) return regionProblem(arn.region, path);
    if (partition !== arn.partition) {
      const message = `region ${quote(arn.region)} is in partition \`${partition}\`, not ${quote(arn.partition)}`;
      return error("partition-mismatch", path, message, `write ${quote(formatArn({ ...arn, partition }))}`);
    }
  }
  if (arn.account === "" || (arn.account === "aws" && ownedByAws.has(arn.service))) return undefined;
  return accountProblem(arn.account, path);
}

type Presence = "required" | "empty" | "optional";

function presenceProblem(
  segment: "region" | "account",
  presence: Presence,
  value: string,
  text: string,
  path: Path,
): Problem | undefined {
  if (presence === "required" && value === "") {
    return error(
      "invalid-arn",
      path,
      `no ${segment} in ${quote(text)}`,
      `fill in the ${segment}, the ${segment === "region" ? "fourth" : "fifth"} segment`,
    );
  }
  if (presence === "empty" && value !== "") {
    const help = `leave the ${segment} empty: such resources are named without it`;
    return error("invalid-arn", path, `${segment} ${quote(value)} in ${quote(text)}`, help);
  }
  return undefined;
}

interface SegmentRule {
  readonly region: Presence;
  readonly account: Presence;
}

// Rules of the services that ECS tasks use, first match wins; `resource` is matched from the start of the segment.
const places: readonly (SegmentRule & { readonly service: string; readonly resource: RegExp })[] = [
  // Multi-region access points have no region.
  { service: "s3", resource: /^accesspoint\//, region: "optional", account: "required" },
  {
    service: "s3",
    resource: /^(async-request|job|storage-lens(-group)?|access-grants)\//,
    region: "required",
    account: "required",
  },
  { service: "s3", resource: /^/, region: "empty", account: "empty" },
  { service: "iam", resource: /^/, region: "empty", account: "required" },
  { service: "bedrock", resource: /^foundation-model\//, region: "optional", account: "empty" },
  { service: "bedrock", resource: /^system-tool\//, region: "empty", account: "required" },
  { service: "ssm", resource: /^parameter\/aws\/service\//, region: "required", account: "empty" },
  { service: "rds", resource: /^global-cluster:/, region: "empty", account: "required" },
  { service: "dynamodb", resource: /^global-table\//, region: "empty", account: "required" },
];

// Services with resources of AWS's own, whose account is `aws`: `arn:aws:iam::aws:policy/ReadOnlyAccess`.
const ownedByAws = new Set("iam bedrock-agentcore bedrock-websearch connect eks guardduty organizations ses sso ts".split(" "));

// The remaining services that the service authorization reference shows with an empty region or account
// (https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html).
const regionless = new Set(
  [
    "account arc-region-switch artifact aws-marketplace bcm-dashboards bcm-pricing-calculator billing billingconductor budgets ce chatbot",
    "cloudfront cloudwatch codecatalyst compute-optimizer consoleapp controlcatalog directconnect ec2 ecr-public eks elasticache",
    "elemental-support-cases forecast globalaccelerator guardduty identitystore internetmonitor invoicing license-manager mapcredits",
    "memorydb networkmanager notifications notifications-contacts opsworks-cm organizations partnercentral payments personalize",
    "pricingplanmanager purchase-orders quicksight ram route53 route53-recovery-control route53-recovery-readiness",
    "route53globalresolver savingsplans shield signin ssm-incidents sso sts swf ts vendor-insights verifiedpermissions waf worklink",
  ].flatMap((line) => line.split(" ")),
);
const accountless = new Set(
  [
    "apigateway artifact aws-marketplace codecatalyst controlcatalog controltower dataexchange devicefarm ec2 elasticbeanstalk events",
    "forecast gamelift geo-maps geo-places geo-routes health identitystore iq iq-permission managedblockchain mapcredits partnercentral",
    "personalize route53 signin sso vendor-insights",
  ].flatMap((line) => line.split(" ")),
);

function segmentRule({ service, resource }: Arn): SegmentRule {
  const rule = places.find((candidate) => candidate.service === service && candidate.resource.test(resource));
  return (
    rule ?? {
      region: regionless.has(service) ? "optional" : "required",
      account: accountless.has(service) ? "optional" : "required",
    }
  );
}

function resourceProblem(text: string, arn: Arn, expected: ExpectedArn, path: Path): Problem | undefined {
  if (expected.resource === undefined || expected.resource.test(arn.resource)) return undefined;
  const message = `${quote(arn.resource)} in ${quote(text)} is not the resource that belongs here`;
  return error("invalid-arn", path, message, shapeHelp(expected));
}
