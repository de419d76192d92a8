/** The shape of `services:`. */
import { z } from "zod";
import { access } from "./access";
import { container, logs, secret } from "./container";
import { serviceExpectation } from "./expectation";
import { arn, familyName, iamRoleName, keyReference, name, orVariable, reason, tags } from "./scalar";

const efsVolume = z.strictObject({
  fileSystem: orVariable(z.string().min(1)).describe("Id or ARN of the EFS file system."),
  accessPoint: orVariable(z.string().min(1)).optional().describe("Id or ARN of the access point. Default: none."),
  path: z.string().min(1).optional().describe("Directory of the file system; not together with `accessPoint`. Default: `/`."),
  iam: z.boolean().default(true).describe("Authorise with the task role. Default: true."),
  can: z
    .enum(["read", "write", "root"])
    .default("write")
    .describe("What the task role may do: read, read and write, or also as root. Default: `write`."),
});

const ebsVolume = z.strictObject({
  sizeGiB: z.int().min(1).max(16384).describe("Size in GiB."),
  type: z.enum(["gp3", "gp2", "io1", "io2", "st1", "sc1"]).default("gp3").describe("Type of the volume. Default: `gp3`."),
  fileSystem: z.enum(["xfs", "ext4", "ext3", "ntfs"]).default("xfs").describe("File system. Default: `xfs`."),
  key: keyReference.optional(),
});

const fsxVolume = z.strictObject({
  fileSystem: orVariable(z.string().min(1)).describe("Id of the FSx for Windows File Server file system."),
  path: z.string().min(1).default("\\").describe("Directory of the file system. Default: its root."),
  domain: z.string().min(1).describe("Fully qualified name of the Active Directory domain."),
  credentials: secret,
});

const volume = z
  .strictObject({
    host: z
      .union([z.boolean(), z.string().min(1)])
      .optional()
      .describe(
        "`true` for an empty volume that lives with the task, or a path on the container instance. Default: none, the volume is of another kind.",
      ),
    efs: efsVolume.optional().describe("An EFS file system."),
    ebs: ebsVolume.optional().describe("An EBS volume per task, attached by the infrastructure role."),
    fsxWindows: fsxVolume.optional().describe("An FSx for Windows File Server file system."),
  })
  .refine((value) => Object.keys(value).length === 1, {
    error: "a volume is exactly one of `host`, `efs`, `ebs` and `fsxWindows`",
    params: { help: "declare a volume of its own for each" },
  })
  .meta({ minProperties: 1, maxProperties: 1 });

const serviceConnect = z.strictObject({
  namespace: z.string().min(1).optional().describe("Cloud Map namespace: name or ARN. Default: the cluster's."),
  services: z
    .array(
      z.strictObject({
        portName: z.string().min(1).describe("Name of a port of a container."),
        discoveryName: z.string().min(1).optional().describe("Name in the namespace. Default: the port's name."),
        port: z.int().min(1).max(65535).optional().describe("Port of the client alias. Default: the container's."),
        dnsName: z.string().min(1).optional().describe("DNS name of the client alias. Default: made by ECS."),
      }),
    )
    .default([])
    .describe("Ports that others may call. Default: none, the service only calls."),
  tls: z
    .strictObject({
      certificateAuthority: orVariable(arn).describe("ARN of the AWS Private CA, tagged `AmazonECSManaged=true`."),
      key: keyReference.optional(),
    })
    .optional()
    .describe("Encrypt the traffic, with certificates that the infrastructure role requests. Default: no TLS."),
});

const deployment = z.strictObject({
  desiredCount: z.int().min(0).default(1).describe("Number of tasks. Default: 1."),
  subnets: z
    .array(orVariable(z.string().min(1)))
    .default([])
    .describe("Subnet ids of the tasks; required with `awsvpc`. Default: none."),
  securityGroups: z
    .array(orVariable(z.string().min(1)))
    .default([])
    .describe("Security group ids of the tasks. Default: the VPC's default group."),
  assignPublicIp: z.boolean().default(false).describe("Public addresses for the tasks, Fargate only. Default: false."),
  circuitBreaker: z
    .boolean()
    .default(true)
    .describe("Stop and roll back a deployment that does not become healthy. Default: true."),
  loadBalancers: z
    .array(
      z.strictObject({
        targetGroup: orVariable(arn).describe("ARN of the target group."),
        container: name.describe("Container that receives the traffic."),
        port: z.int().min(1).max(65535).describe("Port of that container."),
      }),
    )
    .default([])
    .describe("Target groups. Default: none."),
  serviceConnect: serviceConnect.optional().describe("Service Connect. Default: not used."),
});

const accessList = z.array(access).default([]);

/** The only principal that may assume a task or an execution role; anything else is refused with the reason. */
const trust = z
  .string()
  .default("ecs-tasks.amazonaws.com")
  .describe("Principal that assumes the role; only `ecs-tasks.amazonaws.com` is right. Default: that.");

const adopt = z
  .boolean()
  .optional()
  .describe(
    "A role of this name exists already and is managed from here on (`import` block). Default: false, the role is created.",
  );

/** A service: one task definition with its roles. */
export const service = z.strictObject({
  renamed: name
    .optional()
    .describe(
      "Former name of the service: Terraform keeps what it has under that name (`moved` blocks). Default: it was not renamed.",
    ),
  cluster: name.describe("Cluster, by its key in `clusters`."),
  capacity: name.optional().describe("Which of the cluster's `capacity` it runs on. Default: the only one."),
  launchType: z
    .enum(["ec2", "fargate"])
    .optional()
    .describe("Launch type. Default: `ec2` on a cluster with EC2 capacity, otherwise `fargate`."),
  networkMode: z
    .enum(["awsvpc", "bridge", "host", "none", "default"])
    .optional()
    .describe("Network mode. Default: `awsvpc`; on Windows EC2 capacity `default`."),
  os: z.enum(["linux", "windows"]).optional().describe("Operating system family. Default: the capacity's, on Fargate `linux`."),
  windowsRelease: z
    .enum(["2019-full", "2019-core", "2022-full", "2022-core", "2025-full", "2025-core"])
    .optional()
    .describe("Windows release of Fargate tasks. Default: `2022-core`."),
  architecture: z
    .enum(["x86_64", "arm64"])
    .optional()
    .describe("CPU architecture. Default: the capacity's, on Fargate `x86_64`."),
  cpu: z.int().min(128).optional().describe("CPU units of the task. Default: 256 on Fargate, otherwise none."),
  memory: z.int().min(6).optional().describe("Memory of the task in MiB. Default: 512 on Fargate, otherwise none."),
  family: familyName.optional().describe("Family of the task definition. Default: `<platform>-<service>`."),
  containers: z.record(name, container).describe("Containers by name."),
  volumes: z.record(name, volume).default({}).describe("Volumes by name. Default: none."),
  access: accessList.describe("What the task role may do. Default: nothing."),
  exec: z.boolean().default(false).describe("Allow ECS Exec into the containers. Default: false."),
  logs: logs.optional(),
  taskRole: z
    .strictObject({
      name: iamRoleName.optional().describe("Name of the role. Default: `<platform>-<service>-task`."),
      existing: arn
        .optional()
        .describe(
          "ARN of a role that exists already and is only referred to; `access` must then be empty. Default: none, the role is written.",
        ),
      adopt,
      trust,
      selfAssume: z.boolean().default(false).describe("The role may assume itself. Default: false."),
      tags: tags.optional(),
    })
    .prefault({})
    .describe("The task role."),
  taskRoleOverrides: z
    .record(
      name,
      z.strictObject({
        access: accessList.describe("What this role may do. Default: nothing."),
        why: reason.describe("What the role is for."),
      }),
    )
    .default({})
    .describe("Further task roles that one manual run may be started with (`--overrides`). Default: none."),
  executionRole: z
    .strictObject({
      name: iamRoleName.optional().describe("Name of the role. Default: `<platform>-<service>-execution`."),
      existing: arn
        .optional()
        .describe("ARN of a role that exists already and is only referred to. Default: none, the role is written."),
      adopt,
      shared: name
        .optional()
        .describe("Share one execution role with every service of the stack that names the same. Default: not shared."),
      trust,
      sourceConditions: z
        .boolean()
        .default(true)
        .describe("`aws:SourceAccount` and `aws:SourceArn` in the trust policy. Default: true."),
      tags: tags.optional(),
    })
    .prefault({})
    .describe("The execution role, written only if something needs it."),
  sharedWith: z
    .array(name)
    .default([])
    .describe("Services that may reach what only this one was granted, as wildcards of theirs do. Default: none."),
  acknowledge: z
    .array(
      z.strictObject({
        id: z.string().min(1).describe("The danger rule: docs/danger.md lists them."),
        why: reason.describe("Why the service needs these actions."),
      }),
    )
    .default([])
    .describe("Danger rules that roles of the service may meet. Default: none, a dangerous role is refused."),
  expect: z
    .array(serviceExpectation)
    .default([])
    .describe("What the roles of this service must, and must not, be able to do. Default: nothing more is expected."),
  deployment: deployment.optional().describe("Write an ECS service for the task definition. Default: only the task definition."),
  tags: tags.optional(),
});
