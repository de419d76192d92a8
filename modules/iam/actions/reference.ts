/**
 * Every action of AWS, with its access level and the ARNs that it accepts, by the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 * Half a megabyte of text: a part is loaded when an action of one of its services is asked for that the built-in table does not have.
 */
import { actionGlob } from "../evaluate/named";
import { type Glob, literal, matches } from "../glob";

/** What an action does, as AWS classes it. */
type AccessLevel = "list" | "read" | "write" | "tagging" | "permissions";

/** One action. */
export interface ActionFacts {
  /** As AWS writes it: `s3:GetObject`. */
  readonly name: string;
  readonly level: AccessLevel;
  /** The ARNs that it accepts, as globs; none when it has no resource type, `undefined` when that is not known. */
  readonly arns: readonly string[] | undefined;
}

/** A service with all its actions. */
export interface ServiceFacts {
  readonly prefix: string;
  /** By name in lower case, without the prefix. */
  readonly actions: ReadonlyMap<string, ActionFacts>;
  /** ARNs of its resource types. */
  readonly arns: readonly string[];
  /** ARNs of resource types of which it is not known which actions accept them. */
  readonly newer: readonly string[];
}

interface Part {
  readonly holds: RegExp;
  readonly load: () => readonly string[];
}

const parts: readonly Part[] = [
  { holds: /^[a-c]/, load: () => require("./reference-a-c").lines },
  { holds: /^[d-l]/, load: () => require("./reference-d-l").lines },
  { holds: /^[m-z]/, load: () => require("./reference-m-z").lines },
];

const loaded = new Map<Part, ReadonlyMap<string, string>>();
const read = new Map<string, ServiceFacts>();

/** The lines of a part by service. */
function linesOf(part: Part): ReadonlyMap<string, string> {
  const known = loaded.get(part);
  if (known !== undefined) return known;
  const lines = new Map(part.load().map((line) => [line.slice(0, line.indexOf("|")), line]));
  loaded.set(part, lines);
  return lines;
}

/** The service of a prefix in lower case. */
export function serviceFacts(prefix: string): ServiceFacts | undefined {
  const known = read.get(prefix);
  if (known !== undefined) return known;
  const part = parts.find(({ holds }) => holds.test(prefix));
  const line = part === undefined ? undefined : linesOf(part).get(prefix);
  if (line === undefined) return undefined;
  const service = readLine(line);
  read.set(prefix, service);
  return service;
}

/** The prefixes of all services, sorted. */
export function servicePrefixes(): readonly string[] {
  return parts.flatMap((part) => [...linesOf(part).keys()]);
}

const levels: Readonly<Record<string, AccessLevel>> = { l: "list", r: "read", w: "write", t: "tagging", p: "permissions" };

/** `prefix|ARNs|newer ARNs|level and numbers of ARNs=Verb:Rest,Rest Verb:Rest|...`, where `~` begins the usual form of an ARN. */
function readLine(line: string): ServiceFacts {
  const [prefix = "", arns = "", newer = "", ...groups] = line.split("|");
  const whole = (list: string): readonly string[] =>
    list === "" ? [] : list.split(" ").map((arn) => arn.replace("~", `arn:*:${prefix}:*:*:`));
  const known = whole(arns);
  const actions = groups.flatMap((group) => {
    const [code = "", names = ""] = group.split("=");
    const numbers = code.slice(1);
    const accepted = numbers === "" ? [] : numbers.split(".").map((number) => known[Number.parseInt(number, 36)] ?? "");
    const facts = { level: levels[code[0] ?? ""] ?? "write", arns: numbers === "?" ? undefined : accepted };
    return namesOf(names).map((name) => [name.toLowerCase(), { name: `${prefix}:${name}`, ...facts }] as const);
  });
  return { prefix, actions: new Map(actions), arns: known, newer: whole(newer) };
}

function namesOf(verbs: string): readonly string[] {
  return verbs.split(" ").flatMap((group) => {
    const [verb = "", rest = ""] = group.split(":");
    return rest.split(",").map((name) => `${verb}${name}`);
  });
}

/** The action of that name, in any case; `undefined` when AWS has none, or has it since the reference was read. */
export function actionFacts(action: string): ActionFacts | undefined {
  const [prefix = "", name = ""] = action.toLowerCase().split(":");
  return serviceFacts(prefix)?.actions.get(name);
}

/** Every action that a pattern matches, by service and name; a pattern without wildcards matches one at most. */
export function actionsMatching(pattern: string): readonly ActionFacts[] {
  if (!/[*?]/.test(pattern)) return [actionFacts(pattern) ?? []].flat();
  const wanted = actionGlob(pattern);
  const [prefix = ""] = pattern.toLowerCase().split(":");
  const services = /[*?]/.test(prefix) ? servicePrefixes() : [prefix];
  return services.flatMap((service) => within(service, wanted));
}

function within(prefix: string, wanted: Glob): readonly ActionFacts[] {
  const actions = serviceFacts(prefix)?.actions ?? new Map<string, ActionFacts>();
  return [...actions].filter(([name]) => matches(wanted, literal(`${prefix}:${name}`))).map(([, facts]) => facts);
}
