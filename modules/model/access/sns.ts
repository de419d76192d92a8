/** `sns`: from what its items name to ARNs. */

import { find, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { about, type IntentResolver } from "./resolved-item";

const topic: ResourceNaming = {
  called: "topic",
  service: "sns",
  resource: /^([A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo)$/,
  name: /^(?:[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo)$/,
  names: "at most 256 letters, digits, `_` and `-`, `.fifo` at the end",
  form: (name) => name,
  example: "arn:aws:sns:us-east-1:111122223333:orders",
};

/** Messages to a topic. Codes: those of `find` and `findKey`. */
export const sns: IntentResolver<"sns"> = (spec, itemContext) => {
  const found = find(spec.topic, "topic", topic, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  return found && key && { ...about(found), resources: { topic: [found.arn] }, ...key };
};
