/**
 * What an infrastructure role must be able to do: the same as the AWS managed policies for EBS volumes and Service Connect TLS, on the
 * account, region and cluster of its service (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html).
 */

import { viaService } from "../iam/partition";
import { type Text, text } from "../iam/text";
import type { ServiceConnect, ServiceModel } from "../model/model";
import type { Path } from "../problem";
import { allow, sortedPaths, sortedTexts } from "./grant";
import { whenKey } from "./kms";
import { roleActions } from "./role-actions";
import { withUniqueSids } from "./sid";
import type { Conditions, Grant } from "./statement";

const managed = "https://docs.aws.amazon.com/aws-managed-policy/latest/reference";
const guide = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide";

/** The grants of a service's infrastructure role; empty when it has neither EBS volumes nor Service Connect TLS. */
export function infrastructureRoleGrants(service: ServiceModel): readonly Grant[] {
  const { serviceConnect } = service.deployment ?? {};
  return withUniqueSids([
    ...volumeGrants(service),
    ...(serviceConnect?.tls === undefined ? [] : tlsGrants(service, serviceConnect, serviceConnect.tls)),
  ]);
}

function volumeGrants(service: ServiceModel): readonly Grant[] {
  const volumes = service.volumes.flatMap((volume) => (volume.kind === "ebs" ? [volume] : []));
  if (volumes.length === 0) return [];
  const paths = sortedPaths(volumes.map(({ path }) => path));
  const keys = sortedTexts(volumes.flatMap(({ key }) => key ?? []));
  return [
    ...lifecycleGrants(service, paths),
    describeGrant(service, paths),
    ...keys.flatMap((key) =>
      volumeKeyGrants(service, key, sortedPaths(volumes.flatMap((volume) => (same(volume.key, key) ? [volume.path] : [])))),
    ),
  ];
}

function same(left: Text | undefined, right: Text): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Only volumes that ECS makes and tags for tasks of this cluster. */
function lifecycleGrants(service: ServiceModel, paths: readonly Path[]): readonly Grant[] {
  const { partition, region, account } = service.place;
  const page = `${managed}/AmazonECSInfrastructureRolePolicyForVolumes.html`;
  const volumes = text`arn:${partition}:ec2:${region}:${account}:volume/*`;
  const reason = (what: string) => ({ paths, what, wildcard: "EBS gives volumes their ids when it creates them", page });
  const made = tagged("aws:RequestTag", [tasksOf(service)]);
  const own = { Condition: tagged("aws:ResourceTag", [tasksOf(service)]) };
  const tagging = { Condition: { ...made, StringEquals: { ...made.StringEquals, "ec2:CreateAction": ["CreateVolume"] } } };
  const attach = roleActions.attachVolumes;
  return [
    allow("CreateVolumes", roleActions.createVolumes, [volumes], reason("create volumes for tasks of the cluster"), {
      Condition: made,
    }),
    allow("TagNewVolumes", roleActions.tagVolumes, [volumes], reason("tag volumes when they are created"), tagging),
    allow("AttachVolumes", attach, [volumes], reason("attach and detach volumes of tasks of the cluster"), own),
    allow("AttachToInstances", attach, [instancesOf(service)], {
      paths,
      what: "attach volumes to the instances that run the tasks",
      wildcard:
        service.launchType === "fargate"
          ? "Fargate's instances are in accounts of AWS, whose ids are not published"
          : "the instances of the cluster come and go",
      page,
    }),
    allow("DeleteVolumes", roleActions.deleteVolumes, [volumes], reason("delete volumes of tasks of the cluster"), own),
  ];
}

/** The only ARN with a wildcard before its resource: AWS's own policy has it, because Fargate's instances are not in the account. */
function instancesOf({ launchType, place: { partition, region, account } }: ServiceModel): Text {
  return text`arn:${partition}:ec2:${region}:${launchType === "fargate" ? "*" : account}:instance/*`;
}

function describeGrant({ place }: ServiceModel, paths: readonly Path[]): Grant {
  const reason = {
    paths,
    what: "look up volumes, instances and zones of the region",
    wildcard: "the `ec2:Describe...` actions have no resource types",
    page: `${managed}/AmazonECSInfrastructureRolePolicyForVolumes.html`,
  };
  return allow("DescribeVolumes", roleActions.describeVolumes, ["*"], reason, {
    Condition: { StringEquals: { "ec2:Region": [place.region] } },
  });
}

/** What AWS names as the minimum for a customer-managed key, without the data keys in plain text that EBS never asks for. */
function volumeKeyGrants({ place }: ServiceModel, key: Text, paths: readonly Path[]): readonly Grant[] {
  const page = `${guide}/ebs-kms-encryption.html`;
  const via = viaService("ec2", place.region, place.partition);
  const throughEbs: Conditions = {
    [via.operator]: { "kms:ViaService": [via.value] },
    "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": ["aws:ebs:id"] },
  };
  const when = whenKey(key);
  const encrypt = roleActions.encryptVolumes;
  const granting = { Condition: { ...throughEbs, Bool: { "kms:GrantIsForAWSResource": ["true"] } }, when };
  return [
    allow("DescribeVolumeKey", roleActions.describeKey, [key], { paths, what: "look up the key of the volumes", page }, { when }),
    allow("EncryptVolumes", encrypt, [key], { paths, what: "encrypt volumes", page }, { Condition: throughEbs, when }),
    allow(
      "GrantVolumeKey",
      roleActions.grantVolumeKey,
      [key],
      { paths, what: "let EBS use the key for volumes", page },
      granting,
    ),
  ];
}

function tlsGrants(service: ServiceModel, { path }: ServiceConnect, tls: NonNullable<ServiceConnect["tls"]>): readonly Grant[] {
  const paths = [[...path, "tls"]];
  return [
    ...certificateSecretGrants(service, paths),
    ...authorityGrants(service, tls.certificateAuthorityArn, paths),
    ...(tls.key === undefined ? [] : [certificateKeyGrant(tls.key, paths)]),
  ];
}

const tlsPage = `${managed}/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity.html`;

/** Only the secrets that ECS makes for Service Connect in this cluster. */
function certificateSecretGrants(service: ServiceModel, paths: readonly Path[]): readonly Grant[] {
  const { partition, region, account } = service.place;
  const secrets = text`arn:${partition}:secretsmanager:${region}:${account}:secret:ecs-sc!*`;
  const reason = (what: string) => ({ paths, what, wildcard: "ECS names the secrets of Service Connect", page: tlsPage });
  const ecs = text`arn:${partition}:ecs:${region}:${account}:`;
  const { name } = service.cluster;
  const made = { Condition: tagged("aws:RequestTag", [text`${ecs}service/${name}/*`, text`${ecs}task-set/${name}/*`]) };
  const own = { Condition: { StringEquals: { "secretsmanager:ResourceTag/aws:secretsmanager:owningService": ["ecs-sc"] } } };
  return [
    allow("CreateTlsSecrets", roleActions.createTlsSecrets, [secrets], reason("store certificates as secrets"), made),
    allow("TagNewTlsSecrets", roleActions.tagTlsSecrets, [secrets], reason("tag the secrets of certificates"), made),
    allow("RotateTlsSecrets", roleActions.rotateTlsSecrets, [secrets], reason("rotate the secrets of certificates"), own),
    allow("DescribeTlsSecrets", roleActions.describeTlsSecrets, [secrets], reason("look up the secrets of certificates")),
  ];
}

/** Exactly the certificate authority of the service. */
function authorityGrants({ place }: ServiceModel, authority: Text, paths: readonly Path[]): readonly Grant[] {
  const read = roleActions.readCertificates;
  const template = text`arn:${place.partition}:acm-pca:::template/EndEntityCertificate/V1`;
  const issuing = { Condition: { StringEquals: { "acm-pca:TemplateArn": [template] } } };
  return [
    allow("ReadCertificates", read, [authority], { paths, what: "read certificates", page: tlsPage }),
    allow(
      "IssueCertificates",
      roleActions.issueCertificates,
      [authority],
      { paths, what: "issue certificates for TLS", page: tlsPage },
      issuing,
    ),
  ];
}

/** No `kms:ViaService`: ECS calls KMS itself for the key pair of a certificate. */
function certificateKeyGrant(key: Text, paths: readonly Path[]): Grant {
  const reason = {
    paths,
    what: "make and protect the keys of certificates, which ECS does itself",
    page: `${guide}/service-connect-tls.html`,
  };
  return allow("UseTlsKey", roleActions.useTlsKey, [key], reason, { when: whenKey(key) });
}

/** The tags that ECS puts on what it makes: for whom, and that it is ECS's. */
function tagged(where: "aws:RequestTag" | "aws:ResourceTag", makers: readonly Text[]) {
  return {
    ArnLike: { [`${where}/AmazonECSCreated`]: makers },
    StringEquals: { [`${where}/AmazonECSManaged`]: ["true"] },
  };
}

function tasksOf({ place: { partition, region, account }, cluster }: ServiceModel): Text {
  return text`arn:${partition}:ecs:${region}:${account}:task/${cluster.name}/*`;
}
