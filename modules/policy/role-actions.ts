/**
 * Every action that roles are given without an item of `access`: what ECS, the agent and the features of a service call. By use, so that each
 * list is one statement's; the statement says the AWS page. `allow` takes no other action, and the table of actions is made from this list.
 */
export const roleActions = {
  // The execution role, and the repository policies that are its other half.
  registryToken: ["ecr:GetAuthorizationToken"],
  pull: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
  importImages: ["ecr:BatchImportUpstreamImage"],
  createRepositories: ["ecr:CreateRepository"],
  sendLogs: ["logs:CreateLogStream", "logs:PutLogEvents"],
  createLogGroups: ["logs:CreateLogGroup"],
  readSecrets: ["secretsmanager:GetSecretValue"],
  readParameters: ["ssm:GetParameters"],
  readFiles: ["s3:GetObject"],
  locateBuckets: ["s3:GetBucketLocation"],
  decrypt: ["kms:Decrypt"],
  // The task role: ECS Exec and EFS volumes.
  assumeSelf: ["sts:AssumeRole"],
  findLogGroups: ["logs:DescribeLogGroups"],
  logSessions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
  checkSessionBucket: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"],
  storeSessions: ["s3:PutObject"],
  mountToRead: ["elasticfilesystem:ClientMount"],
  mountToWrite: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
  mountAsRoot: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"],
  // Sessions in a container (ECS Exec) and on a container instance. None of the actions has a resource type:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html
  sessionChannel: [
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  // The container instance role: the agent.
  registerInstance: ["ecs:RegisterContainerInstance", "ecs:SubmitAttachmentStateChanges", "ecs:SubmitTaskStateChange"],
  pollOrders: ["ecs:Poll", "ecs:StartTelemetrySession"],
  discoverEndpoint: ["ecs:DiscoverPollEndpoint"],
  pollServiceConnect: ["ecs:Poll"],
  drainInstance: ["ecs:UpdateContainerInstancesState"],
  tagInstance: ["ecs:TagResource"],
  readInstanceTags: ["ec2:DescribeTags"],
  registerSessions: ["ssm:UpdateInstanceInformation"],
  // The infrastructure role: EBS volumes and TLS of Service Connect.
  createVolumes: ["ec2:CreateVolume"],
  tagVolumes: ["ec2:CreateTags"],
  attachVolumes: ["ec2:AttachVolume", "ec2:DetachVolume"],
  deleteVolumes: ["ec2:DeleteVolume"],
  describeVolumes: ["ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeVolumes"],
  describeKey: ["kms:DescribeKey"],
  encryptVolumes: ["kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
  grantVolumeKey: ["kms:CreateGrant"],
  createTlsSecrets: ["secretsmanager:CreateSecret"],
  tagTlsSecrets: ["secretsmanager:TagResource"],
  rotateTlsSecrets: [
    "secretsmanager:DeleteSecret",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:RotateSecret",
    "secretsmanager:UpdateSecret",
    "secretsmanager:UpdateSecretVersionStage",
  ],
  describeTlsSecrets: ["secretsmanager:DescribeSecret"],
  readCertificates: [
    "acm-pca:DescribeCertificateAuthority",
    "acm-pca:GetCertificate",
    "acm-pca:GetCertificateAuthorityCertificate",
  ],
  issueCertificates: ["acm-pca:IssueCertificate"],
  useTlsKey: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyPair"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** An action of those lists. */
export type RoleAction = (typeof roleActions)[keyof typeof roleActions][number];
