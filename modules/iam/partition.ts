/**
 * Partitions and regions: which partition a region belongs to, its DNS suffix, and the host names that policies compare with.
 * The patterns and suffixes are those that every AWS SDK ships (https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html).
 */
import { nearlySame } from "../wording";
import { partsOf, type Text, text } from "./text";

/** Every partition that AWS has published. */
export const partitions = ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"] as const;

/** A partition: the second segment of an ARN (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export type Partition = (typeof partitions)[number];

interface PartitionFacts {
  /** What stands before the direction word in the region names: `us-` of `us-east-1`. */
  readonly prefixes: string;
  readonly dnsSuffix: string;
  /** The suffix of dual-stack registry hosts. */
  readonly dualStackSuffix: string;
  readonly regions: readonly string[];
}

const facts: Readonly<Record<Partition, PartitionFacts>> = {
  aws: {
    prefixes: "us|eu|ap|sa|ca|me|af|il|mx",
    dnsSuffix: "amazonaws.com",
    dualStackSuffix: "on.aws",
    regions: [
      ...[
        "af-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-south-2",
      ],
      ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6"],
      ...[
        "ap-southeast-7",
        "ca-central-1",
        "ca-west-1",
        "eu-central-1",
        "eu-central-2",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
      ],
      ...["eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1"],
      ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
    ],
  },
  "aws-cn": {
    prefixes: "cn",
    dnsSuffix: "amazonaws.com.cn",
    dualStackSuffix: "on.amazonwebservices.com.cn",
    regions: ["cn-north-1", "cn-northwest-1"],
  },
  "aws-us-gov": {
    prefixes: "us-gov",
    dnsSuffix: "amazonaws.com",
    dualStackSuffix: "on.aws",
    regions: ["us-gov-east-1", "us-gov-west-1"],
  },
  "aws-iso": {
    prefixes: "us-iso",
    dnsSuffix: "c2s.ic.gov",
    dualStackSuffix: "on.aws.ic.gov",
    regions: ["us-iso-east-1", "us-iso-west-1"],
  },
  "aws-iso-b": {
    prefixes: "us-isob",
    dnsSuffix: "sc2s.sgov.gov",
    dualStackSuffix: "on.aws.scloud",
    regions: ["us-isob-east-1", "us-isob-west-1"],
  },
  "aws-iso-e": {
    prefixes: "eu-isoe",
    dnsSuffix: "cloud.adc-e.uk",
    dualStackSuffix: "on.cloud-aws.adc-e.uk",
    regions: ["eu-isoe-west-1"],
  },
  "aws-iso-f": {
    prefixes: "us-isof",
    dnsSuffix: "csp.hci.ic.gov",
    dualStackSuffix: "on.aws.hci.ic.gov",
    regions: ["us-isof-east-1", "us-isof-south-1"],
  },
  "aws-eusc": {
    prefixes: "eusc-[a-z]{2}",
    dnsSuffix: "amazonaws.eu",
    dualStackSuffix: "on.amazonwebservices.eu",
    regions: ["eusc-de-east-1"],
  },
};

/** The regions known when this version was made, in partition order. AWS opens new ones: see `partitionOf`. */
export const knownRegions: readonly string[] = partitions.flatMap((partition) => facts[partition].regions);

// The SDKs accept any word here; AWS has only ever used directions, and insisting on them turns `us-esat-1` into an error.
const direction = "(?:central|(?:north|south)(?:east|west)?|east|west)";
const shapes = partitions.map((partition) => ({
  partition,
  shape: new RegExp(`^(?:${facts[partition].prefixes})-${direction}-[1-9][0-9]?$`),
}));

/**
 * The partition that a region name belongs to, by its shape, so that regions opened after this version work; `undefined` when no
 * partition has such names (`us-est1`, `us-esat-1`, `mars-1`). For a shape that fits but is not listed see `nearestRegion`.
 */
export function partitionOf(region: string): Partition | undefined {
  return shapes.find(({ shape }) => shape.test(region))?.partition;
}

/** Whether the text names a partition. */
export function isPartition(name: string): name is Partition {
  return partitions.some((partition) => partition === name);
}

/**
 * The known region that an unknown one most resembles, for "did you mean"; `undefined` when the region is known or nothing is
 * within two typing errors. A region of the right shape (`ap-southeast-8`) is merely new, or a slip: worth a warning, not an error.
 */
export function nearestRegion(region: string): string | undefined {
  return knownRegions.includes(region) ? undefined : nearlySame(region, knownRegions, 2);
}

/** The suffix of a partition's endpoints and registry hosts: `amazonaws.com`, `amazonaws.com.cn`, `c2s.ic.gov`... */
export function dnsSuffix(partition: Partition): string {
  return facts[partition].dnsSuffix;
}

/**
 * The suffix of a partition's dual-stack registry hosts, `<account>.dkr-ecr.<region>.<suffix>`
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html).
 */
export function dualStackSuffix(partition: Partition): string {
  return facts[partition].dualStackSuffix;
}

/** A comparison of `kms:ViaService` with one value. */
interface ViaService {
  readonly operator: "StringEquals" | "StringLike";
  readonly value: Text;
}

/**
 * What `kms:ViaService` must be when KMS is called by `service` in `region`. AWS documents `<service>.<region>.amazonaws.com`
 * (https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service), which is exact where the
 * partition's own suffix is `amazonaws.com`. Elsewhere AWS does not say whether the value carries the partition's suffix, so
 * service and region stay exact and only the suffix is open.
 */
export function viaService(service: string, region: Text, partition: Text): ViaService {
  const known = partitions.find((candidate) => candidate === partition) ?? partitionOf(literal(region));
  if (known !== undefined && dnsSuffix(known) === "amazonaws.com") {
    return { operator: "StringEquals", value: text`${service}.${region}.amazonaws.com` };
  }
  const suffix = known === "aws-cn" ? "amazonaws.com*" : known === "aws-eusc" ? "amazonaws.*" : "*";
  return { operator: "StringLike", value: text`${service}.${region}.${suffix}` };
}

function literal(value: Text): string {
  return partsOf(value).every((part) => typeof part === "string") ? partsOf(value).join("") : "";
}

/**
 * The principal of a service in a trust policy: `<service>.amazonaws.com` in every partition for the services that ECS
 * roles trust (ecs-tasks, ecs, ec2, ecr, lambda), also where endpoints have another suffix
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
 */
export function servicePrincipal(service: string): string {
  return `${service}.amazonaws.com`;
}
