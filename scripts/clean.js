// Removes what an earlier build left, so that dist holds nothing but the current sources.
const { rmSync } = require("node:fs");
const { join } = require("node:path");

rmSync(join(__dirname, "..", "dist"), { recursive: true, force: true });
