// Writes everything that is generated and committed: the JSON Schema, the reference of the platform file, and the output of every example.
// Tests hold all of it to be current, byte for byte.
const { execFileSync } = require("node:child_process");
const { existsSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });

for (const example of readdirSync(join(root, "examples"))) {
  const file = join("examples", example, "platform.yaml");
  if (existsSync(join(root, file))) run("dist/modules/cli/main.js", "generate", file, "--out", join("examples", example, "generated"));
}
