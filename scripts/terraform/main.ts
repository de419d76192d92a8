/** `npm run test:terraform`: every example through init, validate and plan with the real AWS provider; then the tests of test/e2e. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { checkStack } from "./check-stack";
import { type Environment, isPresent, providerEnvironment, run } from "./command";
import { constructStacks, exampleStacks, type Stack } from "./stacks";

const project = join(__dirname, "..", "..");
/** A plan takes a processor and a gigabyte. */
const atOnce = 2;

/** One line of the report. */
interface Line {
  readonly name: string;
  readonly detail: string;
  readonly findings: readonly string[];
}

/** Runs everything; `filter` restricts it to stacks whose names contain it. The result is the exit code. */
export async function testTerraform(filter: string): Promise<number> {
  if (!isPresent()) return missing("terraform is not on PATH");
  const folder = mkdtempSync(join(tmpdir(), "rolewright-examples-"));
  try {
    return await testIn(folder, filter);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function testIn(folder: string, filter: string): Promise<number> {
  const examples = exampleStacks();
  const env = await providerEnvironment(folder, examples[0]?.json.terraform?.required_providers);
  if (typeof env === "string") return missing(`the AWS provider cannot be installed: ${env}`);
  const all = [...examples, ...(await constructStacks(join(folder, "constructs"), env))];
  const lines = await checkAll(
    all.filter(({ name }) => name.includes(filter)),
    folder,
    env,
  );
  if (filter === "") lines.push(...(await endToEnd(join(folder, "jest.json"), env)));
  const failed = lines.filter(({ findings }) => findings.length > 0).length;
  console.log(`${lines.length - failed} passed, ${failed} failed`);
  return failed === 0 && lines.length > 0 ? 0 : 1;
}

/** Absence is a failure where the tests must have run. */
function missing(what: string): number {
  console.error(`test:terraform: ${what}`);
  if (process.env.CI) return 1;
  console.error("test:terraform: nothing was tested");
  return 0;
}

/** Checks stacks, a few at once. */
async function checkAll(stacks: readonly Stack[], folder: string, env: Environment): Promise<Line[]> {
  const waiting = [...stacks.entries()];
  const lines: Line[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, stack] = next;
      lines.push(print(await checked(stack, join(folder, `stack-${index}`), env)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return lines;
}

async function checked(stack: Stack, folder: string, env: Environment): Promise<Line> {
  try {
    const { plans, findings } = await checkStack(stack, folder, env);
    return { name: stack.name, detail: describe(stack, plans), findings };
  } catch (problem) {
    return { name: stack.name, detail: "", findings: [String(problem)] };
  }
}

function describe({ expected }: Stack, plans: number): string {
  return `${expected.addresses.length} resources, planned ${plans === 1 ? "once" : `${plans} times`}`;
}

function print(line: Line): Line {
  const { name, detail, findings } = line;
  console.log(`${findings.length === 0 ? "ok    " : "FAILED"} ${name}${detail === "" ? "" : `: ${detail}`}`);
  for (const finding of findings) console.log(finding.replace(/^/gm, "         "));
  return line;
}

interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

/** The tests that need terraform and no example, by file. */
async function endToEnd(report: string, env: Environment): Promise<readonly Line[]> {
  const jest = join(project, "node_modules", "jest", "bin", "jest.js");
  const args = [jest, "-c", "jest.e2e.config.js", `--maxWorkers=${atOnce}`, "--json", `--outputFile=${report}`];
  const { error } = await run(process.execPath, args, project, env);
  try {
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as JestReport;
    return testResults.map(({ name, status, message, assertionResults }) =>
      print({
        name: relative(project, name),
        detail: `${assertionResults.length} tests`,
        findings: status === "passed" ? [] : [message],
      }),
    );
  } catch {
    return [print({ name: "test/e2e", detail: "", findings: [error] })];
  }
}
