/** What the random platforms have: how many of them, by feature, so that nothing is left out unseen. */

import { platformOf } from "./generate";
import { mapOf, type Options, variablesOf } from "./raw";
import { containersOf, itemsOf, worldOf } from "./world";

type Has = (raw: Options, text: string) => boolean;

const world = (raw: Options) => worldOf(raw, new Map());
const services = (raw: Options) => Object.values(mapOf(raw.services)).map((service) => mapOf(service));
const accounts = (raw: Options) => Object.values(mapOf(raw.accounts)).map((account) => mapOf(account));
const items = (raw: Options) => services(raw).flatMap(({ access }) => itemsOf(access));
const statements = (raw: Options) => items(raw).filter(([intent]) => intent === "statement");
const text = (value: unknown): string => JSON.stringify(value);

const features: Readonly<Record<string, Has>> = {
  "1 service": (raw) => services(raw).length === 1,
  "4 services": (raw) => services(raw).length === 4,
  "1 account": (raw) => accounts(raw).length === 1,
  "3 accounts": (raw) => accounts(raw).length === 3,
  "2 regions": (raw) => new Set(world(raw).services.map(({ place }) => place.region)).size === 2,
  "2 accounts in use": (raw) => new Set(world(raw).services.map(({ place }) => place.account)).size > 1,
  statement: (raw) => statements(raw).length > 0,
  "a star": (raw) => statements(raw).some((one) => text(one).includes("*")),
  "a question mark": (raw) => statements(raw).some((one) => /[^?]\?[^?]/.test(text(one))),
  "a pattern of actions": (raw) => statements(raw).some(([, { actions }]) => text(actions).includes("*")),
  "a condition": (_, all) => all.includes('"conditions"'),
  "an end": (_, all) => all.includes('"until"'),
  "a late value": (raw) => variablesOf(raw).length > 0,
  "a late key": (raw) => variablesOf(raw.keys).length > 0,
  "a key": (_, all) => all.includes('"key":'),
  "a prefix": (_, all) => all.includes('"prefix"'),
  "a path of parameters": (_, all) => all.includes('"tree"') || all.includes("GetParametersByPath"),
  "an existing role": (raw) => services(raw).some(({ taskRole }) => taskRole !== undefined),
  sharedWith: (raw) => services(raw).some(({ sharedWith }) => sharedWith !== undefined),
  "a name of two services": (raw) => isShared(raw),
  "an override": (raw) => services(raw).some(({ taskRoleOverrides }) => taskRoleOverrides !== undefined),
  "a shared execution role": (_, all) => all.includes('"common"'),
  "no source conditions": (_, all) => all.includes('"sourceConditions":false'),
  exec: (raw) => services(raw).some(({ exec }) => exec === true),
  instances: (raw) => world(raw).services.some(({ cluster }) => cluster === "metal"),
  "host mode": (raw) => services(raw).some(({ networkMode }) => networkMode === "host"),
  "a host path": (_, all) => all.includes('"host":"'),
  "an EFS volume": (_, all) =>
    all.includes('"efs":{"fileSystem":"fs-0123456789abcdef0","can"') || all.includes('"volumes":{"data":{"efs"'),
  "an EBS volume": (_, all) => all.includes('"ebs"'),
  "a secret": (raw) =>
    world(raw)
      .services.flatMap(containersOf)
      .some(([, { secrets }]) => secrets !== undefined),
  "an environment file": (_, all) => all.includes('"environmentFiles"'),
  "a repository of another account": (raw) => pullsAbroad(raw),
  "pull for accounts": (_, all) => all.includes('"pull":{"accounts"'),
  "pull for the organization": (_, all) => all.includes('"pull":{"organization"'),
  "a bucket with a guard": (raw) => raw.buckets !== undefined,
  "a path of roles": (raw) => accounts(raw).some(({ rolePath }) => rolePath !== undefined),
  "a boundary": (raw) => accounts(raw).some(({ permissionsBoundary }) => permissionsBoundary !== undefined),
  tags: (raw) => accounts(raw).some(({ tags }) => tags !== undefined),
  "iam:PassRole": (_, all) => all.includes("iam:Pass"),
  "another way to a role": (_, all) => /UpdateAssumeRolePolicy|ecs:Exec|ssm:StartSession|ecr:PutImage|ecs:Poll/.test(all),
  "an acknowledgement": (_, all) => all.includes('"acknowledge"'),
  "an expectation that denies": (_, all) => all.includes('"deny"'),
  "an expectation that allows": (_, all) => all.includes('"allow"'),
};

function isShared(raw: Options): boolean {
  const names = services(raw).map(
    ({ access }) => new Set(itemsOf(access).map(([intent, options]) => `${intent} ${text(firstOf(options))}`)),
  );
  return names.some((own, index) => names.slice(index + 1).some((other) => [...own].some((name) => other.has(name))));
}

function firstOf(options: Options): unknown {
  return Object.values(options)[0];
}

function pullsAbroad(raw: Options): boolean {
  const repositories = mapOf(raw.repositories);
  return world(raw).services.some((service) =>
    containersOf(service).some(([, { image }]) => {
      const account = mapOf(repositories[String(image).split(":")[0] ?? ""]).account;
      return account !== undefined && mapOf(mapOf(raw.accounts)[String(account)]).id !== service.place.account;
    }),
  );
}

/** How many of the platforms of these seeds have each feature, and each intent. */
export function coverageOf(first: number, count: number): Readonly<Record<string, number>> {
  const found: Record<string, number> = Object.fromEntries(Object.keys(features).map((name) => [name, 0]));
  for (let seed = first; seed < first + count; seed += 1) {
    const raw = platformOf(seed);
    const all = text(raw);
    const names = Object.entries(features).flatMap(([name, has]) => (has(raw, all) ? [name] : []));
    for (const name of [
      ...names,
      ...new Set(items(raw).flatMap(([intent]) => (intent === "statement" ? [] : [`intent ${intent}`]))),
    ])
      found[name] = (found[name] ?? 0) + 1;
  }
  return found;
}
