/** `assume-role`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { isVariable } from "../scope";
import { find, type ResourceNaming } from "./identifier";
import { literalProblem } from "./literal";
import { about, type IntentResolver } from "./resolved-item";

const role: ResourceNaming = {
  called: "role",
  service: "iam",
  resource: /^role\/(?:[\u0021-\u007e]{1,510}\/)?([A-Za-z0-9+=,.@_-]{1,64})$/,
  name: /^[A-Za-z0-9+=,.@_-]{1,64}$/,
  names: "at most 64 letters, digits and `+=,.@_-`; a role with a path by its ARN",
  form: (name) => text`role/${name}`,
  example: "arn:aws:iam::111122223333:role/reports",
  without: ["region"],
};

/** Another role. Codes: those of `find`; wildcard-in-arn and invalid-value for the external id. */
export const assumeRole: IntentResolver<"assume-role"> = (spec, itemContext) => {
  const { scope } = itemContext;
  const found = find(spec.role, "role", role, itemContext, { account: spec.account });
  const path = [...itemContext.path, "externalId"];
  const id = spec.externalId;
  const problem = typeof id === "string" ? literalProblem(id, path) : undefined;
  if (problem !== undefined) scope.report(problem);
  if (found === undefined || problem !== undefined) return undefined;
  const externalId = id !== undefined && isVariable(id) ? scope.variable(id, "string", path, "external id of `assume-role`") : id;
  return {
    ...about(found),
    resources: { role: [found.arn] },
    limits: externalId === undefined ? {} : { externalId: [externalId] },
  };
};
