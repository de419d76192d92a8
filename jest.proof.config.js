/** The tests that need minutes or other programs, in every folder named `proof`: `npm run test:proof`. */
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/proof/**/*.test.ts"],
  testPathIgnorePatterns: [],
  testTimeout: 600_000,
};
