// Writes modules/iam/actions/data.ts. Run: node -r ./scripts/typescript.js scripts/write-action-data.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { actionData } from "./extract-actions";

void actionData().then((text) => writeFileSync(join(__dirname, "..", "modules/iam/actions/data.ts"), text));
