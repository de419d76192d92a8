/** The tests that need minutes or other programs, in every folder named `proof`, and every law in full: `npm run test:proof`. */
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

/** The files of `npm test` that look at a share of their laws there, by test/laws.ts. */
const laws = ["test", "modules"]
  .flatMap((folder) => readdirSync(join(__dirname, folder), { recursive: true }).map((name) => join(folder, name)))
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => /from "[./]+(?:\/test)?\/laws"/.test(readFileSync(join(__dirname, file), "utf8")));

/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  globals: { wholeLaws: true },
  testMatch: ["**/proof/**/*.test.ts", ...laws.map((file) => `<rootDir>/${file}`)],
  testPathIgnorePatterns: [],
  testTimeout: 600_000,
};
