/** One stack from init to its last plan. */
import { planFindings } from "./checks";
import type { Environment } from "./command";
import type { Plan } from "./plan";
import { optionalKeyFindings, usersOf } from "./policies";
import { initialised, offlineOverride, planned, type Root, stackFiles, type Variables, validationFindings } from "./root";
import type { Stack } from "./stacks";

/** What came of a stack: how often it was planned, and what is wrong with it. */
export interface Verdict {
  readonly plans: number;
  readonly findings: readonly string[];
}

/** A stack that is called as a module with a key that the same plan creates. */
function callerFiles({ json, required }: Stack, variable: string): Readonly<Record<string, unknown>> {
  const inner = Object.entries(stackFiles(json)).map(([name, content]) => [`stack/${name}`, content] as const);
  const caller = {
    terraform: { required_providers: json.terraform?.required_providers },
    provider: { aws: { region: "us-east-1", ...offlineOverride(json).provider.aws[0] } },
    resource: { aws_kms_key: { new: { description: "created together with the stack" } } },
    module: { stack: { source: "./stack", ...required, [variable]: "${aws_kms_key.new.arn}" } },
  };
  return { "main.tf.json": caller, ...Object.fromEntries(inner) };
}

/** Validates and plans a stack with its variables left out, set, refused and unknown, and checks every plan. Works in `folder` and beside it. */
export async function checkStack(stack: Stack, folder: string, env: Environment): Promise<Verdict> {
  const root = await initialised(folder, stackFiles(stack.json), env);
  const invalid = await validationFindings(root);
  if (invalid.length > 0) return { plans: 0, findings: invalid };
  const plain = await checkPlan(stack, root, stack.required);
  if (plain.plan === undefined || Object.keys(stack.optional).length === 0) return { plans: 1, findings: plain.findings };
  const set = await checkPlan(stack, root, { ...stack.required, ...stack.optional });
  const findings = [...plain.findings, ...set.findings];
  for (const variable of stack.optionalKeys) {
    const caller = await initialised(`${folder}-${variable}`, callerFiles(stack, variable), env);
    findings.push(
      ...(await givenKeyFindings(stack, root, variable, plain.plan)),
      ...(await aliasFindings(stack, root, variable)),
      ...(await newKeyFindings(caller, variable, plain.plan)),
    );
  }
  return { plans: 2 + 3 * stack.optionalKeys.length, findings };
}

async function checkPlan(
  stack: Stack,
  root: Root,
  variables: Variables,
): Promise<{ readonly plan?: Plan; readonly findings: readonly string[] }> {
  const plan = await planned(root, variables);
  if (typeof plan === "string") return { findings: [`terraform plan: ${plan}`] };
  return { plan, findings: planFindings(plan, stack.expected) };
}

async function givenKeyFindings(stack: Stack, root: Root, variable: string, plain: Plan): Promise<readonly string[]> {
  const key = stack.optional[variable] ?? "";
  const plan = await planned(root, { ...stack.required, [variable]: key });
  if (typeof plan === "string") return [`terraform plan with ${variable}: ${plan}`];
  return optionalKeyFindings(plain, plan, key, usersOf(plain, variable));
}

/** IAM matches `kms:Decrypt` with the ARN of the key: a grant on an alias would grant nothing. */
async function aliasFindings(stack: Stack, root: Root, variable: string): Promise<readonly string[]> {
  const alias = (stack.optional[variable] ?? "").replace(/key\/.*$/, "alias/app");
  const plan = await planned(root, { ...stack.required, [variable]: alias });
  if (typeof plan !== "string") return [`${variable}: takes the alias ${alias}`];
  return plan.includes("Invalid value for variable") ? [] : [`${variable}: an alias is refused for another reason: ${plan}`];
}

/** Of a key that does not exist yet only the policies that name it may depend. */
async function newKeyFindings(root: Root, variable: string, plain: Plan): Promise<readonly string[]> {
  const plan = await planned(root, {});
  if (typeof plan === "string") return [`terraform plan with a new key as ${variable}: ${plan}`];
  const users = usersOf(plain, variable).map((address) => `module.stack.${address}`);
  const generated = [...plan.values()].filter(({ address }) => address.startsWith("module.stack."));
  const others = generated.filter(({ address, unknown }) => unknown.has("policy") && !users.includes(address));
  const gone = [...plain.keys()].filter((address) => !plan.has(`module.stack.${address}`));
  return [
    ...(users.length === 0 ? [`${variable}: no policy refers to it`] : []),
    ...others.map(({ address }) => `${address}: unknown only because the key of ${variable} is`),
    ...gone.map((address) => `${address}: is gone with a new key`),
  ];
}
