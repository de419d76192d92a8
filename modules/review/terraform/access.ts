/** The access that somebody's Terraform gives: of a plan before and after, of a state, or of a configuration. */
import { by, isObject } from "../../collections";
import type { Outcome } from "../../problem";
import type { Access, StackAccess } from "../access";
import { guardedResource, isGuarded } from "../guards/read";
import { readConfiguration } from "./configuration";
import { isShownTerraform, readShownTerraform } from "./plan";
import { type Managed, managedBy, principalsOf } from "./principals";
import type { TerraformResource, TerraformSide } from "./resource";
import { isPolicyOfKnownForm, resourcesOf } from "./resources";
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
          value: { after: { ...accessOf(read.value, stack, [], unreadBlocks(value, read.value)), untyped: true } },
        }
      : read;
  }
  const read = readShownTerraform(value);
  if (!read.ok) return read;
  const shown = read.value;
  if (shown.kind === "state") return { ...read, value: { after: accessOf(shown.after, stack, [managedBy(shown.after)]) } };
  const managed = managedBy(shown.before);
  const before = accessOf(shown.before, stack, [managed]);
  const after = accessOf(shown.after, stack, [managed, managedBy(shown.after)]);
  if (!shown.incomplete) return { ...read, value: { before, after } };
  const unread = [["the plan itself, which is not complete (`-target`, or something that waits)", ""]] as const;
  return { ...read, value: { before, after: withUnread(after, unread) } };
}

function withUnread({ stacks, ...access }: Access, more: Unread): Access {
  return {
    ...access,
    stacks: stacks.map((stack) => ({ ...stack, unread: { ...stack.unread, ...Object.fromEntries(more) } })),
  };
}

function accessOf(side: TerraformSide, stack: string, managed: readonly Managed[], blocks: Unread = []): Access {
  const runsWith = side.resources.flatMap(rolesRunWith);
  const access: StackAccess = {
    name: stack,
    principals: principalsOf(side, managed).toSorted(by(({ address }) => address)),
    resources: resourcesOf(side).toSorted(by(({ address }) => address)),
    unread: Object.fromEntries([...side.resources.flatMap((resource) => unreadPolicies(resource, side)), ...blocks]),
    guarded: side.resources.flatMap(guardedResource),
    ...(runsWith.length === 0 ? {} : { runsWith: Object.fromEntries(runsWith) }),
  };
  return { stacks: [access] };
}

type Unread = readonly (readonly [address: string, text: string])[];

/** Blocks that may give access, or change what others give, and are not followed: modules, local values, and how often a resource is there that decides about access. */
function unreadBlocks(configuration: unknown, side: TerraformSide): Unread {
  if (!isObject(configuration)) return [];
  const whole = ["module", "locals"].flatMap((name): Unread => {
    const block = configuration[name];
    return block === undefined ? [] : [[name, JSON.stringify(block)]];
  });
  const repeated = side.resources.flatMap((resource): Unread => {
    const { count, for_each, dynamic } = resource.values;
    const times = [count, for_each, dynamic].filter((one) => one !== undefined);
    return times.length === 0 || !decidesAccess(resource, side) ? [] : [[resource.address, JSON.stringify(times)]];
  });
  return [...whole, ...repeated];
}

/** Whether a resource gives access, runs with somebody's, or keeps it away. */
function decidesAccess(resource: TerraformResource, side: TerraformSide): boolean {
  const { type } = resource;
  if (/^aws_iam_|_policy$/.test(type) || isPolicyOfKnownForm(type) || isGuarded(type)) return true;
  return unreadPolicies(resource, side).length > 0 || rolesRunWith(resource).length > 0;
}
