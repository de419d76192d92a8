/** Every example, printed in both flavours and read back by the real HCL parser, is the JSON that it was printed from. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sample } from "../../../test/laws";
import { planPlatform } from "../../pipeline";
import type { Problem } from "../../problem";
import { stackConfiguration, stackJson } from "../../resources/configuration";
import { resourceFiles } from "../../resources/files";
import { asModule, configurationFiles, configurationJson, printHcl } from "..";
import { expected, readBack, withCalls, withDocuments } from "./round-trip";

const folder = join(__dirname, "..", "..", "..", "examples");

/** What the examples do not show: looked up keys, moved and imported resources. */
const stability = `
platform: shop
accounts: { main: { id: "123456789012", region: us-east-1 } }
clusters: { main: { renamed: old-main } }
repositories: { orders: { renamed: old-orders } }
services:
  orders:
    cluster: main
    renamed: old-orders
    executionRole: { adopt: true }
    containers:
      app:
        image: orders:1
        secrets:
          A: { secret: "arn:aws:secretsmanager:us-east-1:123456789012:secret:inventory/api-AbCdEf", lookup: true }
          B: { secret: { var: secret_arn }, lookup: true }
`;

const platforms: readonly (readonly [string, string])[] = [
  ["renamed and looked up", stability],
  ...readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "platform.yaml")))
    .map((name) => [name, readFileSync(join(folder, name, "platform.yaml"), "utf8")] as const),
];

const stacks = platforms.flatMap(([name, text]) => {
  const planned = planPlatform({ file: "platform.yaml", text });
  if (!planned.ok) throw new Error(JSON.stringify(planned.problems));
  return planned.value.stacks.flatMap((plan) =>
    (["root", "module"] as const).map((flavour) => ({ name, stack: plan.stack.name, flavour, plan })),
  );
});

test.each(stacks)("$name, $stack as a $flavour: printed from the tree, and from its JSON", ({ plan, flavour }) => {
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  const tree = stackConfiguration(plan.resources);
  const json = JSON.parse(JSON.stringify(configurationJson(tree)));
  const own = flavour === "module" ? asModule(tree) : tree;
  if (flavour === "module") delete json.import;
  expect(printHcl(json, { flavour }, report)).toEqual(configurationFiles(own, {}, report));
  expect(problems).toEqual([]);
});

test.each(sample(stacks, 4))("$name, $stack as a $flavour", async ({ plan, flavour }) => {
  const problems: Problem[] = [];
  const json = JSON.parse(JSON.stringify(stackJson(plan.resources)));
  const files = resourceFiles(plan.stack, plan.policies, plan.resources.resources);
  const printed = printHcl(json, { flavour, fileFor: (address) => files.get(address) }, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  const { provider: _provider, ...module } = json;
  delete module.terraform.backend;
  const given = await withCalls(expected(flavour === "root" ? json : module), true);
  expect(withDocuments(await readBack(printed!, true))).toEqual(withDocuments(given));
});

test("every resource stands in one file, and no file is called after anything but what is in it", () => {
  for (const { plan } of stacks) {
    const files = resourceFiles(plan.stack, plan.policies, plan.resources.resources);
    const names = [...new Set(files.values())];
    expect(names.filter((name) => !/^(?:ecr|capacity|service_\w+)\.tf$/.test(name))).toEqual([]);
    for (const service of plan.stack.services) {
      const id = service.name.replaceAll("-", "_");
      expect(files.get(`aws_ecs_task_definition.${id}`)).toBe(`service_${id}.tf`);
      expect(files.get(`aws_iam_role.${id}_task`) ?? `service_${id}.tf`).toBe(`service_${id}.tf`);
    }
  }
});
