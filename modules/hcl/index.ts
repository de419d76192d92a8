/**
 * Prints a synthesised stack (`cdk.tf.json`, of this project or of any CDKTF application) as the HCL that a person would have written.
 * The JSON stays the source of truth: every block, argument and value of it is in the HCL, with the meaning that Terraform gives to it.
 */
import { isObject } from "../collections";
import { error, type Problem, type Report } from "../problem";
import { commentBlock } from "./body";
import { joinFiles } from "./files";
import { printTop, type Settings, topNames } from "./stack";

/** How to print a stack. */
export interface HclOptions {
  /** `root` is applied as it is; `module` is called by other configuration and has no backend and no provider configurations. */
  readonly flavour: "root" | "module";
  /** The file of a resource, data source or module by its address (`aws_iam_role.task`, `data.aws_ami.ecs`, `module.vpc`); main.tf by default. */
  readonly fileFor?: (address: string) => `${string}.tf` | undefined;
  /** Comment lines above every file; none by default. */
  readonly header?: readonly string[];
}

const help = "give the cdk.tf.json that a synthesis wrote, or other configuration in Terraform's JSON syntax";

function checkStack(stack: unknown, report: Report): stack is Readonly<Record<string, unknown>> {
  if (!isObject(stack)) {
    report(error("not-a-stack", [], "the stack is not a JSON object", help));
    return false;
  }
  const names = Object.keys(stack).filter((name) => name !== "//");
  if (names.some((name) => topNames.has(name))) return true;
  report(error("not-a-stack", [], "the stack has none of the blocks of a Terraform configuration", help));
  return false;
}

/**
 * The files of the stack as HCL, by name and in order: versions.tf, providers.tf, variables.tf, locals.tf, main.tf, outputs.tf, moved.tf,
 * imports.tf; files without content are left out. `terraform fmt` leaves them as they are. Data sources come first in main.tf, then modules
 * and resources by name, so that the order of the JSON does not matter. Undefined when a problem is an error: `not-a-stack`,
 * `unknown-key`, `invalid-name`, `invalid-template`, `block-and-attribute`, `inexact-number`, `too-deep`, `wrong-type`.
 * `unknown-resource-type` is a warning. Comments come from `"//"` keys: text, or `{"rolewright": {"comments": [...], "statements":
 * {"<attribute>": {"<Sid>": "..."}}}}`; other metadata is dropped, and so is the local backend that cdktf adds by itself.
 */
export function printHcl(stack: unknown, options: HclOptions, report: Report): ReadonlyMap<string, string> | undefined {
  if (!checkStack(stack, report)) return undefined;
  let failed = false;
  const watch = (problem: Problem): void => {
    failed ||= problem.severity === "error";
    report(problem);
  };
  const settings: Settings = { flavour: options.flavour, fileFor: options.fileFor ?? (() => undefined) };
  const entries = printTop(stack, settings, watch);
  const header = options.header === undefined ? "" : `${commentBlock(options.header, "")}\n`;
  return failed ? undefined : joinFiles(entries, header);
}
