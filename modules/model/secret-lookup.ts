/** The key of a secret: as the platform file names it, or looked up by Terraform when it plans. */

import { differs, type Late, showText, type Text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { ContainerSpec } from "../spec/schema";
import type { AccountRegion, SecretLookup } from "./model";
import { terraformName } from "./role-name";
import { keyOf, type StackScope } from "./stack-scope";

/** What the platform file says about the key of a secret. */
export type KeySpec = Pick<Extract<ContainerSpec["secrets"][string], { secret: unknown }>, "key" | "lookup">;

/** A secret whose key is wanted: its name for people and addresses, where it lives, and how Terraform finds it. */
export interface KeyedSecret {
  readonly name: string;
  readonly place: AccountRegion;
  readonly by: SecretLookup["by"];
}

/**
 * The customer-managed key of a secret, or undefined when it has none. Problem codes: those of keys; `invalid-secret` for a lookup beside a key or in another
 * region than the stack's, `cross-account-key` for one in another account, `duplicate-name` for two looked up secrets with one Terraform name.
 */
export function keyOfSecret(scope: StackScope, { key, lookup }: KeySpec, secret: KeyedSecret, path: Path): Text | undefined {
  if (!lookup) return keyOf(scope, key, [...path, "key"], secret.place.region);
  const { account, region } = secret.place;
  const at = [...path, "lookup"];
  const refuse = (code: "invalid-secret" | "cross-account-key", message: string, help: string): undefined => {
    scope.report(error(code, at, message, help));
    return undefined;
  };
  if (key !== undefined) {
    return refuse(
      "invalid-secret",
      "`lookup` and `key` exclude each other",
      "keep `key` when the key is known: it needs no lookup",
    );
  }
  if (differs(account, scope.declared.id)) {
    const message = `the key of secret ${quote(secret.name)} cannot be looked up in account ${quote(showText(account))}`;
    return refuse(
      "cross-account-key",
      message,
      "Terraform reads the secrets of the stack's own account: name the key with `key`",
    );
  }
  if (differs(region, scope.place.region)) {
    const message = `the key of secret ${quote(secret.name)} cannot be looked up in region ${quote(showText(region))}`;
    return refuse("invalid-secret", message, "Terraform reads the secrets of the stack's own region: name the key with `key`");
  }
  return lookUp(scope, secret, at);
}

function lookUp(scope: StackScope, { name, by }: KeyedSecret, path: Path): Late {
  const id = terraformName(name);
  const known = scope.lookups.get(id);
  if (known === undefined) {
    const local = `local.${id}_kms_key_arn`;
    const key: Late = { late: "kms-key-arn", name: local, template: `\${${local}}`, mayBeEmpty: true };
    scope.lookups.set(id, { id, by, key, path });
    return key;
  }
  if (JSON.stringify(known.by) !== JSON.stringify(by)) {
    const help =
      "name both secrets in the same way, by name or by ARN; of two secrets whose names differ in punctuation alone give one a `key`";
    scope.report(error("duplicate-name", path, `two looked up secrets have the Terraform name ${quote(id)}`, help));
  }
  return known.key;
}
