/** What services run on and pull from: clusters, capacity, repositories, log groups, buckets. */

import type { Text } from "../iam/text";
import type { Path } from "../problem";
import type { OperatingSystem } from "../spec/operating-system";
import type { AccountRegion, Role, Tags } from "./identity";
import type { ServiceModel } from "./workload";

/** EC2 capacity of a cluster. The user data and the machine image follow from it in the agent stage (`modules/agent/plan.ts`). */
export interface Capacity {
  readonly name: string;
  /** The name that its resources carry in AWS: launch template, Auto Scaling group, capacity provider. Unique in account and region. */
  readonly fullName: string;
  readonly path: Path;
  readonly cluster: string;
  readonly role: Role;
  readonly instanceProfile: string;
  readonly os: OperatingSystem;
  /** Variant of the system's machine image. */
  readonly variant?: string;
  readonly architecture: "x86_64" | "arm64";
  readonly accelerator?: "gpu" | "neuron";
  /** The user's own machine image. */
  readonly image?: Text;
  readonly instanceTypes: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly subnets: readonly Text[];
  readonly securityGroups: readonly Text[];
  readonly rootVolume: { readonly sizeGiB: number; readonly key?: Text; readonly device?: string };
  readonly spot: boolean;
  readonly sessionManager: boolean;
  readonly propagateInstanceTags: boolean;
  readonly instanceTags: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly loggingDrivers: readonly string[];
  readonly agentSettings: Readonly<Record<string, string | number | boolean>>;
  readonly extraUserData?: string;
  /** What of the user data nobody can check, and is taken on. */
  readonly acknowledge?: readonly { readonly id: "user-data-unchecked"; readonly why: string }[];
  /** Network modes of the services that may run on it. */
  readonly networkModes: readonly ServiceModel["networkMode"][];
  /** One of the services that may run on it uses Service Connect. */
  readonly serviceConnect: boolean;
  readonly tags: Tags;
}

/** A cluster. */
export interface ClusterModel {
  readonly key: string;
  /** Its key in an earlier platform file. */
  readonly renamed?: string;
  readonly name: string;
  readonly arn: Text;
  readonly path: Path;
  readonly place: AccountRegion;
  readonly existing: boolean;
  readonly containerInsights: "enabled" | "enhanced" | "disabled";
  readonly fargate: boolean;
  readonly exec?: {
    readonly logGroup?: string;
    readonly bucket?: { readonly name: string; readonly prefix?: string };
    readonly key?: Text;
  };
  readonly capacities: readonly Capacity[];
  readonly serviceConnectNamespace?: string;
  readonly tags: Tags;
}

/** A principal that may pull from a repository: the other half of an execution role's pull statement. */
export interface Puller {
  readonly service: string;
  readonly account: Text;
  readonly roleArn: Text;
  readonly path: Path;
}

/** An ECR repository and everybody who pulls from it. */
export interface Repository {
  readonly key: string;
  /** Its key in an earlier platform file. */
  readonly renamed?: string;
  readonly name: string;
  readonly arn: Text;
  /** Registry host and name, of a repository that a construct was given; otherwise they follow from the place. */
  readonly url?: Text;
  readonly path: Path;
  readonly place: AccountRegion;
  readonly existing: boolean;
  readonly immutableTags: boolean;
  readonly scanOnPush: boolean;
  readonly encryptionKey?: Text;
  readonly keepImages?: number;
  readonly expireUntaggedDays: number;
  /** Execution roles of other accounts; the same account needs no repository policy. */
  readonly pullers: readonly Puller[];
  /** Those of them whose roles belong to no service that is looked at: a construct may name roles of other apps. */
  readonly otherPullers?: readonly Puller[];
  /** Whole accounts. */
  readonly accounts: readonly Text[];
  /** The organization whose every principal may pull. */
  readonly organization?: string;
  readonly pullThroughCache: boolean;
  /** With a pull through cache: repositories may have to be created at the first pull. */
  readonly createRepositories: boolean;
  readonly tags: Tags;
}

/** A log group that the platform writes. */
export interface LogGroup {
  readonly name: string;
  /** The name that it had before its service or cluster was renamed. */
  readonly renamed?: string;
  readonly arn: Text;
  readonly retentionDays: number;
  readonly key?: Text;
  readonly tags: Tags;
  readonly path: Path;
}

/** A bucket whose policy lets only the organization in. */
export interface Bucket {
  readonly name: string;
  readonly arn: Text;
  readonly organization: string;
  readonly path: Path;
}
