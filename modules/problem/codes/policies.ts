/** Problem codes: policies. */
import type { ProblemDescriptions } from "../description";

/** Policies. */
export const policiesCodes = {
  "statement-without-why": {
    summary: "a wildcard statement without a reason",
    meaning: "A `statement` with a wildcard and no `why`.",
    cure: "say why in a sentence: it is printed beside the statement, for the reviewer.",
  },
  "forbidden-element": {
    summary: "a policy element that rolewright does not write",
    meaning: "`NotAction`, `NotResource`, `NotPrincipal`, `Effect` or `Principal` in a `statement`: task roles get exact allows.",
    cure: "name what is allowed.",
  },
  "policy-too-large": {
    summary: "a policy past the size that AWS accepts",
    meaning:
      "A policy past AWS's limit (10,240 characters inline per role, 6,144 a managed policy and 10 of them, 2,048 for a trust policy, 10,240 a repository policy), after every split that keeps its meaning.",
    cure: "`policies: managed` for the account, or fewer and broader resources, chosen by you.",
  },
  "wrong-trust": {
    summary: "a role that another service than ECS may assume",
    meaning:
      "A task or execution role that something other than `ecs-tasks.amazonaws.com` would assume: ECS could not start the task.",
    cure: "leave `trust` out.",
  },
} as const satisfies ProblemDescriptions;
