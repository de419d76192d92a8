/** The walks of docs/pipeline.md go through functions that exist, and enter no folder twice. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");
const page = readFileSync(join(root, "docs", "pipeline.md"), "utf8");

const walks = page
  .slice(page.indexOf("## Three walks"))
  .split(/^### /m)
  .slice(1)
  .map((text) => {
    const steps = [...text.matchAll(/`(\w+)` \(`(modules\/[\w/.-]+)`\)/g)].map(([, name = "", file = ""]) => ({ name, file }));
    return [text.split("\n")[0] ?? "", steps] as const;
  });

test("there are three", () => {
  expect(walks).toHaveLength(3);
});

describe.each(walks)("%s", (title, steps) => {
  test("goes through functions that exist", () => {
    expect(steps.length).toBeGreaterThan(4);
    for (const { name, file } of steps) {
      expect(existsSync(join(root, file))).toBe(true);
      expect(readFileSync(join(root, file), "utf8")).toContain(`export function ${name}`);
    }
  });

  test("enters no folder twice", () => {
    const folders = steps.map(({ file }) => file.split("/")[1] ?? "").filter((folder, at, all) => folder !== all[at - 1]);
    // A construct is the frame around its walk.
    const inner = title.startsWith("A token") ? folders.slice(0, -1) : folders;
    expect(inner).toEqual([...new Set(inner)]);
  });
});
