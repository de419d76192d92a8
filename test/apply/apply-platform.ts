/** A platform, applied in one form and one order: init, plan, apply, no change, read back, destroy. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, type Run, run } from "../../scripts/terraform/command";
import { type Plan, type PlanJson, readPlan } from "../../scripts/terraform/plan";
import type { Emulator } from "./emulator";
import type { Gaps } from "./gaps";
import type { Applicable } from "./platforms";
import { leftBehind, prepare, unprotectInstances } from "./prepare";
import { emulatorOverride } from "./provider";
import { leavesDocumentsOpen, readBack } from "./read-back";
import type { Applied, Values } from "./reader";
import { type Form, writeStack } from "./write-stack";

/** What a worker has. */
export interface Cloud {
  readonly emulator: Emulator;
  readonly env: Environment;
  readonly gaps: Gaps;
}

/** A line of the report. */
export interface Line {
  readonly name: string;
  readonly detail: string;
  readonly findings: readonly string[];
}

/** What both forms of a stack must become: the plan of its JSON form, as soon as there is one. */
export interface Expected {
  readonly plan: Promise<Plan | undefined>;
  readonly settle: (plan: Plan | undefined) => void;
}

/** Expectations by the name of the stack. */
export type Expectations = ReadonlyMap<string, Expected>;

interface Root {
  readonly stack: Applicable;
  readonly folder: string;
  readonly form: Form;
  readonly findings: string[];
  readonly terraform: (...args: readonly string[]) => Promise<Run>;
  count: number;
}

/** Applies the stacks in their order to an empty cloud, and destroys them in the opposite one. */
export async function applyPlatform(
  stacks: readonly Applicable[],
  form: Form,
  folder: string,
  cloud: Cloud,
  expectations: Expectations,
): Promise<readonly Line[]> {
  await cloud.emulator.reset();
  const roots = stacks.map((stack, index) => rootOf(stack, form, join(folder, `${form}-${index}`), cloud));
  for (const root of roots) await prepare(root.stack, cloud.emulator);
  for (const root of roots) await attempt(root, () => apply(root, expectations));
  if (form === "json") for (const { stack } of roots) expectations.get(stack.name)?.settle(undefined);
  for (const root of roots) await attempt(root, () => check(root, cloud, expectations));
  for (const root of roots.toReversed()) await attempt(root, () => destroy(root, cloud));
  return roots.map(({ stack, findings, count }) => ({
    name: `${stack.name} ${form}`,
    detail: `${count} resources applied, read back, planned without a change and destroyed`,
    findings,
  }));
}

/** After the first failure nothing that follows says anything; it is destroyed all the same. */
async function attempt(root: Root, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (problem) {
    root.findings.push(problem instanceof Error ? problem.message : String(problem));
  }
}

function rootOf(stack: Applicable, form: Form, folder: string, { emulator, env }: Cloud): Root {
  const variables = Object.fromEntries(Object.entries(stack.variables).map(([name, value]) => [`TF_VAR_${name}`, value]));
  mkdirSync(folder, { recursive: true });
  const override = emulatorOverride(stack.json, emulator.endpoint, stack.assumedRole);
  writeFileSync(join(folder, "zz_override.tf.json"), JSON.stringify(override));
  const findings: string[] = [];
  writeStack(folder, stack.json, form, findings);
  if (stack.reordered !== undefined && JSON.stringify(stack.reordered) !== JSON.stringify(stack.json)) {
    findings.push("a platform file in another order gives another stack");
  }
  return {
    stack,
    folder,
    form,
    findings,
    count: 0,
    terraform: (...args) => run("terraform", args, folder, { ...env, ...variables }),
  };
}

/** What terraform printed; its error as an exception. */
async function must(root: Root, what: string, ...args: readonly string[]): Promise<string> {
  const { stdout, error } = await root.terraform(...args);
  if (error !== "") throw new Error(`${what}: ${error.replaceAll(/^.*: (?:Refreshing|Reading|Read complete|Still).*\n/gm, "")}`);
  return stdout;
}

async function apply(root: Root, expectations: Expectations): Promise<void> {
  await must(root, "terraform init", "init", "-no-color");
  if (root.form === "json") {
    await must(root, "terraform plan", "plan", "-no-color", "-out=plan.bin");
    const shown = await must(root, "terraform show", "show", "-json", "plan.bin");
    expectations.get(root.stack.name)?.settle(readPlan(JSON.parse(shown) as PlanJson));
    await must(root, "terraform apply", "apply", "-no-color", "plan.bin");
  } else {
    await must(root, "terraform apply", "apply", "-no-color", "-auto-approve");
  }
}

async function check(root: Root, { emulator, gaps }: Cloud, expectations: Expectations): Promise<void> {
  const { stack, findings } = root;
  if (findings.length > 0) return;
  const plan = await expectations.get(stack.name)?.plan;
  if (plan === undefined) throw new Error("there is no plan of the JSON form to compare with");
  await must(root, "second plan", "plan", "-no-color", "-detailed-exitcode");
  const { findings: unlike, resources } = await readBack(
    { ...appliedAs(stack, plan), ...(leavesDocumentsOpen(plan) ? { state: stateOf(root) } : {}) },
    emulator,
    stack.place,
    gaps,
  );
  findings.push(...unlike);
  root.count = resources;
}

/** The state file (version 4), as far as it is read. */
interface State {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Values }[];
  }[];
}

/** `terraform show` would say the same, and takes as long as a plan. Only stacks of constructs are read so; they have neither `count` nor `for_each`. */
function stateOf({ folder }: Root): ReadonlyMap<string, Values> {
  const { resources } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as State;
  const managed = resources.filter(({ mode }) => mode === "managed");
  return new Map(managed.map(({ type, name, instances }) => [`${type}.${name}`, instances[0]?.attributes ?? {}]));
}

/** What to read back of a stack that has been applied. */
export function appliedAs({ account, place: { region } }: Applicable, plan: Plan): Applied {
  return { plan, region, account, partition: region.startsWith("us-gov-") ? "aws-us-gov" : "aws" };
}

async function destroy(root: Root, { emulator }: Cloud): Promise<void> {
  await unprotectInstances(root.stack, emulator);
  await must(root, "terraform destroy", "destroy", "-no-color", "-auto-approve", "-refresh=false");
  root.findings.push(...(await leftBehind(root.stack, emulator)));
}
