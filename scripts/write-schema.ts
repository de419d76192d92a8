// Writes schema/platform.schema.json and schema/requests.schema.json. Run: node -r ./scripts/typescript.js scripts/write-schema.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchema, requestsJsonSchema } from "../modules/spec/json-schema";

const folder = join(__dirname, "..", "schema");
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries({ platform: jsonSchema(), requests: requestsJsonSchema() }))
  writeFileSync(join(folder, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
