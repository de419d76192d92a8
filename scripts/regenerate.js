// Writes everything that is generated and committed: the table of actions, the JSON Schema, the references in docs/, and the output of every example.
// Tests hold all of it to be current, byte for byte.
const { execFileSync } = require("node:child_process");
const { existsSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const run = (...args) => {
  execFileSync(process.execPath, ["-r", "./scripts/typescript.js", ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
};

/** Examples that are something else than HCL to apply. */
const forms = { "terraform-module": ["--flavour", "module"] };

for (const script of [
  "write-action-data.ts",
  "write-schema.ts",
  "write-platform-docs.ts",
  "write-policies-docs.ts",
  "write-danger-docs.ts",
  "write-proof-docs.ts",
  "write-problems-docs.ts",
  "write-commands-docs.ts",
  "write-constructs-docs.ts",
])
  run(join("scripts", script));
for (const example of readdirSync(join(root, "examples"))) {
  const file = join("examples", example, "platform.yaml");
  const out = join("examples", example, "generated");
  if (existsSync(join(root, file)))
    run("modules/cli/main.ts", "generate", file, "--out", out, "--overwrite", ...(forms[example] ?? []));
}
