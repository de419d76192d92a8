// Writes docs/platform-file.md. Run: node -r ./scripts/typescript.js scripts/write-platform-docs.ts
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchema } from "../modules/spec/json-schema";
import { platformDocs, type SchemaNode } from "./platform-docs";

const folder = join(__dirname, "..", "docs");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "platform-file.md"), platformDocs(jsonSchema() as SchemaNode));
