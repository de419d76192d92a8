/** Small random platforms from a seed: a few services on few accounts that ask for things whose names are beginnings of each other. */

import { accessItem } from "./generate-access";
import { expectation } from "./generate-expect";
import { chainItems, dangerItem, deadItem } from "./generate-power";
import { statementItem } from "./generate-statement";
import { Random } from "./random";
import { type Options, textOf, type Value } from "./raw";
import type { Place } from "./world";

/** What a service of a random platform may ask for. */
export interface Surroundings {
  readonly random: Random;
  readonly place: Place;
  /** Ids by the names of accounts. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  /** The path of the account's roles. */
  readonly rolePath: string;
  readonly features: Features;
}

/** Parts of the platform file that a random platform may have. All are on unless a fault of the product that is known waits to be mended. */
export interface Features {
  readonly late: boolean;
  readonly existing: boolean;
  readonly hosts: boolean;
  readonly chains: boolean;
  readonly dangers: boolean;
  readonly expectations: boolean;
}

/** Everything. */
export const everything: Features = {
  late: true,
  existing: true,
  hosts: true,
  chains: true,
  dangers: true,
  expectations: true,
};

const ids = { prod: "123456789012", data: "210987654321", lab: "333344445555" } as const;

/** The platform of a seed. */
export function platformOf(seed: number, features: Features = everything): Options {
  const random = new Random(seed);
  const accounts = Object.fromEntries(Object.entries(ids).slice(0, 1 + random.below(3)));
  const clusters = clustersOf(random, Object.keys(accounts), features);
  const declared = Object.fromEntries(Object.entries(accounts).map(([name, id]) => [name, accountOf(random, id)]));
  const names = ["a", "b", "c", "d"].slice(0, 1 + random.below(4));
  const services = names.map((name) => {
    const cluster = random.pick(Object.keys(clusters));
    const { account, region } = clusters[cluster] as { readonly account: keyof typeof ids; readonly region: string };
    const rolePath = textOf(declared[account]?.rolePath) ?? "/";
    const around = { random, place: { account: ids[account], region }, accounts, names, rolePath, features };
    return [name, serviceOf(around, name, cluster, clusters[cluster]?.ec2 !== undefined)] as const;
  });
  const place = { account: ids.prod, region: "us-east-1" };
  const expect =
    features.expectations && random.chance(12)
      ? { expect: [expectation({ random, place, accounts, rolePath: "/", features })].filter(({ deny }) => deny !== undefined) }
      : {};
  return {
    platform: "shop",
    organization: "o-a1b2c3d4e5",
    accounts: declared,
    defaults: { account: "prod" },
    keys: keysOf(random, features),
    clusters,
    repositories: repositoriesOf(random, Object.keys(accounts)),
    ...(random.chance(25) ? { buckets: { photos: { organizationOnly: true } } } : {}),
    services: Object.fromEntries(services),
    ...expect,
  };
}

/** An account, sometimes with what it demands of its roles. */
function accountOf(random: Random, id: string): Options {
  return {
    id,
    region: "us-east-1",
    ...(random.chance(12) ? { rolePath: "/team/" } : {}),
    ...(random.chance(10) ? { permissionsBoundary: `arn:aws:iam::${id}:policy/boundary` } : {}),
    ...(random.chance(12) ? { tags: { team: "blue" } } : {}),
  };
}

/** Two repositories, sometimes for more than the services that pull from them. */
function repositoriesOf(random: Random, accounts: readonly string[]): Options {
  const pull = (): Options =>
    random.chance(15)
      ? { pull: { accounts: [random.pick(accounts)] } }
      : random.chance(10)
        ? { pull: { organization: true } }
        : {};
  const one = (): Options => ({ account: random.pick(accounts), existing: true, ...pull() });
  return { api: one(), web: one() };
}

function clustersOf(random: Random, accounts: readonly string[], { hosts }: Features): Record<string, Options> {
  const all = accounts.map(
    (account, index) => [`c${index}`, { account, region: random.chance(75) ? "us-east-1" : "eu-west-1" }] as const,
  );
  const [first] = all;
  const west: readonly (readonly [string, Options])[] = random.chance(30)
    ? [["west", { account: "prod", region: "eu-west-1" }]]
    : [];
  const capacity = {
    instanceTypes: ["m7i.large"],
    subnets: ["subnet-0a1b2c3d4e5f60718"],
    securityGroups: ["sg-0a1b2c3d4e5f60718"],
  };
  const metal: readonly (readonly [string, Options])[] =
    hosts && random.chance(14) && first !== undefined ? [["metal", { ...first[1], ec2: capacity }]] : [];
  return Object.fromEntries([...all, ...west, ...metal]);
}

function keysOf(random: Random, { late }: Features): Options {
  const key = "arn:aws:kms:us-east-1:123456789012:key/11111111-0000-4000-8000-000000000001";
  return { main: late && random.chance(10) ? { var: "key_arn_1" } : key };
}

function serviceOf(around: Surroundings, name: string, cluster: string, metal: boolean): Options {
  const { random, names, features } = around;
  const role = features.existing && random.chance(4) ? existingRole(around) : undefined;
  const access = role === undefined ? accessOf(around) : [];
  const taken = access.length > 0 && features.dangers && random.chance(30) ? { acknowledge: acknowledgements(random) } : {};
  const shared = names.filter((other) => other !== name && random.chance(8));
  return {
    cluster,
    containers: { app: containerOf(around) },
    ...(metal ? hostOf(random) : {}),
    ...(random.chance(60)
      ? { logs: { driver: "none" } }
      : random.chance(30)
        ? { logs: { group: "/aws/payments", existing: true } }
        : {}),
    ...(access.length === 0 ? {} : { access }),
    ...taken,
    ...volumesOf(random, metal),
    ...(features.expectations && random.chance(10) ? { expect: [expectation(around)] } : {}),
    ...(role === undefined ? {} : { taskRole: { existing: role } }),
    ...(shared.length === 0 ? {} : { sharedWith: shared }),
    ...(random.chance(6) ? { exec: true } : {}),
    ...(random.chance(6)
      ? { executionRole: { shared: "common" } }
      : random.chance(6)
        ? { executionRole: { sourceConditions: false } }
        : {}),
    ...(random.chance(5) ? { taskRoleOverrides: { manual: { why: "by hand", access: [itemOf(around)] } } } : {}),
  };
}

/** Some items, and now and then what leads further than to data. */
function accessOf(around: Surroundings): readonly Value[] {
  const { random, features } = around;
  return [
    ...Array.from({ length: random.below(4) }, () => itemOf(around)),
    ...(features.chains && random.chance(8) ? chainItems(around) : []),
    ...(features.dangers && random.chance(3) ? [dangerItem(around)] : []),
    ...(features.dangers && random.chance(1) ? [deadItem(around)] : []),
  ];
}

/** Some dangers taken on, needed or not. */
function acknowledgements(random: Random): readonly Options[] {
  return random
    .some(["pass-role-any-service", "pass-role-wildcard", "task-command", "bucket-policy", "foreign-write", "host-network"], 40)
    .map((id) => ({ id, why: "tried" }));
}

/** Volumes: those of EFS are mounted by the task role, those of EBS by a role of ECS's own. */
function volumesOf(random: Random, metal: boolean): Options {
  if (metal || random.chance(92)) return {};
  const ebs = { ebs: { sizeGiB: 1 } };
  const efs = { efs: { fileSystem: "fs-0123456789abcdef0", can: random.pick(["read", "write"]) } };
  return { volumes: { data: random.chance(50) ? ebs : efs } };
}

function hostOf(random: Random): Options {
  return random.chance(30)
    ? { networkMode: "host" }
    : random.chance(25)
      ? { volumes: { sock: { host: random.pick(["/var/run/docker.sock", "/", "/data/shared"]) } } }
      : {};
}

/** A role that exists: somebody else's, or one that the platform writes itself. */
function existingRole({ random, place, names, rolePath }: Surroundings): string {
  const name = random.chance(50)
    ? `shop-${random.pick(names)}-task`
    : random.chance(30)
      ? `SHOP-${random.pick(names)}-task`
      : "legacy";
  return `arn:aws:iam::${place.account}:role${rolePath}${name}`;
}

function itemOf(around: Surroundings): Value {
  return around.random.chance(45) ? statementItem(around) : accessItem(around);
}

function containerOf(around: Surroundings): Options {
  const { random } = around;
  const secrets = random.chance(30) ? { secrets: { KEY: secretOf(around) } } : {};
  const files = random.chance(8) ? { environmentFiles: [`s3://${random.pick(["photos", "photos-raw"])}/originals/app.env`] } : {};
  return {
    image: random.chance(25) ? random.pick(["api:1", "api:1", "web:1"]) : "public.ecr.aws/docker/library/busybox:stable",
    ...secrets,
    ...files,
  };
}

function secretOf({ random, place, features }: Surroundings): Value {
  const name = random.pick(["prod/pay", "prod/payments", "prod"]);
  const key = place.region === "us-east-1" && random.chance(30) ? { key: "main" } : {};
  if (random.chance(40)) return `ssm:${random.pick(["/shop/db", "/shop", "/shop/db/user", "plain"])}`;
  if (features.late && random.chance(10)) return { secret: { var: "secret_arn_1" }, ...key };
  if (random.chance(50))
    return { secret: `arn:aws:secretsmanager:${place.region}:${place.account}:secret:${name}-AbCdEf`, ...key };
  return { secret: name, ...key };
}
