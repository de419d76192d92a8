/** The table of blocks is current; reading all bindings of the provider takes seconds. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";

test("the table of blocks is what the installed provider bindings say", () => {
  const script = join(__dirname, "../../../../scripts/extract-blocks.mjs");
  expect(execFileSync(process.execPath, [script, "--check"], { encoding: "utf8" })).toBe("block-data.ts is current\n");
});
