/** Repositories, log groups and bucket policies, read back. */
import { call, first, object, objects, type Reader, tagsOf } from "./reader";

function rolesIn(policy: unknown): string {
  const principals = objects(object(JSON.parse(String(policy))).Statement).map(({ Principal }) =>
    JSON.stringify(Principal ?? ""),
  );
  return principals.filter((principal) => principal.includes(":role/")).join(", ") || "none";
}

/** Readers by type. */
export const imageReaders: Readonly<Record<string, Reader>> = {
  aws_ecr_repository: {
    calls: ({ name }, _, { partition, region, account }) => [
      call("ecr", "describe_repositories", { repositoryNames: [name] }),
      call("ecr", "list_tags_for_resource", { resourceArn: `arn:${partition}:ecr:${region}:${account}:repository/${name}` }),
    ],
    actual: ([answer, tags]) => {
      const repository = first(answer, "repositories");
      return { ...repository, name: repository.repositoryName, tags: tagsOf(tags?.tags) };
    },
    terraformOnly: ["force_delete"],
  },
  aws_ecr_repository_policy: {
    calls: ({ repository }) => [call("ecr", "get_repository_policy", { repositoryName: repository })],
    actual: ([answer]) => ({
      repository: answer?.repositoryName,
      policy: answer?.policyText,
      role_principals: rolesIn(answer?.policyText),
    }),
    // ECR refuses a principal that does not exist, moto does not look: a role would demand that its account is applied first.
    expected: () => ({ role_principals: "none" }),
    documents: ["policy"],
  },
  aws_ecr_lifecycle_policy: {
    calls: ({ repository }) => [call("ecr", "get_lifecycle_policy", { repositoryName: repository })],
    actual: ([answer]) => ({ repository: answer?.repositoryName, policy: answer?.lifecyclePolicyText }),
    documents: ["policy"],
  },
  aws_cloudwatch_log_group: {
    calls: ({ name }, _, { partition, region, account }) => [
      call("logs", "describe_log_groups", { logGroupNamePrefix: name }),
      call("logs", "list_tags_for_resource", { resourceArn: `arn:${partition}:logs:${region}:${account}:log-group:${name}` }),
    ],
    actual: ([answer, tags], { name }) => {
      const group = objects(answer?.logGroups).find(({ logGroupName }) => logGroupName === name) ?? {};
      return { ...group, name: group.logGroupName, retention_in_days: group.retentionInDays ?? 0, tags: tags?.tags ?? {} };
    },
    terraformOnly: ["skip_destroy"],
  },
  aws_s3_bucket_policy: {
    calls: ({ bucket }) => [call("s3", "get_bucket_policy", { Bucket: bucket })],
    actual: ([answer], { bucket }) => ({ bucket, policy: answer?.Policy }),
    documents: ["policy"],
  },
};
