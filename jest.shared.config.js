/**
 * `npm test`: the tests of jest.config.js in workers that load each module once, and not once for every file of tests. No test may leave anything behind
 * that another could see. Node has to know TypeScript: scripts/typescript-modules.mjs.
 */
const { transform: _, moduleNameMapper: __, testEnvironment: ___, ...shared } = require("./jest.config.js");

/** @type {import("jest").Config} */
module.exports = { ...shared, runner: require.resolve("jest-light-runner") };
