// Brings the reference in docs/cdktf.md up to date. Run: node -r ./scripts/typescript.js scripts/write-constructs-docs.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withConstructsReference } from "./constructs-docs";

const file = join(__dirname, "..", "docs", "cdktf.md");
writeFileSync(file, withConstructsReference(readFileSync(file, "utf8")));
