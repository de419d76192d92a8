/** The shape of `expect:` and of the `requests` of a file of their own: who must, and who must not, be able to do what. */
import { z } from "zod";
import { oneOrMore } from "./access/item";
import { matching, name, remark } from "./scalar";

/** An action of AWS, or a pattern of them (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html). */
const actionPattern = /^(?:\*|[A-Za-z0-9*?-]{1,64}:[A-Za-z0-9*?]{1,128})$/;

/** Whether the text is an action or a pattern of actions. */
export function isAction(text: string): boolean {
  return actionPattern.test(text);
}

const action = matching(actionPattern, {
  code: "invalid-value",
  expected: "an action",
  help: "actions look like `s3:GetObject`; `*` and `?` are wildcards, and `*` alone is every action",
});

const contextValue = z.union([z.string(), z.number(), z.boolean()]);

const shape = {
  allow: oneOrMore(action)
    .optional()
    .describe("Actions of which every request must be allowed, on everything in `on`. Default: none, the entry says `deny`."),
  deny: oneOrMore(action)
    .optional()
    .describe("Actions of which no request may be allowed, on anything in `on`. Default: none, the entry says `allow`."),
  on: oneOrMore(z.string().min(1).max(2048))
    .default("*")
    .describe(
      "Resources: a name as `access`, `keys`, `repositories` or secrets have it, an ARN, or an ARN with `*` and `?`. What follows a name after `/` narrows it (`photos/raw/*`). Default: `*`, whatever resource.",
    ),
  role: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe(
      "`task`, `execution`, `infrastructure`, `instance`, or the name of a role. Default: the task role for `allow`, every role for `deny`.",
    ),
  context: z
    .record(z.string().min(1).max(256), oneOrMore(contextValue))
    .default({})
    .describe(
      "Condition keys with the value that requests have (`kms:ViaService`, `aws:CurrentTime`); all others may be anything or missing. Default: none is known.",
    ),
  why: remark.max(500).optional().describe("Why this is expected, in your own words. Default: none."),
};

interface Side {
  readonly allow?: unknown;
  readonly deny?: unknown;
}

const oneSide = (entry: Side): boolean => (entry.allow === undefined) !== (entry.deny === undefined);
const bothSides = {
  error: "an expectation says exactly one of `allow` and `deny`",
  params: { help: "write an entry of its own for each" },
};

/** One expectation of a service, within the service. */
export const serviceExpectation = z
  .strictObject(shape)
  .refine(oneSide, bothSides)
  .describe("What roles of this service must, or must not, be able to do.");

/** One expectation at the top level, or in a requests file. */
export const expectation = z
  .strictObject({
    ...shape,
    service: oneOrMore(name)
      .optional()
      .describe("Services whose roles are meant. Default: with a role's name that role, with `deny` every service."),
  })
  .refine(oneSide, bothSides)
  .describe("What roles must, or must not, be able to do; proved at every `generate`.");

/** A requests file: expectations that somebody else than the authors of the platform file may own. */
export const requestsFile = z
  .strictObject({
    requests: z.array(expectation).describe("Expectations, as `expect` of the platform file has them."),
  })
  .describe("Expectations beside a platform file.");

/** An expectation that has passed its schema; within a service it has no `service`. */
export type ExpectationSpec = z.output<typeof expectation>;
