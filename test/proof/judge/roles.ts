/** Containment, coverage, keys and trust of each role by itself. */

import { evaluate, readPolicies } from "../../../modules/iam/evaluate";
import { actionsOn } from "./authorization";
import { type Claim, ownerIn, prefixOf } from "./claim";
import { contextOf, meets, spoiled } from "./contexts";
import { type Context, concerns, isAllowed, type Written } from "./emitted";
import type { Violation } from "./isolation";
import { fits, samplesOf } from "./pattern";
import { circumstances, type JudgedRole, type Trial } from "./trial";

type Found = Omit<Violation, "role" | "open">;

/** What is wrong with the roles that containers run with, or ECS starts them with. */
export function roleViolations(trial: Trial): readonly Violation[] {
  const missing = trial.declared.filter(
    ({ arn, kind, claims, existing }) =>
      !existing && claims.length > 0 && !trial.roles.some(({ emitted }) => emitted.arn === arn && emitted.kind === kind),
  );
  const absent = missing.map(({ arn }) => ({
    theorem: "coverage",
    role: arn,
    action: "",
    resource: "",
    why: "not written",
    open: false,
  }));
  const found = trial.roles.flatMap((role) => {
    const { kind, arn } = role.emitted;
    if (kind !== "task" && kind !== "execution") return [];
    const all = [...excess(trial, role), ...lack(trial, role), ...keys(trial, role), ...strangers(trial, role)];
    return all.map((each): Violation => ({ ...each, role: arn, open: false }));
  });
  return [...absent, ...found];
}

/** Allowed and not declared: whatever the resources of the platform are, and under spoiled circumstances of each statement. */
function excess(trial: Trial, role: JudgedRole): readonly Found[] {
  const claims = role.declared?.claims ?? [];
  return role.emitted.statements.flatMap((statement) => {
    const contexts = [contextOf(statement), ...spoiled(contextOf(statement))];
    const samples = statement.Resource.filter((each) => each !== "*" || role.near.length === 0).flatMap(samplesOf);
    const near = role.near.filter((each) => statement.Resource.some((pattern) => fits(pattern, each)));
    const resources = [...new Set([...samples, ...near])];
    for (const resource of resources) {
      for (const action of triedOn(statement, resource)) {
        if (!concerns(statement, action, resource)) continue;
        const owner = ownerIn(resource) ?? ownerDemanded(statement) ?? role.emitted.account;
        const context = contexts.find((each) => isExcess(trial, role, claims, { action, resource, owner }, each));
        if (context === undefined) continue;
        return [{ theorem: "containment", action, resource, why: `undeclared: ${JSON.stringify(context)}` }];
      }
    }
    return [];
  });
}

/** Keys that the role may use and that no declaration of its services names for it. */
function keys(trial: Trial, role: JudgedRole): readonly Found[] {
  const named = new Set((role.declared?.claims ?? []).filter(({ wild }) => !wild).map(({ unit }) => unit));
  const { account } = role.emitted;
  const fresh = `arn:aws:kms:us-east-1:${account}:key/99999999-0000-4000-8000-000000000000`;
  return [fresh, ...role.near.filter((each) => each.startsWith("arn:aws:kms:"))].flatMap((resource) => {
    if (named.has(resource)) return [];
    const action = actionsOn(resource).find((each) =>
      circumstances(trial, role.emitted, { action: each, resource, owner: account }),
    );
    return action === undefined || ownerIn(resource) !== account
      ? []
      : [{ theorem: "kms", action, resource, why: "a key that nothing names" }];
  });
}

function ownerDemanded({ Condition }: Written): string | undefined {
  return Condition.StringEquals?.["aws:ResourceAccount"]?.[0];
}

/** Actions of the statement as they are written, and those that the judge knows for the resource. */
function triedOn({ Action }: Written, resource: string): readonly string[] {
  return [...new Set([...Action.filter((action) => !/[*?]/.test(action)), ...actionsOn(resource)])];
}

interface Tried {
  readonly action: string;
  readonly resource: string;
  readonly owner: string;
}

function isExcess(trial: Trial, role: JudgedRole, claims: readonly Claim[], tried: Tried, context: Context): boolean {
  const full = { "aws:ResourceAccount": tried.owner, ...context };
  if (claims.some((claim) => isClaimed(claim, tried, full))) return false;
  trial.count.requests += 1;
  return isAllowed(role.emitted, tried, context, trial.known);
}

function isClaimed({ actions, resource, demands }: Claim, tried: Tried, context: Context): boolean {
  const wanted = tried.action.toLowerCase();
  return actions.some((each) => fits(each.toLowerCase(), wanted)) && fits(resource, tried.resource) && meets(context, demands);
}

/** Declared and not allowed under any circumstances that the declaration accepts. */
function lack(trial: Trial, role: JudgedRole): readonly Found[] {
  return (role.declared?.claims ?? []).flatMap((claim) => {
    for (const resource of samplesOf(claim.resource).slice(-1)) {
      for (const action of claim.actions.filter((each) => !/[*?]/.test(each))) {
        const owner = demandedOwner(claim) ?? ownerIn(resource) ?? role.emitted.account;
        if (owner !== role.emitted.account || prefixOf(action) === "sts") continue;
        const speaking = role.emitted.statements.filter((statement) => concerns(statement, action, resource));
        const contexts = speaking
          .map(contextOf)
          .filter((context) => meets({ "aws:ResourceAccount": owner, ...context }, claim.demands));
        trial.count.requests += contexts.length;
        if (contexts.some((context) => isAllowed(role.emitted, { action, resource, owner }, context, trial.known))) continue;
        return [{ theorem: "coverage", action, resource, why: "declared" }];
      }
    }
    return [];
  });
}

function demandedOwner({ demands }: Claim): string | undefined {
  return demands.find(({ key }) => key === "aws:ResourceAccount")?.values[0];
}

/** Somebody else who may assume the role, or ECS who may not. */
function strangers(trial: Trial, role: JudgedRole): readonly Found[] {
  const { arn, trustText } = role.emitted;
  const place = trial.world.services.find(({ name }) => role.declared?.services.includes(name))?.place;
  const id = [arn, trustText, role.declared?.sourceConditions, role.declared?.selfAssume, place?.region].join(" ");
  const found = assumed.get(id) ?? strangersOf(trial, role);
  if (assumed.size > 10_000) assumed.clear();
  assumed.set(id, found);
  return found;
}

/** What was found of trust policies that many platforms have alike. */
const assumed = new Map<string, readonly Found[]>();

function strangersOf(trial: Trial, { emitted, declared }: JudgedRole): readonly Found[] {
  const { arn, account } = emitted;
  const region = trial.world.services.find(({ name }) => declared?.services.includes(name))?.place.region ?? "us-east-1";
  const source = (id: string, at: string): Context => ({
    "aws:SourceAccount": id,
    "aws:SourceArn": `arn:aws:ecs:${at}:${id}:task/main/1`,
  });
  const bound = declared?.sourceConditions !== false;
  const may = (name: string, context: Context): boolean => {
    trial.count.requests += 1;
    const request = { principal: { kind: "service", name }, action: "sts:AssumeRole", resource: arn, context } as const;
    return evaluate(request, { resource: emitted.trust }).outcome === "allowed";
  };
  const wrong = (why: string): readonly Found[] => [{ theorem: "trust", action: "sts:AssumeRole", resource: arn, why }];
  const ecs = "ecs-tasks.amazonaws.com";
  return [
    ...(may(ecs, source(account, region)) ? [] : wrong("ECS may not assume it")),
    ...(may("ec2.amazonaws.com", source(account, region)) ? wrong("EC2 may assume it") : []),
    ...(bound && may(ecs, source("999999999999", region)) ? wrong("tasks of another account") : []),
    ...(bound && may(ecs, source(account, "ap-south-1")) ? wrong("tasks of another region") : []),
    ...(bound && may(ecs, {}) ? wrong("anybody through ECS") : []),
    ...(isAssumable(trial, emitted.trust, arn, declared?.selfAssume === true) ? wrong("another role may assume it") : []),
  ];
}

const mayEverything = readPolicies({
  identity: [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }] }],
});

/** Whether any other role of the platform, or one that nobody knows, may assume it when its own policies say yes. */
function isAssumable(trial: Trial, trust: JudgedRole["emitted"]["trust"], arn: string, self: boolean): boolean {
  if (!mayEverything.ok) throw new Error("unreadable");
  const account = arn.split(":")[4] ?? "";
  const sibling = trial.roles.find(({ emitted }) => emitted.arn !== arn)?.emitted.arn ?? arn;
  const others = [sibling, `arn:aws:iam::${account}:role/other`, "arn:aws:iam::999999999999:role/other"];
  return others
    .filter((other) => other !== arn || !self)
    .some((other) => {
      trial.count.requests += 1;
      const request = { principal: { kind: "role", arn: other, session: "x" }, action: "sts:AssumeRole", resource: arn } as const;
      return evaluate(request, { ...mayEverything.value, resource: trust }).outcome === "allowed";
    });
}
