import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { printHcl } from "../../modules/hcl";
import { stack as stacks } from "../../modules/hcl/test/stack-generator";
import { folderWith, removeFolders, terraform } from "./hcl-terraform";

const ignore = () => undefined;

afterAll(removeFolders);

describe("a stack that cdktf synthesised", () => {
  const stack = JSON.parse(readFileSync(join(__dirname, "../../modules/hcl/test/cases/cdktf-app.cdk.tf.json"), "utf8"));

  it.each(["root", "module"] as const)(
    "printed as a %s is what `terraform fmt` writes and `terraform validate` accepts",
    (flavour) => {
      const folder = folderWith(printHcl(stack, { flavour }, ignore)!);
      expect(terraform(folder, "fmt", "-check", "-diff", "-no-color").out).toBe("");
      const init = terraform(folder, "init", "-backend=false", "-no-color");
      expect(init.status === 0 ? "initialised" : init.out).toBe("initialised");
      // a module that needs a provider configuration is validated through its caller only
      if (flavour === "module") return;
      const validated = JSON.parse(terraform(folder, "validate", "-json").out);
      expect(validated.diagnostics.filter((each: { readonly severity: string }) => each.severity === "error")).toEqual([]);
    },
  );

  it("printed as a module validates when it is called", () => {
    const files = [...printHcl(stack, { flavour: "module" }, ignore)!].map(([name, text]): [string, string] => [
      `m/${name}`,
      text,
    ]);
    const caller = `provider "aws" {
  region = "us-east-1"
}

module "m" {
  source = "./m"

  providers = {
    aws      = aws
    aws.west = aws
  }
}
`;
    const folder = folderWith(new Map([...files, ["main.tf", caller]]));
    expect(terraform(folder, "fmt", "-check", "-recursive", "-diff", "-no-color").out).toBe("");
    expect(terraform(folder, "init", "-no-color").status).toBe(0);
    const validated = JSON.parse(terraform(folder, "validate", "-json").out);
    expect(validated.diagnostics.filter((each: { readonly severity: string }) => each.severity === "error")).toEqual([]);
  });
});

describe("500 random stacks", () => {
  it("are printed as `terraform fmt` writes them", () => {
    const files = fc.sample(stacks, { seed: 71, numRuns: 500 }).flatMap((stack, index) => {
      const printed = printHcl(JSON.parse(JSON.stringify(stack)), { flavour: "root", header: ["a header"] }, ignore)!;
      return [...printed].map(([name, text]): [string, string] => [`s${index}/${name}`, text]);
    });
    expect(terraform(folderWith(new Map(files)), "fmt", "-check", "-recursive", "-diff", "-no-color").out).toBe("");
  });
});
