/** The top of a stack: each block goes to its file (https://developer.hashicorp.com/terraform/language/syntax/json). */
import { isObject } from "../collections";
import { error, type Path, quote, type Report, warning } from "../problem";
import type { Context } from "./attribute";
import { type BlockTree, blocksOf } from "./blocks";
import { printBlock } from "./body";
import type { Entry } from "./files";
import type { Json } from "./form";
import { providerShape, resourceShape, type Shape, topShapes } from "./grammar";
import { knownStrings } from "./known-string";
import { headerOf, visitBodies } from "./label";
import { adjustTerraform } from "./terraform-block";

/** The options that decide what is printed where. */
export interface Settings {
  readonly flavour: "root" | "module";
  readonly fileFor: (address: string) => string | undefined;
}

/** What a kind of top block needs to be printed. */
interface Kind {
  readonly labels: number;
  readonly file: string;
  readonly rank: number;
  /** Whether `fileFor` may choose another file. */
  readonly movable?: true;
  readonly shapeOf: (labels: readonly string[], body: Json, trees: Trees, path: Path) => Shape;
}

/** The blocks of a type; reports an unknown one once. */
type Trees = (type: string, path: Path) => BlockTree;

function treesWith(report: Report): Trees {
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

function resourceKind(prefix: string, rank: number): Kind {
  return {
    labels: 2,
    file: "main.tf",
    rank,
    movable: true,
    shapeOf: ([type = ""], _, trees, path) => resourceShape(`${prefix}${type}`, trees(`${prefix}${type}`, path)),
  };
}

function fixedKind(name: keyof typeof topShapes, labels: number, file: string): Kind {
  return { labels, file, rank: 0, shapeOf: () => topShapes[name] };
}

/** A check may hold one data source, whose type decides what its blocks are. */
function checkShape(body: Json, trees: Trees, path: Path): Shape {
  const [type] = isObject(body.data) ? Object.keys(body.data) : [];
  if (type === undefined) return topShapes.check;
  const shape = resourceShape(`data.${type}`, trees(`data.${type}`, [...path, "data", type]));
  return { ...topShapes.check, blocks: { data: { labels: 2, shape }, ...topShapes.check.blocks } };
}

const kinds: ReadonlyMap<string, Kind> = new Map([
  ["terraform", fixedKind("terraform", 0, "versions.tf")],
  [
    "provider",
    {
      labels: 1,
      file: "providers.tf",
      rank: 0,
      shapeOf: ([name = ""], _, trees, path) => providerShape(trees(`provider.${name}`, path)),
    },
  ],
  ["variable", fixedKind("variable", 1, "variables.tf")],
  ["locals", fixedKind("locals", 0, "locals.tf")],
  ["data", resourceKind("data.", 0)],
  ["ephemeral", resourceKind("ephemeral.", 0)],
  ["module", { ...fixedKind("module", 1, "main.tf"), rank: 1, movable: true }],
  ["resource", resourceKind("", 1)],
  [
    "check",
    { labels: 1, file: "main.tf", rank: 2, movable: true, shapeOf: (_, body, trees, path) => checkShape(body, trees, path) },
  ],
  ["output", fixedKind("output", 1, "outputs.tf")],
  ["moved", fixedKind("moved", 0, "moved.tf")],
  ["removed", fixedKind("removed", 0, "moved.tf")],
  ["import", fixedKind("import", 0, "imports.tf")],
]);

/** The names of the blocks that a configuration may have. */
export const topNames: ReadonlySet<string> = new Set(kinds.keys());

/** The variables of type string. */
function stringVariables(stack: Json): ReadonlySet<string> {
  const variables = isObject(stack.variable) ? Object.entries(stack.variable) : [];
  return new Set(variables.filter(([, body]) => isObject(body) && body.type === "string").map(([name]) => name));
}

function addressOf(kind: string, labels: readonly string[]): string {
  return [...(kind === "resource" ? [] : [kind]), ...labels].join(".");
}

/** The blocks of a stack, printed. Reports all problems of the stack; the entries are of no use when one is an error. */
export function printTop(stack: Json, settings: Settings, report: Report): readonly Entry[] {
  const trees = treesWith(report);
  const isString = knownStrings(stringVariables(stack));
  const entries: Entry[] = [];
  const shapes = new Map<string, Shape>();
  for (const [name, value] of Object.entries(stack)) {
    const kind = kinds.get(name);
    if (name === "//" || (name === "provider" && settings.flavour === "module")) continue;
    if (kind === undefined) {
      report(error("unknown-key", [name], `${quote(name)} is no block of a Terraform configuration`));
      continue;
    }
    visitBodies(value, kind.labels, [name], report, (labels, given, path) => {
      const body = name === "terraform" ? adjustTerraform(given, stack, settings.flavour) : given;
      if (kind.labels === 0 && Object.keys(body).every((key) => key === "//")) return;
      const owner = addressOf(name, labels);
      const context: Context = { report, isString, owner };
      const type = addressOf(name, labels.slice(0, -1));
      const shape = (kind.labels === 2 ? shapes.get(type) : undefined) ?? kind.shapeOf(labels, body, trees, path);
      shapes.set(type, shape);
      const text = printBlock(headerOf(name, labels), body, shape, "", path, context);
      const file = (kind.movable && settings.fileFor(owner)) || kind.file;
      entries.push({ file, rank: kind.rank, name: labels.at(-1) ?? "", type: labels.at(-2) ?? "", text });
    });
  }
  return entries;
}
