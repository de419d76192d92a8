/** Problem codes: proof. */
import type { ProblemDescriptions } from "../description";

/** Proof. */
export const proofCodes = {
  "proof-failed": {
    summary: "a theorem that does not hold of the policies",
    meaning:
      "A theorem does not hold; the message is the counterexample. Most often a wildcard of one service's `statement` reaches what only another was granted, or an action does not accept the resource that it is granted on.",
    cure: "name the resource; where reaching it is meant, its owner says `sharedWith`. A counterexample that no line of the platform file explains is a bug of rolewright: please report it.",
  },
  "proof-unknown": {
    summary: "a theorem that could not be decided",
    meaning:
      "A warning: a theorem could not be decided, because of policy variables, mixed condition types, or more combinations than are tried.",
    cure: "read the statement that the message names, and simplify its conditions if you can.",
  },
  "expectation-failed": {
    summary: "an expectation that the policies do not meet",
    meaning:
      "An `expect` entry, or one of the requests file, that the policies do not meet: something that must be allowed is not, or something that must not be is. The message has the request, and the statement that allows it or those that come nearest.",
    cure: "change what the platform file grants, or the expectation. [expectations.md](expectations.md) says what exactly an expectation claims.",
  },
  "expectation-unknown": {
    summary: "an expectation that could not be decided",
    meaning:
      "A warning: an expectation could not be decided, because a role exists already and is not written here, or because of conditions and policy variables that can be anything.",
    cure: "give `context` or an ARN instead of a pattern; name another role with `role`.",
  },
  "unknown-action": {
    summary: "an action that AWS does not have",
    meaning:
      "An action of a `statement`, an expectation or a question that AWS's service authorization reference does not have, or a pattern that matches none of its actions. A grant of it allows nothing, and a `deny` of it holds for ever and says nothing. The reference is as old as this release of rolewright.",
    cure: "the help has the nearest action. An action that AWS has added since stands in `unchecked` of the statement that grants it, with a `why`; expectations and questions of the platform may name it then, too.",
  },
  danger: {
    summary: "a role that holds what a danger rule names, or manages permissions",
    meaning:
      "A role holds actions that a danger rule names: with them it could raise its own privileges, open to others what it guards, or carry data into accounts that nobody declared. Or it holds an action that AWS classes as permissions management.",
    cure: "take an action away, or name the roles, resources and accounts that are meant; or write `acknowledge: [{ id: ..., why: ... }]` on the service. Each rule is in [danger.md](danger.md).",
  },
  "unused-acknowledgement": {
    summary: "an acknowledgement that nothing needs",
    meaning:
      "A warning: a service acknowledges a danger that none of its roles meets, a capacity acknowledges `user-data-unchecked` and the scan sees all of its user data, or a `statement` says `unchecked` of an action that rolewright knows with all its resources.",
    cure: "take it away; it would hide the danger, or the mistake, when it comes.",
  },
} as const satisfies ProblemDescriptions;
