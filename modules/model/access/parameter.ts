/** `parameter`: from what its items name to ARNs. */
import { isLate, type Late, type Text, text } from "../../iam/text";
import { error, quote } from "../../problem";
import type { ResourceReference } from "../../spec/access/item";
import { parameterArn, parseParameter } from "../secret-reference";
import {
  accountRegionOf,
  find,
  type ItemContext,
  partitionProblem,
  type ResolvedResource,
  type ResourceLocation,
  type ResourceNaming,
} from "./identifier";
import { findKey } from "./key";
import { literalProblem } from "./literal";
import { about, given, type IntentResolver } from "./resolved-item";

const parameterKind: ResourceNaming = {
  called: "parameter",
  service: "ssm",
  resource: /^parameter\/(.+)$/,
  name: /^.+$/,
  names: "letters, digits and `/_.-`",
  form: (name) => text`parameter/${withoutSlash(name)}`,
  example: "arn:aws:ssm:us-east-1:111122223333:parameter/inventory/db-host",
};

/** A parameter, or with `tree` those below a path. Codes: those of `find`, `parseParameter` and `findKey`. */
export const parameter: IntentResolver<"parameter"> = (spec, itemContext, can) => {
  const found = findParameter(spec.parameter, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  if (found === undefined || key === undefined) return undefined;
  const named = can.some((verb) => verb !== "tree") ? [found.arn] : undefined;
  // A path is authorised as itself or with what follows it, by how the call writes it.
  const below = can.includes("tree") ? [found.arn, text`${found.arn}/*`] : undefined;
  return { ...about(found), resources: given<readonly Text[]>({ parameter: named, tree: below }), flags: [spec.tier], ...key };
};

function findParameter(
  reference: ResourceReference,
  itemContext: ItemContext,
  at: ResourceLocation,
): ResolvedResource | undefined {
  const literal =
    typeof reference === "string"
      ? reference
      : "arn" in reference && typeof reference.arn === "string"
        ? reference.arn
        : undefined;
  if (literal === undefined) return find(reference, "parameter", parameterKind, itemContext, at);
  const path = [...itemContext.path, "parameter"];
  const problem = literalProblem(literal, path) ?? partitionProblem(literal, itemContext.scope.place, path);
  if (problem !== undefined) itemContext.scope.report(problem);
  const parsed = problem === undefined ? parseParameter(literal, path, itemContext.scope.report) : undefined;
  if (parsed === undefined) return undefined;
  if (parsed.secretsManager !== undefined) {
    const help = `name the secret itself: \`- secret: { secret: ${parsed.secretsManager} }\``;
    itemContext.scope.report(error("invalid-secret", path, `${quote(literal)} is a secret behind a parameter`, help));
    return undefined;
  }
  if (parsed.arn !== undefined) return find({ arn: parsed.arn }, "parameter", parameterKind, itemContext, at);
  const place = accountRegionOf(at, itemContext);
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
