/** IAM, read back. */
import { ofType, referred } from "../../scripts/terraform/plan";
import { call, iamArn, object, objects, type Reader, tagsOf } from "./reader";

const policyArn = (values: Readonly<Record<string, unknown>>, partition: string, account: string): string =>
  `arn:${partition}:iam::${account}:policy${values.path ?? "/"}${values.name}`;

/** Readers by type. A role holds exactly the policies that its stack writes. */
export const iamReaders: Readonly<Record<string, Reader>> = {
  aws_iam_role: {
    calls: ({ name }) =>
      ["get_role", "list_role_policies", "list_attached_role_policies"].map((method) => call("iam", method, { RoleName: name })),
    actual: ([answer, inline, attached]) => {
      const role = object(answer?.Role);
      return {
        ...role,
        name: role.RoleName,
        assume_role_policy: role.AssumeRolePolicyDocument,
        permissions_boundary: object(role.PermissionsBoundary).PermissionsBoundaryArn,
        tags: tagsOf(role.Tags),
        policies: {
          inline: { names: inline?.PolicyNames },
          attached: { names: objects(attached?.AttachedPolicies).map(({ PolicyName }) => PolicyName) },
        },
      };
    },
    expected: (_, { address }, { plan }) => ({
      policies: {
        inline: {
          names: ofType(plan, "aws_iam_role_policy")
            .filter((policy) => referred(policy, "role", "aws_iam_role") === address)
            .map(({ values }) => values.name),
        },
        attached: {
          names: ofType(plan, "aws_iam_role_policy_attachment")
            .filter((attachment) => referred(attachment, "role", "aws_iam_role") === address)
            .map((attachment) => plan.get(referred(attachment, "policy_arn", "aws_iam_policy") ?? "")?.values.name),
        },
      },
    }),
    documents: ["assume_role_policy"],
    terraformOnly: ["force_detach_policies"],
  },
  aws_iam_role_policy: {
    calls: ({ name, role }) => [call("iam", "get_role_policy", { RoleName: role, PolicyName: name })],
    actual: ([answer]) => ({ role: answer?.RoleName, name: answer?.PolicyName, policy: answer?.PolicyDocument }),
    documents: ["policy"],
  },
  aws_iam_policy: {
    calls: (values, _, { partition, account }) => {
      const arn = policyArn(values, partition, account);
      return [
        call("iam", "get_policy", { PolicyArn: arn }),
        call("iam", "get_policy_version", { PolicyArn: arn, VersionId: "v1" }),
      ];
    },
    actual: ([answer, version]) => {
      const policy = object(answer?.Policy);
      return {
        ...policy,
        name: policy.PolicyName,
        tags: tagsOf(policy.Tags),
        policy: object(version?.PolicyVersion).Document,
      };
    },
    documents: ["policy"],
  },
  aws_iam_role_policy_attachment: {
    calls: ({ role }) => [call("iam", "list_attached_role_policies", { RoleName: role })],
    actual: ([answer], { role, policy_arn: wanted }) => {
      const arns = objects(answer?.AttachedPolicies).map(({ PolicyArn }) => PolicyArn);
      return { role, policy_arn: arns.includes(wanted) ? wanted : arns.join(", ") };
    },
    expected: (_, resource, applied) => ({
      policy_arn: iamArn(applied, "policy", referred(resource, "policy_arn", "aws_iam_policy")),
    }),
  },
  aws_iam_instance_profile: {
    calls: ({ name }) => [call("iam", "get_instance_profile", { InstanceProfileName: name })],
    actual: ([answer]) => {
      const profile = object(answer?.InstanceProfile);
      const roles = objects(profile.Roles).map(({ RoleName }) => RoleName);
      return { ...profile, name: profile.InstanceProfileName, role: roles.join(", "), tags: tagsOf(profile.Tags) };
    },
  },
};
