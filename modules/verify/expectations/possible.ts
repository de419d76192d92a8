/** Requests that there can be: AWS makes none of an action on a resource that the action does not accept, whatever policies say. */
import { acceptsResource } from "../../iam/actions/table";
import { actionGlob } from "../../iam/evaluate/named";
import { intersects } from "../../iam/glob";
import type { Question } from "./case";
import { type Answer, decide } from "./decide";
import type { PlatformPolicies } from "./platform-policies";

/** Whether AWS makes no request of that form; of what a statement of the role calls `unchecked` nobody knows. */
export function isImpossible({ principal, action, resource }: Omit<Question, "context">): boolean {
  if (acceptsResource(action, resource) !== false) return false;
  const asked = actionGlob(action);
  return !principal.allows.some(
    (traced) => traced.unchecked === true && intersects(asked, actionGlob(traced.action)) !== undefined,
  );
}

/** `decide` for requests that there can be; `never` for all others. */
export function answerTo(platform: PlatformPolicies, question: Question): Answer {
  return isImpossible(question) ? { verdict: "never", by: [], halves: [] } : decide(platform, question);
}
