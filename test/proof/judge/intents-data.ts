/**
 * What the intents of data stores need, from AWS's service authorization reference and the guides of the services, written down for the
 * judge alone: nothing of the catalogue is read here.
 */

import { type Claim, claim, type Demand, type Site } from "./claim";
import { type Options, textOf, textsOf, type Value } from "./raw";

/** An ARN from what names a resource: a name, an ARN, or `arn:` with one. */
export function arnOf(site: Site, option: string, service: string, form: (name: string) => string): string {
  const value = site.options[option];
  const given = textOf(value) ?? textOf((value as Options | undefined)?.arn) ?? "";
  if (given.startsWith("arn:")) return given;
  return `arn:aws:${service}:${regionOf(site)}:${ownerOf(site)}:${form(given)}`;
}

function ownerOf({ options, place, accountOf }: Site): string {
  const account = textOf(options.account);
  return account === undefined ? place.account : accountOf(account);
}

function regionOf({ options, place }: Site): string {
  return textOf(options.region) ?? place.region;
}

/** Actions by verb, those of the verbs asked for. */
export function asked(can: readonly string[], actions: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return [...new Set(can.flatMap((verb) => actions[verb] ?? []))];
}

/** The claim on the key of an item, used through the service in the region of the resource. */
export function keyClaims(
  { options, can, place, keyOf }: Site,
  service: string,
  needs: Readonly<Record<string, readonly string[]>>,
  arn?: string,
): readonly Claim[] {
  const named = textOf(options.key);
  const key = named === undefined ? "" : keyOf(named);
  const actions = asked(can, needs).map((action) => `kms:${action}`);
  if (key === "" || actions.length === 0) return [];
  const region = textOf(options.region) ?? (arn?.split(":")[3] || place.region);
  return [claim(actions, key, key, [{ key: "kms:ViaService", how: "equals", values: [`${service}.${region}.amazonaws.com`] }])];
}

const s3Objects = {
  read: ["s3:GetObject"],
  write: ["s3:PutObject", "s3:AbortMultipartUpload"],
  delete: ["s3:DeleteObject"],
};
const s3Versions = { read: ["s3:GetObjectVersion"], delete: ["s3:DeleteObjectVersion"] };

function s3(site: Site): readonly Claim[] {
  const { options, can, accountOf } = site;
  const given = textOf(options.bucket) ?? textOf((options.bucket as Options | undefined)?.arn) ?? "";
  const bucket = given.startsWith("arn:") ? given : `arn:aws:s3:::${given}`;
  const owner = textOf(options.owner);
  const demands: readonly Demand[] =
    owner === undefined ? [] : [{ key: "aws:ResourceAccount", how: "equals", values: [accountOf(owner)] }];
  const prefixes = options.prefix === undefined ? [""] : textsOf(options.prefix);
  const inside: readonly Demand[] =
    options.prefix === undefined ? [] : [{ key: "s3:prefix", how: "like", values: prefixes.map((prefix) => `${prefix}*`) }];
  const versions = options.versions === true;
  const objects = [...asked(can, s3Objects), ...(versions ? asked(can, s3Versions) : [])];
  const list = [...(can.includes("list") ? ["s3:ListBucket", ...(versions ? ["s3:ListBucketVersions"] : [])] : [])];
  return [
    ...prefixes.flatMap((prefix) =>
      objects.length === 0 ? [] : [claim(objects, `${bucket}/${prefix}*`, `${bucket}/${prefix}`, demands)],
    ),
    ...(list.length === 0 ? [] : [claim(list, bucket, bucket, [...inside, ...demands])]),
    ...(can.includes("locate") ? [claim(["s3:GetBucketLocation"], bucket, bucket, demands)] : []),
    ...keyClaims(site, "s3", { read: ["Decrypt"], write: ["GenerateDataKey", "Decrypt"] }),
  ];
}

const tableItems = {
  read: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:ConditionCheckItem"],
  write: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
  describe: ["dynamodb:DescribeTable"],
  "partiql-insert": ["dynamodb:PartiQLInsert"],
  "partiql-update": ["dynamodb:PartiQLUpdate"],
  "partiql-delete": ["dynamodb:PartiQLDelete"],
};
const indexed = { read: ["dynamodb:Query"], scan: ["dynamodb:Scan"], "partiql-select": ["dynamodb:PartiQLSelect"] };
const tableKey = Object.fromEntries(
  ["read", "scan", "write", "partiql-select", "partiql-insert", "partiql-update", "partiql-delete"].map((verb) => [
    verb,
    ["Decrypt"],
  ]),
);

function dynamodb(site: Site): readonly Claim[] {
  const { options, can } = site;
  const table = arnOf(site, "table", "dynamodb", (name) => `table/${name}`);
  const items = asked(can, tableItems);
  const both = asked(can, indexed);
  const keys = textsOf(options.leadingKeys);
  const demands: readonly Demand[] = keys.length === 0 ? [] : [{ key: "dynamodb:LeadingKeys", how: "all", values: keys }];
  const indexes = options.indexes === "all" ? ["*"] : textsOf(options.indexes);
  const described = items.filter((action) => action === "dynamodb:DescribeTable");
  const limited = items.filter((action) => action !== "dynamodb:DescribeTable");
  return [
    ...(described.length === 0 ? [] : [claim(described, table)]),
    ...(limited.length === 0 ? [] : [claim(limited, table, table, demands)]),
    ...(both.length === 0
      ? []
      : [table, ...indexes.map((index) => `${table}/index/${index}`)].map((on) => claim(both, on, table, demands))),
    ...keyClaims(site, "dynamodb", tableKey, table),
  ];
}

function dynamodbStream(site: Site): readonly Claim[] {
  const { options, can } = site;
  const table = arnOf(site, "table", "dynamodb", (name) => `table/${name}`);
  const read = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"];
  return [
    ...(can.includes("read") ? [claim(read, `${table}/stream/${textOf(options.label) ?? "*"}`, table)] : []),
    ...(can.includes("list") ? [everywhere(["dynamodb:ListStreams"])] : []),
    ...keyClaims(site, "dynamodb", { read: ["Decrypt"] }, table),
  ];
}

/** Actions without a resource: nothing is named. */
export function everywhere(actions: readonly string[], demands: readonly Demand[] = []): Claim {
  return { unit: undefined, wild: false, actions, resource: "*", demands };
}

/** The ARN of a secret: complete, or by name with the six characters that Secrets Manager adds. */
export function secretArn(given: string, region: string, account: string): string {
  const arn = given.startsWith("arn:") ? given : `arn:aws:secretsmanager:${region}:${account}:secret:${given}`;
  return /-[A-Za-z0-9]{6}$/.test(arn) && given.startsWith("arn:") ? arn : `${arn}-??????`;
}

function secretOf(site: Site): string {
  const value = site.options.secret as Value;
  const given = textOf(value) ?? textOf((value as Options).arn) ?? "";
  const arn = arnOf(site, "secret", "secretsmanager", (name) => `secret:${name}`);
  return given.startsWith("arn:") ? secretArn(given, "", "") : `${arn}-??????`;
}

function secret(site: Site): readonly Claim[] {
  const arn = secretOf(site);
  const actions = asked(site.can, { read: ["secretsmanager:GetSecretValue"], write: ["secretsmanager:PutSecretValue"] });
  const needs = { read: ["Decrypt"], write: ["GenerateDataKey", "Decrypt"] };
  return [claim(actions, arn), ...keyClaims(site, "secretsmanager", needs, arn)];
}

function parameter(site: Site): readonly Claim[] {
  const { can, options } = site;
  const arn = arnOf(site, "parameter", "ssm", (name) => `parameter/${name.replace(/^\//, "")}`);
  const actions = asked(can, { read: ["ssm:GetParameter", "ssm:GetParameters"], write: ["ssm:PutParameter"] });
  const tree = can.includes("tree") ? [arn, `${arn}/*`].map((on) => claim(["ssm:GetParametersByPath"], on, arn)) : [];
  const encrypt = options.tier === "advanced" ? ["GenerateDataKey"] : ["Encrypt"];
  return [
    ...(actions.length === 0 ? [] : [claim(actions, arn)]),
    ...tree,
    ...keyClaims(site, "ssm", { read: ["Decrypt"], tree: ["Decrypt"], write: encrypt }, arn),
  ];
}

function rdsConnect(site: Site): readonly Claim[] {
  const { options, place } = site;
  const region = textOf(options.region) ?? place.region;
  const user = `${textOf(options.resource)}/${textOf(options.user)}`;
  return [claim(["rds-db:connect"], `arn:aws:rds-db:${region}:${place.account}:dbuser:${user}`)];
}

const dataApi = ["ExecuteStatement", "BatchExecuteStatement", "BeginTransaction", "CommitTransaction", "RollbackTransaction"];

function rdsData(site: Site): readonly Claim[] {
  const cluster = arnOf(site, "cluster", "rds", (name) => `cluster:${name}`);
  const arn = secretOf(site);
  return [
    claim(
      dataApi.map((name) => `rds-data:${name}`),
      cluster,
    ),
    claim(["secretsmanager:GetSecretValue"], arn),
    ...keyClaims(site, "secretsmanager", { execute: ["Decrypt"] }, arn),
  ];
}

function efs(site: Site): readonly Claim[] {
  const arn = arnOf(site, "fileSystem", "elasticfilesystem", (id) => `file-system/${id}`);
  const point =
    site.options.accessPoint === undefined
      ? undefined
      : arnOf(site, "accessPoint", "elasticfilesystem", (id) => `access-point/${id}`);
  const [mount, write, root] = ["ClientMount", "ClientWrite", "ClientRootAccess"].map((name) => `elasticfilesystem:${name}`);
  const actions = asked(site.can, {
    read: [mount ?? ""],
    write: [mount ?? "", write ?? ""],
    root: [mount ?? "", write ?? "", root ?? ""],
  });
  const demands: readonly Demand[] = [
    { key: "elasticfilesystem:AccessedViaMountTarget", how: "equals", values: ["true"] },
    ...(point === undefined ? [] : [{ key: "elasticfilesystem:AccessPointArn", how: "equals", values: [point] } as const]),
  ];
  return [claim(actions, arn, arn, demands)];
}

/** The readers of these intents. */
export const dataIntents: Readonly<Record<string, (site: Site) => readonly Claim[]>> = {
  s3,
  dynamodb,
  "dynamodb-stream": dynamodbStream,
  "rds-connect": rdsConnect,
  "rds-data": rdsData,
  secret,
  parameter,
  efs,
};
