/** What a task role may do, names resolved and defaults explicit: one value for each item of an `access` list. */

import type { Text } from "../../iam/text";
import type { Path } from "../../problem";
import type { IntentName } from "../../spec/access";
import type { AccountRegion } from "../identity";

interface Item {
  /** Where the platform file asks for it. */
  readonly path: Path;
  /** A full UTC time, `2027-01-31T00:00:00Z`: the grant ends then. */
  readonly until?: string;
  /** The user's own reason. */
  readonly why?: string;
}

/** Access by an intent of the catalogue. */
export interface IntentAccess extends Item {
  readonly intent: Exclude<IntentName, "statement">;
  /** Verbs of the intent, each once, in the order of the catalogue. */
  readonly can: readonly string[];
  /** What people call the resource: its name, or the name of the variable that holds it. For Sids and reasons only. */
  readonly name: string;
  /** The resource's own name where that is known: absent when only Terraform knows the ARN. */
  readonly id?: Text;
  /** Where the resource lives. */
  readonly place: AccountRegion;
  /** ARNs by kind of resource (`resources` of the catalogue's intent). A kind that the item does not name is absent, never empty. */
  readonly resources: Readonly<Record<string, readonly Text[]>>;
  /** Values that narrow the grant, by kind of limit (`limits` of the catalogue's intent). */
  readonly limits: Readonly<Record<string, readonly Text[]>>;
  /** Options that add or exchange actions, by the flags of the catalogue's groups. */
  readonly flags: readonly string[];
  /** The customer-managed key that encrypts the resource; of `kms`, the key itself, which is then among `resources` too. */
  readonly key?: Text;
  /** The encryption context that a `kms` item demands. */
  readonly context?: Readonly<Record<string, Text>>;
}

/** Access by a statement of the user's own. */
export interface StatementAccess extends Item {
  readonly intent: "statement";
  readonly sid?: string;
  readonly actions: readonly string[];
  readonly resources: readonly Text[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly Text[]>>>>;
  /** Actions and patterns of which only the author knows that AWS has them, and on what. */
  readonly unchecked: readonly string[];
}

/** One item of an `access` list. */
export type AccessItem = IntentAccess | StatementAccess;
