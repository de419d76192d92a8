/** Problem codes: names and references. */
import type { ProblemDescriptions } from "../description";

/** Names and references. */
export const namesCodes = {
  "unknown-reference": {
    summary: "a name that nothing in the file declares",
    meaning: "A cluster, repository, key, account, volume, container or capacity that nothing declares.",
    cure: "the help names the nearest. For an image of Docker Hub write its host: `docker.io/library/nginx:1.27`.",
  },
  "undeclared-repository": {
    summary: "an image in another account's repository that the file does not declare",
    meaning:
      "An image in another account's repository that the file does not declare: the execution role gets its half of the pull, but the repository policy over there is not written.",
    cure: "declare it, with `existing: true` if it exists; or see to its policy yourself.",
    warning: true,
  },
  "nothing-declared": {
    summary: "a file of which no role or policy comes",
    meaning:
      "A platform file without services, capacities, repositories and buckets: nothing is granted, and what is proved of nothing says nothing.",
    cure: "add what there is; `rolewright init` writes a file to start from.",
    warning: true,
  },
  "duplicate-name": {
    summary: "two things of one kind with the same name",
    meaning:
      "Two things of one kind with one name: account ids, cluster names in one account and region, repositories, log groups with different settings, an environment variable that is also a secret, names that Terraform addresses cannot tell apart (`a-b` and `a_b`), accounts whose stacks differ by case only and so are one folder on macOS and Windows.",
    cure: "rename one.",
  },
  "role-name-clash": {
    summary: "two roles of one account with the same name",
    meaning:
      "Two roles of one account would have the same name, or an `existing` role is one that this platform writes. Names are cut to 64 characters with a hash, and IAM does not tell cases apart.",
    cure: "give one a `name`; share execution roles by `shared`.",
  },
  "duplicate-family": {
    summary: "two services claim one task definition family",
    meaning: "Two services would register revisions of one task definition family and overwrite each other's latest.",
    cure: "give one a `family`.",
  },
  "partition-mismatch": {
    summary: "a resource of another partition",
    meaning:
      "An image, secret, key or file of another partition (aws, aws-cn, aws-us-gov, ...): no credentials work across partitions.",
    cure: "use a copy in the service's own partition.",
  },
  "key-region-mismatch": {
    summary: "a key in another region than what it encrypts",
    meaning: "A KMS key in another region than what it encrypts.",
    cure: "use a key of that region; of a multi-Region key, the replica there.",
  },
  "cross-account-key": {
    summary: "a secret of another account without a customer-managed key",
    meaning:
      "A secret of another account without a customer-managed key: the AWS managed key of Secrets Manager cannot be used from another account, so the task could never read it.",
    cure: "encrypt it with a customer-managed key and name it in `key`. For parameters a warning, because plain ones need no key.",
  },
  "cross-account-resource": {
    summary: "a resource that only the same account can reach",
    meaning:
      "Something that only its own account can reach: a database with IAM authentication, an existing role of another account, a pull through cache.",
    cure: "the help names the way, often `assume-role`.",
  },
  "instance-role-access": {
    summary: "application permissions on the container instance role",
    meaning: "Application permissions on the container instance role: every task on the host could use them.",
    cure: "move them to `access` of the services that need them.",
  },
  "network-mode": {
    summary: "a network mode that the launch type does not accept",
    meaning: "A network mode that the launch type or operating system does not have.",
    cure: "leave it out: the default fits.",
  },
  "launch-type": {
    summary: "an option that the launch type does not have",
    meaning: "An option of EC2 on Fargate or the other way round: privileged containers, host paths, public addresses.",
    cure: "as the help says.",
  },
  "operating-system": {
    summary: "an option that the operating system does not have",
    meaning:
      "An option that the operating system does not have: instance tags on Bottlerocket, Windows containers on Linux capacity.",
    cure: "leave it out or choose another `os`.",
  },
  "ended-platform": {
    summary: "an operating system or service that AWS has ended",
    meaning: "AWS has ended it: Amazon Linux 2 ECS-optimized AMIs (2026-06-30), Bottlerocket `aws-ecs-1`, App Mesh (2026-09-30).",
    cure: "the help names the successor.",
  },
  "replaced-by-rename": {
    summary: "a renamed thing whose name in AWS changes too, so that Terraform replaces it",
    meaning:
      "Warning: something was renamed with `renamed`, so that Terraform keeps its state, but it gets another name in AWS too, and AWS cannot rename it: Terraform deletes it and makes it anew.",
    cure: "pin the former name (`name`, `taskRole: { name: ... }`, `logs: { group: ... }`, `family`), or accept it. A log group goes with its events; a repository that still holds images is not deleted, the apply fails.",
  },
  "variable-clash": {
    summary: "one variable name with two types",
    meaning: "One Terraform variable for two kinds of value, or with two defaults.",
    cure: "one name for one value.",
  },
} as const satisfies ProblemDescriptions;
