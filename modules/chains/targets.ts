/** What the ways lead to: resources that give roles away, each with its roles, found without asking every role. */

import { append } from "../collections";
import { resourceGlob } from "../iam/evaluate/named";
import { mayIntersect } from "../iam/glob";
import { keyOf, type Text } from "../iam/text";
import type { ChainRole, Handle } from "./role";
import type { Way } from "./ways";

/** A resource on which an action of a way gives some roles away. */
export interface WayTarget<T> {
  readonly resource: Text;
  readonly roles: ChainRole<T>[];
}

interface TargetsOfWay<T> {
  readonly byKey: ReadonlyMap<string, WayTarget<T>>;
  /** Those that are patterns, or have late values. */
  readonly open: readonly WayTarget<T>[];
}

/** The targets of all ways among some roles. */
export class Targets<T> {
  private readonly known = new Map<Handle, TargetsOfWay<T>>();
  private readonly byHost = new Map<string, ChainRole<T>[]>();
  private readonly positions: ReadonlyMap<ChainRole<T>, number>;
  /** Roles whose trust policy lets in others than services of AWS. */
  readonly trusting: readonly ChainRole<T>[];

  constructor(readonly roles: readonly ChainRole<T>[]) {
    this.positions = new Map(roles.map((role, index) => [role, index]));
    this.trusting = roles.filter(({ trust }) => trust !== undefined);
    for (const role of roles) {
      for (const host of new Set(role.runsOn)) append(this.byHost, host, role);
    }
  }

  /** Orders steps as the roles that they lead to. */
  inOrder<S extends { readonly to: ChainRole<T> }>(steps: readonly S[]): readonly S[] {
    const at = ({ to }: S): number => this.positions.get(to) ?? 0;
    return steps.toSorted((left, right) => at(left) - at(right));
  }

  /** The targets of a way that a permission on the resource may speak of, whatever late values become; all of them for none. */
  of({ on }: Pick<Way, "on">, resource: Text | undefined): readonly WayTarget<T>[] {
    const { byKey, open } = this.ofWay(on);
    if (resource === undefined) return [...byKey.values()];
    const key = keyOf(resource);
    const isOpen = /[*?$\0]/.test(key);
    const asked = resourceGlob(resource);
    const same = byKey.get(key);
    const others = isOpen ? [...byKey.values()] : open;
    const meeting = others.filter((target) => target !== same && mayIntersect(asked, resourceGlob(target.resource)));
    return same === undefined ? meeting : [same, ...meeting];
  }

  private ofWay(on: Handle): TargetsOfWay<T> {
    const known = this.known.get(on);
    if (known !== undefined) return known;
    const byKey = new Map<string, WayTarget<T>>();
    for (const role of this.roles) {
      for (const resource of role.gives(on)) {
        const target = byKey.get(keyOf(resource)) ?? { resource, roles: [] };
        byKey.set(keyOf(resource), target);
        if (target.roles.at(-1) !== role) target.roles.push(role);
      }
    }
    const made = { byKey, open: [...byKey].filter(([key]) => /[*?$\0]/.test(key)).map(([, target]) => target) };
    this.known.set(on, made);
    return made;
  }

  /** The roles of the tasks that run on the hosts with a role. */
  tasksOn({ hosts }: ChainRole<T>): readonly ChainRole<T>[] {
    return hosts.flatMap((host) => this.byHost.get(host) ?? []);
  }
}
