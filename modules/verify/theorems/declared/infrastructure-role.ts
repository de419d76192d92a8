/** What a service declares for its infrastructure role. */

import type { ConditionText } from "../../../iam/difference";
import { type Text, text } from "../../../iam/text";
import type { ServiceModel } from "../../../model/model";
import type { Path } from "../../../problem";
import type { TracedPermission } from "../traced-permission";
import { condition, type DeclaredPermission, permit, through } from "./permit";

/**
 * EBS volumes of its tasks, and the certificates of Service Connect
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html).
 */
export function infrastructureRolePermissions(service: ServiceModel): readonly TracedPermission[] {
  const volumes = service.volumes.flatMap((volume) => (volume.kind === "ebs" ? [volume] : []));
  const paths = volumes.map(({ path }) => path);
  const lifecycle = volumes.length === 0 ? [] : volumePermissions(service);
  const { serviceConnect } = service.deployment ?? {};
  const certificates =
    serviceConnect?.tls === undefined
      ? []
      : [
          ...certificatePermissions(service, serviceConnect.tls.certificateAuthorityArn),
          ...certificateKey(serviceConnect.tls.key),
        ];
  return [
    ...declare(lifecycle, paths),
    ...volumes.flatMap(({ key, path }) => (key === undefined ? [] : declare(volumeKey(service, key), [path]))),
    ...declare(certificates, [[...(serviceConnect?.path ?? service.path), "tls"]]),
  ];
}

function declare(permissions: readonly DeclaredPermission[], paths: readonly Path[]): readonly TracedPermission[] {
  return permissions.flatMap((permission) => permit(permission, paths));
}

/** Volumes, instances and certificates are those of a cluster: no service claims them. */
const base = "*";

/** Tags by which ECS marks what it makes, when it is made (`RequestTag`) or later (`ResourceTag`). */
function marked(where: "RequestTag" | "ResourceTag", makers: readonly Text[]): readonly ConditionText[] {
  return [
    condition("ArnLike", `aws:${where}/AmazonECSCreated`, makers),
    condition("StringEquals", `aws:${where}/AmazonECSManaged`, ["true"]),
  ];
}

function volumePermissions({
  place: { partition, region, account },
  cluster,
  launchType,
}: ServiceModel): readonly DeclaredPermission[] {
  const on = [text`arn:${partition}:ec2:${region}:${account}:volume/*`];
  const instances = [text`arn:${partition}:ec2:${region}:${launchType === "fargate" ? "*" : account}:instance/*`];
  const tasks = [text`arn:${partition}:ecs:${region}:${account}:task/${cluster.name}/*`];
  const made = marked("RequestTag", tasks);
  const own = marked("ResourceTag", tasks);
  const attach = ["ec2:AttachVolume", "ec2:DetachVolume"];
  const look = ["ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeVolumes"];
  return [
    { actions: ["ec2:CreateVolume"], on, base, conditions: made },
    {
      actions: ["ec2:CreateTags"],
      on,
      base,
      conditions: [...made, condition("StringEquals", "ec2:CreateAction", ["CreateVolume"])],
    },
    { actions: [...attach, "ec2:DeleteVolume"], on, base, conditions: own },
    { actions: attach, on: instances, base },
    { actions: look, on: ["*"], conditions: [condition("StringEquals", "ec2:Region", [region])] },
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-kms-encryption.html */
function volumeKey({ place }: ServiceModel, key: Text): readonly DeclaredPermission[] {
  const on = [key];
  const conditions = [through("ec2", place), condition("ForAnyValue:StringEquals", "kms:EncryptionContextKeys", ["aws:ebs:id"])];
  const encrypt = ["kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
  const forEbs = condition("Bool", "kms:GrantIsForAWSResource", ["true"]);
  return [
    { actions: ["kms:DescribeKey"], on, when: key },
    { actions: encrypt, on, conditions, when: key },
    { actions: ["kms:CreateGrant"], on, conditions: [...conditions, forEbs], when: key },
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html */
function certificatePermissions({ place, cluster }: ServiceModel, authority: Text): readonly DeclaredPermission[] {
  const { partition, region, account } = place;
  const on = [text`arn:${partition}:secretsmanager:${region}:${account}:secret:ecs-sc!*`];
  const ecs = text`arn:${partition}:ecs:${region}:${account}:`;
  const makers = [text`${ecs}service/${cluster.name}/*`, text`${ecs}task-set/${cluster.name}/*`];
  const own = [condition("StringEquals", "secretsmanager:ResourceTag/aws:secretsmanager:owningService", ["ecs-sc"])];
  const template = text`arn:${partition}:acm-pca:::template/EndEntityCertificate/V1`;
  const certificate = ["DescribeCertificateAuthority", "GetCertificate", "GetCertificateAuthorityCertificate"];
  const rotate = ["DeleteSecret", "GetSecretValue", "PutSecretValue", "RotateSecret", "UpdateSecret", "UpdateSecretVersionStage"];
  return [
    {
      actions: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
      on,
      base,
      conditions: marked("RequestTag", makers),
    },
    { actions: rotate.map((name) => `secretsmanager:${name}`), on, base, conditions: own },
    { actions: ["secretsmanager:DescribeSecret"], on, base },
    { actions: certificate.map((name) => `acm-pca:${name}`), on: [authority] },
    {
      actions: ["acm-pca:IssueCertificate"],
      on: [authority],
      conditions: [condition("StringEquals", "acm-pca:TemplateArn", [template])],
    },
  ];
}

/** ECS calls KMS itself here, so that no service stands between. */
function certificateKey(key: Text | undefined): readonly DeclaredPermission[] {
  const actions = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"];
  return key === undefined ? [] : [{ actions, on: [key], when: key }];
}
