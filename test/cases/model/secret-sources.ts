/**
 * Secrets as a platform file of account 111122223333 in us-east-1 may name them, and what they become; `key` is a key of that account and region,
 * `akey` one of 444455556666. Sources: the ECS pages on `valueFrom` named in modules/model/secret-reference.ts.
 */

/** What ECS gets, what the policy names, and whether that is exact. `place` is `account/region`; `says` are the warnings. */
export interface AcceptedSecret {
  readonly claim: string;
  readonly spec: object | string;
  readonly valueFrom: string;
  readonly resource: string;
  readonly exact?: false;
  readonly place?: string;
  readonly key?: string;
  readonly behind?: string;
  readonly says?: string;
}

/** A refusal: its code, and the last part of its path. */
export interface RefusedSecret {
  readonly claim: string;
  readonly spec: object | string;
  readonly code: string;
  readonly at?: string;
  readonly message: RegExp;
}

const sm = "arn:aws:secretsmanager:us-east-1:111122223333:secret";
const ssm = "arn:aws:ssm:us-east-1:111122223333:parameter";
const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const foreignKey = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const foreign = "arn:aws:secretsmanager:us-east-1:444455556666:secret:db-AbCdEf";

export const accepted: readonly AcceptedSecret[] = [
  { claim: "a parameter by its short form", spec: "ssm:/shop/db", valueFrom: "/shop/db", resource: `${ssm}/shop/db` },
  { claim: "a parameter by its path", spec: "/shop/db", valueFrom: "/shop/db", resource: `${ssm}/shop/db` },
  { claim: "a parameter without levels", spec: "db", valueFrom: "db", resource: `${ssm}/db` },
  { claim: "a parameter by its ARN", spec: `${ssm}/shop/db`, valueFrom: `${ssm}/shop/db`, resource: `${ssm}/shop/db` },
  { claim: "a parameter in the long form", spec: { parameter: "/shop/db" }, valueFrom: "/shop/db", resource: `${ssm}/shop/db` },
  {
    claim: "a parameter with a key",
    spec: { parameter: "/shop/db", key: "main" },
    valueFrom: "/shop/db",
    resource: `${ssm}/shop/db`,
    key,
  },
  {
    claim: "a parameter in another region, which ECS finds by its ARN alone",
    spec: { parameter: "/shop/db", region: "eu-west-1" },
    valueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/db",
    resource: "arn:aws:ssm:eu-west-1:111122223333:parameter/shop/db",
    place: "111122223333/eu-west-1",
  },
  {
    claim: "a parameter in its own region, named",
    spec: { parameter: "/shop/db", region: "us-east-1" },
    valueFrom: "/shop/db",
    resource: `${ssm}/shop/db`,
  },
  {
    claim: "the ARN of a parameter in another region",
    spec: "arn:aws:ssm:eu-west-1:111122223333:parameter/db",
    valueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/db",
    resource: "arn:aws:ssm:eu-west-1:111122223333:parameter/db",
    place: "111122223333/eu-west-1",
  },
  {
    claim: "a parameter that AWS publishes, which belongs to no account",
    spec: "/aws/service/canonical/ubuntu",
    valueFrom: "/aws/service/canonical/ubuntu",
    resource: "arn:aws:ssm:us-east-1::parameter/aws/service/canonical/ubuntu",
  },
  {
    claim: "a parameter of another account with a key",
    spec: { parameter: "arn:aws:ssm:us-east-1:444455556666:parameter/db", key: "akey" },
    valueFrom: "arn:aws:ssm:us-east-1:444455556666:parameter/db",
    resource: "arn:aws:ssm:us-east-1:444455556666:parameter/db",
    place: "444455556666/us-east-1",
    key: foreignKey,
  },
  {
    claim: "a parameter of another account without a key, which may be plain text, with a warning",
    spec: "arn:aws:ssm:us-east-1:444455556666:parameter/db",
    valueFrom: "arn:aws:ssm:us-east-1:444455556666:parameter/db",
    resource: "arn:aws:ssm:us-east-1:444455556666:parameter/db",
    place: "444455556666/us-east-1",
    says: "cross-account-key",
  },
  {
    claim: "a secret behind a parameter, with its own grant",
    spec: "/aws/reference/secretsmanager/shop/db",
    valueFrom: "/aws/reference/secretsmanager/shop/db",
    resource: `${ssm}/aws/reference/secretsmanager/shop/db`,
    behind: `${sm}:shop/db-??????`,
  },
  {
    claim: "a secret behind a parameter of another region, which lives there",
    spec: { parameter: "/aws/reference/secretsmanager/db", region: "eu-west-1" },
    valueFrom: "arn:aws:ssm:eu-west-1:111122223333:parameter/aws/reference/secretsmanager/db",
    resource: "arn:aws:ssm:eu-west-1:111122223333:parameter/aws/reference/secretsmanager/db",
    place: "111122223333/eu-west-1",
    behind: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-??????",
  },
  { claim: "a parameter by a variable", spec: { parameter: { var: "db" } }, valueFrom: "${var.db}", resource: "${var.db}" },
  { claim: "a secret by its complete ARN", spec: `${sm}:db-AbCdEf`, valueFrom: `${sm}:db-AbCdEf`, resource: `${sm}:db-AbCdEf` },
  { claim: "a secret by a partial ARN", spec: `${sm}:db`, valueFrom: `${sm}:db`, resource: `${sm}:db-??????`, exact: false },
  { claim: "a JSON key", spec: `${sm}:db-AbCdEf:user::`, valueFrom: `${sm}:db-AbCdEf:user::`, resource: `${sm}:db-AbCdEf` },
  {
    claim: "a version stage",
    spec: `${sm}:db-AbCdEf::AWSPREVIOUS:`,
    valueFrom: `${sm}:db-AbCdEf::AWSPREVIOUS:`,
    resource: `${sm}:db-AbCdEf`,
  },
  { claim: "a version id", spec: `${sm}:db-AbCdEf:::9d4c`, valueFrom: `${sm}:db-AbCdEf:::9d4c`, resource: `${sm}:db-AbCdEf` },
  {
    claim: "a JSON key of a stage of a partial ARN",
    spec: `${sm}:db:user:AWSCURRENT:`,
    valueFrom: `${sm}:db:user:AWSCURRENT:`,
    resource: `${sm}:db-??????`,
    exact: false,
  },
  { claim: "three empty fields as none", spec: `${sm}:db-AbCdEf:::`, valueFrom: `${sm}:db-AbCdEf`, resource: `${sm}:db-AbCdEf` },
  {
    claim: "a secret by its name",
    spec: { secret: "shop/db" },
    valueFrom: `${sm}:shop/db`,
    resource: `${sm}:shop/db-??????`,
    exact: false,
  },
  {
    claim: "the parts of a secret by its name",
    spec: { secret: "db", jsonKey: "user", versionStage: "AWSPENDING" },
    valueFrom: `${sm}:db:user:AWSPENDING:`,
    resource: `${sm}:db-??????`,
    exact: false,
  },
  {
    claim: "options before the fields of the ARN",
    spec: { secret: `${sm}:db-AbCdEf:user::`, jsonKey: "password" },
    valueFrom: `${sm}:db-AbCdEf:password::`,
    resource: `${sm}:db-AbCdEf`,
  },
  {
    claim: "fields of the ARN beside options",
    spec: { secret: `${sm}:db-AbCdEf:user::`, versionId: "9d4c" },
    valueFrom: `${sm}:db-AbCdEf:user::9d4c`,
    resource: `${sm}:db-AbCdEf`,
  },
  {
    claim: "a name with the random suffix, as complete",
    spec: { secret: "db-AbCdEf" },
    valueFrom: `${sm}:db-AbCdEf`,
    resource: `${sm}:db-AbCdEf`,
  },
  {
    claim: "a name that ends like one with the suffix, with a warning",
    spec: { secret: "db-secret" },
    valueFrom: `${sm}:db-secret`,
    resource: `${sm}:db-secret`,
    says: "invalid-secret",
  },
  {
    claim: "five characters behind a hyphen as a part of the name",
    spec: { secret: "db-login" },
    valueFrom: `${sm}:db-login`,
    resource: `${sm}:db-login-??????`,
    exact: false,
  },
  {
    claim: "seven characters behind a hyphen as a part of the name",
    spec: { secret: "db-Abcdefg" },
    valueFrom: `${sm}:db-Abcdefg`,
    resource: `${sm}:db-Abcdefg-??????`,
    exact: false,
  },
  {
    claim: "a word and the real suffix",
    spec: { secret: "db-secret-AbCdEf" },
    valueFrom: `${sm}:db-secret-AbCdEf`,
    resource: `${sm}:db-secret-AbCdEf`,
  },
  {
    claim: "a secret by name in another region",
    spec: { secret: "db", region: "eu-west-1" },
    valueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db",
    resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-??????",
    exact: false,
    place: "111122223333/eu-west-1",
  },
  {
    claim: "a secret of another account by name, with its key",
    spec: { secret: "db-AbCdEf", account: "shared", key: "akey" },
    valueFrom: foreign,
    resource: foreign,
    place: "444455556666/us-east-1",
    key: foreignKey,
  },
  {
    claim: "a secret of another account by ARN, with its key",
    spec: { secret: foreign, key: foreignKey },
    valueFrom: foreign,
    resource: foreign,
    place: "444455556666/us-east-1",
    key: foreignKey,
  },
  {
    claim: "a key that Terraform looks up",
    spec: { secret: "db", lookup: true },
    valueFrom: `${sm}:db`,
    resource: `${sm}:db-??????`,
    exact: false,
    key: "${local.db_kms_key_arn}",
  },
  {
    claim: "a secret by a variable, with parts",
    spec: { secret: { var: "db" }, jsonKey: "user" },
    valueFrom: "${var.db}:user::",
    resource: "${var.db}",
  },
];

export const refused: readonly RefusedSecret[] = [
  { claim: "a version of a parameter", spec: "/shop/db:3", code: "invalid-secret", message: /version or label/ },
  { claim: "levels without a leading slash", spec: "shop/db", code: "invalid-secret", message: /no leading slash/ },
  { claim: "an empty level", spec: { parameter: "/shop//db" }, code: "invalid-secret", at: "parameter", message: /empty level/ },
  { claim: "a wildcard in a parameter", spec: "/shop/*", code: "invalid-secret", message: /no parameter name/ },
  {
    claim: "a parameter of another partition",
    spec: "arn:aws-cn:ssm:cn-north-1:111122223333:parameter/db",
    code: "partition-mismatch",
    message: /is in partition `aws-cn`/,
  },
  {
    claim: "a secret of another partition",
    spec: "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:db-AbCdEf",
    code: "partition-mismatch",
    message: /is in partition `aws-us-gov`/,
  },
  {
    claim: "a secret of another partition in the long form",
    spec: { secret: "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:db-AbCdEf", key },
    code: "partition-mismatch",
    message: /aws-cn/,
  },
  { claim: "the ARN of something else", spec: "arn:aws:s3:::shop", code: "invalid-arn", message: /./ },
  { claim: "a key as a secret", spec: { secret: key }, code: "invalid-arn", at: "secret", message: /./ },
  {
    claim: "one field behind the name",
    spec: `${sm}:db-AbCdEf:user`,
    code: "invalid-secret",
    message: /neither no field nor three/,
  },
  {
    claim: "two fields behind the name",
    spec: `${sm}:db-AbCdEf:user:AWSCURRENT`,
    code: "invalid-secret",
    message: /neither no field nor three/,
  },
  {
    claim: "four fields behind the name",
    spec: `${sm}:db-AbCdEf:a:b::c`,
    code: "invalid-secret",
    message: /neither no field nor three/,
  },
  {
    claim: "a stage and an id in the ARN",
    spec: `${sm}:db-AbCdEf::AWSCURRENT:9d4c`,
    code: "invalid-secret",
    message: /both a version stage and a version id/,
  },
  {
    claim: "a stage and an id as options",
    spec: { secret: "db", versionStage: "AWSCURRENT", versionId: "9d4c" },
    code: "invalid-secret",
    message: /exclude each other/,
  },
  {
    claim: "a colon in a JSON key",
    spec: { secret: "db", jsonKey: "a:b" },
    code: "invalid-secret",
    at: "jsonKey",
    message: /holds a colon/,
  },
  {
    claim: "a colon in a stage of a variable",
    spec: { secret: { var: "db" }, versionStage: "a:b" },
    code: "invalid-secret",
    at: "versionStage",
    message: /holds a colon/,
  },
  {
    claim: "a name with a wildcard",
    spec: { secret: "db-*" },
    code: "invalid-secret",
    at: "secret",
    message: /not the name of a secret/,
  },
  {
    claim: "a name with fields",
    spec: { secret: "db:user::" },
    code: "invalid-secret",
    at: "secret",
    message: /not the name of a secret/,
  },
  { claim: "a wildcard in an ARN", spec: `${sm}:db-??????`, code: "wildcard-in-arn", message: /./ },
  {
    claim: "an account that is not declared",
    spec: { secret: "db", account: "nobody" },
    code: "unknown-reference",
    at: "account",
    message: /no account `nobody`/,
  },
  {
    claim: "a secret of another account without a key",
    spec: foreign,
    code: "cross-account-key",
    message: /account `444455556666` and has no `key`/,
  },
  {
    claim: "a secret of another account by name without a key",
    spec: { secret: "db", account: "shared" },
    code: "cross-account-key",
    message: /secret `db` is in account `444455556666`/,
  },
  {
    claim: "a lookup in another account",
    spec: { secret: "db", account: "shared", lookup: true },
    code: "cross-account-key",
    at: "lookup",
    message: /cannot be looked up in account/,
  },
  {
    claim: "a lookup in another region",
    spec: { secret: "db", region: "eu-west-1", lookup: true },
    code: "invalid-secret",
    at: "lookup",
    message: /cannot be looked up in region/,
  },
  {
    claim: "a lookup beside a key",
    spec: { secret: "db", key: "main", lookup: true },
    code: "invalid-secret",
    at: "lookup",
    message: /exclude each other/,
  },
  {
    claim: "a key of another region than the secret",
    spec: { secret: "db", region: "eu-west-1", key: "main" },
    code: "key-region-mismatch",
    at: "key",
    message: /is not in `eu-west-1`/,
  },
  {
    claim: "a key of another region than the parameter",
    spec: { parameter: "/db", region: "eu-west-1", key: "main" },
    code: "key-region-mismatch",
    at: "key",
    message: /is not in `eu-west-1`/,
  },
  {
    claim: "an alias as a key",
    spec: { secret: "db", key: "arn:aws:kms:us-east-1:111122223333:alias/db" },
    code: "invalid-arn",
    at: "key",
    message: /is an alias/,
  },
  {
    claim: "a key that is not declared",
    spec: { parameter: "/db", key: "mian" },
    code: "unknown-reference",
    at: "key",
    message: /no key `mian`/,
  },
];
