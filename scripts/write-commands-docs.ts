// Brings the reference in docs/commands.md up to date. Run: node -r ./scripts/typescript.js scripts/write-commands-docs.ts
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withCommands } from "./commands-docs";

const file = join(__dirname, "..", "docs", "commands.md");
writeFileSync(file, withCommands(readFileSync(file, "utf8")));
