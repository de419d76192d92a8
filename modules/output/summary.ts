/** What readers want to know of a stack, as data: who may assume each role and what each may do. Every string is text for people; none is escaped. */

/** The four kinds of ECS roles (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html). */
export const roleKinds = ["task", "execution", "container instance", "infrastructure"] as const;

/** One of the four kinds. */
export type RoleCategory = (typeof roleKinds)[number];

/** A statement of a policy. */
export interface StatementSummary {
  readonly sid: string;
  readonly effect: "Allow" | "Deny";
  /** Who it speaks of; empty in the policies of roles. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** One line each: "`StringEquals` of key = value or value". */
  readonly conditions: readonly ConditionSummary[];
  /** The Terraform variable that must not be empty for the statement to exist. */
  readonly onlyWith?: string;
  /** What it is for. */
  readonly purpose: string;
  /** What asks for it: `orders: secret API_KEY`; empty when nothing in the platform file does. */
  readonly askedForBy: string;
  /** Why a wildcard in it cannot be avoided. */
  readonly wildcard?: string;
  /** The user's own reason. */
  readonly why?: string;
  /** The AWS page that names these permissions. */
  readonly page: string;
}

/** A condition: the values of one key are alternatives. */
interface ConditionSummary {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A role. */
export interface RoleSummary {
  readonly stack: string;
  readonly name: string;
  readonly arn: string;
  readonly kind: RoleCategory;
  /** Names of the services that run with it; of an instance role, the cluster and the capacity. */
  readonly usedBy: readonly string[];
  readonly description: string;
  /** An existing role is referred to and not written. */
  readonly existing: boolean;
  readonly launchTypes: readonly string[];
  /** Who may assume it: service principals, account roots. */
  readonly assumedBy: readonly string[];
  readonly trust: readonly StatementSummary[];
  readonly permissionsBoundary?: string;
  readonly statements: readonly StatementSummary[];
  /** Of an execution role, how AmazonECSTaskExecutionRolePolicy would miss what it needs. */
  readonly managedPolicy?: ManagedPolicySummary;
}

/** The AWS managed policy instead of a role's own: actions, without their resources. */
export interface ManagedPolicySummary {
  /** Allowed on every resource, though needed on a few. */
  readonly tooWide: readonly string[];
  /** Allowed, though not needed at all. */
  readonly needless: readonly string[];
  /** Needed and not allowed: tasks would not start. */
  readonly missing: readonly string[];
}

/** A policy on a resource. */
export interface ResourcePolicySummary {
  readonly kind: "repository" | "bucket";
  readonly name: string;
  readonly statements: readonly StatementSummary[];
}

/** Something that crosses an account border. `other` is the account at the far end. */
export interface CrossAccountEdge {
  readonly direction: "out" | "in";
  readonly other: string;
  /** Who reaches: a service, or a role of the other account. */
  readonly from: string;
  /** What is reached: an ARN or a name. */
  readonly to: string;
  /** What makes the far end agree: "the repository policy that stack `x` writes". */
  readonly needs: string;
  readonly askedForBy: string;
}

/** A Terraform variable. */
export interface VariableSummary {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly default?: string;
}

/** A stack. */
export interface StackSummary {
  readonly platform: string;
  /** Name of the platform file, without folders. */
  readonly source: string;
  readonly stack: string;
  readonly accountName: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** The role that Terraform's provider assumes. */
  readonly assumeRole?: string;
  /** Type of the backend; absent when Terraform keeps its state in a local file. */
  readonly backend?: string;
  readonly clusters: readonly string[];
  readonly repositories: readonly string[];
  readonly services: readonly { readonly name: string; readonly launchType: string }[];
  readonly roles: readonly RoleSummary[];
  readonly resourcePolicies: readonly ResourcePolicySummary[];
  readonly crossAccount: readonly CrossAccountEdge[];
  readonly variables: readonly VariableSummary[];
  /** The folder below the stack's own that holds the same configuration as JSON, for programs; absent when there is none. */
  readonly jsonFolder?: string;
  /** What must exist already because the stack refers to it without writing it; one phrase each. */
  readonly assumptions: readonly string[];
}
