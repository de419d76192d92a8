/** The value of a cloud-config, each piece with its line: what aliases and `<<` bring in stands where cloud-init sees it. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { decodeBase64 } from "../../mime";
import type { ScanEvent } from "../event";

/** A scalar. `literal` is whether its lines are lines of the user data. */
interface Leaf {
  readonly kind: "leaf";
  readonly value: unknown;
  readonly line: number;
  readonly literal: boolean;
}

interface List {
  readonly kind: "list";
  readonly items: readonly Tree[];
  readonly line: number;
}

/** A mapping; `keyLines` are the lines of its keys. */
export interface Table {
  readonly kind: "table";
  readonly entries: ReadonlyMap<string, Tree>;
  readonly keyLines: ReadonlyMap<string, number>;
  readonly line: number;
}

/** A piece of a cloud-config. */
export type Tree = Leaf | List | Table;

/** A text in which YAML stands; `line` is the line in which it begins. */
export interface YamlText {
  readonly body: string;
  readonly line: number;
  readonly linesMatch: boolean;
}

/** The text of a scalar; nothing for another value. */
export function textOf(tree: Tree | undefined): string {
  return tree?.kind === "leaf" ? String(tree.value ?? "") : "";
}

/** Whether cloud-init takes the value for true. */
export function isTrue(tree: Tree | undefined): boolean {
  return ["true", "1", "on", "yes"].includes(textOf(tree).toLowerCase().trim());
}

/** The items of a list. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === "list" ? tree.items : [];
}

class Reader {
  private readonly trees = new Map<unknown, Tree>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
    private readonly text: YamlText,
  ) {}

  /** A node that is its own ancestor is nothing. */
  read(node: unknown): Tree {
    const target = isAlias(node) ? node.resolve(this.document) : node;
    const known = this.trees.get(target);
    if (known !== undefined) return known;
    this.trees.set(target, { kind: "leaf", value: undefined, line: this.text.line, literal: false });
    const tree = this.convert(target);
    this.trees.set(target, tree);
    return tree;
  }

  private lineOf(node: unknown): number {
    const { line, linesMatch } = this.text;
    const start = isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
    if (start === undefined || !linesMatch) return line;
    const first = this.lines.linePos(start).line - 1 + line;
    // The text of a block scalar begins in the line after its `|` or `>`.
    return isScalar(node) && node.type?.startsWith("BLOCK") ? first + 1 : first;
  }

  private convert(node: unknown): Tree {
    const line = this.lineOf(node);
    if (isMap(node)) return { kind: "table", line, ...this.entriesOf(node) };
    if (isSeq(node)) return { kind: "list", line, items: node.items.map((item) => this.read(item)) };
    if (!isScalar(node)) return { kind: "leaf", value: undefined, line, literal: false };
    const binary = node.tag?.endsWith("binary") ? decodeBase64(String(node.value)) : undefined;
    const literal = node.type === "BLOCK_LITERAL" && this.text.linesMatch && binary === undefined;
    return { kind: "leaf", value: binary?.toString("utf8") ?? node.value, line, literal };
  }

  /** What `<<` brings in counts less than what stands beside it; of several mappings the first counts most. */
  private entriesOf(map: YAMLMap): Pick<Table, "entries" | "keyLines"> {
    const entries = new Map<string, Tree>();
    const keyLines = new Map<string, number>();
    const merged = map.has("<<") ? this.read(map.get("<<", true)) : undefined;
    for (const one of merged?.kind === "list" ? [...merged.items].reverse() : merged === undefined ? [] : [merged]) {
      if (one.kind !== "table") continue;
      for (const [key, value] of one.entries) entries.set(key, value);
      for (const [key, line] of one.keyLines) keyLines.set(key, line);
    }
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? String(key.value) : textOf(this.read(key));
      if (name === "<<") continue;
      entries.set(name, this.read(value));
      keyLines.set(name, this.lineOf(key));
    }
    return { entries, keyLines };
  }
}

function invalid(why: string, help: string, line: number): { readonly failure: ScanEvent } {
  return { failure: { kind: "invalid", why, help, line } };
}

/** The tree of a YAML text, or why there is none. */
export function readYaml(text: YamlText, what: string): { readonly tree: Tree } | { readonly failure: ScanEvent } {
  const lines = new LineCounter();
  try {
    const document = parseDocument(text.body, { lineCounter: lines, logLevel: "silent" });
    const [failure] = document.errors;
    if (failure === undefined) return { tree: new Reader(document, lines, text).read(document.contents) };
    const line = text.linesMatch ? lines.linePos(failure.pos[0]).line - 1 + text.line : text.line;
    const why = (failure.message.split("\n")[0] ?? "").replace(/ at line \d+.*$/, "");
    return invalid(`the ${what} is not YAML: ${why}`, "mend the YAML", line);
  } catch (failure) {
    // Nested deeper than the stack of the parser, or of the reader.
    if (failure instanceof RangeError) return invalid(`the ${what} is nested too deep`, "flatten it", text.line);
    throw failure;
  }
}
