/** Which arguments are blocks: of the AWS provider by its bindings, of Terraform's own types by hand, of others by a guess. */
import { subtrees, types } from "./block-data";

/** The block arguments of a body by name; `guessed` where the type is not known, `open` where everything that looks like a block is one. */
export type BlockTree = ReadonlyMap<string, BlockArgument> | "guessed" | "open";

/** A block argument. `ambiguous`: Terraform accepts the attribute form as well and tells an empty list from none. */
interface BlockArgument {
  readonly ambiguous: boolean;
  readonly inside: () => BlockTree;
}

const none: BlockTree = new Map();

/** Blocks that the bindings leave out: recursive ones, which they treat as any value, and those of provider 5 that 6 has dropped. */
const additions: Readonly<Record<string, string>> = {
  wafv2_web_acl: "rule.statement:open",
  wafv2_rule_group: "rule.statement:open",
  quicksight_analysis: "definition:open",
  quicksight_dashboard: "definition:open",
  quicksight_template: "definition:open",
  redshift_cluster: "logging snapshot_copy",
  launch_template: "elastic_gpu_specifications elastic_inference_accelerator",
  ecs_task_definition: "inference_accelerator",
  dms_endpoint: "s3_settings",
  api_gateway_deployment: "canary_settings",
  "data.identitystore_user": "filter",
  "data.identitystore_group": "filter",
};

/** Types of the provider that is built into Terraform; none has blocks. */
const builtIn: ReadonlySet<string> = new Set(["terraform_data", "data.terraform_remote_state"]);

function insideOf(number: string | undefined): () => BlockTree {
  if (number === undefined) return () => none;
  let tree: BlockTree | undefined;
  return () => {
    tree ??= parseTree(subtreeTexts()[Number.parseInt(number, 36)] ?? "");
    return tree;
  };
}

function parseTree(text: string): Map<string, BlockArgument> {
  const words = text === "" ? [] : text.split(" ");
  return new Map(
    words.map((word) => {
      const [, name = "", ambiguous, number] = /^(\w+)(=?)(?::(\w+))?$/.exec(word) ?? [];
      return [name, { ambiguous: ambiguous === "=", inside: number === "open" ? () => "open" : insideOf(number) }];
    }),
  );
}

/** Adds the blocks of `additions`, whose first word may lead through one block (`rule.statement`). */
function withAdditions(tree: Map<string, BlockArgument>, type: string): BlockTree {
  const [outer, nested] = additions[type]?.split(".") ?? [];
  if (outer === undefined) return tree;
  if (nested === undefined) return new Map([...tree, ...parseTree(outer)]);
  const argument = tree.get(outer);
  const inside = argument?.inside();
  if (argument === undefined || !(inside instanceof Map)) return tree;
  return tree.set(outer, { ...argument, inside: () => new Map([...inside, ...parseTree(nested)]) });
}

/** Computes once what needs no input. */
function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= compute();
    return value;
  };
}

const subtreeTexts = once(() => subtrees.join("").split(";"));

const treeTexts = once(() => {
  const texts = new Map<string, string>();
  for (const row of types.join("").split(";")) {
    const [names = "", tree = ""] = row.split("|");
    for (const name of names.split(",")) texts.set(name, tree);
  }
  return texts;
});

const parsed = new Map<string, BlockTree>();

/**
 * The blocks of a resource (`aws_ecs_service`), data source (`data.aws_ami`) or provider (`provider.aws`); undefined when the type is not
 * known. Read from the bindings of the AWS provider (scripts/extract-blocks.mjs).
 */
export function blocksOf(type: string): BlockTree | undefined {
  const known = parsed.get(type);
  if (known !== undefined) return known;
  if (builtIn.has(type)) return none;
  const key = type === "provider.aws" ? "provider" : /^(data\.)?aws_/.test(type) ? type.replace("aws_", "") : undefined;
  const text = key === undefined ? undefined : treeTexts().get(key);
  if (key === undefined || text === undefined) return undefined;
  const tree = withAdditions(parseTree(text), key);
  parsed.set(type, tree);
  return tree;
}
