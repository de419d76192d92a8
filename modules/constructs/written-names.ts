/** Names in AWS that two constructs of one app both write: the second one would fail, or take over what the first one has made. */
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { differs, showText, type Text } from "../iam/text";
import type { RoleStack } from "../model/model";
import type { StackPolicies } from "../policy/policy-set";
import { error, type Path, type Problem, type ProblemCode, quote, warning } from "../problem";
import type { Resource, ResourceType } from "../resources/resource";

/** What a construct writes, and where. */
export interface NamingPart {
  readonly scope: Construct;
  readonly stack: RoleStack;
  readonly policies: StackPolicies;
  /** The elements of the construct, texts in normal form. */
  readonly resources: readonly Resource[];
}

/** How AWS keeps the names of one type apart. */
interface Namespace {
  readonly what: string;
  readonly code: ProblemCode;
  readonly within: "account" | "region";
  readonly ignoresCase?: true;
  /** The arguments that are the name; `name` unless it says otherwise. */
  readonly by?: readonly string[];
  readonly help: string;
}

const onePolicy = "give all pullers and accounts of the repository to one construct: a repository has one policy";
const rename = "give one of the two constructs another name";

/** Types whose elements are named; of the others a name is chosen by AWS, or they are parts of what has one. */
const namespaces: Readonly<Partial<Record<ResourceType, Namespace>>> = {
  aws_iam_role: {
    what: "roles",
    code: "role-name-clash",
    within: "account",
    ignoresCase: true,
    help: "give one of them a `roleName` (of a `Service`: `taskRole: { name }`, `executionRole: { name }`), or pass the role that one construct writes to the others; IAM does not tell cases apart",
  },
  aws_iam_instance_profile: {
    what: "instance profiles",
    code: "duplicate-name",
    within: "account",
    ignoresCase: true,
    help: rename,
  },
  aws_iam_policy: { what: "managed policies", code: "duplicate-name", within: "account", ignoresCase: true, help: rename },
  aws_ecs_task_definition: {
    what: "task definitions",
    code: "duplicate-family",
    within: "region",
    by: ["family"],
    help: "give one of the services a `family` of its own",
  },
  aws_cloudwatch_log_group: {
    what: "log groups",
    code: "duplicate-name",
    within: "region",
    help: "give one of the services another group, or write `logs: { group, existing: true }` where it only logs to it",
  },
  aws_ecs_cluster: { what: "clusters", code: "duplicate-name", within: "region", help: rename },
  aws_ecs_capacity_provider: { what: "capacity providers", code: "duplicate-name", within: "region", help: rename },
  aws_launch_template: { what: "launch templates", code: "duplicate-name", within: "region", help: rename },
  aws_ecs_service: { what: "ECS services", code: "duplicate-name", within: "region", by: ["cluster", "name"], help: rename },
  aws_ecr_repository_policy: {
    what: "policies of the repository",
    code: "duplicate-name",
    within: "region",
    by: ["repository"],
    help: onePolicy,
  },
};

interface Named {
  readonly part: NamingPart;
  readonly path: Path;
  readonly name: string;
}

/**
 * Every second element of one type and name in one account, and region where names are the region's; a warning where only Terraform knows
 * whether it is one account. Codes: `role-name-clash`, `duplicate-family`, `duplicate-name`.
 */
export function nameProblems(parts: readonly NamingPart[]): readonly Problem[] {
  return Object.entries(namespaces).flatMap(([type, namespace]) => {
    const all = parts.flatMap((part) => namedOf(part, type, namespace));
    return all.flatMap((named, index) => clashOf(named, all.slice(0, index), namespace) ?? []);
  });
}

function namedOf(part: NamingPart, type: string, { by = ["name"] }: Namespace): readonly Named[] {
  return part.resources
    .filter((resource) => resource.type === type)
    .map((resource) => {
      const config: Readonly<Record<string, unknown>> = resource.config;
      const name = by.map((argument) => shown(config[argument])).join("/");
      return { part, name, path: pathOf(part, resource, name) };
    });
}

function shown(value: unknown): string {
  return showText(value as Text);
}

/** Where the name comes from, as far as the model knows. */
function pathOf({ scope, stack, policies }: NamingPart, resource: Resource, name: string): Path {
  const things: Readonly<Partial<Record<ResourceType, readonly { readonly name: string; readonly path: Path }[]>>> = {
    aws_iam_role: policies.roles.map(({ role }) => role),
    aws_cloudwatch_log_group: stack.logGroups,
  };
  return things[resource.type]?.find((thing) => thing.name === name)?.path ?? [scope.node.path];
}

function clashOf(named: Named, before: readonly Named[], namespace: Namespace): Problem | undefined {
  const fold = (name: string): string => (namespace.ignoresCase ? name.toLowerCase() : name);
  const others = before.filter((other) => fold(other.name) === fold(named.name) && other.part !== named.part);
  const near = others.filter((other) => !isElsewhere(named.part, other.part, namespace));
  const other = near.find(({ part }) => isHere(named.part, part, namespace)) ?? near[0];
  if (other === undefined) return undefined;
  const message = `two ${namespace.what} are called ${quote(named.name)}; ${quote(other.part.scope.node.path)} writes the other one`;
  if (isHere(named.part, other.part, namespace)) return error(namespace.code, named.path, message, namespace.help);
  const help = `${namespace.help}; or pass \`account\` and \`region\` to both, if they are in two`;
  return warning(namespace.code, named.path, `${message}, and only Terraform knows whether in the same account`, help);
}

function isElsewhere({ stack: left }: NamingPart, { stack: right }: NamingPart, { within }: Namespace): boolean {
  const { account, region } = left.place;
  return differs(account, right.place.account) || (within === "region" && differs(region, right.place.region));
}

/** One stack has one provider, whatever the props say of its account; elsewhere the same text is the same account. */
function isHere(left: NamingPart, right: NamingPart, { within }: Namespace): boolean {
  if (TerraformStack.of(left.scope) === TerraformStack.of(right.scope)) return true;
  const [one, other] = [left.stack.place, right.stack.place];
  const isAccount = showText(one.account) === showText(other.account);
  return isAccount && (within === "account" || showText(one.region) === showText(other.region));
}
