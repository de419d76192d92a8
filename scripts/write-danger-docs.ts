// Brings the rules in docs/danger.md up to date. Run: node -r ./scripts/typescript.js scripts/write-danger-docs.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withDangerRules } from "./danger-docs";

const file = join(__dirname, "..", "docs", "danger.md");
writeFileSync(file, withDangerRules(readFileSync(file, "utf8")));
