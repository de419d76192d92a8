import { blocksOf } from "../schema/blocks";

describe("blocksOf", () => {
  const cases: readonly (readonly [type: string, path: readonly string[], isBlock: boolean])[] = [
    ["aws_launch_template", ["block_device_mappings", "ebs"], true],
    ["aws_launch_template", ["tags"], false],
    [
      "aws_autoscaling_group",
      ["mixed_instances_policy", "launch_template", "override", "instance_requirements", "memory_mib"],
      true,
    ],
    ["aws_ecs_service", ["service_connect_configuration", "service", "tls"], true],
    ["aws_ecs_task_definition", ["container_definitions"], false],
    ["aws_ecs_task_definition", ["inference_accelerator"], true],
    ["aws_s3tables_table_bucket", ["encryption_configuration"], false],
    ["aws_wafv2_web_acl", ["rule", "statement"], true],
    ["data.aws_iam_policy_document", ["statement", "condition"], true],
    ["provider.aws", ["assume_role"], true],
    ["provider.aws", ["default_tags", "tags"], false],
    ["terraform_data", ["input"], false],
  ];
  it.each(cases)("%s %j: %s", (type, path, isBlock) => {
    let tree = blocksOf(type);
    for (const name of path.slice(0, -1)) tree = tree instanceof Map ? tree.get(name)?.inside() : undefined;
    expect(tree instanceof Map).toBe(true);
    expect((tree as ReadonlyMap<string, unknown>).has(path.at(-1)!)).toBe(isBlock);
  });

  it.each(["random_pet", "aws_no_such_thing", "data.aws_no_such_thing", "provider.google", "toString"])(
    "does not know %s",
    (type) => {
      expect(blocksOf(type)).toBeUndefined();
    },
  );
});
