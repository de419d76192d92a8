/** `elasticache-connect`: from what its items name to ARNs. */
import { text } from "../../iam/text";
import { findHere, ifNamed, type ResourceNaming } from "./identifier";
import { about, type IntentResolver } from "./resolved-item";

const replicationGroup: ResourceNaming = {
  called: "cache",
  service: "elasticache",
  resource: /^(?:replicationgroup|serverlesscache):([A-Za-z][A-Za-z0-9-]{0,39})$/,
  name: /^[A-Za-z][A-Za-z0-9-]{0,39}$/,
  names: "at most 40 letters, digits and `-`",
  form: (name) => text`replicationgroup:${name}`,
  example: "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:sessions",
};

const serverlessCache: ResourceNaming = { ...replicationGroup, form: (name) => text`serverlesscache:${name}` };

const cacheUser: ResourceNaming = {
  ...replicationGroup,
  called: "ElastiCache user",
  resource: /^user:([A-Za-z][A-Za-z0-9-]{0,39})$/,
  form: (name) => text`user:${name}`,
  example: "arn:aws:elasticache:us-east-1:111122223333:user:app",
};

/** A cache and its user. Codes: those of `findHere`. */
export const elasticacheConnect: IntentResolver<"elasticache-connect"> = (spec, itemContext) => {
  const cache = findHere(
    spec.cache,
    "cache",
    spec.serverless ? serverlessCache : replicationGroup,
    itemContext,
    ifNamed(spec.cache, spec),
  );
  const user = findHere(spec.user, "user", cacheUser, itemContext, ifNamed(spec.user, spec));
  if (cache === undefined || user === undefined) return undefined;
  const isServerless = typeof cache.arn === "string" ? cache.arn.includes(":serverlesscache:") : spec.serverless;
  return {
    ...about(cache),
    resources: { [isServerless ? "serverlesscache" : "replicationgroup"]: [cache.arn], user: [user.arn] },
  };
};
