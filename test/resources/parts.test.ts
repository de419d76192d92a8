import { inline } from "../../modules/hcl";
import type { Late, LateType } from "../../modules/iam/text";
import type { ClusterModel, Repository, ServiceModel, Volume } from "../../modules/model/model";
import { terraformString } from "../../modules/resources/expression";
import { terraformVariable } from "../../modules/resources/variable";
import * as fixture from "./fixture";
import { evaluate } from "./template";

describe("the lifecycle of a repository", () => {
  const rules = (change: Partial<Repository>): { rulePriority: number; selection: Record<string, unknown> }[] => {
    const json = fixture.jsonOfStack(fixture.stack({ repositories: [fixture.repository(change)] }));
    return JSON.parse(evaluate(json.resource.aws_ecr_lifecycle_policy!.inventory!.policy!) as string).rules;
  };

  test("expires untagged images and keeps all others", () => {
    expect(rules({ expireUntaggedDays: 3 })).toEqual([
      {
        rulePriority: 1,
        description: "Expire untagged images after 3 days",
        selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 3 },
        action: { type: "expire" },
      },
    ]);
  });

  test("keeps so many tagged images when asked to, with a priority of its own", () => {
    expect(rules({ keepImages: 7 }).map(({ rulePriority, selection }) => [rulePriority, selection])).toEqual([
      [1, { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 }],
      [2, { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: 7 }],
    ]);
  });
});

describe("the encryption of a repository", () => {
  const encryption = (key: Repository["encryptionKey"]) => {
    const repository = fixture.repository(key === undefined ? {} : { encryptionKey: key });
    const json = fixture.jsonOfStack(fixture.stack({ repositories: [repository] }));
    return json.resource.aws_ecr_repository!.inventory!.encryption_configuration as Record<string, string>[] | undefined;
  };

  test("is not written without a key", () => expect(encryption(undefined)).toBeUndefined());

  test("is KMS with a key", () => {
    expect(encryption(fixture.literalKey)).toEqual([{ encryption_type: "KMS", kms_key: fixture.literalKey }]);
  });

  test("is decided by Terraform where the key may be none", () => {
    const type = encryption(fixture.optionalKey)?.[0]?.encryption_type ?? "";
    expect(evaluate(type, { kms_key_arn: "" })).toBe("AES256");
    expect(evaluate(type, { kms_key_arn: fixture.literalKey })).toBe("KMS");
  });
});

describe("ECS Exec of a cluster", () => {
  const configuration = (exec: ClusterModel["exec"], logKey?: Repository["encryptionKey"]) => {
    const group = fixture.stack().logGroups[0]!;
    const logGroups = [{ ...group, name: "/exec", ...(logKey === undefined ? {} : { key: logKey }) }];
    const clusters = [fixture.cluster(exec === undefined ? {} : { exec })];
    const json = fixture.jsonOfStack(fixture.stack({ clusters, logGroups, services: [] }));
    return json.resource.aws_ecs_cluster!.production!.configuration as { execute_command_configuration: unknown } | undefined;
  };
  const name = "${aws_cloudwatch_log_group.exec.name}";

  test.each([
    [
      "logs to a group of the stack by reference",
      { logGroup: "/exec" },
      undefined,
      { logging: "OVERRIDE", log_configuration: { cloud_watch_log_group_name: name } },
    ],
    [
      "demands encryption where the group has a key",
      { logGroup: "/exec" },
      fixture.literalKey,
      { logging: "OVERRIDE", log_configuration: { cloud_watch_log_group_name: name, cloud_watch_encryption_enabled: true } },
    ],
    [
      "does not demand encryption where the key may be none",
      { logGroup: "/exec" },
      fixture.optionalKey,
      { logging: "OVERRIDE", log_configuration: { cloud_watch_log_group_name: name } },
    ],
    [
      "logs to a group of somebody else by name",
      { logGroup: "/other" },
      undefined,
      { logging: "OVERRIDE", log_configuration: { cloud_watch_log_group_name: "/other" } },
    ],
    [
      "logs to a bucket",
      { bucket: { name: "logs", prefix: "p" } },
      undefined,
      {
        logging: "OVERRIDE",
        log_configuration: { s3_bucket_name: "logs", s3_bucket_encryption_enabled: true, s3_key_prefix: "p" },
      },
    ],
    ["only has a key", { key: fixture.literalKey }, undefined, { kms_key_id: fixture.literalKey, logging: "DEFAULT" }],
  ] as const)("%s", (_, exec, logKey, expected) => {
    expect(configuration(exec, logKey)?.execute_command_configuration).toEqual(expected);
  });

  test("is not configured when nothing uses it", () => expect(configuration(undefined)).toBeUndefined());
});

describe("capacity", () => {
  const group = (change: Parameters<typeof fixture.capacity>[0]) => {
    const json = fixture.jsonOfStack(fixture.stack({ clusters: [fixture.cluster({ capacities: [fixture.capacity(change)] })] }));
    return { group: json.resource.aws_autoscaling_group!.production!, template: json.resource.aws_launch_template!.production! };
  };

  test("keeps containers away from the instance role: IMDSv2 only, one hop, no IPv6", () => {
    expect(group({}).template.metadata_options).toEqual({
      http_endpoint: "enabled",
      http_tokens: "required",
      http_put_response_hop_limit: 1,
      http_protocol_ipv6: "disabled",
    });
  });

  test("has no public address and only encrypted volumes", () => {
    const { template } = group({ rootVolume: { sizeGiB: 30, key: fixture.literalKey } });
    expect(template.network_interfaces).toEqual([
      { associate_public_ip_address: "false", delete_on_termination: "true", security_groups: ["sg-0a"] },
    ]);
    expect(template.block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: {
          volume_size: 30,
          volume_type: "gp3",
          encrypted: "true",
          kms_key_id: fixture.literalKey,
          delete_on_termination: "true",
        },
      },
    ]);
  });

  test("of one type on demand uses its launch template as it is", () => {
    expect(group({}).group).toHaveProperty("launch_template");
    expect(group({}).group).not.toHaveProperty("mixed_instances_policy");
  });

  test.each([
    ["of several types", { instanceTypes: ["a.large", "b.large"] }, 100, "on_demand_allocation_strategy", "prioritized"],
    ["on spot", { spot: true }, 0, "spot_allocation_strategy", "price-capacity-optimized"],
  ] as const)("%s has a mixed instances policy", (_, change, onDemand, strategy, value) => {
    const policy = group(change).group.mixed_instances_policy as unknown as {
      readonly instances_distribution: Record<string, unknown>;
      readonly launch_template: { readonly override: unknown };
    };
    expect(policy.instances_distribution).toEqual({
      on_demand_base_capacity: 0,
      on_demand_percentage_above_base_capacity: onDemand,
      [strategy]: value,
    });
    expect(policy.launch_template.override).toEqual(
      ("instanceTypes" in change ? change.instanceTypes : ["m7g.large"]).map((type) => ({ instance_type: type })),
    );
  });

  test("leaves the desired capacity to ECS, which may end only instances without tasks", () => {
    expect(group({}).group).toMatchObject({ protect_from_scale_in: true, lifecycle: { ignore_changes: ["desired_capacity"] } });
    expect(group({}).group).not.toHaveProperty("desired_capacity");
  });
});

describe("a volume", () => {
  const volumes = (volume: Volume): unknown =>
    fixture.jsonOfStack(fixture.stack({ services: [fixture.service("orders", { volumes: [volume] })] })).resource
      .aws_ecs_task_definition!.orders!.volume;
  const efs = { kind: "efs", name: "v", path: [], fileSystemId: "fs-1", fileSystemArn: "arn", can: "read" } as const;

  test.each([
    [
      "on EFS without IAM has no authorisation but encryption",
      { ...efs, iam: false },
      { file_system_id: "fs-1", transit_encryption: "ENABLED" },
    ],
    [
      "on EFS by an access point without IAM says so",
      { ...efs, iam: false, accessPointId: "fsap-1" },
      {
        file_system_id: "fs-1",
        transit_encryption: "ENABLED",
        authorization_config: { access_point_id: "fsap-1", iam: "DISABLED" },
      },
    ],
    [
      "on EFS keeps its directory",
      { ...efs, iam: true, rootDirectory: "/data" },
      {
        file_system_id: "fs-1",
        root_directory: "/data",
        transit_encryption: "ENABLED",
        authorization_config: { iam: "ENABLED" },
      },
    ],
  ] as const)("%s", (_, volume, expected) => {
    expect(volumes(volume)).toEqual([{ name: "v", efs_volume_configuration: expected }]);
  });

  test("on EBS is configured when a task starts", () => {
    const ebs = { kind: "ebs", name: "v", path: [], sizeGiB: 1, volumeType: "gp3", fileSystemType: "xfs" } as const;
    expect(volumes(ebs)).toEqual([{ name: "v", configure_at_launch: true }]);
  });
});

describe("an ECS service", () => {
  const deployment = {
    desiredCount: 1,
    subnets: ["subnet-0a"],
    securityGroups: [],
    assignPublicIp: false,
    circuitBreaker: true,
    loadBalancers: [],
  };
  const written = (change: Partial<ServiceModel>) =>
    fixture.jsonOfStack(fixture.stack({ services: [fixture.service("orders", { deployment, ...change })] })).resource
      .aws_ecs_service?.orders;

  test("is not written unless the platform file wants one", () => {
    expect(fixture.jsonOfStack(fixture.stack()).resource).not.toHaveProperty("aws_ecs_service");
  });

  test("has network settings in awsvpc mode alone", () => {
    expect(written({})).toHaveProperty("network_configuration", { subnets: ["subnet-0a"] });
    expect(written({ networkMode: "bridge" })).not.toHaveProperty("network_configuration");
  });

  test("runs on the capacity provider that it names, otherwise on its launch type", () => {
    const onProvider = written({ capacityProvider: "techflow-production" });
    expect(onProvider).toHaveProperty("capacity_provider_strategy");
    expect(onProvider).not.toHaveProperty("launch_type");
    expect(written({ launchType: "fargate" })).toMatchObject({
      launch_type: "FARGATE",
      network_configuration: { assign_public_ip: false },
    });
  });

  test("allows ECS Exec if and only if the service uses it", () => {
    expect(written({ exec: { path: [] } })).toHaveProperty("enable_execute_command", true);
    expect(written({})).not.toHaveProperty("enable_execute_command");
  });
});

describe("a variable", () => {
  const variable = (type: LateType, initial?: string) => {
    const late: Late = { late: type, name: "var.x", template: "${var.x}" };
    return terraformVariable({
      name: "x",
      type,
      description: "X",
      late,
      path: [],
      ...(initial === undefined ? {} : { default: initial }),
    });
  };
  const pattern = (type: LateType) =>
    new RegExp(/regex\("(.*)", var/.exec(terraformString(variable(type).validation?.condition ?? ""))?.[1] ?? "$^");

  test.each([
    ["arn", "arn:aws:s3:::photos/a b", true],
    ["arn", "arn:aws:iam::aws:policy/ReadOnlyAccess", true],
    ["arn", "arn:aws:s3:::*", false],
    ["arn", "arn:aws:*:us-east-1:123456789012:x", false],
    ["arn", "arn:aws:s3", false],
    ["kms-key-arn", "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234", true],
    ["kms-key-arn", "arn:aws:kms:us-east-1:123456789012:alias/app", false],
    ["kms-key-arn", "arn:aws:kms:us-east-1:123456789012:key/*", false],
    ["kms-key-arn", "", false],
    ["account-id", "012345678901", true],
    ["account-id", "12345678901", false],
    ["region", "us-gov-west-1", true],
    ["region", "eusc-de-east-1", true],
    ["region", "us-east-1a", false],
    ["partition", "aws-iso-b", true],
    ["partition", "amazon", false],
    ["name", "photos", true],
    ["name", "*", false],
    ["id", "fs-0123", true],
    ["id", "fs-????", false],
    ["id", "", false],
  ] as const)("of type %s takes %j: %s", (type, value, taken) => {
    expect(pattern(type).test(value)).toBe(taken);
  });

  test("of type string takes anything", () => expect(variable("string")).not.toHaveProperty("validation"));

  test("may be empty if and only if that was declared", () => {
    const condition = (initial?: string) => inline(variable("kms-key-arn", initial).validation?.condition ?? []);
    expect(condition("")).toMatch(/^var\.x == "" \|\| can\(/);
    expect(condition()).toMatch(/^can\(/);
    expect(condition(fixture.literalKey)).toMatch(/^can\(/);
  });
});
