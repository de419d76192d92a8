/** An app compiles against the package's declarations under the tsconfig of CDKTF's TypeScript template. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";

const project = join(__dirname, "..", "..", "..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rolewright-template-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** `cdktf init --template=typescript`, version 0.21. */
const template = {
  alwaysStrict: true,
  declaration: true,
  experimentalDecorators: true,
  inlineSourceMap: true,
  inlineSources: true,
  lib: ["es2018"],
  module: "CommonJS",
  noEmitOnError: true,
  noFallthroughCasesInSwitch: true,
  noImplicitAny: true,
  noImplicitReturns: true,
  noImplicitThis: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  resolveJsonModule: true,
  strict: true,
  strictNullChecks: true,
  strictPropertyInitialization: true,
  stripInternal: true,
  target: "ES2018",
  incremental: true,
  skipLibCheck: true,
};

const app = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { planPlatform } from "rolewright";
import { Service, TaskRole } from "rolewright/constructs";
import * as hcl from "rolewright/hcl";
import * as iam from "rolewright/iam";

class Shop extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const role = new TaskRole(this, "orders", { access: [{ s3: { bucket: "photos", can: "read" } }] });
    role.grant({ sqs: { queue: "jobs", can: "send" } });
    new Service(this, "web", { cluster: { name: "main" }, taskRole: role, containers: { app: { image: "docker.io/library/nginx:1" } } });
  }
}
const shop = new App();
new Shop(shop, "shop");
export const used = [planPlatform, hcl, iam];
`;

const wrong = app.replace('can: "read"', 'can: "reed"');

test("an app compiles under the tsconfig of CDKTF's own template, and its mistakes do not", () => {
  const own = join(folder, "node_modules", "rolewright");
  writeDeclarations(own);
  cpSync(join(project, "package.json"), join(own, "package.json"));
  for (const name of ["cdktf", "@cdktf/provider-aws", "constructs", "zod", "yaml", "@types/node"]) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(project, "node_modules", name), link);
  }
  expect(errorsOf("main.ts", app)).toEqual([]);
  expect(errorsOf("wrong.ts", wrong)).toEqual([expect.stringContaining('"reed"')]);
});

function writeDeclarations(own: string): void {
  const { config } = ts.readConfigFile(join(project, "tsconfig.build.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, project);
  const roots = ["index.ts", "constructs/index.ts", "hcl/index.ts", "iam/index.ts"].map((path) => join(project, "modules", path));
  const declarations = { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: join(own, "dist") };
  ts.createProgram(roots, declarations).emit();
}

function errorsOf(name: string, text: string): readonly string[] {
  writeFileSync(join(folder, name), text);
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...template, noEmit: true, types: ["node"], incremental: false },
    folder,
  );
  const program = ts.createProgram([join(folder, name)], { ...options, typeRoots: [join(folder, "node_modules", "@types")] });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
