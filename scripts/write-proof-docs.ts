// Brings the theorems in docs/proof.md up to date. Run: node -r ./scripts/typescript.js scripts/write-proof-docs.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withTheorems } from "./proof-docs";

const file = join(__dirname, "..", "docs", "proof.md");
writeFileSync(file, withTheorems(readFileSync(file, "utf8")));
