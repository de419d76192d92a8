/** Attributes: what an account demands of its roles is on every role that is written. */
import type { Text } from "../../iam/text";
import { quote } from "../../problem";
import type { ProvenRole } from "./proven-role";
import { type Counterexample, type Finding, type Theorem, together } from "./theorem";
import { keyOf } from "./traced-permission";

/** Path, permissions boundary and tags of the account are on every written role; a role may have further tags and other values. */
export const attributes = {
  id: "attributes",
  title: "every role has the path, the permissions boundary and the tags of its account",
  short: "every role has its account's path, boundary and tags",
  scope: "role",
  holdsOver: "every role that is written; further tags and other values of a tag are not looked at",
  compared: "attributes of roles",
  sides: ["path, permissions boundary and tags of every role", "what its account demands"],
  find: ({ roles }) => together(roles.map(attributesOf)),
} as const satisfies Theorem;

function attributesOf(proven: ProvenRole): Finding {
  const { written, stack, label } = proven;
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
      return { verdict: "refuted", words: `${label} ${words}`, path: role.path, about: { role: role.name } };
    }),
    assumptions: permissionsBoundary === undefined ? [] : ["the permissions boundary exists, and allows what the roles need"],
  };
}

function same(left: Text | undefined, right: Text | undefined): boolean {
  return left === undefined || right === undefined ? left === right : keyOf(left) === keyOf(right);
}
