/** The stacks that are checked: every example, generated anew from its sources, never the committed output. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type LateType, showText } from "../../modules/iam/text";
import type { StackModel } from "../../modules/model/model";
import { planPlatform, type StackPlan } from "../../modules/pipeline";
import { stackJson } from "../../modules/resources/configuration";
import type { Expectation } from "./checks";
import { type Environment, run } from "./command";
import type { Demands } from "./roles";
import type { StackJson, Variables } from "./root";

/** A stack and what is known of it. */
export interface Stack {
  readonly name: string;
  readonly json: StackJson;
  readonly expected: Expectation;
  /** Values of the variables that have no default. */
  readonly required: Variables;
  /** Values of those that have one. */
  readonly optional: Variables;
  /** Variables that hold a customer-managed key and may be empty. */
  readonly optionalKeys: readonly string[];
}

const root = join(__dirname, "..", "..");
const examples = join(root, "examples");

/** All stacks of all platform files under `examples/`. Throws where an example has a problem. */
export function exampleStacks(): readonly Stack[] {
  const files = readdirSync(examples)
    .sort()
    .map((example) => ({ example, file: join(examples, example, "platform.yaml") }))
    .filter(({ file }) => existsSync(file));
  return files.flatMap(({ example, file }) => {
    const text = readFileSync(file, "utf8");
    const outcome = planPlatform({ file, text });
    if (!outcome.ok) throw new Error(`${file}: ${outcome.problems.map(({ message }) => message).join("; ")}`);
    return outcome.value.stacks.map((plan) => exampleStack(`${example} ${plan.stack.name}`, plan, text));
  });
}

function exampleStack(name: string, { stack, starts, resources }: StackPlan, text: string): Stack {
  const json = stackJson(resources) as StackJson;
  const values = (optional: boolean): Variables => {
    const variables = stack.variables.filter((variable) => (variable.default !== undefined) === optional);
    return Object.fromEntries(variables.map((variable) => [variable.name, exampleValue(variable.type, stack)]));
  };
  return {
    name,
    json,
    expected: {
      addresses: addressesOf(json),
      demands: demandsOf(text, stack),
      userData: new Map([...starts].map(([capacity, { userData }]) => [capacity, showText(userData)])),
      mayRefer: false,
    },
    required: values(false),
    optional: values(true),
    optionalKeys: stack.variables.flatMap((variable) =>
      variable.type === "kms-key-arn" && variable.default === "" ? [variable.name] : [],
    ),
  };
}

function addressesOf({ resource = {} }: StackJson): readonly string[] {
  return Object.entries(resource).flatMap(([type, entries]) => Object.keys(entries).map((id) => `${type}.${id}`));
}

function exampleValue(type: LateType, { place, account }: StackModel): string {
  const arn = `arn:${showText(place.partition)}`;
  const here = `${showText(place.region)}:${showText(account.id)}`;
  const values: Readonly<Record<LateType, string>> = {
    string: "example",
    arn: `${arn}:sns:${here}:example`,
    "kms-key-arn": `${arn}:kms:${here}:key/0f0f0f0f-1e1e-2d2d-3c3c-4b4b4b4b4b4b`,
    "account-id": showText(account.id),
    region: showText(place.region),
    partition: showText(place.partition),
    name: "example",
    id: "fs-0123456789abcdef0",
  };
  return values[type];
}

interface RoleSettings {
  readonly permissionsBoundary?: string;
  readonly rolePath?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface PlatformFile {
  readonly defaults?: RoleSettings;
  readonly accounts: Readonly<Record<string, string | ({ readonly id: string } & RoleSettings)>>;
}

/** Read from the file itself, past the model, so that a mistake there cannot hide. */
function demandsOf(text: string, { account }: StackModel): Demands {
  const { defaults = {}, accounts } = parse(text, { merge: true }) as PlatformFile;
  const declared = accounts[account.name];
  const own: RoleSettings = typeof declared === "object" ? declared : {};
  const boundary = own.permissionsBoundary ?? defaults.permissionsBoundary?.replace(":ACCOUNT:", `:${showText(account.id)}:`);
  return {
    ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
    path: own.rolePath ?? defaults.rolePath ?? "/",
    tags: { ...defaults.tags, ...own.tags },
  };
}

/** The stacks of `examples/constructs`, synthesised by its own app; none where that example does not exist. */
export async function constructStacks(folder: string, env: Environment): Promise<readonly Stack[]> {
  const app = join(examples, "constructs", "app.ts");
  if (!existsSync(app)) return [];
  mkdirSync(folder, { recursive: true });
  const args = ["-r", join(root, "scripts", "typescript.js"), app];
  const { error } = await run(process.execPath, args, folder, { ...env, CDKTF_OUTDIR: folder });
  if (error !== "") throw new Error(`examples/constructs/app.ts: ${error}`);
  return readdirSync(join(folder, "stacks"))
    .sort()
    .map((name) => constructStack(name, join(folder, "stacks", name, "cdk.tf.json")));
}

function constructStack(name: string, file: string): Stack {
  const json = JSON.parse(readFileSync(file, "utf8")) as StackJson;
  const required = Object.entries(json.variable ?? {}).filter(([, variable]) => variable.default === undefined);
  return {
    name: `constructs ${name}`,
    json,
    expected: { addresses: addressesOf(json), mayRefer: true },
    required: Object.fromEntries(required.map(([variable]) => [variable, "example"])),
    optional: {},
    optionalKeys: [],
  };
}
