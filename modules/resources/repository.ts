/** ECR repositories with their lifecycle, and the policies that let other accounts pull. */

import { document, type Expression, literal } from "../hcl";
import { isLate, type Text } from "../iam/text";
import type { Repository } from "../model/model";
import type { RepositoryWithPolicy } from "../policy/policy-set";
import { choice } from "./expression";
import { policyJson } from "./policy-json";
import type { Citation } from "./reason";
import { type Resource, reference } from "./resource";

/**
 * The resources of a repository: itself and its lifecycle unless it exists already or stands for the prefix of a pull
 * through cache, which has no repository of its own.
 */
export function repositoryResources(repository: Repository, id: string): readonly Resource[] {
  return isWritten(repository) ? [repositoryResource(repository, id), lifecyclePolicyResource(repository, id)] : [];
}

/** Whether this stack writes the repository itself. */
export function isWritten(repository: Repository): boolean {
  return !repository.existing && !repository.pullThroughCache;
}

/** The policy of a repository (https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html). */
export function repositoryPolicyResource(
  { repository, policy }: RepositoryWithPolicy,
  id: string,
  cite: Citation,
): Resource<"aws_ecr_repository_policy"> {
  return {
    type: "aws_ecr_repository_policy",
    id,
    config: { repository: nameOf(repository, id), policy: policyJson(policy, cite) },
    comments: [],
  };
}

function nameOf(repository: Repository, id: string): Text {
  return isWritten(repository) ? reference("aws_ecr_repository", id, "name", "name") : repository.name;
}

function repositoryResource(repository: Repository, id: string): Resource<"aws_ecr_repository"> {
  const key = repository.encryptionKey;
  return {
    type: "aws_ecr_repository",
    id,
    config: {
      name: repository.name,
      imageTagMutability: repository.immutableTags ? "IMMUTABLE" : "MUTABLE",
      imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
      ...(key === undefined ? {} : { encryptionConfiguration: [{ encryptionType: encryptionType(key), kmsKey: key }] }),
      tags: repository.tags,
    },
    comments: [],
  };
}

/** Without a key ECR encrypts with AES-256; `KMS` and no key would mean the AWS managed key. */
function encryptionType(key: Text): Text | Expression {
  return isLate(key) && key.mayBeEmpty ? choice(key, "AES256", "KMS") : "KMS";
}

function lifecyclePolicyResource(repository: Repository, id: string): Resource<"aws_ecr_lifecycle_policy"> {
  return {
    type: "aws_ecr_lifecycle_policy",
    id,
    config: { repository: nameOf(repository, id), policy: document(literal(lifecycle(repository))) },
    comments: [],
  };
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
function lifecycle({ expireUntaggedDays, keepImages }: Repository): object {
  const untagged = rule(1, `Expire untagged images after ${expireUntaggedDays} days`, {
    tagStatus: "untagged",
    countType: "sinceImagePushed",
    countUnit: "days",
    countNumber: expireUntaggedDays,
  });
  const kept =
    keepImages === undefined
      ? []
      : [
          rule(2, `Keep the newest ${keepImages} tagged images`, {
            tagStatus: "tagged",
            tagPatternList: ["*"],
            countType: "imageCountMoreThan",
            countNumber: keepImages,
          }),
        ];
  return { rules: [untagged, ...kept] };
}

function rule(rulePriority: number, description: string, selection: object): object {
  return { rulePriority, description, selection, action: { type: "expire" } };
}
