/** Roles: names, paths and ARNs that follow from the platform file alone, so that another account can name them before they exist. */

import { arnProblem, parseArn } from "../iam/arn";
import { differs, showText, text } from "../iam/text";
import { error, type Path, quote } from "../problem";
import type { Role, Tags } from "./model";
import { roleName } from "./role-name";
import type { StackScope } from "./stack-scope";

/** What a role is called when the platform file does not say. */
export interface RoleRequest {
  readonly name?: string | undefined;
  readonly existing?: string | undefined;
  readonly adopt?: boolean | undefined;
  readonly parts: readonly string[];
  readonly tags: Tags;
  readonly path: Path;
  /** Where `existing` stands; `path` unless it says otherwise. */
  readonly at?: Path;
}

/** A role of the scope's account. Problem codes: `invalid-arn` for an existing role that is none, `invalid-value` for one that is adopted too. */
export function resolveRole(scope: StackScope, request: RoleRequest): Role {
  const { account } = scope.declared;
  if (request.existing !== undefined && request.adopt) {
    const help = "keep `existing` to leave the role as it is, or `adopt` to manage it here";
    scope.report(error("invalid-value", request.path, "`adopt` and `existing` exclude each other", help));
  }
  if (request.existing !== undefined) return existingRole(scope, request.existing, request.at ?? request.path);
  const name = request.name ?? roleName(request.parts);
  return {
    name,
    rolePath: account.rolePath,
    arn: text`arn:${scope.place.partition}:iam::${scope.declared.id}:role${account.rolePath}${name}`,
    existing: false,
    policies: account.policies,
    tags: request.tags,
    path: request.path,
    ...(request.adopt ? { adopt: true as const } : {}),
    ...(account.permissionsBoundary === undefined ? {} : { permissionsBoundary: account.permissionsBoundary }),
  };
}

function existingRole(scope: StackScope, arn: string, path: Path): Role {
  const at = [...path, "existing"];
  const example = showText(text`arn:${scope.place.partition}:iam::${scope.declared.id}:role/my-role`);
  const problem = arnProblem(arn, { service: "iam", resource: /^role\/./, wildcards: "none", example }, at);
  if (problem !== undefined) scope.report(problem);
  else if (differs(parseArn(arn)?.account ?? "", scope.declared.id)) {
    const help = `a task can only run with roles of its own account, ${showText(scope.declared.id)}`;
    scope.report(error("cross-account-resource", at, `${quote(arn)} is a role of another account`, help));
  }
  const segments = arn.split(":role/").slice(1).join(":role/").split("/");
  const name = segments.pop() ?? "";
  return {
    name,
    rolePath: segments.length === 0 ? "/" : `/${segments.join("/")}/`,
    arn,
    existing: true,
    policies: "inline",
    tags: {},
    path,
  };
}
