/** A comparison in the order in which a reviewer reads it, the gravest first, for every form that prints it. */
import { type AccessChange, type AccessDiff, isWidening, type PrincipalOrResourceChanges } from "../../review/change";
import type { DeclarationChange } from "../../review/declared";
import type { GuardChange } from "../../review/guards/compare";
import { declarationWords, guardWords } from "./guard-words";
import { type Risk, riskOf, risks } from "./risk";
import { changeWords, headWords, isPlain } from "./words";

/** What a change is for whoever has to look at it. */
export const findingRules = {
  "access-widened": "somebody has more access than before",
  "access-undecided": "somebody may have more access than before",
  "access-narrowed": "somebody has less access than before",
  "guard-weakened": "a setting that keeps access away guards less than before",
  "guard-undecided": "a setting that keeps access away may guard less than before",
  "guard-strengthened": "a setting that keeps access away guards more than before",
  "declaration-loosened": "less is expected of access than before, or more is acknowledged",
  "declaration-tightened": "more is expected of access than before, or less is acknowledged",
} as const;

/** One change in words. */
export interface SectionEntry {
  readonly id: keyof typeof findingRules;
  readonly risk: Risk;
  /** Whether it certainly is a change. */
  readonly isDecided: boolean;
  readonly head: string;
  /** "gained: dynamodb:PutItem on table sessions". */
  readonly sentence: string;
  /** Lines of the platform file; of what is no more those of the old one. */
  readonly askedForBy: readonly string[];
  readonly example?: string;
}

/** Changes that stand together: those of a role or resource, the guards, the declarations. */
export interface Section {
  readonly kind: "owner" | "guards" | "declarations";
  /** Of an owner: its name, with its stack where there are several. */
  readonly head?: string;
  readonly stack?: string;
  readonly risk: Risk;
  readonly entries: readonly SectionEntry[];
  /** Whether the requests say nothing more. */
  readonly isPlain?: boolean;
}

/** Whether an entry is about what is there now. */
export function isGrave({ risk }: { readonly risk: Risk }): boolean {
  return risk !== risks.none;
}

/** A comparison with its owners, their changes, guards and declarations by risk; where that is the same, as they were. */
export function inOrder(diff: AccessDiff): AccessDiff {
  const changed = diff.changed.map((one) => {
    const risk = (change: AccessChange): Risk => riskOf(change, one.owner);
    return { ...one, changes: one.changes.toSorted((left, right) => risk(left) - risk(right)) };
  });
  const worst = ({ owner, changes: [first] }: PrincipalOrResourceChanges): Risk => {
    return first === undefined ? risks.none : riskOf(first, owner);
  };
  const guarded = ({ direction }: GuardChange): Risk => guardRisks[direction].risk;
  return {
    ...diff,
    changed: changed.toSorted((left, right) => worst(left) - worst(right)),
    guards: diff.guards.toSorted((left, right) => guarded(left) - guarded(right)),
    declarations: diff.declarations.toSorted((left, right) => Number(right.isWeaker) - Number(left.isWeaker)),
  };
}

/** Sections and their entries by risk; where that is the same, as the comparison has them. */
export function sectionsOf(found: AccessDiff): readonly Section[] {
  const diff = inOrder(found);
  const stacks = new Set([...diff.changed.map(({ owner }) => owner.stack), ...diff.guards.map(({ stack }) => stack)]);
  const groups: readonly Omit<Section, "risk">[] = [
    ...diff.changed.map(ownerSection),
    { kind: "guards", entries: diff.guards.map((change) => guardEntry(change, stacks.size > 1)) },
    { kind: "declarations", entries: diff.declarations.map(declarationEntry) },
  ];
  return groups
    .filter(({ entries }) => entries.length > 0)
    .map((group): Section => ({ ...group, risk: group.entries[0]?.risk ?? risks.none }))
    .toSorted(byRisk);
}

function byRisk(left: { readonly risk: Risk }, right: { readonly risk: Risk }): number {
  return left.risk - right.risk;
}

function ownerSection(change: PrincipalOrResourceChanges): Omit<Section, "risk"> {
  const { owner, changes } = change;
  const head = headWords(change);
  const entries = changes.map((one): SectionEntry => {
    const id = isWidening(one) ? (one.decided ? "access-widened" : "access-undecided") : "access-narrowed";
    return { id, risk: riskOf(one, owner), isDecided: one.decided, head, ...changeWords(one, owner) };
  });
  return { kind: "owner", head, stack: owner.stack, entries, isPlain: isPlain(change) };
}

const guardRisks = {
  weaker: { id: "guard-weakened", risk: risks.guard },
  undecided: { id: "guard-undecided", risk: risks.undecided },
  stronger: { id: "guard-strengthened", risk: risks.none },
} as const;

function guardEntry(change: GuardChange, named: boolean): SectionEntry {
  const isDecided = change.direction !== "undecided";
  return { ...guardRisks[change.direction], isDecided, ...guardWords(change, named), askedForBy: change.resource.askedForBy };
}

function declarationEntry(change: DeclarationChange): SectionEntry {
  const { isWeaker, declaration } = change;
  const said = declarationWords(change);
  return {
    id: isWeaker ? "declaration-loosened" : "declaration-tightened",
    risk: isWeaker ? risks.guard : risks.none,
    isDecided: true,
    ...said,
    askedForBy: change.change === "removed" ? declaration.askedForBy.map((line) => `was ${line}`) : declaration.askedForBy,
  };
}

/** "(platform.yaml:41)"; of what is no more "(was platform.yaml:41)". `shown` is how a place is written. */
export function citation({ id, askedForBy: lines }: SectionEntry, shown: (line: string) => string = String): string {
  if (lines.length === 0) return "";
  const places = lines.map((line) => line.replace(/^was /, ""));
  const isOld = id === "access-narrowed" || lines.some((line) => line.startsWith("was "));
  return ` (${isOld ? "was " : ""}${places.map(shown).join(", ")})`;
}
