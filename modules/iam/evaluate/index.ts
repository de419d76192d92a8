/** AWS's decision for one request, and the documents it is made from. */
export type {
  Condition,
  PolicyDocument,
  PolicyStatement,
  PolicyVersion,
  PrincipalEntry,
  Selection,
  Template,
  Variable,
} from "./document";
export { type Decision, type DecisionOutcome, evaluate } from "./evaluate";
export type { Layer, LayerFinding, Policies, StatementReference } from "./policies";
export type { Naming } from "./principal";
export { type PolicyValues, readDocument, readDocumentText, readPolicies } from "./read-document";
export type { PolicyKind } from "./reading";
export type { Request, Requester } from "./request";
export { type RuleId, rules } from "./rule";
