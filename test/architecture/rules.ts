/** The rules of the layout: who may import whom, what only some folders may use, and how large anything may grow. */
import { posix } from "node:path";
import type { Import, Measure, SourceFile } from "./source";

/** `problem`, `collections` and `wording` are the ground of all; `problem <- {iam, hcl} <- spec <- model <- {policy, agent} <- verify`; the rest wires. What stands at the top of `modules/` is a layer of its own. */
const layers: Readonly<Record<string, readonly string[]>> = {
  problem: [],
  collections: [],
  wording: [],
  iam: ["problem", "collections", "wording"],
  hcl: ["problem", "collections"],
  spec: ["problem", "collections", "wording"],
  model: ["problem", "collections", "wording", "iam", "spec"],
  policy: ["problem", "collections", "wording", "iam", "spec", "model"],
  agent: ["problem", "collections", "wording", "iam", "spec", "model"],
  chains: ["problem", "collections", "iam"],
  verify: ["problem", "collections", "iam", "spec", "model", "policy", "chains"],
  resources: ["problem", "collections", "wording", "iam", "hcl", "model", "policy", "agent"],
  output: ["problem", "collections", "hcl"],
  pipeline: ["problem", "collections", "spec", "model", "policy", "agent", "verify", "resources"],
  review: ["problem", "collections", "iam", "hcl", "model", "policy", "resources", "chains"],
  constructs: ["problem", "collections", "wording", "iam", "hcl", "spec", "model", "policy", "agent", "verify", "resources"],
  cli: [
    "problem",
    "collections",
    "wording",
    "iam",
    "hcl",
    "spec",
    "model",
    "policy",
    "chains",
    "verify",
    "resources",
    "pipeline",
    "output",
    "review",
  ],
  index: ["problem", "iam", "hcl", "spec", "model", "policy", "verify", "resources", "pipeline", "review"],
  main: ["problem", "pipeline", "output", "constructs"],
};

const packages: Readonly<Record<string, readonly string[]>> = {
  spec: ["js-yaml", "yaml", "zod"],
  agent: ["yaml", "smol-toml", "unbash"],
  cli: ["commander", "picocolors"],
  constructs: ["cdktf", "constructs"],
  main: ["cdktf", "constructs"],
};

/** Packages of which a layer uses nothing but types. */
const typePackages: Readonly<Record<string, readonly string[]>> = { constructs: ["zod"] };

/** Pure functions of Node, file by file: hashes for names, and gzip as AWS accepts it in user data. */
const pureBuiltins: Readonly<Record<string, readonly string[]>> = {
  "modules/model/role-name.ts": ["node:crypto"],
  "modules/resources/address.ts": ["node:crypto"],
  "modules/agent/mime.ts": ["node:zlib"],
  "modules/agent/scan/cloud-init/configuration.ts": ["node:zlib"],
};

/** Edges of the table that no import uses: a permission that nobody needs is one that somebody will use by mistake. */
export function unusedEdges(files: readonly SourceFile[]): readonly string[] {
  const used = new Set(
    files.flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => `${layerOf(path)} -> ${layerOf(posix.join(posix.dirname(path), specifier))}`),
    ),
  );
  return Object.entries(layers)
    .flatMap(([layer, targets]) => targets.map((target) => `${layer} -> ${target}`))
    .filter((edge) => !used.has(edge));
}

const largest = { file: 250, function: 40, nesting: 3 };

/** Every breach of the rules, as `file:line what`; none for a project in order. */
export function breaches(files: readonly SourceFile[]): readonly string[] {
  const graph = importGraph(files);
  return [
    ...files.flatMap((file) => [
      ...importBreaches(file),
      ...unresolved(file, graph),
      ...impurityBreaches(file),
      ...sizeBreaches(file),
    ]),
    ...cycles(graph).map((cycle) => `${cycle[0]} is part of a cycle: ${cycle.join(" -> ")}`),
  ];
}

/** `modules/spec/access/s3.ts` is of the layer `spec`, `modules/pipeline.ts` of `pipeline`, `main.ts` of `main`. */
function layerOf(path: string): string {
  const parts = path.replace(/\.ts$/, "").split("/");
  return (parts[0] === "modules" ? parts[1] : parts[0]) ?? "";
}

function importBreaches(file: SourceFile): readonly string[] {
  return file.imports
    .filter((found) => !isAllowed(file.path, found))
    .map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}`);
}

function isAllowed(path: string, found: Import): boolean {
  const layer = layerOf(path);
  const { specifier, typeOnly } = found;
  if (specifier.startsWith(".")) {
    const target = layerOf(posix.join(posix.dirname(path), specifier));
    return target === layer || (layers[layer] ?? []).includes(target);
  }
  if (specifier.startsWith("node:")) return mayTouchSystem(layer) || (pureBuiltins[path] ?? []).includes(specifier);
  const bindings = specifier === "cdktf" || /^@cdktf\/provider-aws\/lib\/[a-z0-9-]+$/.test(specifier);
  if (bindings) return layer === "constructs" || layer === "main" || (layer === "resources" && typeOnly);
  return [...(packages[layer] ?? []), ...(typeOnly ? (typePackages[layer] ?? []) : [])].includes(specifier);
}

/** Disk, process, clock and console. */
function mayTouchSystem(layer: string): boolean {
  return layer === "cli" || layer === "main";
}

function impurityBreaches({ path, impurities }: SourceFile): readonly string[] {
  return mayTouchSystem(layerOf(path)) ? [] : impurities.map(({ line, name }) => `${path}:${line} uses ${name}`);
}

function sizeBreaches({ path, lines, functions, nesting }: SourceFile): readonly string[] {
  const larger = (measures: readonly Measure[], limit: number, unit: string): readonly string[] =>
    measures
      .filter(({ value }) => value > limit)
      .map(({ name, line, value }) => `${path}:${line} ${name} has ${value} ${unit}, more than ${limit}`);
  return [
    ...larger([{ name: "the file", line: 1, value: lines }], largest.file, "lines"),
    ...larger(functions, largest.function, "lines"),
    ...larger(nesting, largest.nesting, "levels"),
  ];
}

type Graph = ReadonlyMap<string, readonly string[]>;

function importGraph(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  const targets = (file: SourceFile): readonly string[] =>
    file.imports.flatMap((found) =>
      resolved(file.path, found)
        .filter((path) => known.has(path))
        .slice(0, 1),
    );
  return new Map(files.map((file) => [file.path, targets(file)]));
}

/** The files that a relative import may mean. */
function resolved(path: string, { specifier }: Import): readonly string[] {
  if (!specifier.startsWith(".")) return [];
  const target = posix.join(posix.dirname(path), specifier);
  return [`${target}.ts`, `${target}/index.ts`];
}

/** An import that leads nowhere would escape every other rule. */
function unresolved(file: SourceFile, graph: Graph): readonly string[] {
  return file.imports
    .filter((found) => found.specifier.startsWith(".") && !resolved(file.path, found).some((path) => graph.has(path)))
    .map(({ line, specifier }) => `${file.path}:${line} imports ${specifier}, which is no source file`);
}

/** One cycle for each import that closes one. */
function cycles(graph: Graph): readonly (readonly string[])[] {
  const done = new Set<string>();
  const found: (readonly string[])[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path]);
    if (start >= 0 || done.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
