// Reads from the provider bindings which arguments of the AWS provider are blocks, and writes modules/hcl/schema/block-data.ts.
// Run: node scripts/extract-blocks.mjs [--check]
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const library = join(root, "node_modules", "@cdktf", "provider-aws", "lib");
const target = join(root, "modules", "hcl", "schema", "block-data.ts");

const entryPattern = /^ {8,12}(\w+): \{\n\s+value: (.*),\n\s+isBlock: true,\n\s+type: "(\w+)"/gm;
const functionPattern = /^function (\w+)ToHclTerraform\(struct\) \{\n([\s\S]*?)^\}/gm;

/** The block arguments that one generated attribute table names. Single structs are object attributes; only `timeouts` is a block. */
function entries(code) {
  return [...code.matchAll(entryPattern)]
    .map(([, name, value, type]) => ({
      name,
      type,
      mapper: /(\w+)ToHclTerraform/.exec(value)?.[1],
      ambiguous: /, false\)\(/.test(value),
    }))
    .filter(({ name, type }) => type !== "struct" || name === "timeouts")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function scriptsOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".js"));
  return files.sort().map((file) => readFileSync(join(folder, file), "utf8"));
}

/** The tree of one resource, data source or provider, as text; `intern` numbers equal subtrees. */
function readType(folder, intern) {
  const scripts = scriptsOf(join(library, folder));
  const main = readFileSync(join(library, folder, "index.js"), "utf8");
  const mappers = new Map(scripts.flatMap((code) => [...code.matchAll(functionPattern)].map(([, name, body]) => [name, body])));
  const known = new Map();
  const subtree = (mapper) => {
    if (!known.has(mapper)) known.set(mapper, treeOf(mappers.get(mapper)));
    return known.get(mapper);
  };
  const treeOf = (code) =>
    entries(code)
      .map(({ name, mapper, ambiguous }) => {
        const inner = subtree(mapper);
        return `${name}${ambiguous ? "=" : ""}${inner === "" ? "" : `:${intern(inner)}`}`;
      })
      .join(" ");
  const attributes = /synthesizeHclAttributes\(\) \{\n([\s\S]*?)^ {4}\}/m.exec(main)?.[1] ?? "";
  return { type: /\.tfResourceType = "(\w+)"/.exec(main)?.[1], tree: treeOf(attributes) };
}

function keyOf(folder, type) {
  const short = type.replace(/^aws_/, "");
  if (folder === "provider") return "provider";
  return folder.startsWith("data-aws") ? `data.${short}` : short;
}

/** The types of one tree, some at a time, so that no line gets long. */
function rows(names, tree) {
  const chunks = Array.from({ length: Math.ceil(names.length / 40) }, (_, index) => names.slice(index * 40, index * 40 + 40));
  return chunks.map((chunk) => `${chunk.join(",")}|${tree}`);
}

/** Joins words into lines that an editor can show. */
function wrap(words, separator) {
  const lines = [""];
  for (const word of words) {
    if (lines.at(-1).length + word.length > 1500) lines.push("");
    lines[lines.length - 1] += word + separator;
  }
  return lines.map((line) => `  ${JSON.stringify(line)},`).join("\n");
}

function extract() {
  const numbers = new Map();
  const intern = (tree) => {
    if (!numbers.has(tree)) numbers.set(tree, numbers.size.toString(36));
    return numbers.get(tree);
  };
  const types = new Map();
  for (const folder of readdirSync(library).sort()) {
    if (!existsSync(join(library, folder, "index.js"))) continue;
    const { type, tree } = readType(folder, intern);
    if (type === undefined) continue;
    types.set(tree, [...(types.get(tree) ?? []), keyOf(folder, type)]);
  }
  const version = JSON.parse(readFileSync(join(library, "..", "package.json"), "utf8")).version;
  return `// Written by scripts/extract-blocks.mjs from @cdktf/provider-aws ${version}; do not edit.

/** Subtrees by number (base 36, in order), each ended by \`;\`: argument names, \`=\` where the argument is an attribute too, \`:n\` for what is inside. */
export const subtrees: readonly string[] = [
${wrap(numbers.keys(), ";")}
];

/** \`types|tree;\`: the types (without \`aws_\`) that have a tree of blocks in common; no tree, no blocks. */
export const types: readonly string[] = [
${wrap(
  [...types].flatMap(([tree, names]) => rows(names, tree)),
  ";",
)}
];
`;
}

const text = extract();
if (process.argv.includes("--check")) {
  const current = readFileSync(target, "utf8") === text;
  console.log(current ? "block-data.ts is current" : "block-data.ts is stale: run node scripts/extract-blocks.mjs");
  process.exitCode = current ? 0 : 1;
} else writeFileSync(target, text);
