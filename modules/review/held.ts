/** The policies of one holder or resource, read: rows, and what no rows can be made of. */

import type { PolicyKind } from "../iam/evaluate";
import { quote } from "../problem";
import type { AccessDocument, Held } from "./access";
import { type Row, rowsOf } from "./row";

/** Rows, and by a key that is equal for equal texts what is not known. */
export interface ReadHeld {
  readonly rows: readonly Row[];
  /** Policies whose content is not known, but whose text is: key -> words. */
  readonly opaque: ReadonlyMap<string, string>;
  /** What is not known at all. */
  readonly unknown: readonly string[];
}

/** Reads the policies of a side that may not have any. */
export function readHeld(held: Held | undefined, kind: PolicyKind): ReadHeld {
  if (held === undefined) return { rows: [], opaque: new Map(), unknown: [] };
  const read = readDocuments(held.policies, kind);
  const expressions = held.opaque.map((text): [string, string] => [text, `the policy that ${quote(text)} yields is not known`]);
  return { rows: read.rows, opaque: new Map([...read.opaque, ...expressions]), unknown: held.unknown };
}

/** Reads documents; what AWS would refuse is opaque, not empty. */
export function readDocuments(documents: readonly AccessDocument[], kind: PolicyKind): Omit<ReadHeld, "unknown"> {
  const opaque = new Map<string, string>();
  const rows = documents.flatMap((document): readonly Row[] => {
    const read = rowsOf(document, kind);
    if (read.ok) return read.rows;
    const { path = [], message = "it is not a policy" } = read.problem ?? {};
    const place = path.length === 0 ? "" : ` at ${quote(path.join("."))}`;
    opaque.set(JSON.stringify(document.document) ?? "", `policy ${quote(document.name)} cannot be read: ${message}${place}`);
    return [];
  });
  return { rows, opaque };
}
