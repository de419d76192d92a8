/** What the ways lead to: resources that give roles away, each with its roles, found without asking every role. */

import { append } from "../../../collections";
import { resourceGlob } from "../../../iam/evaluate/named";
import { mayIntersect } from "../../../iam/glob";
import type { Text } from "../../../iam/text";
import type { ProvenRole } from "../proven-role";
import { keyOf } from "../traced-permission";
import type { Way } from "./ways";

/** A resource on which an action of a way gives some roles away. */
export interface WayTarget {
  readonly resource: Text;
  readonly roles: ProvenRole[];
}

interface TargetsOfWay {
  readonly byKey: ReadonlyMap<string, WayTarget>;
  /** Those that are patterns, or have late values. */
  readonly open: readonly WayTarget[];
}

/** The targets of all ways among some roles. */
export class Targets {
  private readonly known = new Map<Way["on"], TargetsOfWay>();
  private readonly byCapacity = new Map<string, ProvenRole[]>();
  private readonly positions: ReadonlyMap<ProvenRole, number>;

  constructor(readonly roles: readonly ProvenRole[]) {
    this.positions = new Map(roles.map((role, index) => [role, index]));
    for (const role of roles) {
      if (role.kind !== "task" && role.kind !== "execution") continue;
      const capacities = role.owners.flatMap(({ capacityProvider }) =>
        capacityProvider === undefined ? [] : [keyOf(capacityProvider)],
      );
      for (const capacity of new Set(capacities)) append(this.byCapacity, `${role.stack.name}\n${capacity}`, role);
    }
  }

  /** Orders steps as the roles that they lead to. */
  inOrder<S extends { readonly to: ProvenRole }>(steps: readonly S[]): readonly S[] {
    const at = ({ to }: S): number => this.positions.get(to) ?? 0;
    return steps.toSorted((left, right) => at(left) - at(right));
  }

  /** The targets of a way that a permission on the resource may speak of, whatever late values become; all of them for none. */
  of({ on }: Pick<Way, "on">, resource: Text | undefined): readonly WayTarget[] {
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

  private ofWay(on: Way["on"]): TargetsOfWay {
    const known = this.known.get(on);
    if (known !== undefined) return known;
    const byKey = new Map<string, WayTarget>();
    for (const role of this.roles) {
      for (const resource of on(role)) {
        const target = byKey.get(keyOf(resource)) ?? { resource, roles: [] };
        byKey.set(keyOf(resource), target);
        if (target.roles.at(-1) !== role) target.roles.push(role);
      }
    }
    const made = { byKey, open: [...byKey].filter(([key]) => /[*?$\0]/.test(key)).map(([, target]) => target) };
    this.known.set(on, made);
    return made;
  }

  /** The roles of the tasks that run on the instances with a role; none for any other kind of role. */
  tasksOn({ kind, role, stack }: ProvenRole): readonly ProvenRole[] {
    if (kind !== "instance") return [];
    const capacities = stack.clusters
      .flatMap((cluster) => cluster.capacities)
      .filter((capacity) => keyOf(capacity.role.arn) === keyOf(role.arn));
    return capacities.flatMap(({ fullName }) => this.byCapacity.get(`${stack.name}\n${keyOf(fullName)}`) ?? []);
  }
}
