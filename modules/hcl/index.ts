/**
 * The language, usable alone: Terraform configurations as a tree, its builders, a reader, and two printers of the one tree. README.md beside this file
 * lists every function with its guarantee.
 */
export {
  call,
  document,
  isComputed,
  itemList,
  list,
  listFor,
  literal,
  object,
  oneLine,
  operation,
  reference,
  resolveValues,
  type TemplatePart,
  template,
} from "./build";
export {
  type Attribute,
  asModule,
  attribute,
  attributeOf,
  type Block,
  type BlockBody,
  block,
  blocksOfType,
  type Configuration,
  repeatable,
  statementComments,
} from "./configuration";
export { type Expression, type GroupItem, type HclGroup, type HclNode, isExpression, type Segment } from "./node";
export { configurationFiles, type FileOptions, testFile } from "./print/files";
export { configurationJson, noteOf } from "./print/json";
export { expressionJson, expressionText } from "./print/json-expression";
export { inline } from "./print/layout";
export { readExpression, readTemplate } from "./read/expression";
export { readFile } from "./read/file";
export { readJsonTemplate } from "./read/json-template";
export { type HclOptions, printHcl, readConfiguration } from "./stack";
