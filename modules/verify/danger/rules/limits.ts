/** What takes limits away: boundaries, policies that refuse, guards. */
import { rulesOf } from "../table";

export const limits = rulesOf(`
boundary-delete | iam:DeleteRolePermissionsBoundary | take the permissions boundary off a role | aws:IAM/latest/APIReference/API_DeleteRolePermissionsBoundary
boundary-put | iam:PutRolePermissionsBoundary | exchange the permissions boundary of a role for a wider one | aws:IAM/latest/APIReference/API_PutRolePermissionsBoundary
role-policy-detach | iam:DetachRolePolicy | detach a policy that refuses something to a role | aws:IAM/latest/APIReference/API_DetachRolePolicy
role-policy-delete | iam:DeleteRolePolicy | delete an inline policy that refuses something to a role | aws:IAM/latest/APIReference/API_DeleteRolePolicy
user-boundary | iam:DeleteUserPermissionsBoundary, iam:PutUserPermissionsBoundary | take the permissions boundary off a user, or exchange it | aws:IAM/latest/APIReference/API_DeleteUserPermissionsBoundary
user-policy-remove | iam:DeleteGroupPolicy, iam:DeleteUserPolicy, iam:DetachGroupPolicy, iam:DetachUserPolicy | take away a policy that refuses something to a user or group | aws:IAM/latest/APIReference/API_DetachUserPolicy
organization-limits | organizations:AttachPolicy, organizations:CreatePolicy, organizations:DeletePolicy, organizations:DetachPolicy, organizations:DisablePolicyType, organizations:LeaveOrganization, organizations:UpdatePolicy | exchange or take away what the organization refuses to its accounts | aws:organizations/latest/APIReference/API_DetachPolicy
organization-delegate | organizations:EnableAWSServiceAccess, organizations:RegisterDelegatedAdministrator | have a service, or an account, administer every account of the organization | aws:organizations/latest/APIReference/API_RegisterDelegatedAdministrator
code-signing | lambda:DeleteFunctionCodeSigningConfig, lambda:PutFunctionCodeSigningConfig, lambda:UpdateCodeSigningConfig | have a function take code that nobody signed | aws:lambda/latest/api/API_DeleteFunctionCodeSigningConfig
metadata-options | ec2:ModifyInstanceMetadataDefaults, ec2:ModifyInstanceMetadataOptions | open the metadata service of an instance, which has the credentials of its role, to containers and forged requests | aws:AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions
stack-policy | cloudformation:SetStackPolicy | take away what keeps resources of a stack from being changed | aws:AWSCloudFormation/latest/APIReference/API_SetStackPolicy
`);
