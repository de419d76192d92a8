/** Changes of access in plain words. */

import type { Request } from "../../iam";
import { isTextList, showText, type Text } from "../../iam/text";
import { conditionWords } from "../../output/roles-table";
import type { PolicyResourceType, PrincipalType } from "../../review/access";
import type {
  AccessChange,
  Aspect,
  ChainStep,
  ChangeType,
  PrincipalOrResource,
  PrincipalOrResourceChanges,
} from "../../review/change";
import type { NameList, StatedCondition, StatedPermission } from "../../review/stated";
import { requestWords } from "../proof/request-words";
import { resourceWords, type Standpoint } from "./resource-words";

/** A change as sentences: what has changed, where the platform file asks for it, and a request that shows it. */
export interface ChangeWords {
  /** "gained: dynamodb:PutItem on table sessions". */
  readonly sentence: string;
  /** `platform.yaml:41`, empty where no line is known. */
  readonly askedForBy: readonly string[];
  /** "a session of role ... asks for ...: denied before, allowed now". */
  readonly example?: string;
}

const roleKinds: Readonly<Partial<Record<PrincipalType, string>>> = {
  execution: "execution role",
  instance: "container instances",
  infrastructure: "infrastructure role",
};

const resourceKinds: Readonly<Record<PolicyResourceType, string>> = {
  repository: "repository",
  bucket: "bucket",
  key: "key",
  queue: "queue",
  topic: "topic",
  secret: "secret",
  function: "function",
};

const namedServices = 3;

/** "service order-cache", "service order-cache (execution role)", "repository inventory", "role deploy". */
export function ownerWords({ kind, name, services }: PrincipalOrResource): string {
  if (Object.hasOwn(resourceKinds, kind)) return `${resourceKinds[kind as PolicyResourceType]} ${name}`;
  if (services.length === 0) return `${kind === "role" || kind === "user" || kind === "group" ? kind : "role"} ${name}`;
  if (kind === "instance") return `container instances of ${services.join(", ")}`;
  const role = roleKinds[kind as PrincipalType];
  const rest = services.length - namedServices;
  const named = `${services.slice(0, namedServices).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return `${services.length === 1 ? "service" : "services"} ${named}${role === undefined ? "" : ` (${role})`}`;
}

/** The principal or resource with what is to be said of it as a whole: "service orders (execution role, new)". */
export function headWords(change: PrincipalOrResourceChanges): string {
  const owner = ownerWords(change.owner);
  const status = statusWords(change);
  if (status === "") return owner;
  return owner.endsWith(")") ? `${owner.slice(0, -1)}, ${status})` : `${owner} (${status})`;
}

/** Whether requests say nothing that the changes do not: whatever a new role may do, it could not before. */
export function isPlain({ owner, status }: PrincipalOrResourceChanges): boolean {
  return status !== "kept" && !Object.hasOwn(resourceKinds, owner.kind);
}

/** What comes with it as a whole: that it is new, gone, or had another name. */
function statusWords({ owner, status }: PrincipalOrResourceChanges): string {
  const isPolicy = Object.hasOwn(resourceKinds, owner.kind);
  if (status === "new") return isPolicy ? "new policy" : "new";
  if (status === "removed") return isPolicy ? "policy removed" : "removed";
  return owner.before === undefined ? "" : `was ${owner.before}`;
}

// A late ARN, taken apart so that patterns can look into it.
const apart =
  /arn:\$\{([^#}]+)#partition\}:(?:\$\{\1#service\}|kms):\$\{\1#region\}:\$\{\1#account\}:(?:key\/)?\$\{\1#(?:resource|id)\}/g;

function readable(text: Text): string {
  return showText(text).replace(apart, "${$1}");
}

/** The request with late ARNs as the names that people gave them. */
function readableRequest({ principal, resource, context = {}, ...rest }: Request): Request {
  const values = Object.entries(context).map(([key, value]) => {
    return [key, isTextList(value) ? value.map(readable) : instant(key, readable(value))] as const;
  });
  const who = "arn" in principal ? { ...principal, arn: readable(principal.arn) } : principal;
  return { ...rest, principal: who, resource: readable(resource), context: Object.fromEntries(values) };
}

/** Times count seconds where the engine made them up. */
function instant(key: string, value: string): string {
  const seconds = key.endsWith("time") && /^\d{1,11}(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
  return seconds === undefined ? value : new Date(seconds * 1000).toISOString();
}

/** A change in words; `owner` is whose policy it is. */
export function changeWords(change: AccessChange, owner: PrincipalOrResource): ChangeWords {
  const { kind, askedForBy, request } = change;
  const because = change.because === undefined || change.aspect === "unknown" ? "" : `; not decided: ${change.because}`;
  const isGain = kind === "gained" || kind === "widened";
  const was = change.aspect === "refusal" ? ["refused", "not refused"] : ["allowed", "denied"];
  const [before, now] = (change.aspect === "refusal") === isGain ? was : was.toReversed();
  return {
    sentence: `${verbWords(change, owner)}: ${aspectWords(change, owner)}${because}`,
    askedForBy,
    ...(request === undefined ? {} : { example: `${requestWords(readableRequest(request))}: ${before} before, ${now} now` }),
  };
}

const resourceVerbs: Readonly<Record<ChangeType, string>> = {
  gained: "newly allows",
  widened: "allows more",
  narrowed: "allows less",
  lost: "no longer allows",
};

const trustVerbs: Readonly<Record<ChangeType, string>> = {
  gained: "can newly be assumed",
  widened: "can be assumed by more, or under other conditions",
  narrowed: "can be assumed by fewer, or under other conditions",
  lost: "can no longer be assumed",
};

const chainVerbs: Readonly<Record<ChangeType, string>> = {
  gained: "can newly act as others",
  widened: "can certainly act as others, which was not decided before",
  narrowed: "can act as others less",
  lost: "can no longer act as others",
};

const verbsByAspect: Readonly<Partial<Record<Aspect, Readonly<Record<ChangeType, string>>>>> = {
  trust: trustVerbs,
  chain: chainVerbs,
};

function verbWords({ kind, decided, aspect }: AccessChange, owner: PrincipalOrResource): string {
  const verb = Object.hasOwn(resourceKinds, owner.kind) ? resourceVerbs[kind] : (verbsByAspect[aspect]?.[kind] ?? kind);
  return decided ? verb : `${verb}, perhaps`;
}

const aspects: Readonly<Partial<Record<Aspect, string>>> = {
  boundary: "through another permissions boundary, ",
};

function aspectWords(change: AccessChange, owner: PrincipalOrResource): string {
  const { aspect, kind, permission, policy, because = "", instead } = change;
  if (aspect === "unknown") return because;
  if (change.chain !== undefined) return chainWords(change.chain);
  if (aspect === "attachment") return `attached policy ${policy ?? ""}, whose content is not compared`;
  if (permission === undefined) return boundaryWords(change);
  const prefix = aspect === "refusal" ? (kind === "widened" ? "no longer refuses " : "newly refuses ") : (aspects[aspect] ?? "");
  return `${prefix}${permissionWords(permission, owner)}${insteadWords(instead, permission, (aspect === "refusal") === (kind === "widened") ? "now" : "before", owner)}`;
}

/** "run a task of its own with role b (iam:PassRole, ecs:RunTask), and with that assume role c (sts:AssumeRole)". */
function chainWords(steps: readonly ChainStep[]): string {
  return steps
    .map(({ does, holds, roles }) => {
      const rest = roles.length - listedAtMost;
      const led = `${roles.slice(0, listedAtMost).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
      return `${does} ${led}${holds.length === 0 ? "" : ` (${holds.join(", ")})`}`;
    })
    .join(", and with that ");
}

function boundaryWords({ kind, decided, policy = "" }: AccessChange): string {
  if (!decided) return `permissions boundary may be another one now: ${policy}`;
  return kind === "widened" ? `permissions boundary ${policy} is gone` : `permissions boundary ${policy} is new`;
}

/** "dynamodb:PutItem, dynamodb:UpdateItem on table sessions, if kms:ViaService is x". */
function permissionWords(permission: StatedPermission, standpoint: Standpoint): string {
  const { actions, resources, principals, conditions, when } = permission;
  const who =
    principals === undefined ? "" : ` by ${listed(principals, (name) => (name === "*" ? "everybody" : name), "everybody but")}`;
  const on =
    resources === undefined
      ? ""
      : ` on ${listed(resources, (text) => resourceWords(showText(text), standpoint), "everything but")}`;
  const only = when === undefined ? [] : [`only with ${when}`];
  const circumstances = [...conditions.map(circumstance), ...only];
  const what = isAssumption(permission) ? "" : listed(actions, String, "everything but");
  return `${what}${on}${who}${circumstances.length === 0 ? "" : `, ${circumstances.join(" and ")}`}`.trimStart();
}

/** Assuming is what a trust policy is about, so that it goes without saying. */
function isAssumption({ actions, resources, principals }: StatedPermission): boolean {
  const [only, ...more] = actions.names;
  const isAssume = only?.toLowerCase() === "sts:assumerole" && more.length === 0 && !actions.negated;
  return isAssume && resources === undefined && principals !== undefined;
}

const listedAtMost = 12;

function listed<T extends Text>({ negated, names }: NameList<T>, words: (name: T) => string, but: string): string {
  const shown = names.slice(0, listedAtMost).map(words);
  const rest = names.length - shown.length;
  const all = `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return negated ? `${but} ${all}` : all;
}

function circumstance({ values, ...condition }: StatedCondition): string {
  return `if ${conditionWords({ ...condition, values: values.map(readable) }, listedAtMost)}`;
}

const insteadAtMost = 2;

/** What the other side has: only what it has besides is said. */
function insteadWords(
  instead: readonly StatedPermission[],
  permission: StatedPermission,
  when: "before" | "now",
  standpoint: Standpoint,
): string {
  const shown = instead.slice(0, insteadAtMost).map((other) => differenceWords(other, permission, standpoint));
  if (shown.length === 0) return "";
  const rest = instead.length - shown.length;
  return ` (${when}: ${shown.join("; ")}${rest > 0 ? `; and ${rest} more` : ""})`;
}

function differenceWords(other: StatedPermission, permission: StatedPermission, standpoint: Standpoint): string {
  const isSame = (part: "actions" | "resources" | "principals"): boolean =>
    JSON.stringify(other[part]) === JSON.stringify(permission[part]);
  const sameWhat = isSame("actions") && isSame("resources") && isSame("principals");
  if (!sameWhat) return permissionWords(other, standpoint);
  const circumstances = [...other.conditions.map(circumstance), ...(other.when === undefined ? [] : [`only with ${other.when}`])];
  return circumstances.length === 0 ? "without condition" : circumstances.join(" and ");
}
