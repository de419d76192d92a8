/**
 * The model: names resolved, defaults explicit, ARNs built. Everything after this stage reads it and nothing else, so two platform files
 * with one model give the same Terraform. Lists are sorted by name: the order of the platform file does not matter.
 */
import type { Path } from "../problem";
import type { Access } from "./access/access";
import type { Late, LateType, Text } from "./text";

/** Where something lives. All three are literal in a platform file; a construct may be given tokens. */
export interface Place {
  readonly account: Text;
  readonly region: Text;
  readonly partition: Text;
}

/** A place known before Terraform runs, as everything in a platform file has it. */
export interface LiteralPlace extends Place {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** Tags by their keys. A construct may be given tokens as values. */
export type Tags = Readonly<Record<string, Text>>;

/** What an account demands of every role in it. */
export interface Account {
  readonly name: string;
  readonly id: Text;
  readonly rolePath: string;
  readonly permissionsBoundary?: Text;
  readonly policies: "inline" | "managed";
  readonly tags: Tags;
  /** The role that Terraform's provider assumes in this account. */
  readonly assumeRole?: string;
}

/** A role, whoever writes it. The ARN is known before the role exists. */
export interface Role {
  readonly name: string;
  readonly rolePath: string;
  readonly arn: Text;
  /** An existing role is referred to and never written. */
  readonly existing: boolean;
  readonly permissionsBoundary?: Text;
  readonly policies: "inline" | "managed";
  readonly tags: Tags;
  readonly path: Path;
}

/** A role that tasks run with. */
export interface TaskRole {
  readonly role: Role;
  /** Empty for the service's own role, otherwise the name of the override that it is for. */
  readonly override?: string;
  readonly access: readonly Access[];
  /** The role may assume itself, and so names itself in its trust policy. */
  readonly selfAssume: boolean;
}

/** A secret that ECS puts into a container: an environment variable, a log option or a registry login. */
export interface Secret {
  /** What it becomes: the variable's or option's name. */
  readonly name: string;
  readonly kind: "secrets-manager" | "parameter";
  /** As the task definition wants it, with JSON key and version. */
  readonly valueFrom: Text;
  /** As IAM wants it: the exact ARN, or with six `?` when the random suffix is not known. */
  readonly resource: Text;
  /** Whether `resource` is exact. */
  readonly exact: boolean;
  readonly place: Place;
  /** The customer-managed key, when there is one. */
  readonly key?: Text;
  /** The secret behind a parameter `/aws/reference/secretsmanager/...`, which needs a grant of its own. */
  readonly behind?: Text;
  readonly path: Path;
}

/** An environment file, a FireLens configuration or a credential specification on S3. */
export interface S3File {
  readonly bucketArn: Text;
  readonly objectArn: Text;
  /** The account that must own the bucket. */
  readonly owner: Text;
  readonly region: Text;
  readonly partition: Text;
  readonly key?: Text;
  readonly path: Path;
}

/** The image of a container. `ecr` is there when a private ECR repository holds it. */
export interface ContainerImage {
  readonly uri: Text;
  readonly ecr?: EcrSource;
  readonly path: Path;
}

/** The private repository of an image, whether or not the platform file declares it. */
export interface EcrSource {
  readonly repositoryArn: Text;
  readonly repositoryName: Text;
  readonly place: Place;
  /** The key of `repositories` that declares it. */
  readonly declared?: string;
  readonly pullThroughCache?: { readonly prefixArn: Text; readonly createRepositories: boolean };
}

/** Where a container logs to. */
export type Logging =
  | { readonly driver: "none" }
  | {
      readonly driver: "awslogs";
      readonly group: Text;
      readonly groupArn: Text;
      readonly streamPrefix: string;
      readonly region: Text;
      /** The agent creates the group at the first start. */
      readonly createGroup: boolean;
      /** The log group that this platform writes; its key into `StackModel.logGroups`. */
      readonly managed: boolean;
      readonly options: Readonly<Record<string, Text>>;
      readonly path: Path;
    }
  | {
      readonly driver: string;
      readonly options: Readonly<Record<string, Text>>;
      readonly secretOptions: readonly Secret[];
      readonly path: Path;
    };

/** FireLens: this container routes the logs of the others. */
export interface LogRouter {
  readonly type: "fluentbit" | "fluentd";
  readonly configuration?: { readonly kind: "s3"; readonly file: S3File } | { readonly kind: "file"; readonly value: string };
  readonly options: Readonly<Record<string, string>>;
}

/** A container of a task. `settings` are the parts of the container definition that carry no permission, in the API's names. */
export interface Container {
  readonly name: string;
  readonly path: Path;
  readonly image: ContainerImage;
  readonly environment: Readonly<Record<string, Text>>;
  readonly environmentFiles: readonly S3File[];
  readonly secrets: readonly Secret[];
  readonly repositoryCredentials?: Secret;
  readonly credentialSpecs: readonly CredentialSpec[];
  readonly logging: Logging;
  readonly router?: LogRouter;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A gMSA credential specification (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-gmsa.html). */
export type CredentialSpec = {
  readonly domainless: boolean /** The domain user of domainless gMSA. */;
  readonly secret?: Secret;
} & ({ readonly kind: "s3"; readonly file: S3File } | { readonly kind: "parameter"; readonly parameter: Secret });

/** A volume of a task. */
export type Volume = { readonly name: string; readonly path: Path } & (
  | { readonly kind: "host"; readonly hostPath?: string }
  | {
      readonly kind: "efs";
      readonly fileSystemId: Text;
      readonly fileSystemArn: Text;
      readonly accessPointId?: Text;
      readonly accessPointArn?: Text;
      readonly rootDirectory?: string;
      readonly iam: boolean;
      readonly can: "read" | "write" | "root";
    }
  | {
      readonly kind: "ebs";
      readonly sizeGiB: number;
      readonly volumeType: string;
      readonly fileSystemType: string;
      readonly key?: Text;
    }
  | {
      readonly kind: "fsx-windows";
      readonly fileSystemId: Text;
      readonly rootDirectory: string;
      readonly domain: string;
      readonly credentials: Secret;
    }
);

/** ECS Exec as a service uses it: what its task role must be able to do. */
export interface Exec {
  readonly logGroupArn?: Text;
  readonly bucket?: { readonly arn: Text; readonly prefix?: string };
  readonly key?: Text;
  readonly path: Path;
}

/** The `aws_ecs_service` of a service, when the platform file wants one. */
export interface Deployment {
  readonly desiredCount: number;
  readonly subnets: readonly Text[];
  readonly securityGroups: readonly Text[];
  readonly assignPublicIp: boolean;
  readonly circuitBreaker: boolean;
  readonly loadBalancers: readonly { readonly targetGroupArn: Text; readonly container: string; readonly port: number }[];
  readonly serviceConnect?: ServiceConnect;
}

/** Service Connect (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html). */
export interface ServiceConnect {
  readonly namespace?: string;
  readonly services: readonly {
    readonly portName: string;
    readonly discoveryName?: string;
    readonly port?: number;
    readonly dnsName?: string;
  }[];
  readonly tls?: { readonly certificateAuthorityArn: Text; readonly key?: Text };
  readonly path: Path;
}

/** A service: its task definition, its roles and what they need. */
export interface Service {
  readonly name: string;
  readonly path: Path;
  readonly place: Place;
  readonly cluster: { readonly name: Text; readonly arn: Text; readonly key: string };
  /** The capacity that it runs on; absent on Fargate and on clusters that exist already. */
  readonly capacityProvider?: Text;
  readonly launchType: "ec2" | "fargate";
  readonly networkMode: "awsvpc" | "bridge" | "host" | "none" | "default";
  readonly os: "linux" | "windows";
  /** `operatingSystemFamily` of the runtime platform, where it must be said. */
  readonly osFamily?: string;
  readonly architecture: "x86_64" | "arm64";
  readonly cpu?: number;
  readonly memory?: number;
  readonly family: string;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly exec?: Exec;
  readonly taskRole: TaskRole;
  readonly overrides: readonly TaskRole[];
  /** The execution role that it uses, if it turns out to need one; shared ones are the same value. */
  readonly executionRole: ExecutionRole;
  /** Assumed by ECS itself for EBS volumes and Service Connect certificates; absent when neither is used. */
  readonly infrastructureRole?: Role;
  readonly deployment?: Deployment;
  readonly tags: Tags;
}

/** An execution role and how many use it. */
export interface ExecutionRole {
  readonly role: Role;
  /** Names of the services that share it; one unless sharing was declared. */
  readonly services: readonly string[];
  /** `aws:SourceAccount` and `aws:SourceArn` in the trust policy. */
  readonly sourceConditions: boolean;
  /** The name under which services declared to share it. */
  readonly shared?: string;
}

/** EC2 capacity of a cluster. The user data and the machine image follow from it in the agent stage (`modules/agent/plan.ts`). */
export interface Capacity {
  readonly name: string;
  /** The name that its resources carry in AWS: launch template, Auto Scaling group, capacity provider. Unique in account and region. */
  readonly fullName: string;
  readonly path: Path;
  readonly cluster: string;
  readonly role: Role;
  readonly instanceProfile: string;
  readonly os: "al2023" | "bottlerocket" | "windows" | "custom";
  /** Bottlerocket variant or Windows release. */
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
  /** Network modes of the services that may run on it. */
  readonly networkModes: readonly Service["networkMode"][];
  /** One of the services that may run on it uses Service Connect. */
  readonly serviceConnect: boolean;
  readonly tags: Tags;
}

/** A cluster. */
export interface Cluster {
  readonly key: string;
  readonly name: string;
  readonly arn: Text;
  readonly path: Path;
  readonly place: Place;
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
  readonly name: string;
  readonly arn: Text;
  /** Registry host and name, of a repository that a construct was given; otherwise they follow from the place. */
  readonly url?: Text;
  readonly path: Path;
  readonly place: Place;
  readonly existing: boolean;
  readonly immutableTags: boolean;
  readonly scanOnPush: boolean;
  readonly encryptionKey?: Text;
  readonly keepImages?: number;
  readonly expireUntaggedDays: number;
  /** Execution roles of other accounts; the same account needs no repository policy. */
  readonly pullers: readonly Puller[];
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

/** A Terraform variable of a stack. */
export interface Variable {
  readonly name: string;
  readonly type: LateType;
  readonly description: string;
  readonly default?: string;
  readonly late: Late;
  readonly path: Path;
}

/** Everything of one account and region: one Terraform root. */
export interface StackModel {
  /** `<account>-<region>`. */
  readonly name: string;
  readonly account: Account;
  readonly place: Place;
  readonly clusters: readonly Cluster[];
  readonly repositories: readonly Repository[];
  readonly services: readonly Service[];
  readonly executionRoles: readonly ExecutionRole[];
  readonly logGroups: readonly LogGroup[];
  readonly buckets: readonly Bucket[];
  readonly variables: readonly Variable[];
  /** Where Terraform keeps the state of this stack; absent when the platform file does not say. */
  readonly backend?: Backend;
  /** ECS services hand their tags on to their tasks. */
  readonly propagateTags: boolean;
}

/** A Terraform backend (https://developer.hashicorp.com/terraform/language/backend). */
export interface Backend {
  readonly type: string;
  readonly config: Readonly<Record<string, string | number | boolean>>;
}

/** A whole platform. */
export interface Model {
  readonly platform: string;
  readonly organization?: string;
  readonly stacks: readonly StackModel[];
}
