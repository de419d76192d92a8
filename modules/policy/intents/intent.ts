/** The shape of the catalogue: what each intent and verb stands for in IAM, as data. */
import type { Conditions } from "../statement";

/** Actions that accept the same kinds of resource. */
export interface ActionGroup {
  /** With the service prefix: `s3:GetObject`. */
  readonly actions: readonly string[];
  /** Kinds of resource (`Intent.resources`); an empty list means that AWS offers none for these actions and the resource is `*`. */
  readonly on: readonly string[];
  /** Names of `Intent.limits` that these actions know; one that the item does not give is left out. */
  readonly limits?: readonly string[];
  /** Conditions of every such statement. */
  readonly always?: Conditions;
  /** Only when the item has this flag. */
  readonly flag?: string;
  /** The Sid's first word where the group stands without others of its verb. */
  readonly sid?: string;
}

/** One verb of an intent. */
export interface Verb {
  /** What it does, as a phrase that the resource's name completes: "read objects of". */
  readonly does: string;
  /** The Sid's first word. */
  readonly sid: string;
  readonly groups: readonly ActionGroup[];
  /** What the caller needs on the customer-managed key; absent when it needs nothing there. */
  readonly key?: readonly KeyActions[];
}

/** Actions on the key, perhaps only when the item has a flag. */
interface KeyActions {
  readonly actions: readonly string[];
  readonly flag?: string;
}

/** How the option of an item becomes a condition. */
export interface Limit {
  readonly operator: string;
  readonly key: string;
  /** Further conditions that keep the limit tight, as AWS advises. */
  readonly and?: Conditions;
}

/** A kind of resource of the intent. */
interface ResourceForm {
  /** How the ARN is formed, for the documentation. */
  readonly arn: string;
  /** Why the ARN may end in `*`; absent when it never does. */
  readonly wildcard?: string;
}

/** The side of the key, for services that use the key with the caller's rights. */
export interface Encryption {
  /** The service whose calls the key accepts: first word of `kms:ViaService`. */
  readonly service: string;
  /** The documented encryption context: its keys, and the kinds of resource whose ARNs are its values; `@id` and `@account` are those of the resource. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly page: string;
}

/** One intent. */
export interface Intent<V extends string = string> {
  /** The word that Sids use. */
  readonly sid: string;
  /** The AWS page that says which permissions are needed. */
  readonly page: string;
  readonly verbs: Readonly<Record<V, Verb>>;
  readonly resources: Readonly<Record<string, ResourceForm>>;
  readonly limits?: Readonly<Record<string, Limit>>;
  readonly encryption?: Encryption;
  /** Why actions without resource types need `*`; there if and only if the intent has such actions. */
  readonly wildcard?: string;
}
