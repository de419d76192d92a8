/** Terraform roots in folders of their own, planned with the real AWS provider and with nothing of AWS. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, type Run, run } from "./command";
import { type Plan, type PlanJson, readPlan } from "./plan";

/** A stack as `cdk.tf.json` holds it. */
export interface StackJson {
  readonly terraform?: { readonly backend?: unknown; readonly required_providers?: unknown };
  readonly provider?: { readonly aws?: readonly { readonly alias?: string }[] };
  readonly variable?: Readonly<Record<string, { readonly default?: unknown; readonly description?: string }>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Values of Terraform variables. */
export type Variables = Readonly<Record<string, string>>;

/** A folder that terraform works in. */
export interface Root {
  readonly folder: string;
  readonly terraform: (...args: readonly string[]) => Promise<Run>;
}

/** An initialised root with these files, written as JSON. Throws what terraform says against it. */
export async function initialised(folder: string, files: Readonly<Record<string, unknown>>, env: Environment): Promise<Root> {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content, undefined, 2));
  }
  const root: Root = { folder, terraform: (...args) => run("terraform", args, folder, env) };
  const init = await root.terraform("init", "-no-color");
  if (init.error !== "") throw new Error(`terraform init: ${init.error}`);
  return root;
}

/** Contents of an override file. */
interface Override {
  readonly terraform?: { readonly backend: unknown };
  readonly provider: { readonly aws: readonly object[] };
}

/**
 * What replaces parts of a stack so that it plans without an account: dummy credentials, no role to assume, no calls to STS, no state but a
 * local one. `dynamic` over nothing is how an override file removes a block.
 */
export function offlineOverride({ terraform, provider }: StackJson): Override {
  const offline = {
    access_key: "offline",
    secret_key: "offline",
    allowed_account_ids: [],
    dynamic: { assume_role: [{ for_each: [], content: {} }] },
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_region_validation: true,
    skip_requesting_account_id: true,
  };
  const configurations = provider?.aws ?? [{}];
  return {
    ...(terraform?.backend === undefined ? {} : { terraform: { backend: { local: {} } } }),
    provider: { aws: configurations.map(({ alias }) => ({ ...offline, ...(alias === undefined ? {} : { alias }) })) },
  };
}

/** The files of a stack, with the override beside it. */
export function stackFiles(stack: StackJson): Readonly<Record<string, unknown>> {
  return { "cdk.tf.json": stack, "zz_override.tf.json": offlineOverride(stack) };
}

/** Errors and warnings of `terraform validate`, a line each. */
export async function validationFindings({ terraform }: Root): Promise<readonly string[]> {
  const { stdout, error } = await terraform("validate", "-json");
  if (stdout === "") return [`terraform validate: ${error}`];
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
  return diagnostics.map(
    ({ severity, address, summary, detail }) => `${severity}: ${address ?? "the stack"}: ${summary}. ${detail ?? ""}`,
  );
}

interface Diagnostic {
  readonly severity: string;
  readonly address?: string;
  readonly summary: string;
  readonly detail?: string;
}

let plans = 0;

/** Plans a root, or says why terraform refuses. */
export async function planned(root: Root, variables: Variables): Promise<Plan | string> {
  plans += 1;
  const file = `plan-${plans}.bin`;
  const values = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
  const plan = await root.terraform("plan", "-no-color", "-lock=false", `-out=${file}`, ...values);
  if (plan.error !== "") return plan.error;
  const shown = await root.terraform("show", "-json", file);
  return shown.error === "" ? readPlan(JSON.parse(shown.stdout) as PlanJson) : shown.error;
}
