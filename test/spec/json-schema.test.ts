import { readFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchema } from "../../modules/spec/json-schema";
import { platformDocs, type SchemaNode } from "../../scripts/platform-docs";

const root = join(__dirname, "../..");
const schema = jsonSchema() as SchemaNode;

/** Every node of the schema with its JSON pointer. */
function nodes(node: unknown, pointer = "#"): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (typeof node !== "object" || node === null) return [];
  const below = Object.entries(node).flatMap(([key, value]) => nodes(value, `${pointer}/${key}`));
  return Array.isArray(node) ? below : [[pointer, node as Record<string, unknown>], ...below];
}

describe("the JSON Schema", () => {
  it("is what schema/platform.schema.json holds (scripts/write-schema.ts writes it)", () => {
    const published = readFileSync(join(root, "schema/platform.schema.json"), "utf8");
    expect(published).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it("is what docs/platform-file.md explains (scripts/write-platform-docs.ts writes it)", () => {
    expect(readFileSync(join(root, "docs/platform-file.md"), "utf8")).toBe(platformDocs(schema));
  });

  it("names itself and its draft", () => {
    expect(schema).toMatchObject({
      $schema: "http://json-schema.org/draft-07/schema#",
      $id: "urn:rolewright:platform-file",
      title: "Rolewright platform file",
      required: ["platform", "accounts"],
      additionalProperties: false,
    });
  });

  it("has no reference that leads nowhere", () => {
    const references = nodes(schema).flatMap(([, { $ref }]) => (typeof $ref === "string" ? [$ref] : []));
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) expect(schema.definitions).toHaveProperty([reference.replace("#/definitions/", "")]);
  });

  it("is closed: no mapping takes unknown keys, save names of the user's own", () => {
    const open = nodes(schema).filter(([, { properties, additionalProperties }]) => properties && additionalProperties !== false);
    expect(open.map(([pointer]) => pointer).filter((pointer) => !pointer.endsWith("/properties"))).toEqual([]);
  });

  it("describes every option, and says of every one that may be left out what happens then", () => {
    const text = ({ description, $ref, allOf }: SchemaNode): string => {
      const reference = $ref ?? allOf?.[0]?.$ref;
      return description ?? schema.definitions?.[reference?.replace("#/definitions/", "") ?? ""]?.description ?? "";
    };
    const silent = nodes(schema).flatMap(([pointer, node]) => {
      const { properties = {}, required = [] } = node as SchemaNode;
      if (pointer.endsWith("/properties")) return [];
      return Object.entries(properties)
        .filter(([key, option]) => text(option) === "" || !(required.includes(key) || isExplained(text(option), option)))
        .map(([key]) => `${pointer}/${key}`);
    });
    expect(silent).toEqual([]);
  });
});

/** Mappings with options of their own explain their defaults there; intents and kinds of volumes are chosen, not defaulted. */
function isExplained(text: string, option: SchemaNode): boolean {
  return (
    / ?Default: |Required with/.test(text) ||
    text.startsWith("Always refused") ||
    "properties" in option ||
    "allOf" in option ||
    "$ref" in option
  );
}
