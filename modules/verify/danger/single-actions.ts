/** Dangers beyond the published paths: what loosens a limit, opens a resource to others, or takes over a task or an instance. */
import { type DangerRule, rule } from "./rule";

const reference = "https://docs.aws.amazon.com/service-authorization/latest/reference";
const iam = `${reference}/list_awsidentityandaccessmanagementiam.html`;
const foreignInstance = "https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/";

/** Each is a danger whatever else the role may do, but for the last, which takes four actions. */
export const singleActions: readonly DangerRule[] = [
  rule("boundary-delete", ["iam:DeleteRolePermissionsBoundary"], iam),
  rule("boundary-put", ["iam:PutRolePermissionsBoundary"], iam),
  rule("role-policy-detach", ["iam:DetachRolePolicy"], iam),
  rule("role-policy-delete", ["iam:DeleteRolePolicy"], iam),
  rule("task-command", ["ecs:ExecuteCommand"], `${reference}/list_amazonelasticcontainerservice.html`),
  rule("secret-policy", ["secretsmanager:PutResourcePolicy"], `${reference}/list_awssecretsmanager.html`),
  rule("key-grant", ["kms:CreateGrant"], `${reference}/list_awskeymanagementservice.html`),
  rule("key-policy", ["kms:PutKeyPolicy"], `${reference}/list_awskeymanagementservice.html`),
  rule("repository-policy", ["ecr:SetRepositoryPolicy"], `${reference}/list_amazonelasticcontainerregistry.html`),
  rule("image-put", ["ecr:PutImage"], `${reference}/list_amazonelasticcontainerregistry.html`),
  rule("bucket-policy", ["s3:PutBucketPolicy"], `${reference}/list_amazons3.html`),
  rule("function-permission", ["lambda:AddPermission"], `${reference}/list_awslambda.html`),
  rule(
    "foreign-instance",
    ["iam:PassRole", "ecs:StartTask", "ecs:RegisterContainerInstance", "ecs:DeregisterContainerInstance"],
    foreignInstance,
  ),
];
