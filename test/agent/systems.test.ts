import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { systems } from "../../modules/agent";
import { operatingSystems } from "../../modules/spec/operating-system";

const modules = join(__dirname, "../../modules");

describe("the operating systems", () => {
  it("have one file each", () => {
    const files = readdirSync(join(modules, "agent/os")).filter((file) => !file.startsWith("system"));
    expect(files.map((file) => file.replace(".ts", "")).sort()).toEqual(Object.keys(operatingSystems).sort());
    expect(Object.keys(systems)).toEqual(Object.keys(operatingSystems));
  });

  it("are asked for by name nowhere but in their files and their register", () => {
    const own = /^(agent\/os\/|spec\/operating-system\.ts$)/;
    // `windows` is a family of containers too, and cannot be told from it by its word.
    const named = new RegExp(
      `"(${Object.keys(operatingSystems)
        .filter((name) => name !== "windows")
        .join("|")})"`,
    );
    const files = readdirSync(modules, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    const found = files.filter((file) => !own.test(file)).filter((file) => named.test(readFileSync(join(modules, file), "utf8")));
    // The library that reads the schema has issues of the kind `custom`.
    expect(found).toEqual(["spec/problems.ts"]);
  });
});
