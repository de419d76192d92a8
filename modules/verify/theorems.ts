/** Every theorem, in the order of tables and pages. A new one is a file in `theorems/` and a line here. */
import { danger } from "./danger/danger";
import { attributes } from "./theorems/attributes";
import { containment } from "./theorems/containment";
import { coverage } from "./theorems/coverage";
import { deadGrants } from "./theorems/dead-grants";
import { host } from "./theorems/host";
import { isolation } from "./theorems/isolation";
import { kms } from "./theorems/kms";
import { pairing } from "./theorems/pairing";
import { perimeter } from "./theorems/perimeter";
import type { Theorem } from "./theorems/theorem";
import { trust } from "./theorems/trust";

const registered = [
  containment,
  coverage,
  isolation,
  host,
  pairing,
  kms,
  trust,
  perimeter,
  attributes,
  deadGrants,
  danger,
] as const satisfies readonly Theorem[];

/** The name of a theorem. */
export type TheoremId = (typeof registered)[number]["id"];

/** All theorems. Ids are unique. */
export const theorems: readonly Theorem<TheoremId>[] = registered;

/** The theorem of a name. */
export function theoremOf(id: TheoremId): Theorem<TheoremId> {
  const found = theorems.find((theorem) => theorem.id === id);
  if (found === undefined) throw new Error(`no theorem ${id}`);
  return found;
}
