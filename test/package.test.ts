/** What is published: the code, the schemas and all that its readers are sent to. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..");
const packageJson = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const packed: readonly string[] = JSON.parse(
  execFileSync("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }),
)[0].files.map(({ path }: { path: string }) => path);

test("the pages of the documentation are in the package", () => {
  const pages = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(10);
  for (const page of pages) expect(packed).toContain(`docs/${page}`);
});

test("so are the schemas, and the pages of the modules that can be used alone", () => {
  const readmes = readdirSync(join(root, "modules"), { withFileTypes: true })
    .map(({ name }) => `modules/${name}/README.md`)
    .filter((path) => existsSync(join(root, path)));
  for (const path of [...readmes, "schema/platform.schema.json", "schema/requests.schema.json", "README.md", "LICENSE"])
    expect(packed).toContain(path);
});

test("nothing of the tests and the sources is", () => {
  expect(packed.filter((path) => /(^|\/)test\/|^(modules|scripts|examples)\/.*\.ts$|node_modules/.test(path))).toEqual([]);
});

test("says where it comes from and where to report bugs", () => {
  const home = "https://github.com/rolewright/rolewright";
  expect(packageJson.repository.url).toBe(`git+${home}.git`);
  expect(packageJson.homepage).toBe(`${home}#readme`);
  expect(packageJson.bugs.url).toBe(`${home}/issues`);
});
