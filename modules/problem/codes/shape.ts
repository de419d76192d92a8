/** Problem codes: its shape. */
import type { ProblemDescriptions } from "../description";

/** Its shape. */
export const shapeCodes = {
  "unknown-key": {
    summary: "a key that the schema does not know",
    meaning:
      "A key that the schema does not know. Nothing unknown is ever ignored: a dropped key is a dropped permission or a dropped protection.",
    cure: "the help names the nearest key.",
  },
  "missing-key": {
    summary: "a required key is missing",
    meaning:
      "Something required is missing: a key of the schema, a region or account that no default gives, `subnets` of a service in `awsvpc` mode, an `image` for `os: custom`.",
    cure: "add it.",
  },
  "wrong-type": {
    summary: "a value of the wrong type",
    meaning: "A number where text is expected, a mapping where a list is expected, and so on.",
    cure: "account ids and dates need quotes: unquoted, YAML reads numbers, and leading zeros are lost.",
  },
  "invalid-value": {
    summary: "a value that its option does not accept",
    meaning:
      "Right type, wrong value: an unknown choice, a size that Fargate does not have, two options that exclude each other.",
    cure: "the help lists what is accepted.",
  },
  "invalid-name": {
    summary: "a name with characters that AWS or Terraform refuses",
    meaning: "Characters that AWS or Terraform refuse.",
    cure: "the help says which are accepted.",
  },
  "invalid-arn": {
    summary: "not an ARN, or not one of the expected service and type",
    meaning:
      "Not an ARN, or one of another service or type: the alias of a key where a key is needed (IAM does not follow aliases), a boundary that is not a policy of the account.",
    cure: "the help shows a right one.",
  },
  "wildcard-in-arn": {
    summary: "a wildcard in the first five segments of an ARN, or as a whole resource id",
    meaning:
      "`*` or `?` in partition, service, region or account of an ARN, or standing for every resource of a kind: `cluster-*` as a database, `secret:my-app/*` as a secret.",
    cure: "name the resource. Where a whole kind is really meant, a `statement` with `why` says so.",
  },
  "invalid-account": {
    summary: "not a twelve-digit account id",
    meaning: "Not twelve digits in quotes.",
    cure: 'write `"123456789012"`.',
  },
  "invalid-region": {
    summary: "not a region of a known partition",
    meaning: "No partition has regions of that name, or a log group is asked for in a region that its stack cannot write to.",
    cure: "the help names the nearest region.",
  },
  "invalid-image": {
    summary: "an image reference that no registry accepts",
    meaning: "No registry accepts the reference, or it has a tag and a digest in separate fields.",
    cure: "write `repository:tag` or `repository@sha256:...`.",
  },
  "invalid-secret": {
    summary: "a secret or parameter reference that the ECS agent refuses",
    meaning:
      "The ECS agent would refuse the reference when the task starts: a wrong number of `:json-key:stage:version` fields, stage and version id together, `parameter//x`. As a warning: an ARN whose end may be a part of the name instead of the six random characters.",
    cure: "the help says which part.",
  },
  "invalid-date": {
    summary: "not a date or an ISO 8601 UTC time",
    meaning: "`until` is neither a date nor an ISO 8601 time in UTC.",
    cure: 'write `"2027-01-31"` or `"2027-01-31T12:00:00Z"`.',
  },
} as const satisfies ProblemDescriptions;
