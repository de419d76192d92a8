/** Launch templates and Auto Scaling groups, read back. */
import { referred } from "../../scripts/terraform/plan";
import { call, first, iamArn, object, objects, type Reader, tagsOf } from "./reader";

/** Readers by type. */
export const capacityReaders: Readonly<Record<string, Reader>> = {
  aws_launch_template: {
    calls: ({ name }) => [
      call("ec2", "describe_launch_templates", { LaunchTemplateNames: [name] }),
      call("ec2", "describe_launch_template_versions", { LaunchTemplateName: name, Versions: ["$Default"] }),
    ],
    actual: ([answer, versions]) => {
      const template = first(answer, "LaunchTemplates");
      const version = first(versions, "LaunchTemplateVersions");
      const data = object(version.LaunchTemplateData);
      return {
        ...data,
        name: template.LaunchTemplateName,
        description: version.VersionDescription,
        tags: tagsOf(template.Tags),
        network_interfaces: objects(data.NetworkInterfaces).map((one) => ({ ...one, security_groups: one.Groups })),
        tag_specifications: objects(data.TagSpecifications).map((one) => ({ ...one, tags: tagsOf(one.Tags) })),
      };
    },
    expected: (_, resource, applied) => {
      const arn = iamArn(applied, "instance-profile", referred(resource, "iam_instance_profile", "aws_iam_instance_profile"));
      return { iam_instance_profile: [{ arn }] };
    },
    terraformOnly: ["update_default_version", "default_version"],
  },
  aws_autoscaling_group: {
    calls: ({ name }) => [call("autoscaling", "describe_auto_scaling_groups", { AutoScalingGroupNames: [name] })],
    actual: ([answer]) => {
      const group = first(answer, "AutoScalingGroups");
      const mixed = object(group.MixedInstancesPolicy);
      const template = object(mixed.LaunchTemplate);
      // Terraform says 0 where no number of pools is chosen.
      const distribution = object(mixed.InstancesDistribution);
      return {
        ...group,
        name: group.AutoScalingGroupName,
        protect_from_scale_in: group.NewInstancesProtectedFromScaleIn,
        vpc_zone_identifier: String(group.VPCZoneIdentifier).split(","),
        tag: objects(group.Tags),
        template:
          object(group.LaunchTemplate).LaunchTemplateName ?? object(template.LaunchTemplateSpecification).LaunchTemplateName,
        mixed_instances_policy: {
          ...mixed,
          instances_distribution: { ...distribution, spot_instance_pools: distribution.SpotInstancePools ?? 0 },
          launch_template: { ...template, override: template.Overrides },
        },
      };
    },
    expected: (_, { references }, { plan }) => {
      const all = Object.values(references).flat();
      const template = all.find((reference) => /^aws_launch_template\.[^.]+$/.test(reference));
      return { template: plan.get(template ?? "")?.values.name };
    },
    terraformOnly: [
      "force_delete",
      "force_delete_warm_pool",
      "metrics_granularity",
      "wait_for_capacity_timeout",
      "ignore_failed_scaling_activities",
    ],
  },
};
