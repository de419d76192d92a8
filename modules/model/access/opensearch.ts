/** `opensearch`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { error, type Path, type Problem } from "../../problem";
import { find, type ResourceNaming } from "./identifier";
import { literalProblem } from "./literal";
import { about, type IntentResolver, missing } from "./resolved-item";

const domain: ResourceNaming = {
  called: "OpenSearch domain",
  service: "es",
  resource: /^domain\/([a-z][a-z0-9-]{2,27})$/,
  name: /^[a-z][a-z0-9-]{2,27}$/,
  names: "3 to 28 lower case letters, digits and `-`; paths go into `path`",
  form: (name) => text`domain/${name}`,
  example: "arn:aws:es:us-east-1:111122223333:domain/logs",
};

const collection: ResourceNaming = {
  called: "OpenSearch Serverless collection",
  service: "aoss",
  resource: /^collection\/([a-z0-9]{3,40})$/,
  name: /^[a-z0-9]{3,40}$/,
  names: "the id, lower case letters and digits",
  form: (name) => text`collection/${name}`,
  example: "arn:aws:aoss:us-east-1:111122223333:collection/07tjusf2h91cunochc",
};

/** A domain by HTTP method, or a collection. Codes: those of `find`; missing-key and invalid-value when the options do not fit together. */
export const opensearch: IntentResolver<"opensearch"> = (spec, itemContext, can) => {
  const problem =
    opensearchProblem(spec, can, itemContext.path) ??
    (spec.path === undefined ? undefined : literalProblem(spec.path, [...itemContext.path, "path"]));
  if (problem !== undefined) {
    itemContext.scope.report(problem);
    return undefined;
  }
  if (spec.collection !== undefined) {
    const found = find(spec.collection, "collection", collection, itemContext, spec);
    return found && { ...about(found), resources: { collection: [found.arn] } };
  }
  const found = spec.domain && find(spec.domain, "domain", domain, itemContext, spec);
  const prefix = spec.path?.replace(/^\/+/, "") ?? "";
  return found ? { ...about(found), resources: { domain: [text`${found.arn}/${prefix}*`] } } : undefined;
};

function opensearchProblem(spec: Parameters<typeof opensearch>[0], can: readonly string[], path: Path): Problem | undefined {
  if ((spec.domain === undefined) === (spec.collection === undefined)) {
    const help = "name a domain or a serverless collection; two items for two of them";
    return error("invalid-value", path, "`opensearch` takes one of `domain` and `collection`", help);
  }
  if (spec.domain === undefined) {
    const wrong = can.some((verb) => verb !== "call") ? "can" : spec.path === undefined ? undefined : "path";
    if (wrong === undefined) return undefined;
    return error(
      "invalid-value",
      [...path, wrong],
      `\`${wrong}\` on a serverless collection`,
      "its data access policy says what may be done; leave the option out",
    );
  }
  if (spec.can === undefined) return missing("can", "a domain wants its HTTP methods named", "write `can: [get, post]`", path);
  if (!can.includes("call")) return undefined;
  return error("invalid-value", [...path, "can"], "`call` on a domain", "name the HTTP methods: `can: [get, post]`");
}
