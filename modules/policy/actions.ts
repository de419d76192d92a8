/** Every action that policies of this project name, as the table of actions needs them. */
import { catalogue } from "./catalogue";
import { managedActions } from "./managed-policy";
import { roleActions } from "./role-actions";

/** The actions of the catalogue's verbs and their keys, of the roles' own grants, and of the managed policy that they are compared with. Sorted. */
export function policyActions(): readonly string[] {
  const verbs = Object.values(catalogue).flatMap((intent) => Object.values(intent.verbs));
  const asked = verbs.flatMap(({ groups, key = [] }) => [...groups, ...key].flatMap(({ actions }) => actions));
  return [...new Set([...asked, ...Object.values(roleActions).flat(), ...managedActions])].sort();
}
