// Lets `node --import ./scripts/typescript-modules.mjs` run TypeScript as it is also where it is imported, as a test runner imports its tests.
import { createRequire, register } from "node:module";

createRequire(import.meta.url)("./typescript.js");

const isTypeScript = String.raw`/\.ts(?:\?|$)/`;

// In a thread of its own, by Node's rules: what is imported goes the way of `require`, which knows TypeScript.
const hooks = `
export async function resolve(specifier, context, next) {
  if (!${isTypeScript}.test(specifier)) return next(specifier, context);
  return { url: specifier.replace(/\\?.*$/, ""), format: "commonjs", shortCircuit: true };
}
export async function load(url, context, next) {
  if (!${isTypeScript}.test(url)) return next(url, context);
  return { format: "commonjs", source: null, shortCircuit: true };
}
`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
