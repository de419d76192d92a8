// Brings the catalogue and the reference service in docs/policies.md up to date. Run: node -r ./scripts/typescript.js scripts/write-policies-docs.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withCatalogue } from "./policies-docs";
import { withReferencePolicies } from "./reference-service";

const file = join(__dirname, "..", "docs", "policies.md");
writeFileSync(file, withReferencePolicies(withCatalogue(readFileSync(file, "utf8"))));
