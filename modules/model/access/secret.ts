/** `secret`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { error, type Path, quote } from "../../problem";
import type { ResourceReference } from "../../spec/access/item";
import { parseSecretArn, secretResource } from "../secret-reference";
import {
  find,
  type ItemContext,
  isOtherAccount,
  type ResolvedResource,
  type ResourceLocation,
  type ResourceNaming,
} from "./identifier";
import { findKey } from "./key";
import { about, type IntentResolver } from "./resolved-item";

const secretKind: ResourceNaming = {
  called: "secret",
  service: "secretsmanager",
  resource: /^secret:(.+)$/,
  name: /^[A-Za-z0-9/_+=.@-]{1,512}$/,
  names: "the name without the random suffix: letters, digits and `/_+=.@-`",
  // Secrets Manager adds a hyphen and six characters.
  form: (name) => text`secret:${name}-??????`,
  example: "arn:aws:secretsmanager:us-east-1:111122223333:secret:inventory/api-AbCdEf",
};

/** A secret by name, complete or partial ARN, or variable. Codes: those of `find`, invalid-secret for a JSON key or version. */
export function findSecret(
  reference: ResourceReference,
  option: string,
  itemContext: ItemContext,
  at: ResourceLocation,
): ResolvedResource | undefined {
  const path = [...itemContext.path, option];
  if (typeof reference === "string" && reference.startsWith("arn:")) return secretOfArn(reference, path, itemContext, at);
  if (typeof reference === "object" && "arn" in reference && typeof reference.arn === "string") {
    return secretOfArn(reference.arn, [...path, "arn"], itemContext, at);
  }
  return find(reference, option, secretKind, itemContext, at);
}

function secretOfArn(arn: string, path: Path, itemContext: ItemContext, at: ResourceLocation): ResolvedResource | undefined {
  const { scope } = itemContext;
  // `find` checks what every ARN must be; the parser knows the fields behind the name.
  const found = find(
    { arn },
    path[path.length - 1] === "arn" ? String(path[path.length - 2]) : String(path[path.length - 1]),
    secretKind,
    itemContext,
    at,
  );
  const secret = found && parseSecretArn(arn, path, scope.report);
  if (found === undefined || secret === undefined) return undefined;
  if (secret.arn !== arn) {
    const help = `leave out what follows the name: ${quote(secret.arn)}`;
    scope.report(error("invalid-secret", path, `${quote(arn)} names a part of a secret; access is to the whole`, help));
    return undefined;
  }
  return { arn: secretResource(secret), id: secret.name, label: secret.name, place: found.place };
}

/** A secret. Codes: those of `findSecret` and `findKey`; cross-account-key without a customer-managed key. */
export const secret: IntentResolver<"secret"> = (spec, itemContext) => {
  const { scope } = itemContext;
  const found = findSecret(spec.secret, "secret", itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  if (found === undefined || key === undefined) return undefined;
  if (isOtherAccount(found.place, scope.place) && key.key === undefined) {
    const help =
      "the AWS managed key refuses other accounts: encrypt the secret with a customer-managed key and name it in `key`";
    scope.report(
      error(
        "cross-account-key",
        [...itemContext.path, "secret"],
        `${quote(found.label)} is in another account and has no \`key\``,
        help,
      ),
    );
    return undefined;
  }
  return { ...about(found), resources: { secret: [found.arn] }, ...key };
};
