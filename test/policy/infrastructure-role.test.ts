/** The infrastructure role: what the AWS managed policies allow, narrowed to the account, region and cluster. */
import type { ServiceModel, Volume } from "../../modules/model/model";
import { documentStatement } from "../../modules/policy/document";
import { infrastructureRoleGrants } from "../../modules/policy/infrastructure-role";
import { key, maybeKey, resourcesBySid, service, statements } from "./fixture";

const ebs: Volume = { kind: "ebs", name: "data", path: ["v"], sizeGiB: 8, volumeType: "gp3", fileSystemType: "xfs" };
const authority = "arn:aws:acm-pca:us-east-1:444455556666:certificate-authority/1";
const deployment: NonNullable<ServiceModel["deployment"]> = {
  desiredCount: 1,
  subnets: [],
  securityGroups: [],
  assignPublicIp: false,
  circuitBreaker: true,
  loadBalancers: [],
};
const withTls = (more: { readonly key?: typeof maybeKey | string } = {}): Partial<ServiceModel> => ({
  deployment: {
    ...deployment,
    serviceConnect: { services: [], tls: { certificateAuthorityArn: authority, ...more }, path: ["sc"] },
  },
});
const volume = "arn:aws:ec2:us-east-1:444455556666:volume/*";
const tasks = "arn:aws:ecs:us-east-1:444455556666:task/production/*";
const volumeSids = ["CreateVolumes", "TagNewVolumes", "AttachVolumes", "AttachToInstances", "DeleteVolumes", "DescribeVolumes"];
const sidsOf = (over: Partial<ServiceModel>) => infrastructureRoleGrants(service(over)).map(({ statement }) => statement.Sid);

test.each<[string, Partial<ServiceModel>]>([
  ["nothing", {}],
  ["Service Connect without TLS", { deployment: { ...deployment, serviceConnect: { services: [], path: [] } } }],
  ["a host volume", { volumes: [{ kind: "host", name: "a", path: [] }] }],
])("with %s it may do nothing", (_name, over) => {
  expect(sidsOf(over)).toEqual([]);
});

test("EBS volumes: only those that ECS makes for tasks of the cluster", () => {
  const made = {
    ArnLike: { "aws:RequestTag/AmazonECSCreated": tasks },
    StringEquals: { "aws:RequestTag/AmazonECSManaged": "true" },
  };
  const own = {
    ArnLike: { "aws:ResourceTag/AmazonECSCreated": tasks },
    StringEquals: { "aws:ResourceTag/AmazonECSManaged": "true" },
  };
  const attach = ["ec2:AttachVolume", "ec2:DetachVolume"];
  expect(statements(infrastructureRoleGrants(service({ volumes: [ebs] })))).toEqual([
    { Sid: "CreateVolumes", Effect: "Allow", Action: "ec2:CreateVolume", Resource: volume, Condition: made },
    {
      Sid: "TagNewVolumes",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: volume,
      Condition: { ...made, StringEquals: { ...made.StringEquals, "ec2:CreateAction": "CreateVolume" } },
    },
    { Sid: "AttachVolumes", Effect: "Allow", Action: attach, Resource: volume, Condition: own },
    { Sid: "AttachToInstances", Effect: "Allow", Action: attach, Resource: "arn:aws:ec2:us-east-1:444455556666:instance/*" },
    { Sid: "DeleteVolumes", Effect: "Allow", Action: "ec2:DeleteVolume", Resource: volume, Condition: own },
    {
      Sid: "DescribeVolumes",
      Effect: "Allow",
      Action: ["ec2:DescribeAvailabilityZones", "ec2:DescribeInstances", "ec2:DescribeVolumes"],
      Resource: "*",
      Condition: { StringEquals: { "ec2:Region": "us-east-1" } },
    },
  ]);
});

test("on Fargate the instances are in accounts of AWS, and the reason says so", () => {
  const grant = infrastructureRoleGrants(service({ volumes: [ebs], launchType: "fargate" })).find(
    ({ statement }) => statement.Sid === "AttachToInstances",
  );
  expect(grant?.statement.Resource).toEqual(["arn:aws:ec2:us-east-1:*:instance/*"]);
  expect(grant?.reason.wildcard).toMatch(/^Fargate's instances are in accounts of AWS/);
});

test("a key of volumes may be used through EC2 for EBS only", () => {
  const through = {
    StringEquals: { "kms:ViaService": "ec2.us-east-1.amazonaws.com" },
    "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": "aws:ebs:id" },
  };
  const grants = infrastructureRoleGrants(service({ volumes: [{ ...ebs, key }, { ...ebs, name: "more", key }, ebs] }));
  expect(statements(grants).slice(volumeSids.length)).toEqual([
    { Sid: "DescribeVolumeKey", Effect: "Allow", Action: "kms:DescribeKey", Resource: key },
    {
      Sid: "EncryptVolumes",
      Effect: "Allow",
      Action: ["kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      Resource: key,
      Condition: through,
    },
    {
      Sid: "GrantVolumeKey",
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: key,
      Condition: { ...through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ]);
});

test("a key that may be empty makes every statement about it conditional, and no other", () => {
  const grants = infrastructureRoleGrants(service({ volumes: [{ ...ebs, key: maybeKey }], ...withTls({ key: maybeKey }) }));
  const conditional = grants.filter(({ when }) => when !== undefined).map(({ statement }) => statement.Sid);
  expect(conditional).toEqual(["DescribeVolumeKey", "EncryptVolumes", "GrantVolumeKey", "UseTlsKey"]);
  expect(grants.filter(({ statement, when }) => when === undefined && JSON.stringify(statement).includes("kms:"))).toEqual([]);
});

test("TLS: secrets that ECS makes for the cluster, and exactly the service's certificate authority", () => {
  const grants = infrastructureRoleGrants(service(withTls({ key })));
  const secrets = ["arn:aws:secretsmanager:us-east-1:444455556666:secret:ecs-sc!*"];
  expect(resourcesBySid(grants)).toEqual({
    CreateTlsSecrets: secrets,
    TagNewTlsSecrets: secrets,
    RotateTlsSecrets: secrets,
    DescribeTlsSecrets: secrets,
    ReadCertificates: [authority],
    IssueCertificates: [authority],
    UseTlsKey: [key],
  });
  const made = {
    ArnLike: {
      "aws:RequestTag/AmazonECSCreated": [
        "arn:aws:ecs:us-east-1:444455556666:service/production/*",
        "arn:aws:ecs:us-east-1:444455556666:task-set/production/*",
      ],
    },
    StringEquals: { "aws:RequestTag/AmazonECSManaged": "true" },
  };
  const own = { StringEquals: { "secretsmanager:ResourceTag/aws:secretsmanager:owningService": "ecs-sc" } };
  const conditions = grants.map(({ statement }) => documentStatement(statement)).map(({ Sid, Condition }) => [Sid, Condition]);
  expect(conditions.slice(0, 4)).toEqual([
    ["CreateTlsSecrets", made],
    ["TagNewTlsSecrets", made],
    ["RotateTlsSecrets", own],
    ["DescribeTlsSecrets", undefined],
  ]);
  const issue = grants.find(({ statement }) => statement.Sid === "IssueCertificates");
  expect(issue?.statement.Condition).toEqual({
    StringEquals: { "acm-pca:TemplateArn": ["arn:aws:acm-pca:::template/EndEntityCertificate/V1"] },
  });
});

test("TLS without a key says nothing of KMS", () => {
  expect(sidsOf(withTls())).not.toContain("UseTlsKey");
});

test("two volumes under two keys get a set of statements for each", () => {
  const other = key.replace("1234abcd", "9999abcd");
  expect(
    sidsOf({
      volumes: [
        { ...ebs, key },
        { ...ebs, key: other },
      ],
    }).slice(volumeSids.length),
  ).toEqual([
    "DescribeVolumeKey",
    "EncryptVolumes",
    "GrantVolumeKey",
    "DescribeVolumeKey2",
    "EncryptVolumes2",
    "GrantVolumeKey2",
  ]);
});
