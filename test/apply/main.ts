/** `npm run test:apply`: every example applied for real, with the real Terraform and AWS provider, to an emulator of AWS on this machine. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, isPresent, providerEnvironment } from "../../scripts/terraform/command";
import { constructStacks } from "../../scripts/terraform/stacks";
import { applyPlatform, type Cloud, type Line, type Plans } from "./apply-platform";
import { startEmulator } from "./emulator";
import { type Gaps, readGaps } from "./gaps";
import { type Applicable, constructPlatform, examplePlatforms, type Platform } from "./platforms";
import { startProvider } from "./provider";
import { pythonEnvironment } from "./python";

/** A provider takes a processor and half a gigabyte. */
const atOnce = 2;

/** A platform in one order of its stacks. */
interface Job {
  readonly name: string;
  readonly stacks: readonly Applicable[];
}

/** Runs everything; `filter` restricts it to platforms whose names contain it. The result is the exit code. */
export async function testApply(filter: string): Promise<number> {
  if (!isPresent()) return missing("terraform is not on PATH");
  const python = pythonEnvironment();
  if ("problem" in python) return missing(python.problem);
  const folder = mkdtempSync(join(tmpdir(), "rolewright-apply-"));
  try {
    return await testIn(folder, python.path, filter);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
  const lines = await applyAll(platforms.flatMap(jobsOf), folder, python, env, gaps);
  if (filter === "") lines.push(print({ name: "emulator-gaps.json", detail: "every gap was met", findings: gaps.unmet() }));
  const failed = lines.filter(({ findings }) => findings.length > 0).length;
  console.log(`${lines.length - failed} passed, ${failed} failed`);
  return failed === 0 && lines.length > 0 ? 0 : 1;
}

/** The account of the images first; and where there is more than one stack, last. */
function jobsOf({ name, stacks }: Platform): readonly Job[] {
  const holdsImages = ({ json }: Applicable): number => Number("aws_ecr_repository_policy" in (json.resource ?? {}));
  const first = stacks.toSorted((a, b) => holdsImages(b) - holdsImages(a));
  if (stacks.length === 1) return [{ name, stacks }];
  return [
    { name: `${name}, images first`, stacks: first },
    { name: `${name}, images last`, stacks: first.toReversed() },
  ];
}

/** Applies platforms, a few at once, the largest first; each worker has a cloud of its own. */
async function applyAll(jobs: readonly Job[], folder: string, python: string, env: Environment, gaps: Gaps): Promise<Line[]> {
  const waiting = jobs.toSorted((a, b) => b.stacks.length - a.stacks.length);
  const lines: Line[] = [];
  const worker = async (_: unknown, index: number): Promise<void> => {
    const emulator = await startEmulator(python, env);
    const provider = await startProvider(join(folder, "plugins"), env);
    const cloud = { emulator, env: provider.env, gaps };
    try {
      for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
        lines.push(...(await applied(job, join(folder, `worker-${index}`, job.name), cloud)));
      }
    } finally {
      provider.stop();
      emulator.stop();
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, jobs.length) }, worker));
  return lines;
}

async function applied({ name, stacks }: Job, folder: string, cloud: Cloud): Promise<readonly Line[]> {
  const plans: Plans = new Map();
  const lines: Line[] = [];
  for (const form of ["json", "hcl"] as const) {
    const begin = Date.now();
    try {
      const done = await applyPlatform(stacks, form, folder, cloud, plans);
      const order = name.includes(",") ? `${name.slice(name.indexOf(","))}` : "";
      lines.push(...done.map((line) => print({ ...line, name: `${line.name}${order}` })));
    } catch (problem) {
      lines.push(print({ name: `${name} ${form}`, detail: "", findings: [String(problem)] }));
    }
    if (process.env.ROLEWRIGHT_TIMES) console.log(`       ${name} ${form}: ${Math.round((Date.now() - begin) / 1000)} s`);
  }
  return lines;
}

function print(line: Line): Line {
  const { name, detail, findings } = line;
  console.log(`${findings.length === 0 ? "ok    " : "FAILED"} ${name}${findings.length === 0 ? `: ${detail}` : ""}`);
  for (const finding of findings) console.log(finding.replace(/^/gm, "         "));
  return line;
}
