// Brings the codes in docs/problems.md up to date. Run: node -r ./scripts/typescript.js scripts/write-problems-docs.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withProblemCodes } from "./problems-docs";

const file = join(__dirname, "..", "docs", "problems.md");
writeFileSync(file, withProblemCodes(readFileSync(file, "utf8")));
