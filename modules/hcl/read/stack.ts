/** The top of a stack in Terraform's JSON syntax (https://developer.hashicorp.com/terraform/language/syntax/json). */

import { isObject } from "../../collections";
import { error, type Path, quote, type Report, warning } from "../../problem";
import type { Block, Configuration } from "../configuration";
import { type BlockTree, blocksOf } from "../schema/blocks";
import type { BlockShape } from "../schema/grammar";
import { addressOfTop, topBlocks } from "../schema/top-blocks";
import type { ReadContext } from "./attribute";
import { readBlock } from "./body";
import type { JsonBody } from "./form";
import { knownStrings } from "./known-string";
import { visitBodies } from "./label";
import { adjustTerraform } from "./terraform-block";

/** The blocks of a type; reports an unknown one once. */
function treesWith(report: Report): (type: string, path: Path) => BlockTree {
  const reported = new Set<string>();
  return (type, path) => {
    const tree = blocksOf(type);
    if (tree !== undefined) return tree;
    if (!reported.has(type)) {
      const help = "check the blocks in the output with `terraform validate`";
      report(warning("unknown-resource-type", path, `the blocks of ${quote(type)} are not known, so they are guessed`, help));
    }
    reported.add(type);
    return "guessed";
  };
}

/** The variables of type string. */
function stringVariables(stack: JsonBody): ReadonlySet<string> {
  const variables = isObject(stack.variable) ? Object.entries(stack.variable) : [];
  return new Set(variables.filter(([, body]) => isObject(body) && body.type === "string").map(([name]) => name));
}

/**
 * The blocks of a stack in its order. Reports all problems of the stack; the blocks are of no use when one is an error. For a module, provider
 * configurations are not looked at.
 */
export function readStack(stack: JsonBody, flavour: "root" | "module", report: Report): Configuration {
  const trees = treesWith(report);
  const isString = knownStrings(stringVariables(stack));
  const blocks: Block[] = [];
  const shapes = new Map<string, BlockShape>();
  for (const [name, value] of Object.entries(stack)) {
    const top = topBlocks.get(name);
    if (name === "//" || (name === "provider" && flavour === "module")) continue;
    if (top === undefined) {
      report(error("unknown-key", [name], `${quote(name)} is no block of a Terraform configuration`));
      continue;
    }
    visitBodies(value, top.labels, [name], report, (labels, given, path) => {
      const body = name === "terraform" ? adjustTerraform(given, stack, flavour) : given;
      if (top.labels === 0 && Object.keys(body).every((key) => key === "//")) return;
      const context: ReadContext = { report, isString, owner: addressOfTop(name, labels) };
      const type = addressOfTop(name, labels.slice(0, -1));
      const [dataType] = name === "check" && isObject(body.data) ? Object.keys(body.data) : [];
      const treeOf = (of: string, below: readonly string[]) => trees(of, [...path, ...below]);
      const shape = (top.labels === 2 ? shapes.get(type) : undefined) ?? top.shapeOf(labels, treeOf, dataType);
      shapes.set(type, shape);
      const read = readBlock(name, labels, body, shape, path, context);
      blocks.push(isList(value, labels) ? { ...read, repeatable: true } : read);
    });
  }
  return blocks;
}

/** Whether the JSON has a list of blocks behind the labels. */
function isList(value: unknown, labels: readonly string[]): boolean {
  let found = value;
  for (const label of labels) found = isObject(found) ? found[label] : undefined;
  return Array.isArray(found);
}
