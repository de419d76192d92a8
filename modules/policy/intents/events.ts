/** What `events` stands for. */
import type { VerbOf } from "../../spec/access/intents";
import type { Intent, Limit } from "./intent";

// PutEvents carries a list; ForAllValues is also true of an empty one, which Null excludes.
function everyEvent(key: string): Limit {
  return { operator: "ForAllValues:StringEquals", key, and: { Null: { [key]: ["false"] } } };
}

/** Events to a bus. EventBridge encrypts with its own rights. */
export const events: Intent<VerbOf<"events">> = {
  sid: "Events",
  page: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html",
  verbs: {
    put: {
      does: "put events on bus",
      sid: "Put",
      groups: [{ actions: ["events:PutEvents"], on: ["event-bus"], limits: ["source", "detailType"] }],
    },
  },
  resources: { "event-bus": { arn: "arn:PARTITION:events:REGION:ACCOUNT:event-bus/BUS" } },
  limits: { source: everyEvent("events:source"), detailType: everyEvent("events:detail-type") },
};
