/** `firehose`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { findHere, type ResourceNaming } from "./identifier";
import { about, type IntentResolver } from "./resolved-item";

const deliveryStream: ResourceNaming = {
  called: "Firehose stream",
  service: "firehose",
  resource: /^deliverystream\/([A-Za-z0-9_.-]{1,64})$/,
  name: /^[A-Za-z0-9_.-]{1,64}$/,
  names: "at most 64 letters, digits, `_`, `.` and `-`",
  form: (name) => text`deliverystream/${name}`,
  example: "arn:aws:firehose:us-east-1:111122223333:deliverystream/logs",
};

/** Records to a Firehose stream. Codes: those of `findHere`. */
export const firehose: IntentResolver<"firehose"> = (spec, itemContext) => {
  const found = findHere(spec.stream, "stream", deliveryStream, itemContext, spec);
  return found && { ...about(found), resources: { deliverystream: [found.arn] } };
};
