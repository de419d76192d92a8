/** ECS Exec as a task role needs it. */

import { compact } from "../collections";
import { text } from "../iam/text";
import type { Path } from "../problem";
import { logGroupArn } from "./logging";
import type { ClusterModel, Exec } from "./model";
import type { StackScope } from "./stack-scope";

/** What ECS Exec needs of a task role, as its cluster logs sessions (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html). */
export function execOf(scope: StackScope, cluster: Pick<ClusterModel, "exec">, path: Path): Exec {
  const { logGroup, bucket, key } = cluster.exec ?? {};
  return compact({
    path,
    logGroupArn: logGroup === undefined ? undefined : logGroupArn(scope, logGroup, scope.place.region),
    bucket:
      bucket === undefined
        ? undefined
        : compact({ arn: text`arn:${scope.place.partition}:s3:::${bucket.name}`, prefix: bucket.prefix }),
    key,
  });
}
