/** TOML, read and written by one library: whole numbers stay whole numbers and floats stay floats. */
import type { TomlTable, TomlValue } from "smol-toml" with { "resolution-mode": "import" };

// The library's types are those of an ES module although it ships CommonJS too, so that an `import` does not compile here.
const toml: typeof import("smol-toml", { with: { "resolution-mode": "import" } }) = require("smol-toml");

export type { TomlTable, TomlValue };
