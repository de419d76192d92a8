/** The shape of a container of a service. */
import { z } from "zod";
import { keyReference, logGroupName, logStreamPrefix, name, orVariable, region, retentionDays } from "./scalar";

/** An environment variable's name; ECS takes anything without `=`, shells less. */
const environmentName = z.string().min(1);

/** A secret as ECS injects it: `ssm:/name`, an ARN, or the long form. */
export const secret = z
  .union([
    z.string().min(1),
    z.strictObject({
      secret: orVariable(z.string().min(1)).describe(
        "Secrets Manager secret: complete ARN, name, or a variable holding the ARN.",
      ),
      jsonKey: z.string().min(1).optional().describe("Key in the JSON of the secret. Default: the whole secret."),
      versionStage: z.string().min(1).optional().describe("Staging label of the version. Default: `AWSCURRENT`."),
      versionId: z
        .string()
        .min(1)
        .optional()
        .describe("Id of the version; not together with `versionStage`. Default: the current one."),
      account: name.optional().describe("Account of a secret given by name. Default: the service's."),
      region: region.optional().describe("Region of a secret given by name. Default: the service's."),
      key: keyReference.optional(),
      lookup: z
        .boolean()
        .optional()
        .describe(
          "Terraform looks up at plan time whether the secret has a customer-managed key, instead of `key`; the secret must exist. Default: false.",
        ),
    }),
    z.strictObject({
      parameter: orVariable(z.string().min(1)).describe("SSM parameter: name, ARN, or a variable holding the ARN."),
      region: region.optional().describe("Region of a parameter given by name. Default: the service's."),
      key: keyReference.optional(),
    }),
  ])
  .describe("`ssm:/path/name`, a Secrets Manager or SSM ARN, or the long form with a key.");

/** A file on S3: `s3://bucket/key` or an object ARN. */
export const s3File = z
  .union([
    z.string().min(1),
    z.strictObject({
      object: z.string().min(1).describe("`s3://bucket/key` or the ARN of the object."),
      owner: z
        .string()
        .min(1)
        .optional()
        .describe("Account that owns the bucket, by name or id. Default: the service's account."),
      key: keyReference.optional(),
    }),
  ])
  .describe("A file on S3: `s3://bucket/key`, an object ARN, or the long form with owner and key.");

/** Where containers log to. */
export const logs = z
  .strictObject({
    driver: z
      .enum(["awslogs", "awsfirelens", "none", "json-file", "syslog", "fluentd", "gelf", "journald", "splunk"])
      .default("awslogs")
      .describe("Log driver. Default: `awslogs`."),
    group: logGroupName.optional().describe("CloudWatch log group. Default: `/ecs/<platform>/<service>`."),
    existing: z.boolean().default(false).describe("The log group exists already and is not written. Default: false."),
    createGroup: z
      .boolean()
      .default(false)
      .describe(
        "Let the agent create the group at the first start (`awslogs-create-group`) instead of Terraform. Default: false.",
      ),
    retentionDays: retentionDays.default(30).describe("Days to keep log events, 0 for ever. Default: 30."),
    key: keyReference.optional(),
    region: region.optional().describe("Region of the log group. Default: the service's."),
    streamPrefix: logStreamPrefix.optional().describe("Prefix of the log streams. Default: the service's name."),
    options: z.record(z.string(), z.string()).default({}).describe("More options of the driver. Default: none."),
    secretOptions: z.record(z.string(), secret).default({}).describe("Options of the driver that are secrets. Default: none."),
  })
  .describe("Where the containers log to.");

const healthCheck = z.strictObject({
  command: z.array(z.string()).min(1).describe("Command, starting with `CMD` or `CMD-SHELL`."),
  interval: z.int().min(5).max(300).default(30).describe("Seconds between checks. Default: 30."),
  timeout: z.int().min(2).max(60).default(5).describe("Seconds until a check fails. Default: 5."),
  retries: z.int().min(1).max(10).default(3).describe("Failures until the container is unhealthy. Default: 3."),
  startPeriod: z.int().min(0).max(300).default(0).describe("Seconds of grace at the start. Default: 0."),
});

const port = z.union([
  z.int().min(1).max(65535),
  z.strictObject({
    port: z.int().min(1).max(65535).describe("Port in the container."),
    hostPort: z
      .int()
      .min(0)
      .max(65535)
      .optional()
      .describe("Port on the host. Default: the same in `awsvpc` and `host` mode, a free one in `bridge` mode."),
    protocol: z.enum(["tcp", "udp"]).default("tcp").describe("Protocol. Default: `tcp`."),
    name: z.string().min(1).optional().describe("Name for Service Connect. Default: none."),
    appProtocol: z
      .enum(["http", "http2", "grpc"])
      .optional()
      .describe("Application protocol for Service Connect. Default: none."),
  }),
]);

/** A container. */
export const container = z.strictObject({
  image: z
    .union([
      z.string().min(1),
      z.strictObject({
        repository: z.string().min(1).describe("A declared repository, or a repository URI without tag."),
        tag: orVariable(z.string().min(1)).optional().describe("Tag. Default: `latest`."),
        digest: orVariable(z.string().min(1)).optional().describe("Digest (`sha256:...`), instead of a tag. Default: none."),
      }),
    ])
    .describe("`repository:tag` or `repository@sha256:...` of a declared repository, or any registry's image with its host."),
  essential: z.boolean().default(true).describe("The task stops when this container stops. Default: true."),
  cpu: z.int().min(0).optional().describe("CPU units of the container. Default: no reservation."),
  memory: z
    .int()
    .min(6)
    .optional()
    .describe("Hard memory limit in MiB. Default: 512 on EC2 when the task has none, otherwise none."),
  memoryReservation: z.int().min(6).optional().describe("Soft memory limit in MiB. Default: none."),
  command: z.array(z.string()).optional().describe("Command. Default: the image's."),
  entryPoint: z.array(z.string()).optional().describe("Entry point. Default: the image's."),
  workingDirectory: z.string().optional().describe("Working directory. Default: the image's."),
  user: z.string().optional().describe("User, or user and group. Default: the image's."),
  readonlyRootFilesystem: z
    .boolean()
    .optional()
    .describe("Read-only root file system; ECS Exec needs a writable one. Default: false."),
  privileged: z.boolean().optional().describe("Privileged container, EC2 only. Default: false."),
  initProcess: z
    .boolean()
    .optional()
    .describe("Run an init process that reaps zombies. Default: true with ECS Exec, otherwise false."),
  environment: z
    .record(environmentName, orVariable(z.string()))
    .default({})
    .describe("Environment variables in plain text. Default: none."),
  environmentFiles: z.array(s3File).default([]).describe("Environment files on S3, read with the execution role. Default: none."),
  secrets: z
    .record(environmentName, secret)
    .default({})
    .describe("Environment variables from Secrets Manager or SSM, read with the execution role. Default: none."),
  registryCredentials: secret.optional().describe("Secret with `username` and `password` of a private registry. Default: none."),
  credentialSpecs: z
    .array(
      z.strictObject({
        from: z
          .union([
            z.strictObject({ s3: s3File }),
            z.strictObject({
              parameter: orVariable(z.string().min(1)).describe("SSM parameter: name, ARN, or a variable holding the ARN."),
            }),
          ])
          .describe("The credential specification: `{ s3: ... }` or `{ parameter: ... }`."),
        domainless: z.boolean().default(false).describe("Domainless gMSA. Default: false."),
        secret: secret.optional().describe("Secret with the domain user of domainless gMSA. Default: none."),
      }),
    )
    .default([])
    .describe("gMSA credential specifications. Default: none."),
  ports: z.array(port).default([]).describe("Ports. Default: none."),
  mounts: z
    .array(
      z.strictObject({
        volume: name.describe("A volume of the service."),
        path: z.string().min(1).describe("Path in the container."),
        readOnly: z.boolean().default(false).describe("Mount read-only. Default: false."),
      }),
    )
    .default([])
    .describe("Volumes to mount. Default: none."),
  dependsOn: z
    .record(name, z.enum(["START", "COMPLETE", "SUCCESS", "HEALTHY"]))
    .default({})
    .describe("Containers to wait for, and their condition. Default: none."),
  healthCheck: healthCheck.optional().describe("Health check. Default: none."),
  stopTimeout: z.int().min(0).max(120).optional().describe("Seconds between SIGTERM and SIGKILL. Default: the agent's, 30."),
  startTimeout: z.int().min(2).optional().describe("Seconds to wait for dependencies. Default: the agent's."),
  dockerLabels: z.record(z.string(), z.string()).default({}).describe("Docker labels. Default: none."),
  logs: logs.optional(),
  router: z
    .strictObject({
      type: z.enum(["fluentbit", "fluentd"]).default("fluentbit").describe("Kind of log router. Default: `fluentbit`."),
      configuration: z
        .union([z.strictObject({ file: z.string().min(1).describe("Path in the image.") }), z.strictObject({ s3: s3File })])
        .optional()
        .describe("Own configuration: `{ file: /path }` in the image, or `{ s3: ... }` on EC2. Default: none."),
      options: z.record(z.string(), z.string()).default({}).describe("More FireLens options. Default: none."),
    })
    .optional()
    .describe("This container routes the logs of the others (FireLens). Default: it does not."),
});
