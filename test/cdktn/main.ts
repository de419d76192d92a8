/** `npm run test:cdktn`: every example synthesised by CDKTF from these sources, and by CDK Terrain from the packed package, to the same JSON. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, run, terraformEnvironment } from "../../scripts/terraform/command";
import { type Difference, jsonDifferences } from "./differences";
import { must, type Swapped, swapped } from "./swap";

const project = join(__dirname, "..", "..");
const examples = join(project, "examples");
const typescript = join(project, "scripts", "typescript.js");

/** An app and the arguments of node that run it with either framework. */
interface App {
  readonly name: string;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly env: Environment;
}

/** A line of the report. */
interface Line {
  readonly name: string;
  readonly detail: string;
  readonly findings: readonly string[];
}

interface Allowed {
  readonly path: string;
  readonly reason: string;
}

/** Stacks by name, as their `cdk.tf.json` has them. */
type Stacks = ReadonlyMap<string, unknown>;

/** Runs everything; `filter` restricts it to examples whose names contain it. The result is the exit code. */
export async function testCdktn(filter: string): Promise<number> {
  const env = terraformEnvironment();
  const work = mkdtempSync(join(tmpdir(), "rolewright-cdktn-"));
  try {
    const framework = await swapped(join(project, "node_modules", ".cache", "rolewright", "cdktn"), env);
    return await testWith(framework, filter, work, env);
  } catch (problem) {
    console.error(`test:cdktn: ${problem instanceof Error ? problem.message : String(problem)}`);
    return 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function testWith(framework: Swapped, filter: string, work: string, env: Environment): Promise<number> {
  const { cdktf = "", "@cdktf/provider-aws": provider = "" } = framework.versions;
  console.log(`cdktn ${cdktf}, @cdktn/provider-aws ${provider}, Node ${process.versions.node}`);
  const met = new Set<Allowed>();
  const lines: Line[] = [];
  for (const app of appsOf(framework).filter(({ name }) => name.includes(filter)))
    lines.push(print(await compared(app, work, env, met)));
  const unmet = allowed.filter((entry) => !met.has(entry)).map(({ path }) => `${path}: no stack differs in it`);
  lines.push(print({ name: "allowed-differences.json", detail: `${allowed.length} met`, findings: unmet }));
  lines.push(print(await typed(framework, work, env)));
  const failed = lines.filter(({ findings }) => findings.length > 0).length;
  console.log(`${lines.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

const { differences: allowed } = JSON.parse(readFileSync(join(__dirname, "allowed-differences.json"), "utf8")) as {
  readonly differences: readonly Allowed[];
};

/** The app of every platform file, and that of the constructs as a user has it. */
function appsOf({ folder }: Swapped): readonly App[] {
  const installed = join(folder, "node_modules", "rolewright", "dist", "main.js");
  const platforms = readdirSync(examples)
    .map((name) => ({ name, file: join(examples, name, "platform.yaml") }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({
      name,
      ours: ["-r", typescript, join(project, "main.ts")],
      theirs: [installed],
      env: { ROLEWRIGHT_FILE: file },
    }));
  const source = join(examples, "constructs", "app.ts");
  const copy = join(folder, "app.ts");
  writeFileSync(copy, readFileSync(source, "utf8").replace('"../../modules/constructs"', '"rolewright/constructs"'));
  return [...platforms, { name: "constructs", ours: ["-r", typescript, source], theirs: ["-r", typescript, copy], env: {} }];
}

async function compared(app: App, work: string, env: Environment, met: Set<Allowed>): Promise<Line> {
  try {
    const ours = await synthesised(app, "ours", work, env);
    const theirs = await synthesised(app, "theirs", work, env);
    const names = [...new Set([...ours.keys(), ...theirs.keys()])];
    const findings = names.flatMap((name) =>
      jsonDifferences(ours.get(name), theirs.get(name)).flatMap((difference) => judged(name, difference, met)),
    );
    const none = ours.size === 0 ? ["no stack was synthesised"] : [];
    return { name: app.name, detail: `${ours.size} stacks are the same`, findings: [...findings, ...none] };
  } catch (problem) {
    return { name: app.name, detail: "", findings: [String(problem)] };
  }
}

function judged(stack: string, { path, left, right }: Difference, met: Set<Allowed>): readonly string[] {
  const entry = allowed.find((candidate) => candidate.path === path);
  if (entry === undefined) return [`${stack} ${path}: CDKTF ${JSON.stringify(left)}, CDK Terrain ${JSON.stringify(right)}`];
  met.add(entry);
  return [];
}

/** Both run in one folder: the path of a local backend is that of the folder. */
async function synthesised(app: App, which: "ours" | "theirs", work: string, env: Environment): Promise<Stacks> {
  const out = join(work, `${app.name}-${which}`);
  mkdirSync(out);
  await must(process.execPath, app[which], work, { ...env, ...app.env, CDKTF_OUTDIR: out });
  const stacks = join(out, "stacks");
  return new Map(
    readdirSync(stacks).map((name) => [name, JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")) as unknown]),
  );
}

/** What is written is typed by the bindings; those of the other framework are of a later AWS provider. */
async function typed({ folder }: Swapped, work: string, env: Environment): Promise<Line> {
  const modules = join(folder, "node_modules");
  const paths = Object.fromEntries(
    ["cdktf", "cdktf/*", "@cdktf/provider-aws/*", "constructs"].map((name) => [name, [join(modules, name)]]),
  );
  const configuration = join(work, "tsconfig.json");
  const sources = ["main.ts", "modules/resources", "modules/constructs", "examples/constructs"].map((path) =>
    join(project, path),
  );
  writeFileSync(
    configuration,
    JSON.stringify({
      extends: join(project, "tsconfig.json"),
      compilerOptions: { paths, typeRoots: [join(project, "node_modules", "@types")] },
      include: sources,
    }),
  );
  const compiler = join(project, "node_modules", "typescript", "bin", "tsc");
  const { stdout, error } = await run(process.execPath, [compiler, "-p", configuration], project, env);
  const name = `types of the bindings of AWS provider ${providerVersion(modules)}`;
  return { name, detail: "no error", findings: error === "" ? [] : [stdout || error] };
}

function providerVersion(modules: string): string {
  const { cdktf } = JSON.parse(readFileSync(join(modules, "@cdktf", "provider-aws", "package.json"), "utf8")) as {
    readonly cdktf: { readonly provider: { readonly version: string } };
  };
  return cdktf.provider.version;
}

function print(line: Line): Line {
  const { name, detail, findings } = line;
  console.log(`${findings.length === 0 ? "ok    " : "FAILED"} ${name}${findings.length === 0 ? `: ${detail}` : ""}`);
  for (const finding of findings) console.log(finding.replace(/^/gm, "         "));
  return line;
}
