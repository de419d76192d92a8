/** `secret` and `parameter`: from names to ARNs. */

import { isLate, type Late, type Text, text } from "../../iam/text";
import { error, type Path, quote } from "../../problem";
import type { ResourceReference } from "../../spec/access/item";
import { parameterArn, parseParameter, parseSecretArn, secretResource } from "../secret-reference";
import { about, given, type Resolver } from "./draft";
import { type Elsewhere, type Found, find, isOtherAccount, type Kind, partitionProblem, placeOf, type Site } from "./identifier";
import { findKey } from "./key";
import { literalProblem } from "./literal";

const secretKind: Kind = {
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
export function findSecret(reference: ResourceReference, option: string, site: Site, at: Elsewhere): Found | undefined {
  const path = [...site.path, option];
  if (typeof reference === "string" && reference.startsWith("arn:")) return secretOfArn(reference, path, site, at);
  if (typeof reference === "object" && "arn" in reference && typeof reference.arn === "string") {
    return secretOfArn(reference.arn, [...path, "arn"], site, at);
  }
  return find(reference, option, secretKind, site, at);
}

function secretOfArn(arn: string, path: Path, site: Site, at: Elsewhere): Found | undefined {
  const { scope } = site;
  // `find` checks what every ARN must be; the parser knows the fields behind the name.
  const found = find(
    { arn },
    path[path.length - 1] === "arn" ? String(path[path.length - 2]) : String(path[path.length - 1]),
    secretKind,
    site,
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
export const secret: Resolver<"secret"> = (spec, site) => {
  const { scope } = site;
  const found = findSecret(spec.secret, "secret", site, spec);
  const key = found && findKey(spec.key, found.place, site);
  if (found === undefined || key === undefined) return undefined;
  if (isOtherAccount(found.place, scope.place) && key.key === undefined) {
    const help =
      "the AWS managed key refuses other accounts: encrypt the secret with a customer-managed key and name it in `key`";
    scope.report(
      error(
        "cross-account-key",
        [...site.path, "secret"],
        `${quote(found.label)} is in another account and has no \`key\``,
        help,
      ),
    );
    return undefined;
  }
  return { ...about(found), resources: { secret: [found.arn] }, ...key };
};

const parameterKind: Kind = {
  called: "parameter",
  service: "ssm",
  resource: /^parameter\/(.+)$/,
  name: /^.+$/,
  names: "letters, digits and `/_.-`",
  form: (name) => text`parameter/${withoutSlash(name)}`,
  example: "arn:aws:ssm:us-east-1:111122223333:parameter/inventory/db-host",
};

/** A parameter, or with `tree` those below a path. Codes: those of `find`, `parseParameter` and `findKey`. */
export const parameter: Resolver<"parameter"> = (spec, site, can) => {
  const found = findParameter(spec.parameter, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  if (found === undefined || key === undefined) return undefined;
  const named = can.some((verb) => verb !== "tree") ? [found.arn] : undefined;
  // A path is authorised as itself or with what follows it, by how the call writes it.
  const below = can.includes("tree") ? [found.arn, text`${found.arn}/*`] : undefined;
  return { ...about(found), resources: given<readonly Text[]>({ parameter: named, tree: below }), flags: [spec.tier], ...key };
};

function findParameter(reference: ResourceReference, site: Site, at: Elsewhere): Found | undefined {
  const literal =
    typeof reference === "string"
      ? reference
      : "arn" in reference && typeof reference.arn === "string"
        ? reference.arn
        : undefined;
  if (literal === undefined) return find(reference, "parameter", parameterKind, site, at);
  const path = [...site.path, "parameter"];
  const problem = literalProblem(literal, path) ?? partitionProblem(literal, site.scope.place, path);
  if (problem !== undefined) site.scope.report(problem);
  const parsed = problem === undefined ? parseParameter(literal, path, site.scope.report) : undefined;
  if (parsed === undefined) return undefined;
  if (parsed.secretsManager !== undefined) {
    const help = `name the secret itself: \`- secret: { secret: ${parsed.secretsManager} }\``;
    site.scope.report(error("invalid-secret", path, `${quote(literal)} is a secret behind a parameter`, help));
    return undefined;
  }
  if (parsed.arn !== undefined) return find({ arn: parsed.arn }, "parameter", parameterKind, site, at);
  const place = placeOf(at, site);
  return place && { arn: parameterArn(parsed.name, place), id: parsed.name, label: parsed.arnName, place };
}

/** The name as ARNs have it: Terraform drops the leading slash of a name that only it knows. */
function withoutSlash(name: Text): Text {
  const expression = isLate(name) ? /^\$\{(.+)\}$/s.exec(name.template)?.[1] : undefined;
  if (!isLate(name) || expression === undefined) return name;
  const trimmed = `trimprefix(${expression}, "/")`;
  const late: Late = { late: name.late, name: trimmed, template: `\${${trimmed}}` };
  return late;
}
