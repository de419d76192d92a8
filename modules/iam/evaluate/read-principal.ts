/** Reads the `Principal` and `NotPrincipal` elements. */
import { isObject } from "../../collections";
import { error, quote, warning } from "../../problem";
import type { PrincipalEntry } from "./document";
import { arnOf, lettersOf, plainText, spells } from "./letters";
import { type Item, itemsOf, reportUnknownKeys, type Scope, textAt, typeName } from "./reading";

/** The entries of a principal map. */
const principalTypes = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/**
 * The entries of a `Principal` element: `*`, or a map of types to names
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html). Problems: `wrong-type`,
 * `unknown-key`, `invalid-value` for a wildcard within a name, which AWS refuses, and a warning for canonical users, which no
 * request here can be.
 */
export function readPrincipal({ value, path }: Item, scope: Scope): readonly PrincipalEntry[] {
  if (value === "*") return [{ kind: "everyone" }];
  if (!isObject(value)) {
    scope.report(
      error(
        "wrong-type",
        path,
        `expected \`*\` or an object, found ${typeName(value)}`,
        'write { "AWS": "..." } or { "Service": "..." }',
      ),
    );
    return [];
  }
  reportUnknownKeys(value, principalTypes, path, scope);
  const entries = principalTypes.flatMap((type) => {
    if (value[type] === undefined) return [];
    return itemsOf(value[type], [...path, type], scope).flatMap((item) => entryOf(type, item, scope) ?? []);
  });
  if (Object.keys(value).length === 0) scope.report(error("invalid-value", path, "the principal names nobody"));
  return entries;
}

function entryOf(type: (typeof principalTypes)[number], item: Item, scope: Scope): PrincipalEntry | undefined {
  const text = textAt(item, scope);
  if (text === undefined) return undefined;
  if (type === "AWS" && text === "*") return { kind: "everyone" };
  if (type === "Federated" && text === "*") return { kind: "every-provider" };
  const name = lettersOf(text);
  if (typeof text === "string" && (text === "" || text.includes("*") || text.includes("?"))) {
    const help = type === "AWS" ? "name it in full, or use `*` with a condition on `aws:PrincipalArn`" : "name it in full";
    scope.report(error("invalid-value", item.path, `a principal cannot be ${quote(text)}`, help));
    return undefined;
  }
  if (type === "CanonicalUser") {
    scope.report(warning("invalid-value", item.path, "canonical users are not evaluated: nobody matches this entry"));
    return { kind: "canonical", name };
  }
  if (type !== "AWS") return { kind: type === "Service" ? "service" : "federated", name };
  const account = accountOf(text, name);
  return account === undefined ? { kind: "arn", name } : { kind: "account", account };
}

/** `123456789012`, `arn:aws:iam::123456789012:root`, or a late account id. */
function accountOf(text: unknown, name: PrincipalLetters): PrincipalLetters | undefined {
  if (isObject(text) && text.late === "account-id") return name;
  if (/^\d{12}$/.test(plainText(name) ?? "")) return name;
  const arn = arnOf(name);
  if (arn === undefined || !spells(arn.service, "iam") || !spells(arn.resource, "root")) return undefined;
  return arn.account;
}

type PrincipalLetters = ReturnType<typeof lettersOf>;
