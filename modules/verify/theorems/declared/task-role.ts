/** What a service declares for a task role. */

import { concat, text } from "../../../iam/text";
import type { Exec, ServicePart, TaskRoleModel, Volume } from "../../../model/model";
import type { TracedPermission } from "../traced-permission";
import { accessPermissions } from "./access";
import { condition, exactly, permit } from "./permit";

/**
 * The access list, the role itself with `selfAssume`, ECS Exec (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html)
 * and EFS volumes with IAM authorisation (https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html).
 */
export function taskRolePermissions(
  service: ServicePart,
  { role, access, selfAssume }: TaskRoleModel,
): readonly TracedPermission[] {
  const self = [[...role.path, "selfAssume"]];
  return [
    ...access.flatMap((item) => accessPermissions(item, service.place)),
    ...(selfAssume ? permit({ actions: ["sts:AssumeRole"], on: [role.arn] }, self) : []),
    ...(service.exec === undefined ? [] : execPermissions(service.exec)),
    ...(service.volumes ?? []).flatMap(volumePermissions),
  ];
}

/** The session's channel is what ECS Exec is; log group, bucket and key are those of the cluster. */
function execPermissions({ logGroupArn, bucket, key, path }: Exec): readonly TracedPermission[] {
  const channel = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  const log = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
  const folder = bucket?.prefix === undefined ? "" : `${exactly(bucket.prefix.replace(/\/+$/, ""))}/`;
  const paths = [path];
  return [
    ...permit({ actions: channel.map((name) => `ssmmessages:${name}`), on: ["*"] }, paths),
    ...(logGroupArn === undefined
      ? []
      : [
          ...permit({ actions: ["logs:DescribeLogGroups"], on: ["*"] }, paths),
          ...permit({ actions: log, on: [text`${logGroupArn}:*`], base: logGroupArn }, paths),
        ]),
    ...(bucket === undefined
      ? []
      : [
          ...permit({ actions: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"], on: [bucket.arn] }, paths),
          ...permit({ actions: ["s3:PutObject"], on: [concat(bucket.arn, "/", folder, "*")] }, paths),
        ]),
    ...(key === undefined ? [] : permit({ actions: ["kms:Decrypt"], on: [key], when: key }, paths)),
  ];
}

const mounting = {
  read: ["ClientMount"],
  write: ["ClientMount", "ClientWrite"],
  root: ["ClientMount", "ClientWrite", "ClientRootAccess"],
} as const;

function volumePermissions(volume: Volume): readonly TracedPermission[] {
  if (volume.kind !== "efs" || !volume.iam) return [];
  const { accessPointArn, can, fileSystemArn, path } = volume;
  const actions = mounting[can].map((name) => `elasticfilesystem:${name}`);
  const conditions = [
    condition("Bool", "elasticfilesystem:AccessedViaMountTarget", ["true"]),
    ...(accessPointArn === undefined ? [] : [condition("StringEquals", "elasticfilesystem:AccessPointArn", [accessPointArn])]),
  ];
  return permit({ actions, on: [fileSystemArn], conditions }, [path]);
}
