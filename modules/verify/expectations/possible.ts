/** Requests that there can be: AWS makes none of an action on a resource that the action does not accept, whatever policies say. */
import { acceptsResource } from "../../iam/actions/table";
import type { Question } from "./case";
import { type Answer, decide } from "./decide";
import type { PlatformPolicies } from "./platform-policies";

/** Whether AWS makes no request of that form. */
export function isImpossible({ action, resource }: Pick<Question, "action" | "resource">): boolean {
  return acceptsResource(action, resource) === false;
}

/** `decide` for requests that there can be; `never` for all others. */
export function answerTo(platform: PlatformPolicies, question: Question): Answer {
  return isImpossible(question) ? { verdict: "never", by: [], halves: [] } : decide(platform, question);
}
