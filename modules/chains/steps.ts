/** Single steps: which other role the holder of a role can act as, by what it is allowed. */

import { documentOf } from "../iam/difference";
import type { Request } from "../iam/evaluate";
import { differs, type Text } from "../iam/text";
import type { Path } from "../problem";
import { type LetIn, lettingIn } from "./assume";
import type { Means } from "./means";
import { opens } from "./opens";
import type { ChainRole, Handle, HeldPermission } from "./role";
import { Targets, type WayTarget } from "./targets";
import { assuming, ownPolicies, type Way, ways } from "./ways";

/** That one role can act as another: certainly, or as far as somebody can tell. */
export interface Step<T> {
  readonly to: ChainRole<T>;
  /** "run a task of its own with", "give itself every permission, also those of". */
  readonly does: string;
  /** What it holds for it, each by its action. */
  readonly holds: readonly string[];
  readonly certain: boolean;
  /** The request that opens it; absent where it is doubtful, or no request of the role. */
  readonly request?: Request;
  /** The line that asks for it, where one is known. */
  readonly path?: Path;
  readonly source: string;
}

type Offer<T> = (step: Step<T>) => void;

const none: Means = new Map();

/** What is known to give a role away: the role itself. */
const ofRoles: ReadonlySet<Handle> = new Set(["role", "role of tasks", "role of instances", "role of functions"]);

/** All single steps between some roles. What a permission opens is decided once, however many roles hold one like it. */
export class Steps<T> {
  private readonly opened = new Map<string, readonly Opened<T>[]>();
  private readonly known = new Map<ChainRole<T>, readonly Step<T>[]>();
  private readonly targets: Targets<T>;

  constructor(
    private readonly roles: readonly ChainRole<T>[],
    private readonly means: ReadonlyMap<ChainRole<T>, Means>,
  ) {
    this.targets = new Targets(roles);
  }

  /** The roles that the holder of a role can act as in one step, in the order of all roles: a certain step where there is one, else a doubtful one. */
  from(role: ChainRole<T>): readonly Step<T>[] {
    const known = this.known.get(role) ?? this.targets.inOrder([...this.stepsFrom(role).values()]);
    this.known.set(role, known);
    return known;
  }

  private stepsFrom(from: ChainRole<T>): ReadonlyMap<ChainRole<T>, Step<T>> {
    const found = new Map<ChainRole<T>, Step<T>>();
    const offer = (step: Step<T>): void => {
      const known = found.get(step.to);
      if (known === undefined || (step.certain && !known.certain)) found.set(step.to, step);
    };
    for (const to of this.targets.tasksOn(from)) offer(hostStep(to));
    const means = this.means.get(from) ?? none;
    for (const way of ways) this.offerSteps(way, from, means, offer, (resource) => this.targets.of(way, resource));
    this.offerAssumed(from, means, offer);
    const others = new Set(found.keys());
    this.offerSteps(ownPolicies, from, means, offer, () => [
      { resource: from.arn, roles: this.roles.filter((role) => !others.has(role)) },
    ]);
    return found;
  }

  private offerSteps(
    way: Omit<Way, "on"> & Partial<Pick<Way, "on">>,
    from: ChainRole<T>,
    means: Means,
    offer: Offer<T>,
    targetsOf: (resource: Text | undefined) => readonly WayTarget<T>[],
  ): void {
    const companions = way.beside === undefined ? [] : firstWhole(way.beside, means);
    if (companions === undefined) return;
    const isOpen = companions.every(isFree) && (companions.length === 0 || isUnlimited(from));
    for (const action of way.actions) {
      const holds = [action, ...companions.map((companion) => companion.name)];
      for (const permission of means.get(action.toLowerCase()) ?? []) {
        const common = { does: way.does, holds, ...pathOf(permission), source: way.source };
        const steps = this.openedBy(way, action, permission, from, targetsOf).flatMap((opened) =>
          stepsBy(opened, way, from, isOpen),
        );
        for (const step of steps) offer({ ...common, ...step });
      }
    }
  }

  /** Roles whose trust policy lets the role in, by its own name or because it holds `sts:AssumeRole`. */
  private offerAssumed(from: ChainRole<T>, means: Means, offer: Offer<T>): void {
    const { does, source, actions } = assuming;
    for (const to of this.targets.trusting) {
      const letIn = to === from ? undefined : lettingIn(to, from);
      if (letIn === undefined) continue;
      if (letIn.alone) {
        offer({ to, does, holds: [], certain: letIn.certain && isUnlimited(from), source });
        continue;
      }
      const permissions = actions.flatMap((action) => means.get(action.toLowerCase()) ?? []);
      for (const permission of permissions) offerOne(permission, from, to, letIn, offer);
    }
  }

  /** What a permission opens of the targets of a way, but for what gives away its own holder only. Those of its own policies are its own, and so are those of a role that is limited otherwise. */
  private openedBy(
    way: Omit<Way, "on">,
    action: string,
    permission: HeldPermission,
    from: ChainRole<T>,
    targetsOf: (resource: Text | undefined) => readonly WayTarget<T>[],
  ): readonly Opened<T>[] {
    const id = way === ownPolicies || !isUnlimited(from) ? undefined : `${way.does}\n${action}\n${permission.id}`;
    const known = id === undefined ? undefined : this.opened.get(id);
    if (known !== undefined) return known;
    const isRead = documentOf([permission], "identity") !== undefined;
    const all = targetsOf(isRead ? permission.resource : undefined);
    const others = all.filter(({ roles }) => roles.some((role) => role !== from));
    const found = others.flatMap((target): readonly Opened<T>[] => {
      const one = opens(way, action, permission, target.resource, from);
      return one === undefined ? [] : [{ target, ...one }];
    });
    if (id !== undefined && others.length === all.length) this.opened.set(id, found);
    return found;
  }
}

function offerOne<T>(permission: HeldPermission, from: ChainRole<T>, to: ChainRole<T>, letIn: LetIn, offer: Offer<T>): void {
  const { does, source, actions } = assuming;
  const [action = ""] = actions;
  const opened = opens(assuming, action, permission, to.arn, from);
  if (opened === undefined) return;
  offer({ to, does, holds: [...actions], ...pathOf(permission), source, ...answer(letIn.certain ? opened.request : undefined) });
}

function pathOf({ paths: [path] = [] }: HeldPermission): { readonly path?: Path } {
  return path === undefined ? {} : { path };
}

/** The roles of the account that a target gives away; with certainty where `isOpen` and nothing is guessed. */
function stepsBy<T>({ target, request }: Opened<T>, way: Partial<Pick<Way, "on">>, from: ChainRole<T>, isOpen: boolean) {
  return target.roles
    .filter((to) => isNear(from, to))
    .map((to) => ({ to, ...answer(isOpen && !isGuess(way, to) ? request : undefined) }));
}

function answer(request: Request | undefined): Pick<Step<never>, "certain" | "request"> {
  return request === undefined ? { certain: false } : { certain: true, request };
}

/** Whether a way goes through what may run with a role, and nobody knows whether it does. */
function isGuess<T>({ on }: Partial<Pick<Way, "on">>, { isGuessed }: ChainRole<T>): boolean {
  return isGuessed === true && on !== undefined && !ofRoles.has(on);
}

/** Whether nothing but its own statements that allow decides what a role may do. */
function isUnlimited<T>({ boundary, permissions }: ChainRole<T>): boolean {
  return boundary === undefined && permissions.every(({ effect }) => effect === "Allow");
}

/** Whether two roles may be of one account. */
function isNear<T>({ account: one }: ChainRole<T>, { account: other }: ChainRole<T>): boolean {
  return one === undefined || other === undefined || !differs(one, other);
}

/** A target that a permission opens; with the request where that is certain. */
interface Opened<T> {
  readonly target: WayTarget<T>;
  readonly request?: Request;
}

/** Whoever has an instance's credentials can ask for those of every task on it. */
function hostStep<T>(to: ChainRole<T>): Step<T> {
  return {
    to,
    does: "collect, as an ECS agent does, the credentials of tasks with",
    holds: [],
    certain: true,
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  };
}

type Companion = HeldPermission & { readonly name: string };

/** Whether a permission is there in any case. */
function isFree({ conditions, when }: HeldPermission): boolean {
  return conditions.length === 0 && when === undefined;
}

/** The first of the lists of which every action is held, with a permission for each: one without conditions where there is one. */
function firstWhole(lists: readonly (readonly string[])[], means: Means): readonly Companion[] | undefined {
  const all = lists.map((names) =>
    names.flatMap((name): readonly Companion[] => {
      const held = means.get(name.toLowerCase()) ?? [];
      const best = held.find(isFree) ?? held[0];
      return best === undefined ? [] : [{ ...best, name }];
    }),
  );
  const whole = all.filter((held, index) => held.length === lists[index]?.length);
  return whole.find((held) => held.every(isFree)) ?? whole[0];
}
