/** What `lambda` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent } from "./intent";

/** A function: the unqualified ARN, or those of versions and aliases. */
export const lambda: Intent<VerbOf<"lambda">> = {
  sid: "Lambda",
  page: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-function.html",
  verbs: {
    invoke: {
      does: "invoke function",
      sid: "Invoke",
      groups: [{ actions: ["lambda:InvokeFunction"], on: ["function", "qualified"] }],
    },
  },
  resources: {
    function: { arn: "arn:PARTITION:lambda:REGION:ACCOUNT:function:FUNCTION" },
    qualified: {
      arn: "arn:PARTITION:lambda:REGION:ACCOUNT:function:FUNCTION:QUALIFIER",
      wildcard: "every version and alias of the function is asked for",
    },
  },
};
