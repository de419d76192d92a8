/** Attributes: what an account demands of its roles is on every role that is written. */
import type { Text } from "../../iam/text";
import { quote } from "../../problem";
import { keyOf } from "./row";
import type { Subject } from "./subject";
import { type Counterexample, type Finding, together } from "./theorem";

/** Path, permissions boundary and tags of the account are on every written role; a role may have further tags and other values. */
export function attributes(subjects: readonly Subject[]): Finding {
  return together(subjects.map(attributesOf));
}

function attributesOf(subject: Subject): Finding {
  const { written, stack, label } = subject;
  if (written === undefined) return { compared: 0, counterexamples: [], assumptions: [] };
  const { role } = written;
  const { rolePath, permissionsBoundary, tags } = stack.account;
  const lost = Object.keys(tags).find((tag) => !(tag in role.tags));
  const wrong = [
    ...(role.rolePath === rolePath ? [] : [`has path ${quote(role.rolePath)}, not ${quote(rolePath)}`]),
    ...(same(role.permissionsBoundary, permissionsBoundary) ? [] : ["does not have the permissions boundary of its account"]),
    ...(lost === undefined ? [] : [`does not have tag ${quote(lost)}`]),
  ];
  return {
    compared: 2 + Object.keys(tags).length,
    counterexamples: wrong.map((words): Counterexample => {
      return { verdict: "refuted", words: `${label} ${words}`, path: role.path, subject: role.name };
    }),
    assumptions: permissionsBoundary === undefined ? [] : ["the permissions boundary exists, and allows what the roles need"],
  };
}

function same(left: Text | undefined, right: Text | undefined): boolean {
  return left === undefined || right === undefined ? left === right : keyOf(left) === keyOf(right);
}
