/** The files of a Terraform configuration, and which blocks stand in each. */
import { compare, groupBy } from "../../collections";
import { error, quote, type Report } from "../../problem";
import type { Block, BlockBody, Configuration } from "../configuration";
import type { BlockShape } from "../schema/grammar";
import { testShapes } from "../schema/grammar";
import { addressOfTop, topBlocks } from "../schema/top-blocks";
import { isName } from "../text";
import { blockText, commentBlock } from "./block";

/** How to print a configuration. */
export interface FileOptions {
  /** The file of a resource, data source or module by its address (`aws_iam_role.task`, `data.aws_ami.ecs`, `module.vpc`); main.tf by default. */
  readonly fileFor?: (address: string) => `${string}.tf` | undefined;
  /** Comment lines above every file; none by default. */
  readonly header?: readonly string[];
}

/** A block of a file: where it is printed and what it is sorted by. */
interface FileEntry {
  readonly file: string;
  /** Blocks of lower rank come first. */
  readonly rank: number;
  /** Its name, then its type; blocks of one name stand together. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The files in the order in which they are given. */
const fileOrder: readonly string[] = [
  "versions.tf",
  "providers.tf",
  "variables.tf",
  "locals.tf",
  "main.tf",
  "outputs.tf",
  "moved.tf",
  "imports.tf",
];

/** A type stands before the longer ones: what is attached to a thing has a longer type than the thing in the AWS provider. */
function compareEntries(a: FileEntry, b: FileEntry): number {
  return a.rank - b.rank || compare(a.name, b.name) || a.type.length - b.type.length || compare(a.type, b.type);
}

/** The blocks of each file: by rank, then name, then type (shorter first), so that their own order does not matter. */
function joinFiles(entries: readonly FileEntry[], header: string): ReadonlyMap<string, string> {
  const byFile = groupBy(entries, ({ file }) => file);
  const rank = (file: string) => fileOrder.indexOf(file) + 1 || fileOrder.indexOf("main.tf") + 1.5;
  const names = [...byFile.keys()].toSorted((a, b) => rank(a) - rank(b) || compare(a, b));
  return new Map(
    names.map((name) => {
      const blocks = (byFile.get(name) ?? []).toSorted(compareEntries).map((entry) => entry.text);
      return [name, `${header}${blocks.join("\n\n")}\n`];
    }),
  );
}

/** The shape of a block at the top; unknown blocks are printed as they are. */
function shapeOfTop({ type, labels, body }: Block, known: Map<string, BlockShape>): BlockShape | undefined {
  const key = addressOfTop(type, labels.slice(0, 1));
  const data = type === "check" ? body.find((item) => item.kind === "block" && item.type === "data") : undefined;
  const dataType = data?.kind === "block" ? data.labels[0] : undefined;
  const shape = known.get(key) ?? topBlocks.get(type)?.shapeOf(labels, () => "guessed", dataType);
  if (shape !== undefined && labels.length === 2) known.set(key, shape);
  return shape;
}

function reportNames(names: readonly string[], body: BlockBody, report: Report): void {
  for (const item of body) {
    const name = item.kind === "attribute" ? item.name : item.type;
    if (!isName(name)) report(error("invalid-name", [...names, name], `${quote(name)} cannot be a name in Terraform`));
    if (item.kind === "block") reportNames([...names, name], item.body, report);
  }
}

/**
 * A configuration as HCL, by file name and in order: versions.tf, providers.tf, variables.tf, locals.tf, main.tf, outputs.tf, moved.tf, imports.tf;
 * files without content are left out. `terraform fmt` leaves them as they are. Data sources come first in main.tf, then modules and resources
 * by name, so that the order of the blocks does not matter. Reports `invalid-name` for what HCL takes for no name, and `unknown-key` for a block
 * that no configuration has; then the files are of no use.
 */
export function configurationFiles(
  configuration: Configuration,
  options: FileOptions,
  report: Report,
): ReadonlyMap<string, string> {
  const entries: FileEntry[] = [];
  const shapes = new Map<string, BlockShape>();
  for (const block of configuration) {
    const { type, labels } = block;
    const top = topBlocks.get(type);
    const shape = shapeOfTop(block, shapes);
    if (top === undefined || shape === undefined) {
      report(error("unknown-key", [type], `${quote(type)} is no block of a Terraform configuration`));
      continue;
    }
    reportNames([type, ...labels], block.body, report);
    const file = (top.movable && options.fileFor?.(addressOfTop(type, labels))) || top.file;
    const text = blockText(block, shape, "");
    entries.push({ file, rank: top.rank, name: labels.at(-1) ?? "", type: labels.at(-2) ?? "", text });
  }
  return joinFiles(entries, options.header === undefined ? "" : `${commentBlock(options.header, "")}\n`);
}

/** The text of a test file (https://developer.hashicorp.com/terraform/language/tests), its blocks in their order. */
export function testFile(blocks: readonly Block[]): string {
  const texts = blocks.flatMap((block) => {
    const shape = testShapes[block.type];
    return shape === undefined ? [] : [blockText(block, shape, "")];
  });
  return `${texts.join("\n\n")}\n`;
}
