/** `sqs`: from what its items name to ARNs. */

import { find, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { about, type IntentResolver } from "./resolved-item";

const queue: ResourceNaming = {
  called: "queue",
  service: "sqs",
  resource: /^([A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/,
  name: /^(?:[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/,
  names: "at most 80 letters, digits, `_` and `-` (no URL), `.fifo` at the end",
  form: (name) => name,
  example: "arn:aws:sqs:us-east-1:111122223333:orders",
};

/** Messages of a queue. Codes: those of `find` and `findKey`. */
export const sqs: IntentResolver<"sqs"> = (spec, itemContext) => {
  const found = find(spec.queue, "queue", queue, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  return found && key && { ...about(found), resources: { queue: [found.arn] }, ...key };
};
