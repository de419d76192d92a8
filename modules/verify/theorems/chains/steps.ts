/** Single steps: which other role the holder of a role can act as, by what it is allowed. */

import { append } from "../../../collections";
import { disjoint } from "../../../iam/compare";
import { documentOf, spelled } from "../../../iam/difference";
import type { Request } from "../../../iam/evaluate";
import { actionGlob } from "../../../iam/evaluate/named";
import { literal, matches } from "../../../iam/glob";
import { differs, type Text } from "../../../iam/text";
import type { ProvenRole } from "../proven-role";
import { permissions, type TracedPermission } from "../traced-permission";
import { Targets, type WayTarget } from "./targets";
import { ownPolicies, type Way, ways } from "./ways";

/** That one role can act as another: certainly, or as far as somebody can tell. */
export interface Step {
  readonly to: ProvenRole;
  /** "can run a task of its own with", "can give itself every permission". */
  readonly does: string;
  /** What it holds for it, each by its action. */
  readonly holds: readonly string[];
  readonly certain: boolean;
  /** The request that opens it; absent where it is doubtful, or no request of the role. */
  readonly request?: Request;
  readonly path: ProvenRole["role"]["path"];
  readonly source: string;
}

/** Actions of all ways, in lower case, as letters. */
const chainActions = new Map(
  [...ways, ownPolicies]
    .flatMap(({ actions, beside = [] }) => [...actions, ...beside.flat()])
    .map((action) => [action.toLowerCase(), literal(action.toLowerCase())]),
);

/** What a role holds of the actions that lead anywhere; nearly all roles hold none. */
export type Means = ReadonlyMap<string, readonly TracedPermission[]>;

/** The permissions of each role by the action of the table that they allow. Roles have the same few actions, which are looked at once. */
export function meansOfAll(roles: readonly ProvenRole[]): ReadonlyMap<ProvenRole, Means> {
  const known = new Map<string, readonly string[]>();
  const actionsIn = (action: string): readonly string[] => {
    const found = known.get(action) ?? actionsOf(action);
    known.set(action, found);
    return found;
  };
  return new Map(roles.map((role) => [role, meansOf(role, actionsIn)] as const).filter(([, held]) => held.size > 0));
}

const none: Means = new Map();

function meansOf({ allows }: ProvenRole, actionsIn: (action: string) => readonly string[]): Means {
  const leading = allows.filter(({ effect, action }) => effect === "Allow" && actionsIn(action).length > 0);
  if (leading.length === 0) return none;
  const found = new Map<string, TracedPermission[]>();
  for (const permission of leading) {
    for (const action of actionsIn(permission.action)) append(found, action, permission);
  }
  return found;
}

function actionsOf(action: string): readonly string[] {
  const name = action.toLowerCase();
  if (!/[*?]/.test(name)) return chainActions.has(name) ? [name] : [];
  const open = actionGlob(name);
  return [...chainActions].filter(([, letters]) => matches(open, letters)).map(([known]) => known);
}

/** All single steps between some roles. What a permission opens is decided once, however many roles hold one like it. */
export class Steps {
  private readonly opened = new Map<string, readonly Opened[]>();
  private readonly known = new Map<ProvenRole, readonly Step[]>();
  private readonly targets: Targets;

  constructor(
    private readonly roles: readonly ProvenRole[],
    private readonly means: ReadonlyMap<ProvenRole, Means>,
  ) {
    this.targets = new Targets(roles);
  }

  /** The roles that the holder of a role can act as in one step, in the order of all roles: a certain step where there is one, else a doubtful one. */
  from(role: ProvenRole): readonly Step[] {
    const known = this.known.get(role) ?? this.targets.inOrder([...this.stepsFrom(role).values()]);
    this.known.set(role, known);
    return known;
  }

  private stepsFrom(from: ProvenRole): ReadonlyMap<ProvenRole, Step> {
    const found = new Map<ProvenRole, Step>();
    const offer = (step: Step): void => {
      const known = found.get(step.to);
      if (known === undefined || (step.certain && !known.certain)) found.set(step.to, step);
    };
    for (const to of this.targets.tasksOn(from)) offer(hostStep(from, to));
    const means = this.means.get(from) ?? none;
    for (const way of ways) this.offerSteps(way, from, means, offer, (resource) => this.targets.of(way, resource));
    const others = new Set(found.keys());
    this.offerSteps(ownPolicies, from, means, offer, () => [
      { resource: from.role.arn, roles: this.roles.filter((role) => !others.has(role)) },
    ]);
    return found;
  }

  private offerSteps(
    way: Omit<Way, "on">,
    from: ProvenRole,
    means: Means,
    offer: (step: Step) => void,
    targetsOf: (resource: Text | undefined) => readonly WayTarget[],
  ): void {
    const companions = way.beside === undefined ? [] : firstWhole(way.beside, means);
    if (companions === undefined) return;
    const isOpen = companions.every(({ conditions }) => conditions.length === 0);
    for (const action of way.actions) {
      const holds = [action, ...companions.map((companion) => companion.name)];
      for (const permission of means.get(action.toLowerCase()) ?? []) {
        const common = { does: way.does, holds, path: permission.paths[0] ?? from.role.path, source: way.source };
        for (const { target, request } of this.openedBy(way, action, permission, from, targetsOf)) {
          const opened = request === undefined || !isOpen ? { certain: false } : { certain: true, request };
          target.roles.filter((role) => isNear(from, role)).map((to) => offer({ to, ...common, ...opened }));
        }
      }
    }
  }

  /** What a permission opens of the targets of a way, but for what gives away its own holder only. Those of its own policies are its own. */
  private openedBy(
    way: Omit<Way, "on">,
    action: string,
    permission: TracedPermission,
    from: ProvenRole,
    targetsOf: (resource: Text | undefined) => readonly WayTarget[],
  ): readonly Opened[] {
    const id = way === ownPolicies ? undefined : `${way.does}\n${action}\n${permission.id}`;
    const known = id === undefined ? undefined : this.opened.get(id);
    if (known !== undefined) return known;
    const own = documentOf([permission], "identity");
    const all = targetsOf(own === undefined ? undefined : permission.resource);
    const others = all.filter(({ roles }) => roles.some((role) => role !== from));
    const found = others.flatMap((target): readonly Opened[] => {
      const answer = opens(way, action, permission, target.resource);
      return answer === undefined ? [] : [{ target, ...answer }];
    });
    if (id !== undefined && others.length === all.length) this.opened.set(id, found);
    return found;
  }
}

/** Whether two roles may be of one account. */
function isNear(one: ProvenRole, other: ProvenRole): boolean {
  return !differs(one.stack.place.account, other.stack.place.account);
}

/** A target that a permission opens; with the request where that is certain. */
interface Opened {
  readonly target: WayTarget;
  readonly request?: Request;
}

/** Whoever has an instance's credentials can ask for those of every task on it. */
function hostStep(instances: ProvenRole, to: ProvenRole): Step {
  return {
    to,
    does: "collect, as an ECS agent does, the credentials of tasks with",
    holds: [],
    certain: true,
    path: instances.role.path,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  };
}

type Companion = TracedPermission & { readonly name: string };

/** The first of the lists of which every action is held, with a permission for each: one without conditions where there is one. */
function firstWhole(lists: readonly (readonly string[])[], means: Means): readonly Companion[] | undefined {
  const all = lists.map((names) =>
    names.flatMap((name): readonly Companion[] => {
      const held = means.get(name.toLowerCase()) ?? [];
      const best = held.find(({ conditions }) => conditions.length === 0) ?? held[0];
      return best === undefined ? [] : [{ ...best, name }];
    }),
  );
  const whole = all.filter((held, index) => held.length === lists[index]?.length);
  return whole.find((held) => held.every(({ conditions }) => conditions.length === 0)) ?? whole[0];
}

/** Whether a permission allows the action on a resource; with the request where that is certain. */
function opens(
  way: Pick<Way, "context">,
  action: string,
  permission: TracedPermission,
  resource: Text,
): Pick<Opened, "request"> | undefined {
  const conditions = Object.entries(way.context ?? {}).map(([key, value]) => ({
    operator: "StringEquals",
    key,
    values: [value],
  }));
  const [asked] = permissions([action], [resource], { conditions, paths: [] });
  const own = documentOf([permission], "identity");
  const theirs = asked === undefined ? undefined : documentOf([asked], "identity");
  const comparison = own === undefined || theirs === undefined ? undefined : disjoint(own, theirs);
  if (comparison?.verdict === "proved") return undefined;
  if (comparison?.verdict !== "refuted" || !isUnconditional(permission, way)) return {};
  return { request: spelled(comparison.request, { ...permission, action }) };
}

/** Whether only conditions that the request meets by itself stand before the permission. */
function isUnconditional({ conditions }: TracedPermission, { context = {} }: Pick<Way, "context">): boolean {
  return conditions.every(({ key }) => Object.keys(context).some((known) => known.toLowerCase() === key.toLowerCase()));
}
