/** Roles as chains see them, wherever they were read from. */
import type { Permission } from "../iam/difference";
import type { PolicyDocument } from "../iam/evaluate";
import type { Text } from "../iam/text";
import type { Path } from "../problem";

/**
 * What gives a role away to whoever may do something on it: the role itself, as far as its trust policy lets tasks, instances or functions assume it, or
 * what runs with it.
 */
export type Handle =
  | "role"
  | "role of tasks"
  | "role of instances"
  | "role of functions"
  | "open tasks"
  | "placed tasks"
  | "images"
  | "instances"
  | "launch templates"
  | "functions";

/** A permission of a role, and the lines that ask for it where somebody knows them. */
export type HeldPermission = Permission & { readonly paths?: readonly Path[] };

/** A role, or a user who can act as one. */
export interface ChainRole<T> {
  /** What it stands for. */
  readonly of: T;
  readonly arn: Text;
  /** Absent where nobody knows it: then it may be any. */
  readonly account?: Text;
  /** How sentences call it. */
  readonly label: string;
  /** All its permissions, those that refuse too. */
  readonly permissions: readonly HeldPermission[];
  /** Its permissions boundary; without a document where that is not known. */
  readonly boundary?: { readonly document?: PolicyDocument };
  /** Its trust policy, where that lets in others than services of AWS. */
  readonly trust?: readonly Permission[];
  readonly gives: (handle: Handle) => readonly Text[];
  /** What runs with it is not known, only how it might be called: no step through that is certain. */
  readonly isGuessed?: true;
  /** Names of the hosts that its tasks run on, and of those whose instances run with it. */
  readonly runsOn: readonly string[];
  readonly hosts: readonly string[];
}
