/** Problem codes: policy documents that are read. */
import type { ProblemDescriptions } from "../description";

/** Policy documents that are read. */
export const documentsCodes = {
  "policy-not-json": {
    summary: "a policy document that is not JSON",
    meaning: "Not a JSON object.",
    cure: "give the document itself.",
  },
  "policy-version": {
    summary: "policy variables in a document of version 2008-10-17, which takes them literally",
    meaning:
      "Policy variables in a document of version `2008-10-17` (or without a version), which takes `${aws:username}` literally.",
    cure: '`"Version": "2012-10-17"`.',
  },
  "misplaced-element": {
    summary: "a policy element that documents of this kind cannot have",
    meaning:
      "An element that documents of this kind cannot have: a `Principal` in an identity policy, none in a resource policy.",
    cure: "remove or add it.",
  },
  "unknown-operator": {
    summary: "a condition operator that AWS does not define",
    meaning: "A condition operator that AWS does not define.",
    cure: "the help names the nearest.",
  },
} as const satisfies ProblemDescriptions;
