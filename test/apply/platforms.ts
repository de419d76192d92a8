/** What is applied: the stacks of every example, and the same stacks from a platform file in another order. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { planPlatform } from "../../modules/pipeline";
import { stackJson } from "../../modules/resources/configuration";
import type { StackJson, Variables } from "../../scripts/terraform/root";
import { exampleStacks, type Stack } from "../../scripts/terraform/stacks";
import { isObject } from "./compare";
import type { Place } from "./emulator";

/** A stack to apply. */
export interface Applicable {
  readonly name: string;
  readonly json: StackJson;
  readonly account: string;
  /** Where the script itself makes calls about it. */
  readonly place: Place;
  /** The role to assume where the stack does not say which account it is for. */
  readonly assumedRole?: string;
  readonly variables: Variables;
  /** The stack after the platform file has been reordered; not for stacks that come from no platform file. */
  readonly reordered?: StackJson;
}

/** Stacks that are applied together, to one cloud. */
export interface Platform {
  readonly name: string;
  readonly stacks: readonly Applicable[];
}

/** Subnets and security groups that the examples name in variables; those in platform files are found there. */
const networkIds = { subnet: "subnet-0a1b2c3d4e5f60001", security_group: "sg-0a1b2c3d4e5f60003" };

/** Accounts of the stacks of examples/constructs, whose providers do not name them. */
const constructAccounts: Readonly<Record<string, string>> = { shop: "444455556666", images: "111122223333" };

interface AwsProvider {
  readonly region?: string;
  readonly allowed_account_ids?: readonly string[];
  readonly assume_role?: unknown;
}

/** The platforms of all examples with a platform file. */
export function examplePlatforms(): readonly Platform[] {
  const byExample = new Map<string, Stack[]>();
  for (const stack of exampleStacks()) {
    const [example = ""] = stack.name.split(" ");
    byExample.set(example, [...(byExample.get(example) ?? []), stack]);
  }
  return [...byExample].map(([name, stacks]) => {
    const reordered = reorderedStacks(join(__dirname, "..", "..", "examples", name, "platform.yaml"));
    return {
      name,
      stacks: stacks.map((stack) => {
        const json = reordered.get(stack.name.slice(name.length + 1));
        return { ...applicable(stack), ...(json === undefined ? {} : { reordered: json }) };
      }),
    };
  });
}

/** The platform of an app of constructs. */
export function constructPlatform(stacks: readonly Stack[]): Platform {
  return { name: "constructs", stacks: stacks.map(applicable) };
}

function applicable({ name, json, required }: Stack): Applicable {
  const [{ region = "us-east-1", allowed_account_ids: accounts = [], assume_role: assumed } = {}] = (json.provider?.aws ??
    []) as readonly AwsProvider[];
  const [example = "", stack = ""] = name.split(" ");
  const account = accounts[0] ?? constructAccounts[stack] ?? "";
  const own = roleArn(Array.isArray(assumed) ? assumed[0] : assumed);
  const assumedRole = own === undefined && example === "constructs" ? `arn:aws:iam::${account}:role/terraform` : undefined;
  const role = own ?? assumedRole;
  return {
    name,
    json,
    account,
    place: { region, ...(role === undefined ? {} : { role }) },
    ...(assumedRole === undefined ? {} : { assumedRole }),
    variables: { ...required, ...Object.fromEntries(Object.entries(networkIds).filter(([variable]) => variable in required)) },
  };
}

function roleArn(assumed: unknown): string | undefined {
  return isObject(assumed) && typeof assumed.role_arn === "string" ? assumed.role_arn : undefined;
}

/** The stacks of a platform file whose mappings are all turned round, by name. */
function reorderedStacks(file: string): ReadonlyMap<string, StackJson> {
  const read = readFileSync(file, "utf8");
  const text = stringify(turnedRound(parse(read, { merge: true })), { aliasDuplicateObjects: false });
  if (text === read) throw new Error(`${file} has nothing to turn round`);
  const outcome = planPlatform({ file, text });
  if (!outcome.ok) throw new Error(`${file}, reordered: ${outcome.problems.map(({ message }) => message).join("; ")}`);
  return new Map(outcome.value.stacks.map(({ resources }) => [resources.name, stackJson(resources) as StackJson]));
}

/** Lists keep their order: what they say may depend on it. */
function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, turnedRound(entry)] as const)
      .reverse(),
  );
}
