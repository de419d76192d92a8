/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  maxWorkers: "100%",
  roots: ["<rootDir>/test", "<rootDir>/modules"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["<rootDir>/test/e2e/", "/proof/", "<rootDir>/test/apply/"],
  // zod loads its messages in fifty languages; every test file would compile all of them.
  moduleNameMapper: { "/locales/index\\.cjs$": "<rootDir>/node_modules/zod/v4/locales/en.cjs" },
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }],
    // An ES module, which Node loads as it is and jest does not.
    "/unbash/dist/.+\\.js$": ["@swc/jest", { jsc: { target: "es2022" }, module: { type: "commonjs" } }],
  },
  transformIgnorePatterns: ["/node_modules/(?!unbash/)"],
};
