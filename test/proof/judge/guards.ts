/** Resource policies: repositories from which others pull, and buckets that are for the organization only. */

import { evaluate, type Policies, readPolicies } from "../../../modules/iam/evaluate";
import type { Context } from "./emitted";
import type { Violation } from "./isolation";
import { mapOf, textOf, textsOf } from "./raw";
import type { Trial } from "./trial";
import { accountId, accountRegionOf, containersOf, type Place } from "./world";

const all = readPolicies({ identity: [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }] });
const open = readPolicies({
  resource: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] },
});
if (!all.ok || !open.ok) throw new Error("unreadable");
const everything = all.value.identity ?? [];
const everybody = open.value.resource;

type ResourcePolicy = NonNullable<Policies["resource"]>;

interface Asked {
  readonly principal: Parameters<typeof evaluate>[0]["principal"];
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
  readonly context?: Context;
}

function isAllowed(
  { count }: Trial,
  { owner, context = {}, ...asked }: Asked,
  identity: NonNullable<Policies["identity"]>,
  resource: ResourcePolicy | undefined,
): boolean {
  count.requests += 1;
  const request = { ...asked, resourceAccount: owner, context };
  return evaluate(request, { identity, ...(resource === undefined ? {} : { resource }) }).outcome === "allowed";
}

const pulls = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const stranger = "999999999999";

/** A pull across accounts that a half of is missing, and a repository that lets somebody in whom nobody named. */
export function pullViolations(trial: Trial): readonly Violation[] {
  const { world, known } = trial;
  return Object.entries(mapOf(world.raw.repositories)).flatMap(([name, options]) => {
    const place = accountRegionOf(world.raw, mapOf(options));
    const arn = `arn:aws:ecr:${place.region}:${place.account}:repository/${name}`;
    const pullers = pullersOf(trial, name).filter(({ account }) => account !== place.account);
    const found = [
      ...missing(trial, arn, place, pullers, known.get(arn)),
      ...strangers(trial, arn, place, { pullers, pull: mapOf(mapOf(options).pull) }, known.get(arn)),
    ];
    return found.map(({ role, action, why }) => ({ theorem: "pairing", role, action, resource: arn, why, open: false }));
  });
}

interface Puller {
  readonly arn: string;
  readonly account: string;
}

/** The execution roles of services whose containers run an image of the repository. */
function pullersOf({ world, declared }: Trial, repository: string): readonly Puller[] {
  const names = world.services
    .filter((service) => containersOf(service).some(([, { image }]) => textOf(image)?.split(":")[0] === repository))
    .map(({ name }) => name);
  return declared
    .filter(({ kind, services }) => kind === "execution" && services.some((name) => names.includes(name)))
    .map(({ arn }) => ({ arn, account: arn.split(":")[4] ?? "" }));
}

type Found = Pick<Violation, "role" | "action" | "why">;

function missing(
  trial: Trial,
  resource: string,
  { account: owner }: Place,
  pullers: readonly Puller[],
  policy: ResourcePolicy | undefined,
): readonly Found[] {
  return pullers.flatMap(({ arn: role }) => {
    const identity = trial.roles.find(({ emitted }) => emitted.arn === role)?.emitted.identity ?? everything;
    const principal = { kind: "role", arn: role, session: "ecs" } as const;
    const refused = pulls.find((action) => !isAllowed(trial, { principal, action, resource, owner }, identity, policy));
    const token = { principal, action: "ecr:GetAuthorizationToken", resource: "*", owner: role.split(":")[4] ?? "" };
    if (refused !== undefined) return [{ role, action: refused, why: "it pulls from there" }];
    return isAllowed(trial, token, identity, undefined) ? [] : [{ role, action: token.action, why: "it pulls" }];
  });
}

interface Invited {
  readonly pullers: readonly Puller[];
  readonly pull: ReturnType<typeof mapOf>;
}

/** Everybody else has every permission of his own, and is of another organization. */
function strangers(
  trial: Trial,
  resource: string,
  { account: owner }: Place,
  { pullers, pull }: Invited,
  policy: ResourcePolicy | undefined,
): readonly Found[] {
  if (policy === undefined) return [];
  const { world, roles } = trial;
  const accounts = Object.keys(mapOf(world.accounts)).map((name) => accountId(world.accounts, name));
  const whole = textsOf(pull.accounts).map((name) => accountId(world.accounts, name));
  const others = [
    ...roles.map(({ emitted }) => emitted.arn),
    ...[...accounts, stranger].map((account) => `arn:aws:iam::${account}:role/other`),
  ];
  const context = { "aws:PrincipalOrgID": "o-zzzzzzzzzz" };
  const reaching = others.flatMap((role): readonly Found[] => {
    const account = role.split(":")[4] ?? "";
    if (account === owner) return [];
    const mayPull = whole.includes(account) || pullers.some(({ arn }) => arn === role);
    const principal = { kind: "role", arn: role, session: "x" } as const;
    return [...(mayPull ? [] : pulls), "ecr:PutImage", "ecr:SetRepositoryPolicy"]
      .filter((action) => isAllowed(trial, { principal, action, resource, owner, context }, everything, policy))
      .map((action) => ({ role, action, why: "nobody let it in" }));
  });
  const anonymous = { principal: { kind: "anonymous" }, action: "ecr:BatchGetImage", resource, owner } as const;
  const anybody = isAllowed(trial, anonymous, [], policy)
    ? [{ role: "anybody", action: anonymous.action, why: "anonymous" }]
    : [];
  return [...reaching, ...anybody];
}

/** A policy that refuses, with one that lets everybody in: what is refused shows. */
function besideEverybody(policy: ResourcePolicy | undefined): ResourcePolicy | undefined {
  if (policy === undefined || everybody === undefined) return everybody;
  return { ...policy, statements: [...everybody.statements, ...policy.statements] };
}

/** Buckets that are for the organization only: who is kept out, and who is not. */
export function guardViolations(trial: Trial): readonly Violation[] {
  const { world, buckets } = trial;
  return Object.entries(mapOf(world.raw.buckets)).flatMap(([name, options]) => {
    const { account: owner } = accountRegionOf(world.raw, mapOf(options));
    const bucket = `arn:aws:s3:::${name}`;
    const policy = besideEverybody(buckets.get(bucket));
    const role = { kind: "role", arn: `arn:aws:iam::${owner}:role/x`, session: "x" } as const;
    const [inside, outside] = [world.organization ?? "", "o-zzzzzzzzzz"].map((id) => ({ "aws:PrincipalOrgID": id }));
    const service = { kind: "service", name: "logging.s3.amazonaws.com" } as const;
    const anonymous = { kind: "anonymous" } as const;
    const asked: readonly (readonly [boolean, Asked["principal"], Context])[] = [
      [true, role, inside ?? {}],
      [true, service, {}],
      [false, role, outside ?? {}],
      [false, role, {}],
      [false, anonymous, {}],
    ];
    const requests = [bucket, `${bucket}/a/b`].flatMap((resource) =>
      ["s3:GetObject", "s3:ListBucket", "s3:PutObject", "s3:DeleteBucket"].map((action) => ({ action, resource })),
    );
    return asked.flatMap(([right, principal, context]) =>
      requests
        .filter((request) => isAllowed(trial, { ...request, principal, owner, context }, everything, policy) !== right)
        .map(({ action, resource }) => {
          const why = right ? "kept out" : `let in: ${JSON.stringify(context)}`;
          return { theorem: "perimeter", role: principal.kind, action, resource, why, open: false };
        }),
    );
  });
}
