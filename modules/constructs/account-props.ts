/** Where a construct's resources live, and what the account demands of roles: the props that all constructs share. */
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { accountProblem, arnProblem, regionProblem } from "../iam/arn";
import { isPartition, partitionOf } from "../iam/partition";
import type { Text } from "../iam/text";
import type { ResolvedAccountRegion } from "../model/accounts";
import { error, type Problem, quote } from "../problem";
import { listOf, oneOf, optional, type PropShapes, recordOf, text } from "./shape";
import type { TokenBook } from "./tokens";

/** Props of every construct. All may be tokens but `platform`, `ownAccounts`, `organization`, `rolePath` and `policies`. */
export interface AccountProps {
  /** What the names of roles begin with. Default: the id of the stack. */
  readonly platform?: string;
  /** Account id. Default: the account of the provider, by the data source `aws_caller_identity`. */
  readonly account?: string;
  /** Region. Default: the region of the provider, by the data source `aws_region`. */
  readonly region?: string;
  /** Partition. Default: that of a literal region, otherwise by the data source `aws_partition`. */
  readonly partition?: string;
  /**
   * Ids of your other accounts, as `accounts` of a platform file has them: what a role reaches there is not foreign. Must be literal. Default: only
   * `account`, where that is literal.
   */
  readonly ownAccounts?: readonly string[];
  /** Organization id, for conditions that compare with it. Default: none. */
  readonly organization?: string;
  /** ARN of the managed policy that bounds every role. Default: none. */
  readonly permissionsBoundary?: string;
  /** IAM path of every role. Default: `/`. */
  readonly rolePath?: string;
  /** Inline policies (no extra quota) or customer managed ones. Default: `inline`. */
  readonly policies?: "inline" | "managed";
  /** Tags of everything that has tags. Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The form of the props that all constructs share. */
export const accountPropShapes: PropShapes<AccountProps> = {
  platform: optional(text),
  account: optional(text),
  region: optional(text),
  partition: optional(text),
  ownAccounts: optional(listOf(text)),
  organization: optional(text),
  permissionsBoundary: optional(text),
  rolePath: optional(text),
  policies: optional(oneOf(["inline", "managed"])),
  tags: optional(recordOf(text)),
};

/** The name of the only account of a construct's spec. */
export const here = "here";

/** What stands in a spec for account and region, which may be tokens: nothing reads it, `resolvedPlace` has the real ones. */
const elsewhere = { id: "000000000000", region: "us-east-1" } as const;

/** What the names of roles begin with. */
export function platformOf(scope: Construct, { platform }: AccountProps): string {
  return platform ?? TerraformStack.of(scope).node.id;
}

/** The sections of a platform file that the props stand for. Tags that are tokens are left out: `resolvedPlace` has them. */
export function accountSections(scope: Construct, props: AccountProps): Readonly<Record<string, unknown>> {
  const { rolePath, policies, organization } = props;
  const tags = Object.entries(props.tags ?? {}).filter(([, value]) => !Token.isUnresolved(value));
  return {
    platform: platformOf(scope, props),
    ...(organization === undefined ? {} : { organization }),
    accounts: {
      [here]: {
        ...elsewhere,
        tags: Object.fromEntries(tags),
        ...(rolePath === undefined ? {} : { rolePath }),
        ...(policies === undefined ? {} : { policies }),
      },
    },
  };
}

/** Account and place as the model has them. Problems: `invalid-account`, `invalid-region`, `invalid-value` (partition), `invalid-arn`. */
export function accountRegionFor(scope: Construct, props: AccountProps, book: TokenBook): ResolvedAccountRegion {
  const id = book.text(props.account ?? callerAccount(scope), "account-id", ["account"]);
  const region = book.text(props.region ?? callerRegion(scope), "region", ["region"]);
  const partition = book.text(partitionFor(scope, props), "partition", ["partition"]);
  const boundary = props.permissionsBoundary;
  const tags = Object.entries(props.tags ?? {}).map(([key, value]) => [key, book.text(value, "string", ["tags", key])] as const);
  const account = {
    name: here,
    id,
    rolePath: props.rolePath ?? "/",
    policies: props.policies ?? ("inline" as const),
    tags: Object.fromEntries(tags),
    ...(boundary === undefined ? {} : { permissionsBoundary: book.text(boundary, "arn", ["permissionsBoundary"]) }),
  };
  return { declared: { account, id, path: [] }, place: { account: id, region, partition } };
}

/** What is wrong with the literal ones among the props. */
export function accountRegionProblems({ declared, place }: ResolvedAccountRegion): readonly Problem[] {
  const { permissionsBoundary } = declared.account;
  const boundary = { service: "iam", resource: /^policy\/./, wildcards: "none" } as const;
  return [
    literal(place.account, (text) => accountProblem(text, ["account"])),
    literal(place.region, (text) => regionProblem(text, ["region"])),
    literal(place.partition, (text) => (isPartition(text) ? undefined : noPartition(text))),
    literal(permissionsBoundary, (text) => arnProblem(text, boundary, ["permissionsBoundary"])),
  ].filter((problem) => problem !== undefined);
}

function noPartition(text: string): Problem {
  return error(
    "invalid-value",
    ["partition"],
    `${quote(text)} is not a partition`,
    "partitions are `aws`, `aws-cn`, `aws-us-gov`, ...",
  );
}

function literal(value: Text | undefined, check: (text: string) => Problem | undefined): Problem | undefined {
  return typeof value === "string" ? check(value) : undefined;
}

function partitionFor(scope: Construct, { partition, region }: AccountProps): string {
  if (partition !== undefined) return partition;
  const known = region === undefined ? undefined : partitionOf(region);
  return known ?? (region === undefined || Token.isUnresolved(region) ? callerPartition(scope) : "aws");
}

function callerAccount(scope: Construct): string {
  return once(scope, "rolewright-caller", (stack, id) => new DataAwsCallerIdentity(stack, id)).accountId;
}

/** The id of the data source is the region's name in provider 5 and 6 alike. */
function callerRegion(scope: Construct): string {
  return once(scope, "rolewright-region", (stack, id) => new DataAwsRegion(stack, id)).id;
}

function callerPartition(scope: Construct): string {
  return once(scope, "rolewright-partition", (stack, id) => new DataAwsPartition(stack, id)).partition;
}

/** One data source for all constructs of a stack. */
function once<T extends Construct>(scope: Construct, id: string, create: (stack: TerraformStack, id: string) => T): T {
  const stack = TerraformStack.of(scope);
  return (stack.node.tryFindChild(id) as T | undefined) ?? create(stack, id);
}
