/** Paths to more privileges through IAM, STS and the directories of people. */
import { rulesOf } from "../table";

export const iamEscalations = rulesOf(`
iam-001 | iam:CreatePolicyVersion | write a new version of a policy that applies to it, and make that version count
iam-002 | iam:CreateAccessKey | make lasting keys for another user and act as that user
iam-003 | iam:CreateAccessKey + iam:DeleteAccessKey | make keys for a user who already has two, by deleting one of them first
iam-004 | iam:CreateLoginProfile | give a user without a password one, and sign in as that user
iam-005 | iam:PutRolePolicy | write any permission into a role, its own among them
iam-006 | iam:UpdateLoginProfile | change a user's password and sign in as that user
iam-007 | iam:PutUserPolicy | write any permission into a user
iam-008 | iam:AttachUserPolicy | attach any policy, administrator access too, to a user
iam-009 | iam:AttachRolePolicy | attach any policy, administrator access too, to a role
iam-010 | iam:AttachGroupPolicy | attach any policy to a group, and so to everybody in it
iam-011 | iam:PutGroupPolicy | write any permission into a group, and so into everybody in it
iam-012 | iam:UpdateAssumeRolePolicy | let itself, or anybody, assume a stronger role
iam-013 | iam:AddUserToGroup | put a user into a group with more permissions
iam-014 | iam:AttachRolePolicy + sts:AssumeRole | attach a stronger policy to a role that it can assume, and assume it
iam-015 | iam:AttachUserPolicy + iam:CreateAccessKey | make a user an administrator and take keys of that user
iam-016 | iam:CreatePolicyVersion + sts:AssumeRole | rewrite the policy of a role that it can assume, and assume it
iam-017 | iam:PutRolePolicy + sts:AssumeRole | write any permission into a role that it can assume, and assume it
iam-018 | iam:PutUserPolicy + iam:CreateAccessKey | write any permission into a user and take keys of that user
iam-019 | iam:AttachRolePolicy + iam:UpdateAssumeRolePolicy | attach any policy to a role that it could not assume before, and let itself in
iam-020 | iam:CreatePolicyVersion + iam:UpdateAssumeRolePolicy | rewrite the policy of a role that it could not assume before, and let itself in
iam-021 | iam:PutRolePolicy + iam:UpdateAssumeRolePolicy | write any permission into a role that it could not assume before, and let itself in
sts-001 | sts:AssumeRole | become every role that trusts its account and that the wildcard reaches
policy-version-default | iam:SetDefaultPolicyVersion | make an earlier, wider version of a policy count | https://hackingthe.cloud/aws/exploitation/iam_privilege_escalation/
instance-profile-role | iam:AddRoleToInstanceProfile | put a stronger role into the profile of an instance | aws:IAM/latest/APIReference/API_AddRoleToInstanceProfile
user-credentials | iam:CreateServiceSpecificCredential, iam:ResetServiceSpecificCredential, iam:UpdateAccessKey, iam:UploadSSHPublicKey, iam:UploadSigningCertificate | make credentials of another user, or make old ones count again, and act as that user | aws:IAM/latest/APIReference/API_CreateServiceSpecificCredential
user-mfa | iam:DeactivateMFADevice, iam:DeleteVirtualMFADevice, iam:EnableMFADevice, iam:ResyncMFADevice | take the second factor of a user away, or make it its own | aws:IAM/latest/APIReference/API_DeactivateMFADevice
identity-provider | iam:AddClientIDToOpenIDConnectProvider, iam:CreateOpenIDConnectProvider, iam:CreateSAMLProvider, iam:UpdateOpenIDConnectProviderThumbprint, iam:UpdateSAMLProvider | have the account believe identities of a provider of its own | https://hackingthe.cloud/aws/post_exploitation/iam_rogue_oidc_identity_provider/
root-session | sts:AssumeRoot | act as the root user of a member account | aws:STS/latest/APIReference/API_AssumeRoot
trust-anchor | rolesanywhere:CreateProfile, rolesanywhere:CreateTrustAnchor, rolesanywhere:EnableProfile, rolesanywhere:EnableTrustAnchor, rolesanywhere:PutAttributeMapping, rolesanywhere:UpdateProfile, rolesanywhere:UpdateTrustAnchor | let certificates of its own assume roles from anywhere | https://hackingthe.cloud/aws/post_exploitation/iam_roles_anywhere_persistence/
permission-set | sso:AttachCustomerManagedPolicyReferenceToPermissionSet, sso:AttachManagedPolicyToPermissionSet, sso:CreateAccountAssignment, sso:CreatePermissionSet, sso:DeletePermissionsBoundaryFromPermissionSet, sso:ProvisionPermissionSet, sso:PutInlinePolicyToPermissionSet, sso:PutPermissionsBoundaryToPermissionSet | give people of IAM Identity Center more in every account that it is used for | aws:singlesignon/latest/APIReference/API_CreateAccountAssignment
directory-group | identitystore:CreateGroupMembership, sso-directory:AddMemberToGroup, sso-directory:UpdatePassword | put a user into a group that has more, or take over the user | aws:singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership
identity-pool-roles | cognito-identity:SetIdentityPoolRoles, cognito-identity:SetPrincipalTagAttributeMap, cognito-identity:UpdateIdentityPool | give everybody who signs in, or nobody in particular, a stronger role | aws:cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles
cluster-admin | eks:AssociateAccessPolicy, eks:AssociateIdentityProviderConfig, eks:CreateAccessEntry, eks:UpdateAccessEntry | make any principal an administrator of a Kubernetes cluster, with the roles of all that runs there | aws:eks/latest/userguide/access-entries
`);
