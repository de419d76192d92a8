/** `npm run test:apply`: every example applied for real, with the real Terraform and AWS provider, to an emulator of AWS on this machine. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, isPresent, providerEnvironment } from "../../scripts/terraform/command";
import type { Plan } from "../../scripts/terraform/plan";
import { constructStacks } from "../../scripts/terraform/stacks";
import { applyPlatform, type Cloud, type Expectations, type Expected, type Line } from "./apply-platform";
import { deployWithCdktf } from "./cdktf";
import { startEmulator } from "./emulator";
import { type Gaps, readGaps } from "./gaps";
import { type Applicable, constructPlatform, examplePlatforms, type Platform } from "./platforms";
import { startProvider } from "./provider";
import { pythonEnvironment } from "./python";
import { told } from "./scenario";
import { scenarios } from "./scenarios";
import type { Form } from "./write-stack";

/** Most of the time goes by in the provider's waits of ten seconds, so there are more at once than processors. */
const atOnce = 4;

/** A platform in one form and one order of its stacks. */
interface Job {
  readonly name: string;
  readonly form: Form;
  readonly stacks: readonly Applicable[];
  readonly order: string;
}

/** Something that a worker does from an empty cloud to an empty cloud, in a folder of its own. */
type Task = (folder: string, cloud: Cloud) => Promise<readonly Line[]>;

/** What all jobs share. */
interface Work {
  readonly folder: string;
  readonly python: string;
  readonly env: Environment;
  readonly gaps: Gaps;
  readonly expectations: Expectations;
}

/** Runs everything; `filter` restricts it to platforms whose names contain it. The result is the exit code. */
export async function testApply(filter: string): Promise<number> {
  if (!isPresent()) return missing("terraform is not on PATH");
  const python = pythonEnvironment();
  if ("problem" in python) return missing(python.problem);
  const folder = mkdtempSync(join(tmpdir(), "rolewright-apply-"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return testIn(folder, python.path, filter);
}

/** Absence is a failure where the tests must have run. */
function missing(what: string): number {
  console.error(`test:apply: ${what}`);
  if (process.env.CI) return 1;
  console.error("test:apply: nothing was tested");
  return 0;
}

async function testIn(folder: string, python: string, filter: string): Promise<number> {
  const examples = examplePlatforms();
  const env = await providerEnvironment(folder, examples[0]?.stacks[0]?.json.terraform?.required_providers);
  if (typeof env === "string") return missing(`the AWS provider cannot be installed: ${env}`);
  const constructs = constructPlatform(await constructStacks(join(folder, "constructs"), env));
  const platforms = [...examples, constructs].filter(({ name, stacks }) => name.includes(filter) && stacks.length > 0);
  const gaps = readGaps();
  const jobs = platforms.flatMap(jobsOf).toSorted((a, b) => b.stacks.length - a.stacks.length);
  const names = platforms.flatMap(({ stacks }) => stacks.map(({ name }) => name));
  const expectations: Expectations = new Map(names.map((name) => [name, expected()]));
  const work: Work = { folder, python, env, gaps, expectations };
  const tasks = [
    ...jobs.filter(({ stacks }) => stacks.length > 1).map((job) => platformTask(job, expectations)),
    ...scenarioTasks(filter),
    ...jobs.filter(({ stacks }) => stacks.length === 1).map((job) => platformTask(job, expectations)),
  ];
  const [applied, deployed] = await Promise.all([workOff(tasks, work), deployAll(platforms, work)]);
  const lines = [...applied, ...deployed];
  if (filter === "") lines.push(print({ name: "emulator-gaps.json", detail: "every gap was met", findings: gaps.unmet() }));
  const failed = lines.filter(({ findings }) => findings.length > 0).length;
  console.log(`${lines.length - failed} passed, ${failed} failed`);
  return failed === 0 && lines.length > 0 ? 0 : 1;
}

/**
 * Where there are accounts with images and others, those with images come first in JSON and last in HCL: no order is needed. Stacks of platform files are
 * applied as modules too.
 */
function jobsOf({ name, stacks }: Platform): readonly Job[] {
  const holdsImages = ({ json }: Applicable): number => Number("aws_ecr_repository_policy" in (json.resource ?? {}));
  const first = stacks.toSorted((a, b) => holdsImages(b) - holdsImages(a));
  const order = (which: string): string => (stacks.length === 1 ? "" : `, images ${which}`);
  return [
    { name, form: "json", stacks: first, order: order("first") },
    { name, form: "hcl", stacks: first.toReversed(), order: order("last") },
    ...(stacks.every(({ reordered }) => reordered !== undefined)
      ? [{ name, form: "module" as const, stacks: first, order: order("first") }]
      : []),
  ];
}

/** Works off the tasks, a few at once, the largest first; each worker has a cloud of its own. The JSON form starts first: it knows the plan. */
async function workOff(tasks: readonly Task[], { folder, python, env, gaps }: Work): Promise<Line[]> {
  const waiting = [...tasks.entries()];
  const lines: Line[] = [];
  const worker = async (): Promise<void> => {
    const emulator = await startEmulator(python, env);
    const provider = await startProvider(join(folder, "plugins"), env);
    const cloud = { emulator, env: provider.env, gaps };
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, task] = next;
        lines.push(...(await task(join(folder, `task-${index}`), cloud)));
      }
    } finally {
      provider.stop();
      emulator.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, worker));
  return lines;
}

function platformTask(job: Job, expectations: Expectations): Task {
  return (folder, cloud) => applied(job, folder, cloud, expectations);
}

function scenarioTasks(filter: string): readonly Task[] {
  const chosen = scenarios.filter(({ name }) => name.includes(filter));
  return chosen.map((scenario) => async (folder, cloud) => [print(await told(scenario, folder, cloud))]);
}

/** CDKTF's own way, beside the others: it waits most of the time. */
async function deployAll(platforms: readonly Platform[], { folder, python, env, gaps, expectations }: Work): Promise<Line[]> {
  const platform = platforms.find(({ name }) => name === "multi-account");
  if (platform === undefined) return [];
  const line = await deployWithCdktf(platform.stacks, join(folder, "cdktf"), python, env, expectations, gaps);
  if (typeof line !== "string") return [print(line)];
  console.log(`       not run: ${line}`);
  return [];
}

function expected(): Expected {
  let settle: Expected["settle"] = () => undefined;
  const plan = new Promise<Plan | undefined>((resolve) => {
    settle = resolve;
  });
  return { plan, settle };
}

async function applied(
  { name, form, stacks, order }: Job,
  folder: string,
  cloud: Cloud,
  expectations: Expectations,
): Promise<readonly Line[]> {
  try {
    const lines = await applyPlatform(stacks, form, folder, cloud, expectations);
    return lines.map((line) => print({ ...line, name: `${line.name}${order}` }));
  } catch (problem) {
    for (const stack of stacks) expectations.get(stack.name)?.settle(undefined);
    return [print({ name: `${name} ${form}${order}`, detail: "", findings: [String(problem)] })];
  }
}

function print(line: Line): Line {
  const { name, detail, findings } = line;
  console.log(`${findings.length === 0 ? "ok    " : "FAILED"} ${name}${findings.length === 0 ? `: ${detail}` : ""}`);
  for (const finding of findings) console.log(finding.replace(/^/gm, "         "));
  return line;
}
