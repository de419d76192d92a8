/** What a task is made of: images, secrets, files, logs, containers, volumes. */

import type { Text } from "../iam/text";
import type { Path } from "../problem";
import type { AccountRegion } from "./identity";

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
  readonly place: AccountRegion;
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
  readonly place: AccountRegion;
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

/** Everything that ECS itself fetches for a container or writes for it: what the execution role needs permissions for. */
export interface ContainerSources {
  readonly name: string;
  readonly path: Path;
  readonly image: ContainerImage;
  readonly environmentFiles: readonly S3File[];
  readonly secrets: readonly Secret[];
  readonly repositoryCredentials?: Secret;
  readonly credentialSpecs: readonly CredentialSpec[];
  readonly logging: Logging;
  readonly router?: LogRouter;
}

/** A container of a task. `settings` are the parts of the container definition that carry no permission, in the API's names. */
export interface Container extends ContainerSources {
  readonly environment: Readonly<Record<string, Text>>;
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
