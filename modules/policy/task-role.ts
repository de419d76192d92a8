/**
 * What a task role may do: exactly its access list, and what ECS Exec and EFS volumes of the service need. FireLens delivers with
 * this role too, but only where the access list says so.
 */

import { concat, type Text, text } from "../iam/text";
import type { Exec, TaskRoleInputs, TaskRoleModel, Volume } from "../model/model";
import { type Path, quote } from "../problem";
import { accessGrants } from "./catalogue";
import { allow, literal, mergedGrants, sortedGrants } from "./grant";
import { whenKey } from "./kms";
import { roleActions } from "./role-actions";
import { sid, withUniqueSids } from "./sid";
import type { Conditions, Grant } from "./statement";

const guide = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";

/**
 * The grants of a service's task role or of one of its overrides, which run the same task and so need the same features. Access in
 * another order gives the same grants; what two items ask for alike is granted once, with both places in the reason.
 */
export function taskRoleGrants(
  service: Pick<TaskRoleInputs, "place" | "exec" | "volumes">,
  taskRole: TaskRoleModel,
): readonly Grant[] {
  const access = taskRole.access.flatMap((item) => accessGrants(item, service.place));
  return withUniqueSids(
    mergedGrants([
      ...sortedGrants(access),
      ...(taskRole.selfAssume ? [selfGrant(taskRole)] : []),
      ...(service.exec === undefined ? [] : execGrants(service.exec)),
      ...service.volumes.flatMap(volumeGrants),
    ]),
  );
}

/** The other half of the role's own statement in its trust policy, which leaves the decision to the account's policies. */
function selfGrant({ role }: TaskRoleModel): Grant {
  const reason = { paths: [[...role.path, "selfAssume"]], what: "assume itself", page: `${guide}/task-iam-roles.html` };
  return allow("AssumeSelf", roleActions.assumeSelf, [role.arn], reason);
}

function execGrants({ logGroupArn, bucket, key, path }: Exec): readonly Grant[] {
  const page = `${guide}/ecs-exec.html`;
  const channel = { paths: [path], what: "open ECS Exec sessions", wildcard: "`ssmmessages` has no resource types", page };
  return [
    allow("OpenExecChannel", roleActions.sessionChannel, ["*"], channel),
    ...(logGroupArn === undefined ? [] : execLogGrants(logGroupArn, path, page)),
    ...(bucket === undefined ? [] : execBucketGrants(bucket, path, page)),
    ...(key === undefined ? [] : [execKeyGrant(key, path, page)]),
  ];
}

function execLogGrants(group: Text, path: Path, page: string): readonly Grant[] {
  const find = {
    paths: [path],
    what: "find the log group of ECS Exec sessions",
    wildcard: "`logs:DescribeLogGroups` has no resource type",
    page,
  };
  const write = { paths: [path], what: "log ECS Exec sessions", wildcard: "each session has a log stream of its own", page };
  return [
    allow("FindExecLogGroup", roleActions.findLogGroups, ["*"], find),
    allow("LogExecSessions", roleActions.logSessions, [text`${group}:*`], write),
  ];
}

function execBucketGrants(bucket: NonNullable<Exec["bucket"]>, path: Path, page: string): readonly Grant[] {
  const folder = bucket.prefix === undefined ? "" : `${literal(bucket.prefix.replace(/\/+$/, ""))}/`;
  const check = { paths: [path], what: "check the bucket of ECS Exec sessions", page };
  const write = {
    paths: [path],
    what: "store logs of ECS Exec sessions",
    wildcard: "each session has an object of its own",
    page,
  };
  return [
    allow("CheckExecBucket", roleActions.checkSessionBucket, [bucket.arn], check),
    allow("StoreExecSessions", roleActions.storeSessions, [concat(bucket.arn, "/", folder, "*")], write),
  ];
}

/** No `kms:ViaService`: the agent of ECS Exec in the container calls KMS itself. */
function execKeyGrant(key: Text, path: Path, page: string): Grant {
  const reason = { paths: [path], what: "decrypt the data channel of ECS Exec, which the container does itself", page };
  return allow("DecryptExecChannel", roleActions.decrypt, [key], reason, { when: whenKey(key) });
}

const efsActions = {
  read: roleActions.mountToRead,
  write: roleActions.mountToWrite,
  root: roleActions.mountAsRoot,
} as const;

/** EFS volumes with IAM authorisation; every other volume needs nothing of the task role. */
function volumeGrants(volume: Volume): readonly Grant[] {
  if (volume.kind !== "efs" || !volume.iam) return [];
  const { accessPointArn } = volume;
  const Condition: Conditions = {
    ...(accessPointArn === undefined ? {} : { StringEquals: { "elasticfilesystem:AccessPointArn": [accessPointArn] } }),
    Bool: { "elasticfilesystem:AccessedViaMountTarget": ["true"] },
  };
  const reason = {
    paths: [volume.path],
    what: `mount volume ${quote(volume.name)}`,
    page: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  };
  return [allow(sid("MountVolume", volume.name), efsActions[volume.can], [volume.fileSystemArn], reason, { Condition })];
}
