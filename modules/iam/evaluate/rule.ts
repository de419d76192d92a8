/** The rules that decide, each with the AWS page it comes from. The list is closed: a decision always names one of them. */

const LOGIC = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html";
const BASICS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html";
const CROSS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html";
const PRINCIPAL = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html";

/** Every rule: what it says, as a sentence, and its AWS page. */
export const rules = {
  "no-permission-needed": {
    says: "the action needs no permission, and no policy can deny it",
    page: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html",
  },
  "explicit-deny": { says: "a Deny statement applies, and no Allow outweighs it", page: LOGIC },
  "no-resource-control-policy-allows": { says: "no resource control policy of one level allows the request", page: LOGIC },
  "no-service-control-policy-allows": {
    says: "no service control policy of one level allows the request",
    page: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html",
  },
  "resource-policy-allows": {
    says: "the resource-based policy allows the principal itself, which needs nothing else in the same account",
    page: LOGIC,
  },
  "no-resource-policy-allows": {
    says: "only a resource-based policy can allow this principal, and none does",
    page: PRINCIPAL,
  },
  "key-policy-is-silent": {
    says: "a KMS key is out of reach unless its key policy allows the principal or its account",
    page: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  },
  "trust-policy-is-silent": {
    says: "a role can only be assumed by whom its trust policy names",
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
  },
  "resource-account-is-silent": {
    says: "access from another account needs a resource-based policy that allows it",
    page: CROSS,
  },
  "no-identity-policy-allows": { says: "no identity-based policy allows the request", page: LOGIC },
  "boundary-is-silent": {
    says: "the permissions boundary does not allow the request",
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  },
  "session-policy-is-silent": { says: "no session policy allows the request", page: LOGIC },
  "federated-user-without-session-policy": {
    says: "a federated user session without a session policy has no permissions of its own",
    page: LOGIC,
  },
  "identity-policy-allows": { says: "an identity-based policy allows the request, and no limit stands in the way", page: BASICS },
  "root-user": { says: "the root user has full access within its account", page: LOGIC },
  "role-is-named": {
    says: "the resource-based policy allows the role of the session, and no limit stands in the way",
    page: LOGIC,
  },
  "both-accounts-allow": { says: "the identity side and the resource side both allow the request", page: CROSS },
} as const;

/** The name of a rule. */
export type RuleId = keyof typeof rules;
