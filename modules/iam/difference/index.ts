/** Who gains what: policies as permissions, and what one side has that the other lacks, with requests that show it. */
export { difference } from "./difference";
export {
  type ConditionText,
  isDivisible,
  type Permission,
  type PrincipalName,
  permissionsOf,
  type StatementText,
  selectionOf,
} from "./permission";
export { canExist, onPossibleName, possibleNames } from "./possible-names";
export { documentOf, statementOf } from "./read-permission";
export { readPolicy } from "./read-policy";
export { refusalDifference } from "./refusal-difference";
export { type Difference, isRefusedBy, spelled } from "./side";
