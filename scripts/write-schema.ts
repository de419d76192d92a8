// Writes schema/platform.schema.json. Run: node -r ./scripts/typescript.js scripts/write-schema.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchema } from "../modules/spec/json-schema";

const folder = join(__dirname, "..", "schema");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "platform.schema.json"), `${JSON.stringify(jsonSchema(), null, 2)}\n`);
