/** What a platform file declares besides access, and what of it has changed: what is expected of policies, which dangers are acknowledged, who may reach what is one service's own. */
import { distinct } from "../collections";

/** What is declared: an expectation that is proved, a danger that is taken on, a service that may reach what another one was granted. */
type DeclarationKind = "expectation" | "acknowledgement" | "sharing";

/** One declaration: what it says of some items, each of which is expected, acknowledged or let in by itself. */
export interface Declaration {
  readonly kind: DeclarationKind;
  /** Who declares it: `service orders`, `cluster main`; empty for the platform itself. */
  readonly declarer: string;
  /** What is the same for all items: `deny ... for role task`. */
  readonly frame: string;
  readonly items: readonly string[];
  readonly why?: string;
  /** Where the platform file says it: `platform.yaml:41`. */
  readonly askedForBy: readonly string[];
}

/** All declarations of one side. `declarers` has who is there at all: with a service goes what is expected of it. */
export interface Declared {
  readonly declarers: readonly string[];
  /** What declarers were called before, by what they are called now. */
  readonly former: Readonly<Record<string, string>>;
  readonly declarations: readonly Declaration[];
}

/** Items of a declaration that one side has and the other has not, or whose reason is another one. */
export interface DeclarationChange {
  readonly change: "added" | "removed" | "reason";
  /** Whether less is proved than before, or more is taken on. */
  readonly isWeaker: boolean;
  readonly declaration: Declaration;
  /** The reason that was given before. */
  readonly before?: string;
}

/** What has changed. A side that records no declarations is not compared: the answer is then undefined where the other side has some. */
export function declarationChanges(
  before: Declared | undefined,
  after: Declared | undefined,
): readonly DeclarationChange[] | undefined {
  if (before === undefined || after === undefined) {
    return (before ?? after)?.declarations.length ? undefined : [];
  }
  const former = new Map(Object.entries(after.former));
  const old = byItem(before, (declarer) => declarer);
  const now = byItem(after, (declarer) => (after.declarers.includes(declarer) ? (former.get(declarer) ?? declarer) : declarer));
  const isKept = (declarer: string): boolean =>
    declarer === "" || after.declarers.some((one) => one === declarer || former.get(one) === declarer);
  return [
    ...missingIn(now, old).map((declaration): DeclarationChange => {
      const isWeaker = declaration.kind === "expectation" && isKept(declaration.declarer);
      return { change: "removed", isWeaker, declaration };
    }),
    ...missingIn(old, now).map((declaration): DeclarationChange => {
      return { change: "added", isWeaker: declaration.kind !== "expectation", declaration };
    }),
    ...otherReasons(old, now),
  ];
}

type Items = ReadonlyMap<string, { readonly declaration: Declaration; readonly item: string }>;

/** Every item by what it says and of whom. */
function byItem({ declarations }: Declared, named: (declarer: string) => string): Items {
  const entries = declarations.flatMap((declaration) =>
    declaration.items.map((item) => {
      const { kind, declarer, frame } = declaration;
      return [JSON.stringify([kind, named(declarer), frame, item]), { declaration, item }] as const;
    }),
  );
  return new Map(entries);
}

/** The declarations of `there` with those of their items that `here` lacks. */
function missingIn(here: Items, there: Items): readonly Declaration[] {
  const missing = new Map<Declaration, string[]>();
  for (const [key, { declaration, item }] of there) {
    if (here.has(key)) continue;
    const items = missing.get(declaration);
    if (items === undefined) missing.set(declaration, [item]);
    else items.push(item);
  }
  return [...missing].map(([declaration, items]) => ({ ...declaration, items: distinct(items) }));
}

/** Acknowledgements of the same danger for another reason. */
function otherReasons(old: Items, now: Items): readonly DeclarationChange[] {
  return [...now].flatMap(([key, { declaration, item }]): readonly DeclarationChange[] => {
    const known = old.get(key);
    const isOther = known !== undefined && known.declaration.why !== declaration.why;
    if (!isOther || declaration.kind !== "acknowledgement") return [];
    const before = known.declaration.why;
    const one = { ...declaration, items: [item] };
    return [{ change: "reason", isWeaker: false, declaration: one, ...(before === undefined ? {} : { before }) }];
  });
}
