/** `ses`: from what its items name to ARNs. */
import { type Text, text } from "../../iam/text";
import { find, ifNamed, type ResourceNaming } from "./identifier";
import { about, findLimits, given, type IntentResolver } from "./resolved-item";

const identity: ResourceNaming = {
  called: "SES identity",
  service: "ses",
  resource: /^identity\/([A-Za-z0-9.@_+=-]{1,320})$/,
  name: /^[A-Za-z0-9._+=-]+(?:@[A-Za-z0-9.-]+)?$/,
  names: "a domain or an address",
  form: (name) => text`identity/${name}`,
  example: "arn:aws:ses:us-east-1:111122223333:identity/example.com",
};

const configurationSet: ResourceNaming = {
  ...identity,
  called: "configuration set",
  resource: /^configuration-set\/([A-Za-z0-9_-]{1,64})$/,
  name: /^[A-Za-z0-9_-]{1,64}$/,
  names: "at most 64 letters, digits, `_` and `-`",
  form: (name) => text`configuration-set/${name}`,
  example: "arn:aws:ses:us-east-1:111122223333:configuration-set/orders",
};

const template: ResourceNaming = {
  ...configurationSet,
  called: "template",
  resource: /^template\/([A-Za-z0-9_-]{1,64})$/,
  form: (name) => text`template/${name}`,
  example: "arn:aws:ses:us-east-1:111122223333:template/receipt",
};

/** Mail from an identity. Codes: those of `find` and `findLimits`. */
export const ses: IntentResolver<"ses"> = (spec, itemContext) => {
  const found = find(spec.identity, "identity", identity, itemContext, ifNamed(spec.identity, spec));
  const limits = findLimits({ from: spec.from }, itemContext);
  const set =
    spec.configurationSet === undefined
      ? "none"
      : find(spec.configurationSet, "configurationSet", configurationSet, itemContext, ifNamed(spec.configurationSet, spec));
  const stored =
    spec.template === undefined ? "none" : find(spec.template, "template", template, itemContext, ifNamed(spec.template, spec));
  if (found === undefined || limits === undefined || set === undefined || stored === undefined) return undefined;
  const resources = {
    identity: [found.arn],
    "configuration-set": set === "none" ? undefined : [set.arn],
    template: stored === "none" ? undefined : [stored.arn],
  };
  return { ...about(found), resources: given<readonly Text[]>(resources), limits };
};
