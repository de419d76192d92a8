/** The theorems of a platform: proved of the very documents that Terraform gets, against what the model declares. */

import { by } from "../collections";
import { hasNoResource } from "../iam/actions/table";
import type { Model, Service } from "../model/model";
import { error, type Path, type Problem, warning } from "../problem";
import { acknowledgementProblems, sharingProblems } from "./danger/acknowledgements";
import { danger } from "./danger/danger";
import { containment, coverage } from "./theorems/access";
import { attributes } from "./theorems/attributes";
import { deadGrants } from "./theorems/dead-grants";
import { isolation } from "./theorems/isolation";
import { kms } from "./theorems/kms";
import type { Sharing } from "./theorems/landscape";
import { pairing } from "./theorems/pairing";
import { perimeter } from "./theorems/perimeter";
import { type ProvenStack, type Subject, subjectsOf } from "./theorems/subject";
import { type Counterexample, concluded, type Theorem } from "./theorems/theorem";
import { trust } from "./theorems/trust";

/** An action on `*`, and how many roles hold it; `always` when AWS offers no resource for it. */
interface OpenAction {
  readonly action: string;
  readonly always: boolean;
  readonly roles: number;
}

/** A danger that a service takes on, and that one of its roles meets. */
interface Acknowledged {
  readonly service: string;
  readonly id: string;
  readonly why: string;
  readonly path: Path;
}

/** A service that lets others share what was granted to it alone. */
interface Invitation {
  readonly service: string;
  readonly with: readonly string[];
  readonly path: Path;
}

/** What was proved of a platform, as data; `problems` is what of it must be reported. */
export interface Proof {
  readonly theorems: readonly Theorem[];
  /** Resources that several services share because each names them. */
  readonly sharing: readonly Sharing[];
  /** Services that share because their platform file says `sharedWith`. */
  readonly invitations: readonly Invitation[];
  /** Danger rules that are met and acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
  /** Actions that are granted on `*`: every role that holds one shares them. */
  readonly open: readonly OpenAction[];
  /** Roles that were looked at; existing ones are not written, and so not among them. */
  readonly roles: number;
  readonly problems: readonly Problem[];
}

/** What a proof reads of a plan. */
export interface Provable {
  readonly model: Pick<Model, "stacks"> & Partial<Pick<Model, "accounts" | "organization">>;
  readonly stacks: readonly ProvenStack[];
}

/**
 * Proves every theorem, or gives counterexamples. Problems: `proof-failed`, `danger`, `unknown-reference` (acknowledgements, `sharedWith`), and the
 * warnings `proof-unknown` and `unused-acknowledgement`.
 */
export function prove({ model, stacks }: Provable): Proof {
  const subjects = stacks.flatMap(subjectsOf);
  const apart = isolation(subjects);
  const accounts = model.accounts === undefined ? undefined : new Set(model.accounts);
  const dangers = danger(subjects, { accounts, organization: model.organization });
  const theorems = [
    concluded("containment", containment(subjects)),
    concluded("coverage", coverage(subjects)),
    concluded("isolation", apart),
    concluded("pairing", pairing(stacks, subjects)),
    concluded("kms", kms(subjects)),
    concluded("trust", trust(subjects)),
    concluded("perimeter", perimeter(stacks)),
    concluded("attributes", attributes(subjects)),
    concluded("dead-grants", deadGrants(subjects)),
    concluded("danger", dangers),
  ];
  const services = model.stacks.flatMap((stack) => stack.services);
  return {
    theorems,
    sharing: apart.sharing,
    invitations: services.flatMap(invitationsOf),
    acknowledged: services.flatMap((service) => acknowledgedBy(service, dangers.acknowledged)),
    open: openActions(subjects),
    roles: subjects.length,
    problems: [
      ...theorems.flatMap(problemsOf),
      ...acknowledgementProblems(services, dangers.acknowledged),
      ...sharingProblems(services),
    ],
  };
}

function invitationsOf({ name, path, sharedWith = [] }: Service): readonly Invitation[] {
  return sharedWith.length === 0 ? [] : [{ service: name, with: [...sharedWith].sort(), path: [...path, "sharedWith"] }];
}

function acknowledgedBy({ name, path, acknowledge = [] }: Service, used: ReadonlySet<string>): readonly Acknowledged[] {
  return acknowledge.flatMap(({ id, why }, index) =>
    used.has(`${name}/${id}`) ? [{ service: name, id, why, path: [...path, "acknowledge", index] }] : [],
  );
}

function problemsOf({ id, counterexamples }: Theorem): readonly Problem[] {
  return counterexamples.map(({ verdict, path, words, help }: Counterexample) => {
    if (verdict === "unknown") return warning("proof-unknown", path, words, help ?? "see docs/proof.md for what is decided");
    const bug = "if the platform file is right, this is a bug of rolewright: please report it";
    return error(id === "danger" ? "danger" : "proof-failed", path, words, help ?? bug);
  });
}

function openActions(subjects: readonly Subject[]): readonly OpenAction[] {
  const roles = new Map<string, Set<Subject>>();
  for (const subject of subjects) {
    for (const { action, resource, effect } of subject.allows) {
      if (resource !== "*" || effect !== "Allow") continue;
      const known = roles.get(action);
      if (known === undefined) roles.set(action, new Set([subject]));
      else known.add(subject);
    }
  }
  return [...roles]
    .map(([action, holders]) => ({ action, always: hasNoResource(action) === true, roles: holders.size }))
    .sort(by(({ action }) => action));
}
