/** The tests that need minutes or other programs: `npm run test:proof`. */
/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/test/proof"],
  testPathIgnorePatterns: [],
  testTimeout: 600_000,
};
