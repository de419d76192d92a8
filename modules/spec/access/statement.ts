/** The shape of `statement` items: the way out when no intent fits. */
import { z } from "zod";
import { orVariable } from "../scalar";
import { common, oneOrMore } from "./item";

const refused = z.unknown().optional();
const value = z.union([orVariable(z.string()), z.number(), z.boolean()]);

/** A statement of the user's own. */
export const statement = z
  .strictObject({
    sid: z.string().min(1).optional().describe("Sid, at most 64 letters and digits. Default: `Statement`."),
    actions: oneOrMore(z.string().min(1)).describe("Actions, `service:Name`. A wildcard needs `why`."),
    resources: oneOrMore(orVariable(z.string().min(1))).describe(
      "ARNs, variables that hold one, or `*`. Wildcards need `why`; none may stand before the resource. IAM policy variables (`${aws:PrincipalTag/team}`) are passed on.",
    ),
    conditions: z
      .record(z.string().min(1), z.record(z.string().min(1), oneOrMore(value)))
      .optional()
      .describe("Conditions as in IAM: operator, key, one value or a list. Default: none."),
    unchecked: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Entries of `actions` that AWS has although rolewright's table of actions lacks them, or that accept resources which it lacks; neither is checked then, nor is it known what dangers they are. Needs `why`. Default: none.",
      ),
    ...common,
    NotAction: refused.describe("Always refused: it grants what does not exist yet."),
    NotResource: refused.describe("Always refused: it grants what does not exist yet."),
    Principal: refused.describe("Always refused: a role policy has no principal."),
    NotPrincipal: refused.describe("Always refused: a role policy has no principal."),
    Effect: refused.describe("Always refused: statements allow. To deny, use the permissions boundary."),
  })
  .describe("A statement of your own: nothing is added to it but `until`.");
