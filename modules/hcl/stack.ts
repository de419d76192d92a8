/** Any stack in Terraform's JSON syntax (`cdk.tf.json`, of this project or of any CDKTF application) as the HCL that a person would have written. */

import { isObject } from "../collections";
import { error, type Problem, type Report } from "../problem";
import type { Configuration } from "./configuration";
import { configurationFiles, type FileOptions } from "./print/files";
import type { JsonBody } from "./read/form";
import { readStack } from "./read/stack";
import { topBlocks } from "./schema/top-blocks";

/** How to print a stack. */
export interface HclOptions extends FileOptions {
  /** `root` is applied as it is; `module` is called by other configuration and has no backend and no provider configurations. */
  readonly flavour: "root" | "module";
}

const help = "give the cdk.tf.json that a synthesis wrote, or other configuration in Terraform's JSON syntax";

function checkStack(stack: unknown, report: Report): stack is JsonBody {
  if (!isObject(stack)) {
    report(error("not-a-stack", [], "the stack is not a JSON object", help));
    return false;
  }
  const names = Object.keys(stack).filter((name) => name !== "//");
  if (names.some((name) => topBlocks.has(name))) return true;
  report(error("not-a-stack", [], "the stack has none of the blocks of a Terraform configuration", help));
  return false;
}

/**
 * The tree of a stack in JSON syntax, with the meaning that Terraform gives to every block, argument and value. Undefined when a problem is an error:
 * `not-a-stack`, `unknown-key`, `invalid-name`, `invalid-template`, `block-and-attribute`, `inexact-number`, `too-deep`, `wrong-type`.
 * `unknown-resource-type` is a warning. Comments come from `"//"` keys: text, or `{"rolewright": {"comments": [...], "statements":
 * {"<attribute>": {"<Sid>": "..."}}}}`; other metadata is dropped, and so is the local backend that cdktf adds by itself.
 */
export function readConfiguration(stack: unknown, flavour: HclOptions["flavour"], report: Report): Configuration | undefined {
  if (!checkStack(stack, report)) return undefined;
  let failed = false;
  const watch = (problem: Problem): void => {
    failed ||= problem.severity === "error";
    report(problem);
  };
  const read = readStack(stack, flavour, watch);
  return failed ? undefined : read;
}

/** The files of a stack as HCL: what `readConfiguration` reads, as `configurationFiles` prints it. Undefined, and the problems of both, when one is an error. */
export function printHcl(stack: unknown, options: HclOptions, report: Report): ReadonlyMap<string, string> | undefined {
  const read = readConfiguration(stack, options.flavour, report);
  return read && configurationFiles(read, options, report);
}
