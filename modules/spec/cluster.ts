/** The shape of `clusters:`. */
import { z } from "zod";
import { defaultSystem, systemNames } from "./operating-system";
import { arn, keyReference, logGroupName, name, orVariable, reason, region, retentionDays, tags } from "./scalar";

const subnets = z.array(orVariable(z.string().min(1))).min(1);
const securityGroups = z.array(orVariable(z.string().min(1))).min(1);

/** EC2 capacity: launch template, Auto Scaling group, capacity provider, instance role. */
export const capacity = z
  .strictObject({
    os: z
      .enum(systemNames)
      .default(defaultSystem)
      .describe(
        "Operating system. `custom` takes the whole user data from `userData`; `al2` has ended and is refused. Default: `al2023`.",
      ),
    variant: z
      .string()
      .optional()
      .describe(
        "Bottlerocket variant (`aws-ecs-2`, `aws-ecs-3-nvidia`, ...) or Windows release (`2022-core`, ...). Default: the current one.",
      ),
    architecture: z.enum(["x86_64", "arm64"]).default("x86_64").describe("Architecture of the instances. Default: `x86_64`."),
    accelerator: z.enum(["gpu", "neuron"]).optional().describe("Accelerator of the machine image. Default: none."),
    image: orVariable(z.string().min(1))
      .optional()
      .describe(
        "Machine image id (`ami-...`) instead of the recommended one. Required for `custom`. Default: the recommended image, resolved when an instance starts.",
      ),
    instanceTypes: z
      .array(z.string().min(1))
      .min(1)
      .describe("Instance types; the first is the launch template's, more make a mixed instances policy."),
    min: z.int().min(0).default(0).describe("Smallest number of instances. Default: 0."),
    max: z.int().min(1).default(10).describe("Largest number of instances. Default: 10."),
    subnets: subnets.describe("Subnet ids of the instances."),
    securityGroups: securityGroups.describe("Security group ids of the instances."),
    volume: z
      .strictObject({
        sizeGiB: z.int().min(8).max(16384).default(50).describe("Size of the root volume in GiB. Default: 50."),
        key: keyReference.optional(),
        device: z
          .string()
          .regex(/^[A-Za-z0-9/]+$/)
          .optional()
          .describe("Device name of the root volume in the machine image. Default: that of the operating system's image."),
      })
      .prefault({})
      .describe("Root volume, always encrypted, type gp3. Default: 50 GiB under the account's default key."),
    spot: z.boolean().default(false).describe("Spot instances, with draining. Default: false."),
    sessionManager: z
      .boolean()
      .default(false)
      .describe(
        "Let Session Manager open shells on the instances (`ssm:UpdateInstanceInformation` and `ssmmessages`, no parameter access). Default: false.",
      ),
    instanceTags: z.record(z.string(), z.string()).default({}).describe("Tags of the container instances in ECS. Default: none."),
    propagateInstanceTags: z
      .boolean()
      .default(false)
      .describe("Copy the tags of the EC2 instance to the container instance. Default: false."),
    attributes: z
      .record(z.string(), z.string())
      .default({})
      .describe("ECS instance attributes for placement constraints. Default: none."),
    loggingDrivers: z
      .array(z.string().min(1))
      .default([])
      .describe("Log drivers that the agent offers. Default: those of the operating system."),
    agent: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .default({})
      .describe("More agent settings by their `ECS_...` name. Task roles are always on. Default: none."),
    userData: z
      .string()
      .optional()
      .describe(
        "Your own user data, merged with the generated one (script, cloud-config, MIME, TOML or PowerShell by operating system). Default: none.",
      ),
    acknowledge: z
      .array(
        z.strictObject({
          id: z.enum(["user-data-unchecked"]).describe("What is acknowledged: the code of the problem."),
          why: reason.describe("Why it does no harm."),
        }),
      )
      .default([])
      .describe(
        "Problems of `userData` that are taken on: `user-data-unchecked`, for what the scan cannot see. Default: none; under `os: custom` it is an error.",
      ),
    access: z
      .array(z.unknown())
      .optional()
      .describe("Always refused: application permissions belong on task roles, never on the container instance role."),
    tags: tags.optional(),
  })
  .describe("EC2 container instances.");

const exec = z
  .strictObject({
    logGroup: logGroupName.optional().describe("Log group of ECS Exec sessions. Default: `/ecs/<platform>/<cluster>/exec`."),
    retentionDays: retentionDays.default(90).describe("Days to keep session logs, 0 for ever. Default: 90."),
    bucket: z.string().min(1).optional().describe("S3 bucket for session logs instead of a log group. Default: none."),
    prefix: z.string().min(1).optional().describe("Key prefix in that bucket. Default: none."),
    key: keyReference.optional(),
  })
  .describe("Where ECS Exec logs, and the key of its data channel. Default: a log group of its own, once a service uses `exec`.");

/** A cluster. */
export const cluster = z.strictObject({
  name: name.optional().describe("Name of the cluster in AWS. Default: the key."),
  renamed: name
    .optional()
    .describe(
      "Former key of the cluster: Terraform keeps what it has under that key (`moved` blocks). Default: it was not renamed.",
    ),
  account: name.optional().describe("Account, by its name in `accounts`. Default: `defaults.account`."),
  region: region.optional().describe("Region. Default: the account's region, then `defaults.region`."),
  existing: z
    .boolean()
    .default(false)
    .describe("The cluster exists already and is only referred to. Default: false, it is created."),
  containerInsights: z
    .enum(["enabled", "enhanced", "disabled"])
    .default("enabled")
    .describe("Container Insights. Default: `enabled`."),
  exec: exec.optional(),
  ec2: capacity
    .optional()
    .describe("EC2 capacity; makes EC2 the launch type of the cluster's services. Default: none, services run on Fargate."),
  capacity: z
    .record(name, capacity)
    .optional()
    .describe("Several kinds of EC2 capacity by name, instead of `ec2`. Default: none."),
  serviceConnectNamespace: arn
    .optional()
    .describe("Default Service Connect namespace: ARN of a Cloud Map namespace. Default: none."),
  tags: tags.optional(),
});
