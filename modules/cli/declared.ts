/** What a platform file declares besides access, for reviews: read from the platform file itself, and from the certificate that `generate` wrote of it. */
import { by, isObject, listOf } from "../collections";
import type { Path } from "../problem";
import type { Declaration, Declared } from "../review/declared";
import type { ExpectationSpec } from "../spec/expectation";
import type { ServiceSpec, Spec } from "../spec/schema";

type Cite = (paths: readonly Path[]) => string;

/** Every expectation, acknowledgement and `sharedWith` of a platform file, with the lines that `cite` gives. */
export function declaredIn(spec: Spec, cite: Cite): Declared {
  // The order of a file's keys says nothing.
  const services = Object.entries(spec.services).toSorted(by(([name]) => name));
  const clusters = Object.keys(spec.clusters).toSorted();
  const former = services.flatMap(([name, { renamed }]) =>
    renamed === undefined ? [] : [[`service ${name}`, `service ${renamed}`] as const],
  );
  const all = [
    ...spec.expect.map((one, index): LocatedDeclaration => ({ declarer: "", path: ["expect", index], ...expected(one) })),
    ...clusters.flatMap((name) => ofCluster(spec, name)),
    ...services.flatMap(([name, service]) => ofService(name, service)),
  ];
  return {
    declarers: [...services.map(([name]) => `service ${name}`), ...clusters.map((name) => `cluster ${name}`)],
    former: Object.fromEntries(former),
    declarations: all.map(({ path, ...one }) => ({ ...one, askedForBy: [cite([path])].filter((line) => line !== "") })),
  };
}

/** A declaration with its path in place of lines. */
type LocatedDeclaration = Omit<Declaration, "askedForBy"> & { readonly path: Path };

function ofCluster(spec: Spec, name: string): readonly LocatedDeclaration[] {
  const { ec2, capacity = {} } = spec.clusters[name] ?? {};
  const all = [
    ...(ec2 === undefined ? [] : [["ec2"] as const]),
    ...Object.keys(capacity).map((key) => ["capacity", key] as const),
  ];
  return all.flatMap(([kind, key]) => {
    const { acknowledge = [] } = (key === undefined ? ec2 : capacity[key]) ?? {};
    const frame = key === undefined ? "" : `capacity ${key}`;
    const base: Path = ["clusters", name, kind, ...(key === undefined ? [] : [key]), "acknowledge"];
    return acknowledge.map(({ id, why }, index): LocatedDeclaration => {
      return { kind: "acknowledgement", declarer: `cluster ${name}`, frame, items: [id], why, path: [...base, index] };
    });
  });
}

function ofService(
  name: string,
  { expect, acknowledge, sharedWith, access, taskRoleOverrides }: ServiceSpec,
): readonly LocatedDeclaration[] {
  const at = (...path: Path): Pick<LocatedDeclaration, "declarer" | "path"> => ({
    declarer: `service ${name}`,
    path: ["services", name, ...path],
  });
  const lists = [
    { items: access, path: ["access"] as Path },
    ...Object.entries(taskRoleOverrides).map(([key, one]) => ({ items: one.access, path: ["taskRoleOverrides", key, "access"] })),
  ];
  return [
    ...expect.map((one, index): LocatedDeclaration => ({ ...at("expect", index), ...expected(one) })),
    ...acknowledge.map(({ id, why }, index): LocatedDeclaration => {
      return { ...at("acknowledge", index), kind: "acknowledgement", frame: "", items: [id], why };
    }),
    ...sharedWith.map(
      (other, index): LocatedDeclaration => ({ ...at("sharedWith", index), kind: "sharing", frame: "", items: [other] }),
    ),
    ...lists.flatMap(({ items, path }) =>
      items.flatMap((item, index) => {
        const said = uncheckedBy(item);
        return said === undefined ? [] : [{ ...at(...path, index, "statement", "unchecked"), ...said }];
      }),
    ),
  ];
}

/** Actions of a statement that nobody checks. */
function uncheckedBy(item: ServiceSpec["access"][number]): Pick<Declaration, "kind" | "frame" | "items" | "why"> | undefined {
  const { unchecked = [], why } = item.statement ?? {};
  if (unchecked.length === 0) return undefined;
  return { kind: "acknowledgement", frame: "unchecked", items: unchecked, ...(why === undefined ? {} : { why }) };
}

function expected({
  allow,
  deny,
  on,
  role,
  context,
  service,
  why,
}: ExpectationSpec): Pick<Declaration, "kind" | "frame" | "items" | "why"> {
  const resources = listOf(on);
  const actions = listOf(allow ?? deny ?? []);
  const places = resources.map((resource) => (resource === "*" ? "" : ` on ${resource}`));
  const who = [
    ...(role === undefined ? [] : [`role ${role}`]),
    ...(service === undefined ? [] : [`service ${[...listOf(service)].sort().join(", ")}`]),
  ];
  const known = Object.entries(context).map(([name, value]) => `${name} is ${listOf(value).join(" or ")}`);
  const frame = [
    allow === undefined ? "deny" : "allow",
    ...(who.length === 0 ? [] : [`of ${who.join(" of ")}`]),
    ...(known.length === 0 ? [] : [`if ${known.sort().join(" and ")}`]),
  ];
  return {
    kind: "expectation",
    frame: frame.join(", "),
    items: actions.flatMap((action) => places.map((place) => `${action}${place}`)),
    ...(why === undefined ? {} : { why }),
  };
}

/** The declarations as fields of the certificate: without lines, which move. */
export function encodeDeclared({ declarers, former, declarations }: Declared): Readonly<Record<string, unknown>> {
  return { declaring: { declarers, former }, declared: declarations.map(({ askedForBy: _lines, ...one }) => one) };
}

/** The declarations in the value of a `proof.json`; undefined where it has none in this form. */
export function decodeDeclared(certificate: unknown): Declared | undefined {
  if (!isObject(certificate) || !isObject(certificate.declaring) || !isObject(certificate.declaring.former)) return undefined;
  const { declared } = certificate;
  const former = Object.entries(certificate.declaring.former).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const { declarers } = certificate.declaring;
  if (!isTextList(declarers) || !Array.isArray(declared) || !declared.every(isDeclaration)) return undefined;
  return {
    declarers,
    former: Object.fromEntries(former),
    declarations: declared.map((one: Omit<Declaration, "askedForBy">) => ({ ...one, askedForBy: [] })),
  };
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isDeclaration(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { kind, declarer, frame, items, why } = value;
  const isKnown = kind === "expectation" || kind === "acknowledgement" || kind === "sharing";
  const isText = typeof declarer === "string" && typeof frame === "string";
  return isKnown && isText && isTextList(items) && (why === undefined || typeof why === "string");
}
