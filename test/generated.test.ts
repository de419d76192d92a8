/** The output of every example, as it is committed, is what `npm run regenerate` writes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { removeFolders, terminal } from "./cli/terminal";

afterAll(removeFolders);

const examples = join(__dirname, "..", "examples");
const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "platform.yaml")));

test.each(names)("%s", async (name) => {
  const committed = terminal({}, join(examples, name)).files("generated");
  const { rolewright, write, files } = terminal();
  write("platform.yaml", readFileSync(join(examples, name, "platform.yaml")));
  const flavour = name === "terraform-module" ? "module" : "root";
  expect((await rolewright("generate", "--quiet", "--flavour", flavour)).code).toBe(0);
  const written = files("generated");
  // What Terraform leaves there when somebody tries an example is not committed.
  const own = Object.keys(committed).filter((path) => !/\.terraform/.test(path));
  expect(own).toEqual(Object.keys(written));
  for (const path of own) expect([path, committed[path]]).toEqual([path, written[path]]);
});
