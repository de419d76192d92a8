/** `rds-connect`, `rds-data`, `elasticache-connect` and `opensearch`: from names to ARNs. */

import { parseArn } from "../../iam/arn";
import { type Text, text } from "../../iam/text";
import { error, type Path, type Problem, quote } from "../../problem";
import { isVariable, type OrVariable } from "../scope";
import { about, missing, type Resolver } from "./draft";
import { arnAt, find, findHere, ifNamed, type Kind, labelOf, placeOf, type Site } from "./identifier";
import { findKey } from "./key";
import { literalProblem } from "./literal";
import { findSecret } from "./secret";

const resourceIdHelp =
  "write the exact resource id: DbClusterResourceId (`cluster-...`) of Aurora, DbiResourceId (`db-...`) of an instance, `prx-...` of an RDS Proxy; " +
  "`aws rds describe-db-clusters` prints it";

/**
 * A database user of one database, in the account of the role: RDS accepts no other. Codes: wildcard-in-arn for `cluster-*`, invalid-value for names where
 * resource ids belong, cross-account-resource, invalid-region, partition-mismatch.
 */
export const rdsConnect: Resolver<"rds-connect"> = (spec, site) => {
  const place = placeOf({ region: spec.region }, site);
  const id = checked(spec.resource, "resource", resourceIdProblem, "resource id of the database of `rds-connect`", site);
  const user = checked(spec.user, "user", userProblem, "database user of `rds-connect`", site);
  if (place === undefined || id === undefined || user === undefined) return undefined;
  const arn = arnAt(place, { service: "rds-db" }, text`dbuser:${id}/${user}`);
  return { name: labelOf(user), place, resources: { "db-user": [arn] } };
};

type Check = (value: string, path: Path, site: Site) => Problem | undefined;

function checked(value: OrVariable, option: string, check: Check, use: string, site: Site): Text | undefined {
  const path = [...site.path, option];
  if (isVariable(value)) return site.scope.variable(value, "id", path, use);
  const problem = check(value, path, site);
  if (problem === undefined) return value;
  site.scope.report(problem);
  return undefined;
}

function resourceIdProblem(value: string, path: Path, { scope }: Site): Problem | undefined {
  if (/[*?]/.test(value)) {
    const message = `${quote(value)} stands for more databases than one`;
    return error("wildcard-in-arn", path, message, resourceIdHelp);
  }
  const arn = parseArn(value);
  if (arn !== undefined && arn.account !== "" && typeof scope.place.account === "string" && arn.account !== scope.place.account) {
    const message = `${quote(value)} is in account ${quote(arn.account)}, the task role in \`${scope.place.account}\``;
    const help =
      "IAM database authentication works within one account; assume a role of the database's account instead (`assume-role`)";
    return error("cross-account-resource", path, message, help);
  }
  if (/^(?:cluster|db|prx)-[A-Za-z0-9]{3,64}$/.test(value)) return undefined;
  return error("invalid-value", path, `${quote(value)} is not the resource id of a database`, resourceIdHelp);
}

function userProblem(value: string, path: Path): Problem | undefined {
  const literal = literalProblem(value, path);
  if (literal !== undefined || /^[A-Za-z0-9_.@$+-]{1,63}$/.test(value)) return literal;
  return error(
    "invalid-name",
    path,
    `${quote(value)} is not the name of a database user`,
    "use at most 63 letters, digits and `_.@$+-`",
  );
}

const cluster: Kind = {
  called: "Aurora cluster",
  service: "rds",
  resource: /^cluster:([A-Za-z][A-Za-z0-9-]{0,62})$/,
  name: /^[A-Za-z][A-Za-z0-9-]{0,62}$/,
  names: "the identifier, at most 63 letters, digits and `-`",
  form: (name) => text`cluster:${name}`,
  example: "arn:aws:rds:us-east-1:111122223333:cluster:orders",
};

/** SQL through the Data API. Codes: those of `findHere`, `findSecret` and `findKey`. */
export const rdsData: Resolver<"rds-data"> = (spec, site) => {
  const found = findHere(spec.cluster, "cluster", cluster, site, ifNamed(spec.cluster, spec));
  const secret = findSecret(spec.secret, "secret", site, ifNamed(spec.secret, spec));
  const key = secret && findKey(spec.key, secret.place, site);
  return found && secret && key && { ...about(found), resources: { cluster: [found.arn], secret: [secret.arn] }, ...key };
};

const replicationGroup: Kind = {
  called: "cache",
  service: "elasticache",
  resource: /^(?:replicationgroup|serverlesscache):([A-Za-z][A-Za-z0-9-]{0,39})$/,
  name: /^[A-Za-z][A-Za-z0-9-]{0,39}$/,
  names: "at most 40 letters, digits and `-`",
  form: (name) => text`replicationgroup:${name}`,
  example: "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:sessions",
};

const serverlessCache: Kind = { ...replicationGroup, form: (name) => text`serverlesscache:${name}` };

const cacheUser: Kind = {
  ...replicationGroup,
  called: "ElastiCache user",
  resource: /^user:([A-Za-z][A-Za-z0-9-]{0,39})$/,
  form: (name) => text`user:${name}`,
  example: "arn:aws:elasticache:us-east-1:111122223333:user:app",
};

/** A cache and its user. Codes: those of `findHere`. */
export const elasticacheConnect: Resolver<"elasticache-connect"> = (spec, site) => {
  const cache = findHere(
    spec.cache,
    "cache",
    spec.serverless ? serverlessCache : replicationGroup,
    site,
    ifNamed(spec.cache, spec),
  );
  const user = findHere(spec.user, "user", cacheUser, site, ifNamed(spec.user, spec));
  if (cache === undefined || user === undefined) return undefined;
  const isServerless = typeof cache.arn === "string" ? cache.arn.includes(":serverlesscache:") : spec.serverless;
  return {
    ...about(cache),
    resources: { [isServerless ? "serverlesscache" : "replicationgroup"]: [cache.arn], user: [user.arn] },
  };
};

const domain: Kind = {
  called: "OpenSearch domain",
  service: "es",
  resource: /^domain\/([a-z][a-z0-9-]{2,27})$/,
  name: /^[a-z][a-z0-9-]{2,27}$/,
  names: "3 to 28 lower case letters, digits and `-`; paths go into `path`",
  form: (name) => text`domain/${name}`,
  example: "arn:aws:es:us-east-1:111122223333:domain/logs",
};

const collection: Kind = {
  called: "OpenSearch Serverless collection",
  service: "aoss",
  resource: /^collection\/([a-z0-9]{3,40})$/,
  name: /^[a-z0-9]{3,40}$/,
  names: "the id, lower case letters and digits",
  form: (name) => text`collection/${name}`,
  example: "arn:aws:aoss:us-east-1:111122223333:collection/07tjusf2h91cunochc",
};

/** A domain by HTTP method, or a collection. Codes: those of `find`; missing-key and invalid-value when the options do not fit together. */
export const opensearch: Resolver<"opensearch"> = (spec, site, can) => {
  const problem =
    opensearchProblem(spec, can, site.path) ??
    (spec.path === undefined ? undefined : literalProblem(spec.path, [...site.path, "path"]));
  if (problem !== undefined) {
    site.scope.report(problem);
    return undefined;
  }
  if (spec.collection !== undefined) {
    const found = find(spec.collection, "collection", collection, site, spec);
    return found && { ...about(found), resources: { collection: [found.arn] } };
  }
  const found = spec.domain && find(spec.domain, "domain", domain, site, spec);
  const prefix = spec.path?.replace(/^\/+/, "") ?? "";
  return found ? { ...about(found), resources: { domain: [text`${found.arn}/${prefix}*`] } } : undefined;
};

function opensearchProblem(spec: Parameters<typeof opensearch>[0], can: readonly string[], path: Path): Problem | undefined {
  if ((spec.domain === undefined) === (spec.collection === undefined)) {
    const help = "name a domain or a serverless collection; two items for two of them";
    return error("invalid-value", path, "`opensearch` takes one of `domain` and `collection`", help);
  }
  if (spec.domain === undefined) {
    const wrong = can.some((verb) => verb !== "call") ? "can" : spec.path === undefined ? undefined : "path";
    if (wrong === undefined) return undefined;
    return error(
      "invalid-value",
      [...path, wrong],
      `\`${wrong}\` on a serverless collection`,
      "its data access policy says what may be done; leave the option out",
    );
  }
  if (spec.can === undefined) return missing("can", "a domain wants its HTTP methods named", "write `can: [get, post]`", path);
  if (!can.includes("call")) return undefined;
  return error("invalid-value", [...path, "can"], "`call` on a domain", "name the HTTP methods: `can: [get, post]`");
}
