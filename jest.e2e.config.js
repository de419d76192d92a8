/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/test/e2e"],
  testPathIgnorePatterns: [],
  testTimeout: 300_000,
};
