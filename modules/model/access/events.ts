/** `events`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { find, type ResourceNaming } from "./identifier";
import { about, findLimits, type IntentResolver } from "./resolved-item";

const bus: ResourceNaming = {
  called: "event bus",
  service: "events",
  resource: /^event-bus\/([A-Za-z0-9_./-]{1,256})$/,
  name: /^[A-Za-z0-9_./-]{1,256}$/,
  names: "at most 256 letters, digits, `_`, `.`, `/` and `-`",
  form: (name) => text`event-bus/${name}`,
  example: "arn:aws:events:us-east-1:111122223333:event-bus/orders",
};

/** Events to a bus. Codes: those of `find` and `findLimits`. */
export const events: IntentResolver<"events"> = (spec, itemContext) => {
  const found = find(spec.bus, "bus", bus, itemContext, spec);
  const limits = findLimits({ source: spec.source, detailType: spec.detailType }, itemContext);
  return found && limits && { ...about(found), resources: { "event-bus": [found.arn] }, limits };
};
