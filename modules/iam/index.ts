/**
 * The engine, usable alone: text with holes that Terraform fills, ARNs and partitions, exact questions about globs, AWS's decision for one
 * request, and the comparison of whole policies. It reads documents and never changes one. README.md beside this file lists every
 * function with its law and its source.
 */
export { type Arn, formatArn, parseArn } from "./arn";
export { type Comparison, type Doubt, disjoint, equivalent, implies } from "./compare";
export {
  type Condition,
  type Decision,
  type DecisionOutcome,
  evaluate,
  type Layer,
  type LayerFinding,
  type Naming,
  type Policies,
  type PolicyDocument,
  type PolicyKind,
  type PolicyStatement,
  type PolicyValues,
  type PolicyVersion,
  type PrincipalEntry,
  type Request,
  type Requester,
  type RuleId,
  readDocument,
  readDocumentText,
  readPolicies,
  rules,
  type Selection,
  type StatementReference,
  type Template,
  type Variable,
} from "./evaluate";
export {
  arnGlob,
  type Containment,
  contains,
  covers,
  DEFAULT_BUDGET,
  fold,
  type Glob,
  glob,
  intersects,
  joinStars,
  type Letter,
  literal,
  type Membership,
  matches,
  memberships,
  showGlob,
  type Token,
} from "./glob";
export { dnsSuffix, isPartition, type Partition, partitionOf, partitions, servicePrincipal } from "./partition";
export { concat, isLate, type Late, type LateType, latesOf, partsOf, type Text, text } from "./text";
