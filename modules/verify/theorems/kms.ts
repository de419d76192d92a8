/** KMS: a role may use a key if and only if the platform file names that customer-managed key, and through the service that it encrypts for. */

import { hasNoResource } from "../../iam/actions/table";
import { actionGlob } from "../../iam/evaluate/named";
import { glob, intersects } from "../../iam/glob";
import { showText, type Text } from "../../iam/text";
import type { ServicePart } from "../../model/model";
import { taskRolesOf } from "../../model/task-roles";
import { catalogue } from "../../policy/catalogue";
import type { Intent } from "../../policy/intents/intent";
import { quote } from "../../problem";
import { filesOf, secretsOf } from "./declared/execution-role";
import { nameOf } from "./names";
import { requested } from "./permission-words";
import type { ProvenRole } from "./proven-role";
import { type Counterexample, type Finding, roleDocuments, type Theorem, together } from "./theorem";
import { keyOf, type TracedPermission } from "./traced-permission";

/** A key and how it may be used: by a service and region (`s3.us-east-1.`), or by the caller itself. */
interface KeyUse {
  readonly key: Text;
  readonly through: string | undefined;
  /** The actions of this use, where a key has several. */
  readonly actions?: readonly string[];
}

/** For every written role: no permission on a key that is not declared, none past the named service, and at least one for each that is declared. */
export const kms = {
  id: "kms",
  title: "a role may use a key if and only if a customer-managed key is declared, that key only, through the named service only",
  short: "roles use exactly the keys that are named, through their service",
  scope: "role",
  holdsOver:
    "every action of KMS on a key in the identity policies of every role that is written; patterns for keys in a statement are named, and a danger; key policies are not looked at",
  compared: "permissions on keys, and declared uses of keys",
  sides: [roleDocuments, "the customer-managed keys that the platform file names, each for one service of AWS"],
  find: ({ roles }) => together(roles.map(keysOf)),
} as const satisfies Theorem;

function keysOf(proven: ProvenRole): Finding {
  const uses = usesOf(proven);
  const onKeys = proven.allows.filter(
    ({ action, effect }) => effect === "Allow" && isOfKms(action) && hasNoResource(action) !== true,
  );
  const wrong = onKeys.filter((permission) => !uses.some((use) => isWithin(permission, use)));
  const missing = uses.filter((use) => !onKeys.some((permission) => isWithin(permission, use)));
  const common = { verdict: "refuted", about: { role: proven.role.name } } as const;
  return {
    compared: onKeys.length + uses.length,
    counterexamples: [
      ...wrong.map(
        (permission): Counterexample => ({
          ...common,
          words: `${proven.label} can ${requested(permission, undefined)} without a customer-managed key that says so, or past the service that the key is for`,
          path: permission.paths[0] ?? proven.role.path,
        }),
      ),
      ...missing.map(
        ({ key, through }): Counterexample => ({
          ...common,
          words: `${proven.label} cannot use key ${quote(showText(key))}${through === undefined ? "" : ` through ${quote(through)}`}, which the platform file names`,
          path: proven.role.path,
        }),
      ),
    ],
    assumptions: [
      ...(uses.length === 0 ? [] : ["the policy of each key lets its account decide by IAM policies"]),
      ...onKeys
        .filter((permission) => isPattern(permission) && !wrong.includes(permission))
        .map((permission) => byPattern(proven, permission)),
    ],
  };
}

function isPattern({ resource = "*" }: Pick<TracedPermission, "resource">): boolean {
  return nameOf(keyOf(resource)) === undefined;
}

function byPattern(proven: ProvenRole, permission: TracedPermission): string {
  return `keys by a pattern of a statement: ${proven.label} can ${requested(permission, undefined)}${permission.resource === "*" ? " on `*`" : ""}`;
}

/** Only an exact key: a wildcard is no key that was declared. A statement of the user's own is what it says; its patterns are named as such. */
function isWithin({ action, resource = "*", conditions }: TracedPermission, { key, through, actions }: KeyUse): boolean {
  if (keyOf(resource) !== keyOf(key) || actions?.includes(action) === false) return false;
  if (through === undefined) return true;
  return conditions.some(
    ({ operator, key: name, values }) =>
      name.toLowerCase() === "kms:viaservice" &&
      /^String(Equals|Like)$/.test(operator) &&
      values.every((value) => keyOf(value).startsWith(through)),
  );
}

function isOfKms(action: string): boolean {
  return /^kms:/i.test(action) || (/[*?]/.test(action) && intersects(actionGlob(action), glob("kms:*")) !== undefined);
}

function usesOf({ kind, owners, role }: ProvenRole): readonly KeyUse[] {
  if (kind === "execution") return owners.flatMap(usesOfContainers);
  if (kind === "infrastructure") return owners.flatMap(usesOfInfrastructure);
  return kind === "task" ? owners.flatMap((service) => usesOfTask(service, role.arn)) : [];
}

function through(service: string, region: Text): string {
  return `${service}.${keyOf(region)}.`;
}

function usesOfContainers({ containers = [], volumes = [] }: ServicePart): readonly KeyUse[] {
  const credentials = volumes.flatMap((volume) => (volume.kind === "fsx-windows" ? [volume.credentials] : []));
  const secrets = [...containers.flatMap(secretsOf), ...credentials];
  return [
    ...secrets.flatMap(({ key, kind, behind, place }) => {
      const service = kind === "parameter" && behind === undefined ? "ssm" : "secretsmanager";
      return key === undefined ? [] : [{ key, through: through(service, place.region) }];
    }),
    ...containers
      .flatMap(filesOf)
      .flatMap(({ key, region }) => (key === undefined ? [] : [{ key, through: through("s3", region) }])),
  ];
}

/** ECS describes the key of a volume, and makes the keys of certificates, without another service between; the rest is for EBS. */
function usesOfInfrastructure({ volumes = [], deployment, place }: ServicePart): readonly KeyUse[] {
  const ofVolumes = volumes.flatMap((volume): readonly KeyUse[] => {
    if (volume.kind !== "ebs" || volume.key === undefined) return [];
    const [key, ebs] = [volume.key, through("ec2", place.region)];
    const encrypt = ["kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
    return [
      { key, through: undefined, actions: ["kms:DescribeKey"] },
      { key, through: ebs, actions: encrypt },
      { key, through: ebs, actions: ["kms:CreateGrant"] },
    ];
  });
  const certificates = deployment?.serviceConnect?.tls?.key;
  return [...ofVolumes, ...(certificates === undefined ? [] : [{ key: certificates, through: undefined }])];
}

function usesOfTask(service: ServicePart, arn: Text): readonly KeyUse[] {
  const { exec } = service;
  const own = taskRolesOf(service).filter(({ role }) => keyOf(role.arn) === keyOf(arn));
  const items = own.flatMap(({ access }) => access);
  const ofItems = items.flatMap((item): readonly KeyUse[] => {
    if (item.intent === "statement")
      return item.actions.some((action) => isOfKms(action) && hasNoResource(action) !== true)
        ? item.resources.map((key) => ({ key, through: undefined }))
        : [];
    const { key } = item;
    if (key === undefined) return [];
    if (item.intent === "kms") return [{ key, through: undefined }];
    const intent: Intent = catalogue[item.intent];
    const needed = item.can
      .flatMap((verb) => intent.verbs[verb]?.key ?? [])
      .some(({ flag }) => flag === undefined || item.flags.includes(flag));
    const service = intent.encryption?.service;
    return needed && service !== undefined ? [{ key, through: through(service, item.place.region) }] : [];
  });
  return [...ofItems, ...(exec?.key === undefined ? [] : [{ key: exec.key, through: undefined }])];
}
