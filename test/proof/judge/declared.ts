/** Who should be able to do what: the claims of every role that a service runs with, read from the platform file alone. */

import { type Claim, claim, type Demand, type Site } from "./claim";
import { callIntents, verbsOf } from "./intents-calls";
import { dataIntents, everywhere, secretArn } from "./intents-data";
import { listOf, mapOf, type Options, textOf, type Value } from "./raw";
import { statementClaims, untilOf } from "./statement-claims";
import { accountId, accountRegionOf, containersOf, itemsOf, roleArn, type Service, type World } from "./world";

/** A role as the platform file declares it. */
export interface DeclaredRole {
  readonly arn: string;
  readonly kind: "task" | "execution";
  /** The services that run with it. */
  readonly services: readonly string[];
  /** Of runs by hand: a task role that its service's own tasks do not run with. */
  readonly byHand: boolean;
  readonly claims: readonly Claim[];
  readonly existing: boolean;
  readonly sourceConditions: boolean;
  readonly selfAssume: boolean;
}

/** Every task and execution role of a platform; an execution role without claims is not written. */
export function declaredRoles(world: World): readonly DeclaredRole[] {
  const roles = world.services.flatMap((service) => [...taskRoles(world, service), executionRole(world, service)]);
  const byArn = new Map<string, DeclaredRole>();
  for (const role of roles) {
    const id = `${role.kind} ${role.arn} ${role.existing}`;
    const known = byArn.get(id);
    byArn.set(id, known === undefined ? role : together(known, role));
  }
  return [...byArn.values()];
}

function together(one: DeclaredRole, two: DeclaredRole): DeclaredRole {
  const services = [...one.services, ...two.services];
  const sourceConditions = one.sourceConditions && two.sourceConditions;
  return { ...one, services, claims: [...one.claims, ...two.claims], sourceConditions };
}

function taskRoles(world: World, service: Service): readonly DeclaredRole[] {
  const { options, name } = service;
  const taskRole = mapOf(options.taskRole);
  const existing = textOf(taskRole.existing);
  const common = {
    kind: "task",
    services: [name],
    byHand: false,
    existing: false,
    sourceConditions: true,
    selfAssume: false,
  } as const;
  const always = [...execClaims(world, service), ...volumeClaims(service)];
  const overrides = Object.entries(mapOf(options.taskRoleOverrides)).map(([key, override]): DeclaredRole => {
    const arn = roleArn(world.raw, service.place.account, `${world.platform}-${name}-${key}-task`);
    return { ...common, arn, byHand: true, claims: [...accessClaims(world, service, mapOf(override).access), ...always] };
  });
  const arn = existing ?? roleArn(world.raw, service.place.account, textOf(taskRole.name) ?? `${world.platform}-${name}-task`);
  const self = taskRole.selfAssume === true ? [claim(["sts:AssumeRole"], arn)] : [];
  const claims = existing === undefined ? [...accessClaims(world, service, options.access), ...self, ...always] : [];
  return [{ ...common, arn, claims, existing: existing !== undefined, selfAssume: taskRole.selfAssume === true }, ...overrides];
}

function executionRole(world: World, service: Service): DeclaredRole {
  const role = mapOf(service.options.executionRole);
  const existing = textOf(role.existing);
  const name = textOf(role.name) ?? `${world.platform}-${textOf(role.shared) ?? service.name}-execution`;
  return {
    arn: existing ?? roleArn(world.raw, service.place.account, name),
    kind: "execution",
    services: [service.name],
    byHand: false,
    claims: containersOf(service).flatMap(([container, options]) => containerClaims(world, service, container, options)),
    existing: existing !== undefined,
    sourceConditions: role.sourceConditions !== false,
    selfAssume: false,
  };
}

function accessClaims(world: World, service: Service, access: Value | undefined): readonly Claim[] {
  return itemsOf(access).flatMap(([intent, options]) => {
    if (intent === "statement") return statementClaims(options);
    const read = dataIntents[intent] ?? callIntents[intent];
    const site: Site = { options, can: verbsOf(intent, options), place: service.place, ...references(world, service) };
    return (read?.(site) ?? []).map((found) => ({ ...found, demands: [...found.demands, ...untilOf(options)] }));
  });
}

function references({ accounts }: World, { keys }: Service): Pick<Site, "accountOf" | "keyOf"> {
  return {
    accountOf: (name) => accountId(accounts, name),
    keyOf: (name) => textOf(keys[name]) ?? textOf(mapOf(keys[name]).arn) ?? name,
  };
}

/** What ECS Exec needs: a channel, and its log group. */
function execClaims({ platform, raw }: World, { options, place, cluster }: Service): readonly Claim[] {
  if (options.exec !== true) return [];
  const channel = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"];
  const name = textOf(mapOf(mapOf(raw.clusters)[cluster]).name) ?? cluster;
  const group = `arn:aws:logs:${place.region}:${place.account}:log-group:/ecs/${platform}/${name}/exec`;
  const write = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
  return [
    everywhere(channel.map((each) => `ssmmessages:${each}`)),
    everywhere(["logs:DescribeLogGroups"]),
    claim(write, `${group}:*`, group),
  ];
}

function volumeClaims({ options, place }: Service): readonly Claim[] {
  return Object.values(mapOf(options.volumes)).flatMap((volume) => {
    const efs = mapOf(mapOf(volume).efs);
    const id = textOf(efs.fileSystem);
    if (id === undefined) return [];
    const can = textOf(efs.can) ?? "write";
    const site = { options: efs, can: [can], place, accountOf: (name: string) => name, keyOf: (name: string) => name };
    return dataIntents.efs?.(site) ?? [];
  });
}

function containerClaims(world: World, service: Service, container: string, options: Options): readonly Claim[] {
  return [
    ...imageClaims(world, textOf(options.image) ?? ""),
    ...logClaims(world, service, container),
    ...Object.values(mapOf(options.secrets)).flatMap((secret) => secretClaims(world, service, secret)),
    ...listOf(options.environmentFiles).flatMap((file) => fileClaims(world, service, file)),
  ];
}

/** A declared repository by its name. */
function imageClaims({ raw }: World, image: string): readonly Claim[] {
  const name = image.split(":")[0] ?? "";
  const declared = mapOf(raw.repositories)[name];
  if (declared === undefined) return [];
  const { account, region } = accountRegionOf(raw, mapOf(declared));
  return [
    everywhere(["ecr:GetAuthorizationToken"]),
    claim(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], `arn:aws:ecr:${region}:${account}:repository/${name}`),
  ];
}

function logClaims({ platform }: World, { name, place, options }: Service, container: string): readonly Claim[] {
  const logs = mapOf(options.logs);
  if (logs.driver === "none") return [];
  const group = `arn:aws:logs:${place.region}:${place.account}:log-group:${textOf(logs.group) ?? `/ecs/${platform}/${name}`}`;
  const stream = `${group}:log-stream:${textOf(logs.streamPrefix) ?? name}/${container}/*`;
  return [claim(["logs:CreateLogStream", "logs:PutLogEvents"], stream, group)];
}

function secretClaims(world: World, service: Service, value: Value | undefined): readonly Claim[] {
  const { place } = service;
  const { keyOf, accountOf } = references(world, service);
  const long =
    typeof value === "string" ? (value.includes(":secretsmanager:") ? { secret: value } : { parameter: value }) : mapOf(value);
  const account = textOf(mapOf(long as Options).account);
  const region = textOf(mapOf(long as Options).region) ?? place.region;
  const parameter = textOf(mapOf(long as Options).parameter);
  const given = textOf(mapOf(long as Options).secret) ?? "";
  const arn =
    parameter === undefined
      ? secretArn(given, region, account === undefined ? place.account : accountOf(account))
      : parameterArn(parameter, { ...place, region });
  const key = keyOf(textOf(mapOf(long as Options).key) ?? "");
  const via = `${parameter === undefined ? "secretsmanager" : "ssm"}.${arn.split(":")[3]}.amazonaws.com`;
  const demands: readonly Demand[] = [{ key: "kms:ViaService", how: "equals", values: [via] }];
  const read = parameter === undefined ? ["secretsmanager:GetSecretValue"] : ["ssm:GetParameters"];
  return [claim(read, arn), ...(key === "" ? [] : [claim(["kms:Decrypt"], key, key, demands)])];
}

function parameterArn(given: string, { account, region }: Service["place"]): string {
  return given.startsWith("arn:")
    ? given
    : `arn:aws:ssm:${region}:${account}:parameter/${given.replace(/^(?:ssm:)?\//, "").replace(/^ssm:/, "")}`;
}

function fileClaims(world: World, { place }: Service, value: Value): readonly Claim[] {
  const long = typeof value === "string" ? { object: value } : mapOf(value);
  const object = `arn:aws:s3:::${(textOf(mapOf(long as Options).object) ?? "").replace(/^s3:\/\//, "")}`;
  const owner = textOf(mapOf(long as Options).owner);
  const account = owner === undefined ? place.account : accountId(world.accounts, owner);
  const demands: readonly Demand[] = [{ key: "aws:ResourceAccount", how: "equals", values: [account] }];
  const bucket = object.split("/")[0] ?? "";
  return [claim(["s3:GetObject"], object, object, demands), claim(["s3:GetBucketLocation"], bucket, bucket, demands)];
}
