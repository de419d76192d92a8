/** Log groups. */
import type { LogGroup } from "../model/model";
import type { Resource } from "./resource";

/** A log group; 0 days keep its events for ever (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html). */
export function logGroupResource(group: LogGroup, id: string): Resource<"aws_cloudwatch_log_group"> {
  return {
    type: "aws_cloudwatch_log_group",
    id,
    config: {
      name: group.name,
      retentionInDays: group.retentionDays,
      ...(group.key === undefined ? {} : { kmsKeyId: group.key }),
      tags: group.tags,
    },
    comments: [],
  };
}
