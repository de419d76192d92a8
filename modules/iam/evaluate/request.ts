/** One request as AWS sees it: who wants to do what to which resource, and what else is known at that moment. */
import type { Text } from "../text";

/**
 * Who makes the request
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html). A role never acts itself, its
 * sessions do: `role` is a session of the role, `session` its name.
 */
export type Requester =
  | { readonly kind: "role"; readonly arn: Text; readonly session?: string }
  | { readonly kind: "user"; readonly arn: Text }
  | { readonly kind: "root"; readonly account: Text; readonly partition?: Text }
  /** A session of `sts:GetFederationToken`; `user` is the IAM user who asked for it. */
  | { readonly kind: "federated-user"; readonly arn: Text; readonly user?: Text }
  | { readonly kind: "service"; readonly name: Text }
  /** Somebody whom an identity provider vouches for: only `sts:AssumeRoleWithSAML` and `sts:AssumeRoleWithWebIdentity`. */
  | { readonly kind: "federated"; readonly provider: Text }
  | { readonly kind: "anonymous" };

/** A request. `action` has no wildcards, nor has `resource`, which is `*` for actions without a resource. */
export interface Request {
  readonly principal: Requester;
  readonly action: string;
  readonly resource: Text;
  /** The account of the resource where its ARN has none (S3). Without both, the account of the principal. */
  readonly resourceAccount?: Text;
  /**
   * The request context: keys have no case, a list makes a key multivalued. What the principal implies (`aws:PrincipalArn`,
   * `aws:PrincipalAccount`, `aws:PrincipalType`, `aws:username`, `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName`) is added
   * unless it is given here.
   */
  readonly context?: Readonly<Record<string, Text | readonly Text[]>>;
}
