/** What the services of a role name, and for which resources: whoever names a bucket to list it has not named its objects. */
import { resourceGlob } from "../../iam/evaluate/named";
import { covers } from "../../iam/glob";
import type { Text } from "../../iam/text";
import type { ProvenRole } from "./proven-role";
import { keyOf } from "./traced-permission";

/** The resources that are declared under each name, by their keys. */
export type NamedThings = ReadonlyMap<string, ReadonlyMap<string, Text>>;

/** A resource that is declared, and what was named for it. */
export interface NamedThing {
  readonly base: string;
  readonly resource: Text;
  /** Whether `base` is a name; a pattern names nothing. */
  readonly isNamed: boolean;
}

/** Whether the name was given for all of the resource. */
export function isNamedBy(names: NamedThings | undefined, { base, resource }: Pick<NamedThing, "base" | "resource">): boolean {
  const known = names?.get(base);
  if (known === undefined) return false;
  if (known.has(keyOf(resource))) return true;
  const all = resourceGlob(resource);
  return [...known.values()].some((own) => covers(resourceGlob(own), all));
}

/** What the services of each role name, by what is declared for their roles. */
export function namedThingsOf(declared: ReadonlyMap<ProvenRole, readonly NamedThing[]>): ReadonlyMap<ProvenRole, NamedThings> {
  const byService = new Map<string, Map<string, Map<string, Text>>>();
  for (const [{ stack, services }, things] of declared) {
    for (const id of services.map((name) => `${stack.name}/${name}`)) {
      const known = byService.get(id) ?? new Map<string, Map<string, Text>>();
      byService.set(id, known);
      add(known, things);
    }
  }
  return new Map(
    [...declared.keys()].map((proven) => [
      proven,
      together(proven.services.map((name) => byService.get(`${proven.stack.name}/${name}`))),
    ]),
  );
}

function add(known: Map<string, Map<string, Text>>, things: readonly NamedThing[]): void {
  for (const { base, resource, isNamed } of things) {
    if (!isNamed) continue;
    const resources = known.get(base) ?? new Map<string, Text>();
    known.set(base, resources.set(keyOf(resource), resource));
  }
}

function together(all: readonly (NamedThings | undefined)[]): NamedThings {
  const [only] = all;
  if (all.length === 1 && only !== undefined) return only;
  const made = new Map<string, Map<string, Text>>();
  for (const [base, resources] of all.flatMap((each) => [...(each ?? [])])) {
    made.set(base, new Map([...(made.get(base) ?? []), ...resources]));
  }
  return made;
}
