/** The access that somebody's Terraform gives: of a plan before and after, of a state, or of a configuration. */
import { by, isObject } from "../../collections";
import type { Outcome } from "../../problem";
import type { Access, StackAccess } from "../access";
import { readConfiguration } from "./configuration";
import { isShownTerraform, readShownTerraform } from "./plan";
import { type Managed, managedBy, principalsOf } from "./principals";
import type { TerraformSide } from "./resource";
import { resourcesOf } from "./resources";
import { rolesRunWith, unreadPolicies } from "./unread";

/** What a file of Terraform's JSON gives; `before` where it is a plan. */
export interface TerraformAccess {
  readonly before?: Access;
  readonly after: Access;
}

/**
 * The access in `terraform show -json` of a plan or state, or in a `cdk.tf.json`. `stack` is what the stack is called. What is known after apply only is
 * listed as unknown, never left out. Code: `plan-unreadable`.
 */
export function terraformAccess(value: unknown, stack: string): Outcome<TerraformAccess> {
  if (!isShownTerraform(value)) {
    const read = readConfiguration(value);
    return read.ok
      ? {
          ...read,
          value: { after: { ...accessOf(read.value, stack, [managedBy(read.value)], unreadBlocks(value)), untyped: true } },
        }
      : read;
  }
  const read = readShownTerraform(value);
  if (!read.ok) return read;
  const shown = read.value;
  const managed = [managedBy(shown.after), ...(shown.kind === "plan" ? [managedBy(shown.before)] : [])];
  const after = accessOf(shown.after, stack, managed);
  if (shown.kind === "plan" && shown.incomplete) {
    const [own] = after.stacks;
    const unread = { ...own?.unread, "the plan itself, which is not complete (`-target`, or something that waits)": "" };
    return { ...read, value: { before: accessOf(shown.before, stack, managed), after: withUnread(after, unread) } };
  }
  return { ...read, value: shown.kind === "plan" ? { before: accessOf(shown.before, stack, managed), after } : { after } };
}

function withUnread({ stacks, ...access }: Access, unread: StackAccess["unread"]): Access {
  return { ...access, stacks: stacks.map((stack) => ({ ...stack, unread })) };
}

function accessOf(side: TerraformSide, stack: string, managed: readonly Managed[], blocks: Unread = []): Access {
  const runsWith = side.resources.flatMap(rolesRunWith);
  const access: StackAccess = {
    name: stack,
    principals: principalsOf(side, managed).toSorted(by(({ address }) => address)),
    resources: resourcesOf(side).toSorted(by(({ address }) => address)),
    unread: Object.fromEntries([...side.resources.flatMap((resource) => unreadPolicies(resource, side)), ...blocks]),
    ...(runsWith.length === 0 ? {} : { runsWith: Object.fromEntries(runsWith) }),
  };
  return { stacks: [access] };
}

type Unread = readonly (readonly [address: string, text: string])[];

/** Blocks that may give access, or change what others give, and are not followed: modules, local values, and how often a resource of AWS's IAM is there. */
function unreadBlocks(configuration: unknown): Unread {
  if (!isObject(configuration)) return [];
  const whole = ["module", "locals"].flatMap((name): Unread => {
    const block = configuration[name];
    return block === undefined ? [] : [[name, JSON.stringify(block)]];
  });
  const { resource } = configuration;
  const repeated = Object.entries(isObject(resource) ? resource : {}).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).flatMap(([name, value]): Unread => {
      const body: unknown = Array.isArray(value) ? value[0] : value;
      if (!isObject(body) || !/^aws_iam_|_policy$|^aws_lambda_permission$/.test(type)) return [];
      const { count, for_each, dynamic } = body;
      const times = [count, for_each, dynamic].filter((one) => one !== undefined);
      return times.length === 0 ? [] : [[`${type}.${name}`, JSON.stringify(times)]];
    }),
  );
  return [...whole, ...repeated];
}
