/** Access that is granted to a task role after it was made, as apps of CDK do: under the same checks as `access`, until the app is synthesised. */
import { Lazy, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { error } from "../problem";
import type { ServiceInput } from "./inputs";
import { ProblemsError } from "./problems-error";
import type { PropPaths } from "./props";

/** An item of an access list, in the words of the platform file. */
export type AccessProp = ServiceInput["access"][number];

/** A role that access can be granted to. */
export interface Grantable {
  /**
   * Adds access, as if it stood in `access`: the whole role is checked and proved again. Throws `ProblemsError` with paths like `grants[0].s3.bucket`; the role
   * stays as it was then. Not after synthesis has begun.
   */
  grant(...access: readonly AccessProp[]): void;
}

/** Called with the elements that a grant has added. */
type Listener = (added: readonly TerraformResource[]) => void;

/** The grants of one role, in the order in which they came. */
export interface Grants {
  readonly items: readonly AccessProp[];
  /** Which items of the whole access list are grants, given how many stand before them. */
  paths(name: string, before: number): PropPaths;
  /** Adds items; `apply` makes the role what it is with them, throws when it may not be, and returns the elements that are new. */
  add(access: readonly AccessProp[], apply: (items: readonly AccessProp[]) => readonly TerraformResource[]): void;
  onAdded(listener: Listener): void;
  /** No grant comes any more once the argument of the element is asked for. */
  closeWith(role: TerraformResource): void;
}

/** The grants of a role that has none yet; `scope` is its construct. */
export function noGrants(scope: Construct): Grants {
  let items: readonly AccessProp[] = [];
  let isClosed = false;
  const listeners: Listener[] = [];
  return {
    get items() {
      return items;
    },
    paths: (name, before) =>
      items.map(
        (_, index) =>
          [
            ["services", name, "access", before + index],
            ["grants", index],
          ] as const,
      ),
    add: (access, apply) => {
      if (isClosed) throw new ProblemsError([tooLate()], scope.node.path);
      const known = items;
      items = [...items, ...access];
      try {
        const added = apply(items);
        for (const listener of listeners) listener(added);
      } catch (problem) {
        items = known;
        throw problem;
      }
    },
    onAdded: (listener) => void listeners.push(listener),
    closeWith: (role) => {
      const element: TerraformResource & { assumeRolePolicy?: string; readonly assumeRolePolicyInput?: string } = role;
      const trust = element.assumeRolePolicyInput;
      const produce = (): string | undefined => {
        isClosed = true;
        return trust;
      };
      element.assumeRolePolicy = Lazy.stringValue({ produce });
    },
  };
}

function tooLate() {
  const help = "grant before `app.synth()`, in the constructors of your stacks";
  return error("invalid-value", ["grant"], "the role is synthesised already, so nothing can be granted to it", help);
}
