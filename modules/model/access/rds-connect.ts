/** `rds-connect`: from what its items name to ARNs. */
import { parseArn } from "../../iam/arn";
import { type Text, text } from "../../iam/text";
import { error, type Path, type Problem, quote } from "../../problem";
import { isVariable, type OrVariable } from "../scope";
import { accountRegionOf, arnAt, type ItemContext, labelOf } from "./identifier";
import { literalProblem } from "./literal";
import type { IntentResolver } from "./resolved-item";

const resourceIdHelp =
  "write the exact resource id: DbClusterResourceId (`cluster-...`) of Aurora, DbiResourceId (`db-...`) of an instance, `prx-...` of an RDS Proxy; " +
  "`aws rds describe-db-clusters` prints it";

/**
 * A database user of one database, in the account of the role: RDS accepts no other. Codes: wildcard-in-arn for `cluster-*`, invalid-value for names where
 * resource ids belong, cross-account-resource, invalid-region, partition-mismatch.
 */
export const rdsConnect: IntentResolver<"rds-connect"> = (spec, itemContext) => {
  const place = accountRegionOf({ region: spec.region }, itemContext);
  const id = checked(spec.resource, "resource", resourceIdProblem, "resource id of the database of `rds-connect`", itemContext);
  const user = checked(spec.user, "user", userProblem, "database user of `rds-connect`", itemContext);
  if (place === undefined || id === undefined || user === undefined) return undefined;
  const arn = arnAt(place, { service: "rds-db" }, text`dbuser:${id}/${user}`);
  return { name: labelOf(user), place, resources: { "db-user": [arn] } };
};

type Check = (value: string, path: Path, itemContext: ItemContext) => Problem | undefined;

function checked(value: OrVariable, option: string, check: Check, use: string, itemContext: ItemContext): Text | undefined {
  const path = [...itemContext.path, option];
  if (isVariable(value)) return itemContext.scope.variable(value, "id", path, use);
  const problem = check(value, path, itemContext);
  if (problem === undefined) return value;
  itemContext.scope.report(problem);
  return undefined;
}

function resourceIdProblem(value: string, path: Path, { scope }: ItemContext): Problem | undefined {
  if (/[*?]/.test(value)) {
    const message = `${quote(value)} stands for more databases than one`;
    return error("wildcard-in-arn", path, message, resourceIdHelp);
  }
  const arn = parseArn(value);
  if (arn !== undefined && arn.account !== "" && typeof scope.place.account === "string" && arn.account !== scope.place.account) {
    const message = `${quote(value)} is in account ${quote(arn.account)}, the task role in \`${scope.place.account}\``;
    const help =
      "IAM database authentication works within one account; assume a role of the database's account instead (`assume-role`)";
    return error("cross-account-resource", path, message, help);
  }
  if (/^(?:cluster|db|prx)-[A-Za-z0-9]{3,64}$/.test(value)) return undefined;
  return error("invalid-value", path, `${quote(value)} is not the resource id of a database`, resourceIdHelp);
}

function userProblem(value: string, path: Path): Problem | undefined {
  const literal = literalProblem(value, path);
  if (literal !== undefined || /^[A-Za-z0-9_.@$+-]{1,63}$/.test(value)) return literal;
  return error(
    "invalid-name",
    path,
    `${quote(value)} is not the name of a database user`,
    "use at most 63 letters, digits and `_.@$+-`",
  );
}
