/**
 * The public API. It loads no CDKTF: the constructs are in `rolewright/constructs`, so that tools which only plan, print or check policies start in
 * no time and need none of the optional peer dependencies.
 */

export { type HclOptions, printHcl } from "./hcl";
export {
  type Comparison,
  type Decision,
  type DecisionOutcome,
  type Doubt,
  disjoint,
  equivalent,
  evaluate,
  implies,
  type PolicyDocument,
  type PolicyKind,
  type PolicyValues,
  type Request,
  type Requester,
  readDocument,
  readDocumentText,
  readPolicies,
} from "./iam";
export type { Late, LateType, Text } from "./iam/text";
export type { Model, StackModel } from "./model/model";
export { type PlatformOutcome, type PlatformPlan, planPlatform, type StackPlan } from "./pipeline";
export { catalogue } from "./policy/catalogue";
export type { BucketWithPolicy, RepositoryWithPolicy, RoleKind, RolePolicies, StackPolicies } from "./policy/policy-set";
export type { Conditions, Grant, Policy, Principal, Reason, Statement } from "./policy/statement";
export {
  hasErrors,
  type Location,
  type Outcome,
  type Path,
  type Problem,
  type ProblemCode,
  type Report,
  type Severity,
} from "./problem";
export { problemCodes } from "./problem/codes";
export { problemPage } from "./problem/page";
export { printJson, stackJson } from "./resources/configuration";
export type { Resource, ResourceType } from "./resources/resource";
export type { StackResources } from "./resources/stack";
export type {
  Access,
  AccessDocument,
  PolicyResourceType as ResourceKind,
  PrincipalAccess,
  PrincipalType as PrincipalKind,
  ResourceAccess,
  StackAccess,
} from "./review/access";
export type {
  AccessChange,
  AccessDiff,
  ChangeType as ChangeKind,
  DiffVerdict,
  PrincipalOrResourceChanges,
} from "./review/change";
export { type DecodedAccess, decodeAccess } from "./review/decode";
export { diffAccess } from "./review/diff";
export { encodeAccess } from "./review/encode";
export { snapshot } from "./review/snapshot";
export { type TerraformAccess, terraformAccess } from "./review/terraform/access";
export { jsonSchema } from "./spec/json-schema";
export type { Source } from "./spec/read";
export type { Spec } from "./spec/schema";
export { type AllowingStatement, type Answerable, type Asked, ask, type RoleAnswer } from "./verify/expectations/ask";
export type { ExpectationProof, ExpectationResult } from "./verify/expectations/expectations";
export { type Proof, prove } from "./verify/prove";
