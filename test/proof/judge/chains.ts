/**
 * Chains: whoever can act as another role reaches what that one reaches. Every single step is a request that the evaluator allows, from a table
 * of its own of what AWS documents; the steps are followed until nobody new is found.
 */

import type { Claim } from "./claim";
import { contextOf } from "./contexts";
import { concerns, isAllowed, type Wanted } from "./emitted";
import type { Violation } from "./isolation";
import { fits, samplesOf } from "./pattern";
import { mapOf, textOf } from "./raw";
import { claimsOfServices, type JudgedRole, type Trial } from "./trial";
import { accountRegionOf, containersOf, type Service } from "./world";

/** One way to act as a role: an action on something that gives it away, with a context of its own, beside other actions. */
interface Way {
  readonly actions: readonly string[];
  readonly passedTo?: string;
  readonly on: (trial: Trial, role: JudgedRole) => readonly string[];
  /** Of one of the lists every action must be held, on whatever. */
  readonly beside?: readonly (readonly string[])[];
}

const register = "ecs:RegisterTaskDefinition";

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html, .../IAM/latest/UserGuide/id_roles_use_passrole.html,
// .../AmazonECS/latest/developerguide/ecs-exec.html, .../AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html
const ways: readonly Way[] = [
  {
    actions: ["iam:PassRole"],
    passedTo: "ecs-tasks.amazonaws.com",
    on: (_, { emitted: { kind, arn } }) => (kind === "task" || kind === "execution" ? [arn] : []),
    beside: [
      ["ecs:RunTask"],
      ["ecs:StartTask"],
      [register, "ecs:CreateService"],
      [register, "ecs:UpdateService"],
      [register, "ecs:CreateTaskSet"],
      ["batch:RegisterJobDefinition", "batch:SubmitJob"],
    ],
  },
  {
    actions: ["iam:PassRole"],
    passedTo: "ec2.amazonaws.com",
    on: (_, { emitted: { kind, arn } }) => (kind === "instance" ? [arn] : []),
    beside: [["ec2:RunInstances"], ["ec2:RequestSpotInstances"], ["ec2:CreateFleet"], ["ec2:AssociateIamInstanceProfile"]],
  },
  { actions: ["sts:AssumeRole", "iam:UpdateAssumeRolePolicy"], on: (_, { emitted }) => [emitted.arn] },
  { actions: ["ecs:ExecuteCommand", "ssm:StartSession"], on: openTasks },
  { actions: ["ecr:PutImage"], on: images },
  { actions: ["ecs:Poll"], on: agents },
  {
    actions: ["ssm:SendCommand", "ssm:StartSession", "ssm:CreateAssociation", "ec2-instance-connect:SendSSHPublicKey"],
    on: machines,
  },
];

/** Tasks with the role into which ECS Exec leads. */
function openTasks({ world }: Trial, { emitted, services }: JudgedRole): readonly string[] {
  if (emitted.kind !== "task") return [];
  return ofNames(world.services, services)
    .filter(({ options }) => options.exec === true)
    .map(({ place, cluster }) => {
      const name = textOf(mapOf(mapOf(world.raw.clusters)[cluster]).name) ?? cluster;
      return `arn:aws:ecs:${place.region}:${place.account}:task/${name}/0123456789abcdef`;
    });
}

/** Instances on which tasks with the role may run: who polls as their agents gets the credentials of tasks. */
function agents({ world }: Trial, { emitted, services }: JudgedRole): readonly string[] {
  if (emitted.kind !== "task" && emitted.kind !== "execution") return [];
  return ofNames(world.services, services)
    .filter(({ cluster }) => mapOf(mapOf(world.raw.clusters)[cluster]).ec2 !== undefined)
    .map(({ place, cluster }) => `arn:aws:ecs:${place.region}:${place.account}:container-instance/${cluster}/0123456789abcdef`);
}

/** Repositories of the account whose images run with the role by a tag, which somebody may move. */
function images({ world }: Trial, { emitted, services }: JudgedRole): readonly string[] {
  if (emitted.kind !== "task") return [];
  return ofNames(world.services, services)
    .flatMap(containersOf)
    .flatMap(([, { image }]) => {
      const name = (textOf(image) ?? "").split(":")[0] ?? "";
      const declared = mapOf(world.raw.repositories)[name];
      if (declared === undefined) return [];
      const { account, region } = accountRegionOf(world.raw, mapOf(declared));
      return [`arn:aws:ecr:${region}:${account}:repository/${name}`];
    });
}

function machines(trial: Trial, role: JudgedRole): readonly string[] {
  const { region, account } = placeOfInstances(trial, role) ?? { region: "", account: "" };
  return region === "" ? [] : [`arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0`];
}

function placeOfInstances({ world: { raw, platform } }: Trial, { emitted }: JudgedRole): Service["place"] | undefined {
  if (emitted.kind !== "instance") return undefined;
  const clusters = Object.entries(mapOf(raw.clusters));
  const own = clusters.find(([name]) => emitted.arn.endsWith(`/${platform}-${name}-instance`))?.[1];
  return own === undefined ? undefined : accountRegionOf(raw, mapOf(own));
}

function ofNames(services: readonly Service[], names: readonly string[]): readonly Service[] {
  return services.filter(({ name }) => names.includes(name));
}

/** Every role that can act as one which was granted what its own services neither name nor are let into. */
export function chained(trial: Trial): readonly Violation[] {
  if (!trial.roles.some(({ emitted }) => emitted.statements.some(({ Action }) => Action.some(leads)))) return [];
  return trial.roles.flatMap((from) => {
    if (from.services.length === 0) return [];
    const own = claimsOfServices(trial, from.services);
    return reachedFrom(trial, from).flatMap((to) => trespass(trial, from, to, own));
  });
}

const leading = new Set(ways.flatMap(({ actions }) => actions.map((each) => each.toLowerCase())));
const known = new Map<string, boolean>();

function leads(pattern: string): boolean {
  const found =
    known.get(pattern) ??
    [...leading, "iam:putrolepolicy", "iam:attachrolepolicy"].some((each) => fits(pattern.toLowerCase(), each));
  known.set(pattern, found);
  return found;
}

function reachedFrom(trial: Trial, from: JudgedRole): readonly JudgedRole[] {
  const found = [from];
  for (const at of found) {
    const raised = canRaiseItself(trial, at);
    for (const to of trial.roles) {
      if (found.includes(to) || to.emitted.account !== at.emitted.account) continue;
      if (raised || isOnInstancesOf(trial, to, at) || ways.some((way) => canUse(trial, way, at, to))) found.push(to);
    }
  }
  return found.slice(1);
}

function canRaiseItself(trial: Trial, { emitted }: JudgedRole): boolean {
  const { arn: resource, account: owner } = emitted;
  return ["iam:PutRolePolicy", "iam:AttachRolePolicy"].some((action) => may(trial, emitted, { action, resource, owner }));
}

function isOnInstancesOf(trial: Trial, { emitted, services }: JudgedRole, instances: JudgedRole): boolean {
  const { world } = trial;
  if (instances.emitted.kind !== "instance" || emitted.kind === "instance" || emitted.kind === "infrastructure") return false;
  return ofNames(world.services, services).some(({ cluster }) =>
    instances.emitted.arn.endsWith(`/${world.platform}-${cluster}-instance`),
  );
}

function canUse(trial: Trial, { actions, on, passedTo, beside }: Way, { emitted }: JudgedRole, to: JudgedRole): boolean {
  const extra = passedTo === undefined ? {} : { "iam:PassedToService": passedTo };
  const { account: owner } = to.emitted;
  const opened = on(trial, to).some((resource) =>
    actions.some((action) => may(trial, emitted, { action, resource, owner }, extra)),
  );
  return opened && (beside === undefined || beside.some((all) => all.every((action) => holds(trial, emitted, action))));
}

/** Whether the evaluator allows it under the conditions of some statement. */
function may({ known: policies, count }: Trial, role: JudgedRole["emitted"], wanted: Wanted, extra: object = {}): boolean {
  return role.statements
    .filter((statement) => concerns(statement, wanted.action, wanted.resource))
    .some((statement) => {
      count.requests += 1;
      return isAllowed(role, wanted, { ...contextOf(statement), ...extra }, policies);
    });
}

/** Whether the role may do it to anything that a statement of its own names. */
function holds(trial: Trial, role: JudgedRole["emitted"], action: string): boolean {
  const lower = action.toLowerCase();
  const resources = role.statements
    .filter(({ Action }) => Action.some((each) => fits(each.toLowerCase(), lower)))
    .flatMap(({ Resource }) => Resource.flatMap(samplesOf));
  return resources.some((resource) => may(trial, role, { action, resource, owner: role.account }));
}

function trespass(trial: Trial, from: JudgedRole, to: JudgedRole, own: readonly Claim[]): readonly Violation[] {
  const owners = ofNames(trial.world.services, to.services);
  if (to.services.every((name) => from.services.includes(name))) return [];
  if (owners.every(({ sharedWith }) => from.services.every((name) => sharedWith.includes(name)))) return [];
  const foreign = (to.declared?.claims ?? []).filter(
    ({ resource, unit }) =>
      resource !== "*" && !isOfAws(resource) && (unit === undefined || !own.some((claim) => claim.unit === unit)),
  );
  const [first] = foreign.toSorted((left, right) => Number(isNear(own, left)) - Number(isNear(own, right)));
  if (first === undefined) return [];
  const why = `it can act as ${to.emitted.arn}, which was granted ${first.resource}`;
  const { arn: role } = from.emitted;
  return [
    { theorem: "isolation", role, action: first.actions[0] ?? "", resource: first.resource, why, open: isNear(own, first) },
  ];
}

/** Something above it is named by both. */
function isNear(own: readonly Claim[], { unit = "?" }: Claim): boolean {
  return own.some((claim) => claim.unit !== undefined && (unit.startsWith(claim.unit) || claim.unit.startsWith(unit)));
}

function isOfAws(resource: string): boolean {
  return /^arn:aws:bedrock:[^:]*::/.test(resource);
}
