/** `rds-data`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { findHere, ifNamed, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { about, type IntentResolver } from "./resolved-item";
import { findSecret } from "./secret";

const cluster: ResourceNaming = {
  called: "Aurora cluster",
  service: "rds",
  resource: /^cluster:([A-Za-z][A-Za-z0-9-]{0,62})$/,
  name: /^[A-Za-z][A-Za-z0-9-]{0,62}$/,
  names: "the identifier, at most 63 letters, digits and `-`",
  form: (name) => text`cluster:${name}`,
  example: "arn:aws:rds:us-east-1:111122223333:cluster:orders",
};

/** SQL through the Data API. Codes: those of `findHere`, `findSecret` and `findKey`. */
export const rdsData: IntentResolver<"rds-data"> = (spec, itemContext) => {
  const found = findHere(spec.cluster, "cluster", cluster, itemContext, ifNamed(spec.cluster, spec));
  const secret = findSecret(spec.secret, "secret", itemContext, ifNamed(spec.secret, spec));
  const key = secret && findKey(spec.key, secret.place, itemContext);
  return found && secret && key && { ...about(found), resources: { cluster: [found.arn], secret: [secret.arn] }, ...key };
};
