/** The actions that the catalogue grants, as AWS writes them: what examples and suggestions are taken from. */

import { type Letter, literal } from "../../iam/glob";
import { catalogue } from "../../policy/catalogue";
import type { Intent } from "../../policy/intents/intent";

/** Each once, in the order of the catalogue. */
export const commonActions: readonly string[] = [
  ...new Set(
    Object.values<Intent>(catalogue).flatMap(({ verbs }) =>
      Object.values(verbs).flatMap(({ groups, key = [] }) => [...groups, ...key].flatMap(({ actions }) => actions)),
    ),
  ),
];

/** The same in lower case, ready to be matched. */
export const commonLetters: readonly (readonly Letter[])[] = commonActions.map((action) => literal(action.toLowerCase()));
