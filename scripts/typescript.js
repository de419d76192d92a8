// Lets `node -r ./scripts/typescript.js <script>.ts` run TypeScript as it is, types stripped, without a build.
const { transformFileSync } = require("@swc/core");

require.extensions[".ts"] = (module, file) => {
  const options = { module: { type: "commonjs" }, jsc: { parser: { syntax: "typescript" }, target: "es2022" } };
  module._compile(transformFileSync(file, options).code, file);
};
