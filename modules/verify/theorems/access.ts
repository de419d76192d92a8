/** Containment and coverage: the documents of a role allow what the model declares, no more and no less. */

import type { Request } from "../../iam/evaluate";
import { show } from "../../iam/text";
import { quote } from "../../problem";
import { type Gap, gaps } from "./gap";
import type { Row } from "./row";
import { asRole, type Subject } from "./subject";
import { type Counterexample, type Finding, together } from "./theorem";

/** No document allows a request that the platform file does not declare. */
export function containment(subjects: readonly Subject[]): Finding {
  return together(
    subjects.map((subject) => ({
      compared: subject.allows.length,
      counterexamples: gaps(subject.allows, subject.rows, "identity").map((gap) => excess(subject, gap)),
      assumptions: [],
    })),
  );
}

/** No request that the platform file declares is missing from the documents. */
export function coverage(subjects: readonly Subject[]): Finding {
  return together(
    subjects.map((subject) => ({
      compared: subject.rows.length,
      counterexamples: gaps(subject.rows, subject.allows, "identity").map((gap) => lack(subject, gap)),
      assumptions: [],
    })),
  );
}

function excess(subject: Subject, { row, verdict, request }: Gap): Counterexample {
  const can = verdict === "refuted" ? "can" : "may be able to";
  return {
    verdict,
    words: `${subject.label} ${can} ${requested(row, request)}, which the platform file does not declare`,
    path: row.paths[0] ?? subject.role.path,
    subject: subject.role.name,
    ...(request === undefined ? {} : { request: asRole(subject, request) }),
  };
}

function lack(subject: Subject, { row, verdict, request }: Gap): Counterexample {
  const cannot = verdict === "refuted" ? "cannot" : "may not be able to";
  return {
    verdict,
    words: `${subject.label} ${cannot} ${requested(row, request)}, which the platform file declares`,
    path: row.paths[0] ?? subject.role.path,
    subject: subject.role.name,
    ...(request === undefined ? {} : { request: asRole(subject, request) }),
  };
}

/** "`dynamodb:GetItem` on `arn:...`": as the request has it, or the row where that is a pattern. */
export function requested({ action, resource }: Row, request: Request | undefined): string {
  const name = /[*?]/.test(action) ? (request?.action ?? action) : action;
  const target = request?.resource ?? resource;
  return target === undefined || target === "*" ? quote(name) : `${quote(name)} on ${quote(show(target))}`;
}
