/** The page about the platform file, made from its JSON Schema: every option with its type and default, each mapping a section. */

/** What the page reads of a JSON Schema. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly allOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

interface Section {
  readonly title: string;
  readonly level: number;
  readonly text: readonly string[];
}

interface Page {
  readonly definitions: Readonly<Record<string, SchemaNode>>;
  /** Titles of the definitions that have a section already. */
  readonly titles: Map<string, string>;
  readonly sections: Section[];
}

const intro = `# The platform file

<!-- Made from the schema by scripts/write-platform-docs.ts: change the descriptions there, not this page. -->

YAML 1.2 or JSON, UTF-8, at most 4 MiB. Anchors, aliases and merge keys (\`<<\`) work; top-level keys that start with \`x-\` are yours, to keep
anchors in. Everything else that is not on this page is refused, with its line and what was probably meant.

"Variable" in a type stands for \`{ var: name }\`, a value that only Terraform knows. Options without "required" may be left out. Editors
complete and check the file with \`schema/platform.schema.json\`:

\`\`\`yaml
# yaml-language-server: $schema=./platform.schema.json
\`\`\`
`;

/** Markdown of the whole page. Same schema, same bytes. */
export function platformDocs(schema: SchemaNode): string {
  const page: Page = { definitions: schema.definitions ?? {}, titles: new Map(), sections: [] };
  mapping("Top level", "", schema, page, 2);
  const sections = page.sections.map(({ title, level, text }) => `${"#".repeat(level)} ${title}\n\n${text.join("\n")}\n`);
  return [intro, contents(page), ...sections].join("\n");
}

function contents({ sections }: Page): string {
  const listed = sections.filter(({ level }) => level < 4);
  return `${listed.map(({ title, level }) => `${"  ".repeat(level - 2)}- [${title}](#${anchor(title)})`).join("\n")}\n`;
}

/** The anchor that GitHub gives a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 _-]/g, "")
    .replaceAll(" ", "-");
}

/** The node behind references, and the name of the definition that it is. */
function resolve(node: SchemaNode, page: Page): { readonly node: SchemaNode; readonly name?: string } {
  const reference = node.$ref ?? (node.allOf?.length === 1 ? node.allOf[0]?.$ref : undefined);
  if (reference === undefined) return { node };
  const name = reference.replace("#/definitions/", "");
  return { node: page.definitions[name] ?? {}, name };
}

function mapping(title: string, path: string, node: SchemaNode, page: Page, level: number): void {
  const properties = Object.entries(node.properties ?? {}).filter(
    ([, option]) => !option.description?.startsWith("Always refused"),
  );
  const children: (() => void)[] = [];
  const rows = properties.map(([key, option]) =>
    row(key, option, node.required?.includes(key) ?? false, page, below(path, key), children, level),
  );
  const table = ["| Option | Type | Default | What it is |", "|---|---|---|---|", ...rows];
  page.sections.push({ title, level, text: [...(path === "" || about(node) === "" ? [] : [about(node), ""]), ...table] });
  for (const child of children) child();
}

function below(path: string, step: string): string {
  return path === "" ? step : `${path}.${step}`;
}

function about(node: SchemaNode): string {
  return split(node.description ?? "").purpose;
}

function row(
  key: string,
  option: SchemaNode,
  required: boolean,
  page: Page,
  path: string,
  children: (() => void)[],
  level: number,
): string {
  const { purpose, otherwise } = split(option.description ?? resolve(option, page).node.description ?? "");
  const type = typeOf(option, page, path, children, level);
  return `| \`${key}\` | ${type} | ${required ? "required" : cell(otherwise)} | ${cell(purpose)} |`;
}

function split(description: string): { readonly purpose: string; readonly otherwise: string } {
  const [purpose = "", otherwise = ""] = description.split(/ ?Default: /);
  return { purpose, otherwise: otherwise.replace(/\.$/, "") };
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/<(\w+)>(?![^`]*`(?:[^`]*`[^`]*`)*[^`]*$)/g, "&lt;$1&gt;");
}

function typeOf(reference: SchemaNode, page: Page, path: string, children: (() => void)[], level: number): string {
  const { node, name } = resolve(reference, page);
  const inner = (part: SchemaNode, step = path): string => typeOf(part, page, step, children, level);
  if (name === "variable") return "variable";
  const forms = (node.anyOf ?? [node]).filter((form) => Object.keys(form.properties ?? {}).length > 1);
  if (forms.length > 0)
    return section({ node, ...(name === undefined ? {} : { name }), forms, path, level }, page, children, inner);
  if (node.anyOf !== undefined) return either(node.anyOf, inner);
  if (node.properties !== undefined) return oneOption(node.properties, (part, step) => inner(part, below(path, step)));
  if (node.items !== undefined) return `list of ${inner(node.items)}`;
  if (typeof node.additionalProperties === "object") return `by name: ${inner(node.additionalProperties, `${path}.<name>`)}`;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  return scalar(node);
}

function scalar({ type, minimum, maximum }: SchemaNode): string {
  if (type === "integer") return `whole number${range(minimum, maximum)}`;
  if (type === "boolean") return "`true`, `false`";
  if (type === "number") return "number";
  return Array.isArray(type) ? type.map((one: string) => scalar({ type: one })).join(" or ") : "text";
}

function range(minimum = 0, maximum = Number.MAX_SAFE_INTEGER): string {
  return maximum === Number.MAX_SAFE_INTEGER ? ` from ${minimum}` : `, ${minimum} to ${maximum}`;
}

function either(forms: readonly SchemaNode[], inner: (part: SchemaNode) => string): string {
  return [...new Set(forms.map((form) => inner(form)))].join(" or ");
}

/** A mapping with one option needs no section. */
function oneOption(properties: Readonly<Record<string, SchemaNode>>, inner: (part: SchemaNode, step: string) => string): string {
  const [first] = Object.entries(properties);
  return first === undefined ? "`{}`" : `\`${first[0]}:\` with ${inner(first[1], first[0])}`;
}

interface Forms {
  readonly node: SchemaNode;
  readonly name?: string;
  /** The mappings that the value may be. */
  readonly forms: readonly SchemaNode[];
  readonly path: string;
  readonly level: number;
}

/** A link to the section of a mapping, which is written once, after the section that mentions it first; other forms stand beside it. */
function section(
  { node, name, forms, path, level }: Forms,
  page: Page,
  children: (() => void)[],
  inner: (part: SchemaNode) => string,
): string {
  const plain = (node.anyOf ?? []).filter((form) => !forms.includes(form));
  const title = (name === undefined ? undefined : page.titles.get(name)) ?? `\`${path}\``;
  const isNew = ![...page.titles.values()].includes(title);
  page.titles.set(name ?? title, title);
  for (const [index, form] of isNew ? forms.entries() : []) {
    const heading = index === 0 ? title : `${title} with \`${Object.keys(form.properties ?? {})[0]}\``;
    children.push(() => mapping(heading, path, { description: node.description ?? "", ...form }, page, Math.min(level + 1, 4)));
  }
  return [...new Set([...plain.map((form) => inner(form)), `[mapping](#${anchor(title)})`])].join(" or ");
}
