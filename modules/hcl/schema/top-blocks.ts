/** The blocks at the top of a configuration: how many labels they have, and where people write them. */
import type { BlockTree } from "./blocks";
import { type BlockShape, providerShape, resourceShape, topShapes } from "./grammar";

/** The blocks of a resource type (`data.aws_ami` for data sources); `below` says where in the block the type is named. */
type TreeOf = (type: string, below: readonly string[]) => BlockTree;

/** What is known of one of them. */
export interface TopBlock {
  readonly labels: number;
  readonly file: string;
  /** Blocks of lower rank come first in a file. */
  readonly rank: number;
  /** Whether the caller may choose another file. */
  readonly movable?: true;
  /** What its body may contain; `dataType` is the type of the data source inside a `check`. */
  readonly shapeOf: (labels: readonly string[], treeOf: TreeOf, dataType: string | undefined) => BlockShape;
}

function resourceBlock(prefix: string, rank: number): TopBlock {
  return {
    labels: 2,
    file: "main.tf",
    rank,
    movable: true,
    shapeOf: ([type = ""], treeOf) => resourceShape(`${prefix}${type}`, treeOf(`${prefix}${type}`, [])),
  };
}

function fixedBlock(name: keyof typeof topShapes, labels: number, file: string): TopBlock {
  return { labels, file, rank: 0, shapeOf: () => topShapes[name] };
}

/** A check may hold one data source, whose type decides what its blocks are. */
function checkShape(treeOf: TreeOf, type: string | undefined): BlockShape {
  if (type === undefined) return topShapes.check;
  const shape = resourceShape(`data.${type}`, treeOf(`data.${type}`, ["data", type]));
  return { ...topShapes.check, blocks: { data: { labels: 2, shape }, ...topShapes.check.blocks } };
}

/** By type. */
export const topBlocks: ReadonlyMap<string, TopBlock> = new Map([
  ["terraform", fixedBlock("terraform", 0, "versions.tf")],
  [
    "provider",
    {
      labels: 1,
      file: "providers.tf",
      rank: 0,
      shapeOf: ([name = ""]: readonly string[], treeOf: TreeOf) => providerShape(treeOf(`provider.${name}`, [])),
    },
  ],
  ["variable", fixedBlock("variable", 1, "variables.tf")],
  ["locals", fixedBlock("locals", 0, "locals.tf")],
  ["data", resourceBlock("data.", 0)],
  ["ephemeral", resourceBlock("ephemeral.", 0)],
  ["module", { ...fixedBlock("module", 1, "main.tf"), rank: 1, movable: true }],
  ["resource", resourceBlock("", 1)],
  ["check", { labels: 1, file: "main.tf", rank: 2, movable: true, shapeOf: (_, treeOf, type) => checkShape(treeOf, type) }],
  ["output", fixedBlock("output", 1, "outputs.tf")],
  ["moved", fixedBlock("moved", 0, "moved.tf")],
  ["removed", fixedBlock("removed", 0, "moved.tf")],
  ["import", fixedBlock("import", 0, "imports.tf")],
]);

/** The address of a block at the top: `aws_iam_role.task`, `data.aws_ami.ecs`, `module.vpc`. */
export function addressOfTop(type: string, labels: readonly string[]): string {
  return [...(type === "resource" ? [] : [type]), ...labels].join(".");
}
