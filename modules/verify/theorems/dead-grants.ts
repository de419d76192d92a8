/** Dead grants: an action on a resource that it does not accept allows nothing, and reads as if it did. */

import { append } from "../../collections";
import { accepts } from "../../iam/actions/table";
import { show, type Text } from "../../iam/text";
import { quote } from "../../problem";
import { keyOf, type Row } from "./row";
import type { Subject } from "./subject";
import { type Counterexample, type Finding, together } from "./theorem";

/**
 * Every action accepts one of the resources of its statement, and every resource is accepted by one of the actions: a list of both may be
 * shorter than two statements. Actions that the table does not have are named as not checked.
 */
export function deadGrants(subjects: readonly Subject[]): Finding {
  return together(
    subjects.flatMap((subject) => [...statementsOf(subject).values()].map((rows) => statementFinding(subject, rows))),
  );
}

interface Judged {
  readonly row: Row;
  readonly accepted: boolean | undefined;
}

function statementsOf({ allows }: Subject): ReadonlyMap<string, readonly Judged[]> {
  const statements = new Map<string, Judged[]>();
  for (const row of allows) {
    append(statements, row.sid ?? "", { row, accepted: accepts(row.action, resourceOf(row)) });
  }
  return statements;
}

function statementFinding(subject: Subject, judged: readonly Judged[]): Finding {
  const alive = judged.filter(({ accepted }) => accepted !== false);
  const actions = new Set(alive.map(({ row }) => row.action));
  const resources = new Set(alive.map(({ row }) => keyOf(resourceOf(row))));
  const unread = judged.filter(({ accepted }) => accepted === undefined);
  return {
    compared: judged.length - unread.length,
    counterexamples: judged
      .filter(({ row }) => !actions.has(row.action) || !resources.has(keyOf(resourceOf(row))))
      .map(({ row }) => dead(subject, row)),
    assumptions: [...new Set(unread.map(({ row }) => row.action))].map(
      (action) => `not checked: whether ${quote(action)} accepts the resources that it is granted on`,
    ),
  };
}

function dead(subject: Subject, row: Row): Counterexample {
  return {
    verdict: "refuted",
    words: `${subject.label} is granted ${quote(row.action)} on ${quote(show(resourceOf(row)))}, which the action does not accept`,
    path: row.paths[0] ?? subject.role.path,
    subject: subject.role.name,
    help: "name a resource of a type that the action accepts, `*` if it has none",
  };
}

function resourceOf({ resource = "*" }: Row): Text {
  return resource;
}
