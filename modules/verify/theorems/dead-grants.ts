/** Dead grants: an action on a resource that it does not accept allows nothing, and reads as if it did. */

import { append } from "../../collections";
import { accepts } from "../../iam/actions/table";
import { show, type Text } from "../../iam/text";
import { quote } from "../../problem";
import type { ProvenRole } from "./proven-role";
import { keyOf, type Row } from "./row";
import { type Counterexample, type Finding, roleDocuments, type Theorem, together } from "./theorem";

/**
 * Every action accepts one of the resources of its statement, and every resource is accepted by one of the actions: a list of both may be
 * shorter than two statements. Actions that the table does not have are named as not checked.
 */
export const deadGrants = {
  id: "dead-grants",
  title: "every action accepts the resources that it is granted on",
  scope: "role",
  holdsOver:
    "every statement of every role that is written, as far as the service authorization reference knows its actions; the others are named",
  compared: "permissions that roles are granted",
  sides: [roleDocuments, "AWS's service authorization reference"],
  find: ({ roles }) =>
    together(roles.flatMap((proven) => [...statementsOf(proven).values()].map((rows) => statementFinding(proven, rows)))),
} as const satisfies Theorem;

interface Judged {
  readonly row: Row;
  readonly accepted: boolean | undefined;
}

function statementsOf({ allows }: ProvenRole): ReadonlyMap<string, readonly Judged[]> {
  const statements = new Map<string, Judged[]>();
  for (const row of allows) {
    append(statements, row.sid ?? "", { row, accepted: accepts(row.action, resourceOf(row)) });
  }
  return statements;
}

function statementFinding(proven: ProvenRole, judged: readonly Judged[]): Finding {
  const alive = judged.filter(({ accepted }) => accepted !== false);
  const actions = new Set(alive.map(({ row }) => row.action));
  const resources = new Set(alive.map(({ row }) => keyOf(resourceOf(row))));
  const unread = judged.filter(({ accepted }) => accepted === undefined);
  return {
    compared: judged.length - unread.length,
    counterexamples: judged
      .filter(({ row }) => !actions.has(row.action) || !resources.has(keyOf(resourceOf(row))))
      .map(({ row }) => dead(proven, row)),
    assumptions: [...new Set(unread.map(({ row }) => row.action))].map(
      (action) => `not checked: whether ${quote(action)} accepts the resources that it is granted on`,
    ),
  };
}

function dead(proven: ProvenRole, row: Row): Counterexample {
  return {
    verdict: "refuted",
    words: `${proven.label} is granted ${quote(row.action)} on ${quote(show(resourceOf(row)))}, which the action does not accept`,
    path: row.paths[0] ?? proven.role.path,
    subject: proven.role.name,
    help: "name a resource of a type that the action accepts, `*` if it has none",
  };
}

function resourceOf({ resource = "*" }: Row): Text {
  return resource;
}
