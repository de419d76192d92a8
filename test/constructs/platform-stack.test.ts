/** The law: `cdktf synth` gives the stacks that the command line writes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { S3Backend } from "cdktf";
import { PlatformStack } from "../../modules/constructs/platform-stack";
import { planPlatform } from "../../modules/pipeline";
import { stackJson } from "../../modules/resources/configuration";
import { hostileTexts } from "../resources/hostile-text";
import { synth, withoutMetadata } from "./synth";

const examples = join(__dirname, "..", "..", "examples");
const platforms = readdirSync(examples)
  .filter((name) => existsSync(join(examples, name, "platform.yaml")))
  .sort();

function planned(text: string) {
  const outcome = planPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, undefined, 2));
  return outcome.value.stacks.map(({ resources }) => resources);
}

function expectSame(text: string) {
  const stacks = planned(text);
  const synthesised = synth((app) => {
    for (const resources of stacks) new PlatformStack(app, resources.name, { resources });
  });
  expect(Object.keys(synthesised)).toEqual(stacks.map(({ name }) => name));
  for (const resources of stacks) {
    expect(withoutMetadata(synthesised[resources.name]!)).toEqual(JSON.parse(JSON.stringify(stackJson(resources))));
  }
  return synthesised;
}

const minimal = (extra = "", service = "") => `
platform: shop
accounts: { prod: { id: "111122223333", region: us-east-1 } }
${extra}
clusters: { main: {} }
services: { orders: { cluster: main, containers: { app: { image: docker.io/library/nginx:1${service} } } } }
`;

describe("the stacks of cdktf synth equal those of the command line", () => {
  test.each(platforms)("%s", (name) => {
    expectSame(readFileSync(join(examples, name, "platform.yaml"), "utf8"));
  });

  test("with a backend that the platform file names", () => {
    const s3 = "terraform: { backend: { type: s3, config: { bucket: states, key: '{stack}.tfstate', region: us-east-1 } } }";
    const { "prod-us-east-1": stack } = expectSame(minimal(s3));
    expect(stack?.terraform.backend).toEqual({ s3: { bucket: "states", key: "prod-us-east-1.tfstate", region: "us-east-1" } });
  });

  test("with a local backend, with and without a path", () => {
    const local = (config: string) => `terraform: { backend: { type: local, config: { ${config} } } }`;
    expectSame(minimal(local("path: here.tfstate")));
    expectSame(minimal(local("")));
  });

  test("with a looked-up key, a rename and an adopted role", () => {
    const secrets = ", secrets: { A: { secret: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:a-AbCdEf', lookup: true } }";
    const text = minimal("", secrets).replace("orders: {", "orders: { renamed: shipping, taskRole: { adopt: true },");
    const { "prod-us-east-1": stack } = expectSame(text);
    expect(Object.keys(stack ?? {})).toEqual(expect.arrayContaining(["data", "locals", "moved", "import"]));
  });

  test("with hostile text in an environment variable", () => {
    const lines = hostileTexts.filter((text) => !text.includes("TfToken[")).map((text, index) => `V${index}: ${escaped(text)}`);
    expect(lines.length).toBeGreaterThan(10);
    expectSame(minimal("", `, environment: { ${lines.join(", ")} }`));
  });

  test("with numbers that look like the tokens of CDKTF", () => {
    expectSame(minimal("", `, environment: { A: "-1.8881545897087626e+289", B: "1e5 -1e+400" }`));
  });
});

test("nothing that PlatformStack writes is an absolute path or differs from one folder to another", () => {
  const [first, second] = [minimal(), minimal()].map(expectSame);
  expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  expect(JSON.stringify(first)).not.toContain(process.cwd());
});

test("a backend that is added to the stack stays, without an absolute path beside it", () => {
  const [resources] = planned(minimal());
  const stacks = synth((app) => {
    const stack = new PlatformStack(app, "prod", { resources: resources! });
    new S3Backend(stack, { bucket: "states", key: "prod" });
  });
  expect(Object.keys(stacks.prod?.terraform.backend ?? {})).toEqual(["s3"]);
});

test("a text that CDKTF would take for its token is refused with the cure", () => {
  const [resources] = planned(minimal("", ', environment: { A: "x${TfToken[TOKEN.0]}" }'));
  const build = () => synth((app) => void new PlatformStack(app, "prod", { resources: resources! }));
  expect(build).toThrow(/prod: 1 problem\ninvalid-value: `\$\{TfToken\[TOKEN\.0\]\}` has the form of a CDKTF token\nhelp: /);
});

/** YAML wants control characters escaped that JSON leaves alone. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
