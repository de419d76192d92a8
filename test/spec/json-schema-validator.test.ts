/** A JSON Schema validator of others reads the published schema: what the reader accepts is valid, what it refuses is not. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import schema from "../../schema/platform.schema.json";

const root = join(__dirname, "../..");
const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }).compile(schema);

// What only the text shows: the value that a lenient reader makes of it is a fine platform file.
const textual = `
  custom-tag duplicate-at-the-top duplicate-in-json duplicate-option duplicate-service half-a-character key-that-is-a-boolean key-that-is-a-number
  number-that-reads-otherwise number-with-exponent set-tag syntax-open-brace syntax-percent syntax-reserved-character two-documents unknown-key-proto yaml-1.1
`
  .trim()
  .split(/\s+/)
  .map((name) => `${name}.yaml`);

function documentsIn(folder: string): readonly (readonly [string, unknown])[] {
  return readdirSync(folder).flatMap((file) => {
    try {
      return [[file, parse(readFileSync(join(folder, file), "utf8"), { merge: true, logLevel: "silent" })] as const];
    } catch {
      return [];
    }
  });
}

test.each(documentsIn(join(root, "test/cases/spec/accepted")))("%s, which the reader accepts, is valid", (_, value) => {
  expect([validate(value), validate.errors ?? []]).toEqual([true, []]);
});

const refused = documentsIn(join(root, "test/cases/spec/refused"));

test("what the reader refuses is not valid, but for refusals that only the text shows", () => {
  const valid = refused.filter(([, value]) => validate(value)).map(([file]) => file);
  expect(valid).toEqual(textual);
  expect(refused.length).toBeGreaterThan(80);
});

const examples = readdirSync(join(root, "examples")).filter((name) => existsSync(join(root, "examples", name, "platform.yaml")));

test.each(examples)("examples/%s/platform.yaml is valid", (name) => {
  const value = parse(readFileSync(join(root, "examples", name, "platform.yaml"), "utf8"), { merge: true });
  expect([validate(value), validate.errors ?? []]).toEqual([true, []]);
});
