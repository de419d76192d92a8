/** The Terraform files of one folder as one configuration, as Terraform itself reads them. */
import { by, isObject } from "../../collections";
import { readFile } from "../../hcl";

/** A file of a folder, by its name in it. */
export interface FolderFile {
  readonly name: string;
  readonly text: string;
}

/** The configuration in JSON syntax, or the file (and where that is known the line) that is not read here. */
export type FolderConfiguration =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly file: string; readonly line?: number };

/** Whether Terraform reads a file of this name with the folder that it is in. */
export function isTerraformFile(name: string): boolean {
  return /^[^.~#].*\.tf(?:\.json)?$/.test(name);
}

/** Files of this name replace arguments of others (https://developer.hashicorp.com/terraform/language/files/override). */
function isOverride(name: string): boolean {
  return /(?:^|_)override\.tf(?:\.json)?$/.test(name);
}

type Body = Record<string, unknown>;

/** A body for any names: `__proto__` is a name that Terraform takes. */
function emptyBody<T = unknown>(): Record<string, T> {
  return Object.create(null);
}

/** Files as one configuration. Not read are overrides, a resource that stands twice, and text that Terraform would refuse. */
export function joinFiles(files: readonly FolderFile[]): FolderConfiguration {
  const joined = emptyBody();
  for (const { name, text } of files.toSorted(by((file) => file.name))) {
    if (isOverride(name)) return { ok: false, file: name };
    const read = name.endsWith(".json") ? jsonBody(text) : readFile(text);
    if (!read.ok) return { ...read, file: name };
    if (!Object.entries(read.value).every(([type, value]) => add(joined, type, value))) return { ok: false, file: name };
  }
  return { ok: true, value: joined };
}

function jsonBody(text: string): { readonly ok: true; readonly value: Body } | { readonly ok: false } {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { ok: true, value: { ...value } } : { ok: false };
  } catch {
    return { ok: false };
  }
}

function add(joined: Body, type: string, value: unknown): boolean {
  if (type === "resource" || type === "data") return addResources(joined, type, value);
  joined[type] = joined[type] === undefined ? value : [joined[type], value].flat();
  return true;
}

/** Adds resources by type and name; false for one that is there already or of a form that is not read. */
function addResources(joined: Body, kind: string, value: unknown): boolean {
  if (!isObject(value)) return false;
  const types = (joined[kind] ?? emptyBody()) as Record<string, Body>;
  joined[kind] = types;
  return Object.entries(value).every(([type, named]) => {
    if (!isObject(named)) return false;
    const known = types[type] ?? emptyBody();
    types[type] = known;
    return Object.entries(named).every(([name, body]) => {
      const isNew = !Object.hasOwn(known, name) && !(Array.isArray(body) && body.length !== 1);
      known[name] = body;
      return isNew;
    });
  });
}
