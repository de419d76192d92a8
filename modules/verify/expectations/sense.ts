/** Whether an expectation is about something: a claim about nothing holds for ever, and says nothing. */
import { acceptsResource } from "../../iam/actions/table";
import { unknownAction } from "../../iam/actions/unknown";
import type { Expectation } from "../../model/expectation";
import { error, quote, type Report } from "../../problem";
import type { ExpectationSpec } from "../../spec/expectation";
import { idleIn } from "./questions";

const onType = "name a resource of a type that the action accepts: objects of a bucket are `arn:aws:s3:::photos/*`";

/**
 * Problems: `unknown-reference` for a name or ARN that none of the actions is about, `unknown-action` for actions that AWS does not have and nobody
 * vouches for.
 */
export function checkSense(
  expectation: Expectation,
  entry: ExpectationSpec,
  unchecked: ReadonlySet<string>,
  report: Report,
): void {
  const { actions, path, effect } = expectation;
  for (const { target, action, index } of idleIn(expectation)) {
    const at = Array.isArray(entry.on) ? [...path, "on", index] : [...path, "on"];
    const what = action === undefined ? actions.slice(0, 3).map(quote).join(", ") : quote(action);
    const help = "name a resource of the action's service, or give its ARN";
    report(error("unknown-reference", at, `nothing that ${what} is about is called ${quote(target.text)}`, help));
  }
  for (const [index, { kind, text }] of expectation.targets.entries()) {
    if (kind !== "pattern" || actions.some((action) => acceptsResource(action, text) !== false)) continue;
    const at = Array.isArray(entry.on) ? [...path, "on", index] : [...path, "on"];
    report(
      error("unknown-reference", at, `${actions.slice(0, 3).map(quote).join(", ")}: no such resource as ${quote(text)}`, onType),
    );
  }
  for (const [index, action] of actions.entries()) {
    const problem = unknownAction(action, Array.isArray(entry[effect]) ? [...path, effect, index] : [...path, effect], unchecked);
    if (problem !== undefined) report(problem);
  }
}
