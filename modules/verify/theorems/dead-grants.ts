/** Dead grants: an action on a resource that it does not accept allows nothing, and reads as if it did. */

import { append } from "../../collections";
import { acceptsResource } from "../../iam/actions/table";
import { showText, type Text } from "../../iam/text";
import { quote } from "../../problem";
import type { ProvenRole } from "./proven-role";
import { type Counterexample, type Finding, roleDocuments, type Theorem, together } from "./theorem";
import { keyOf, type TracedPermission } from "./traced-permission";

/**
 * Every action accepts one of the resources of its statement, and every resource is accepted by one of the actions: a list of both may be
 * shorter than two statements. Actions of which the reference does not know what they accept, and those that a statement calls `unchecked`, are named.
 */
export const deadGrants = {
  id: "dead-grants",
  title: "every action accepts the resources that it is granted on",
  scope: "role",
  holdsOver:
    "every statement of every role that is written, as far as the service authorization reference knows what its actions accept; the others are named, and those that the statement calls `unchecked`",
  compared: "permissions that roles are granted",
  sides: [roleDocuments, "AWS's service authorization reference"],
  find: ({ roles }) =>
    together(roles.flatMap((proven) => [...statementsOf(proven).values()].map((rows) => statementFinding(proven, rows)))),
} as const satisfies Theorem;

interface Judged {
  readonly permission: TracedPermission;
  readonly accepted: boolean | undefined;
}

function statementsOf({ allows }: ProvenRole): ReadonlyMap<string, readonly Judged[]> {
  const statements = new Map<string, Judged[]>();
  for (const permission of allows) {
    append(statements, permission.sid ?? "", {
      permission,
      accepted: permission.unchecked === true ? undefined : acceptsResource(permission.action, resourceOf(permission)),
    });
  }
  return statements;
}

function statementFinding(proven: ProvenRole, judged: readonly Judged[]): Finding {
  const alive = judged.filter(({ accepted }) => accepted !== false);
  const actions = new Set(alive.map(({ permission }) => permission.action));
  const resources = new Set(alive.map(({ permission }) => keyOf(resourceOf(permission))));
  const unread = judged.filter(({ accepted }) => accepted === undefined);
  return {
    compared: judged.length - unread.length,
    counterexamples: judged
      .filter(({ permission }) => !actions.has(permission.action) || !resources.has(keyOf(resourceOf(permission))))
      .map(({ permission }) => dead(proven, permission)),
    assumptions: [...new Set(unread.map(({ permission }) => permission.action))].map(
      (action) => `not checked: whether ${quote(action)} accepts the resources that it is granted on`,
    ),
  };
}

function dead(proven: ProvenRole, permission: TracedPermission): Counterexample {
  return {
    verdict: "refuted",
    words: `${proven.label} is granted ${quote(permission.action)} on ${quote(showText(resourceOf(permission)))}, which the action does not accept`,
    path: permission.paths[0] ?? proven.role.path,
    about: { role: proven.role.name },
    help: "name a resource of a type that the action accepts, `*` if it has none; if AWS accepts it by now, name the action in `unchecked` of the statement",
  };
}

function resourceOf({ resource = "*" }: TracedPermission): Text {
  return resource;
}
