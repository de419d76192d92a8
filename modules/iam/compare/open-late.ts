/** The second look of a comparison: what it proved while late values were names of their own must hold whatever they become. */

import { groupBy } from "../../collections";
import type { Condition, PolicyDocument, PrincipalEntry, Template } from "../evaluate/document";
import { arnOf } from "../evaluate/letters";
import { isGlob } from "../evaluate/template";
import {
  ANY_STRING,
  fold,
  type Glob,
  hasLate,
  isSettled,
  joinStars,
  type Letter,
  mayIntersect,
  placesOfLate,
  showGlob,
} from "../glob";
import { nameOfTemplate } from "./clause";

/** Documents with every late value as a variable that might turn out to be what another text says; `names` are those values. */
export interface OpenedDocuments {
  readonly documents: readonly PolicyDocument[];
  readonly names: readonly string[];
  /** Whether principals are among them: of these nothing more is found out. */
  readonly principals: boolean;
}

/** The documents opened, or nothing where no late value can make a difference. */
export function openLate(documents: readonly PolicyDocument[]): OpenedDocuments | undefined {
  const statements = documents.flatMap((document) => document.statements);
  const conditions = statements.flatMap((statement) => statement.conditions);
  const loose = new Set([
    ...looseIn(statements.flatMap(({ resources }) => resources?.entries ?? [])),
    ...[...groupBy(conditions, ({ key }) => key).values()].flatMap(looseConditions),
  ]);
  const people = loosePrincipals(statements.flatMap(({ principals }) => principals?.entries ?? []));
  if (loose.size === 0 && people.length === 0) return undefined;
  const open = (template: Template): Template => (loose.has(nameOfTemplate(template)) ? opened(template) : template);
  const shown = [...loose, ...people.map(showGlob)];
  const names = shown.flatMap((name) => [...name.matchAll(/\$\{([^{}#]{2,})[^{}]*\}/g)].map(([, late = ""]) => late));
  return {
    documents: documents.map((document) => openedDocument(document, open)),
    names: [...new Set(names)].sort(),
    principals: people.length > 0,
  };
}

function openedDocument(document: PolicyDocument, open: (template: Template) => Template): PolicyDocument {
  return {
    ...document,
    statements: document.statements.map(({ resources, conditions, ...statement }) => ({
      ...statement,
      ...(resources === undefined ? {} : { resources: { ...resources, entries: resources.entries.map(open) } }),
      conditions: conditions.map((condition) => ({ ...condition, values: condition.values.map(open) })),
    })),
  };
}

/** Late values as policy variables; what stands in one of the first five segments of an ARN stays there. */
function opened(template: Template): Template {
  const places = placesOfLate(template);
  return template.map((part, index) => {
    if (typeof part !== "string") return part;
    return { key: `late value ${part}`, ...(places[index] === "segment" ? { segment: true as const } : {}) };
  });
}

/** More texts than this are not held against each other one by one: all of them count as loose. */
const MAX_TEXTS = 300;

/** Names of templates with a late value that could stand to another template in another way than it does now. */
function looseIn(templates: readonly Template[]): readonly string[] {
  if (!templates.some(hasLate)) return [];
  const named = new Map(templates.map((template) => [nameOfTemplate(template), globOf(template)]));
  const all = [...named];
  const late = all.filter(([, glob]) => hasLate(glob));
  if (all.length > MAX_TEXTS) return late.map(([name]) => name);
  return late
    .filter(([name, glob]) => all.some(([other, second]) => other !== name && !isSettled(glob, second)))
    .map(([name]) => name);
}

/** The same of the values of one context key; operators that read patterns in another way than a glob are apart, or not settled. */
function looseConditions(conditions: readonly Condition[]): readonly string[] {
  if (!conditions.some(({ values }) => values.some(hasLate))) return [];
  if (conditions.every(({ operator: { family, comparison } }) => family === "string" && comparison !== "equals-ignoring-case")) {
    return looseIn(conditions.flatMap(({ values }) => values));
  }
  const named = new Map(
    conditions.flatMap(({ values }) => values).map((value) => [nameOfTemplate(value), fold(globOf(value))] as const),
  );
  const all = [...named];
  return all
    .filter(([name, glob]) => hasLate(glob) && all.some(([other, second]) => other !== name && mayIntersect(glob, second)))
    .map(([name]) => name);
}

function globOf(template: Template): Glob {
  return isGlob(template) ? template : joinStars(template.map((part) => (typeof part === "object" ? ANY_STRING : part)));
}

/** Principals with a late value that could name whom another entry of their kind names, or what is in its account. */
function loosePrincipals(entries: readonly PrincipalEntry[]): readonly (readonly Letter[])[] {
  const named = entries.filter((entry) => entry.kind !== "everyone" && entry.kind !== "every-provider");
  return [...groupBy(named, ({ kind }) => (kind === "arn" ? "account" : kind)).values()].flatMap((ofKind) => {
    const all = [...new Map(ofKind.map(lettersOf).map((letters) => [JSON.stringify(letters), letters]))];
    return all
      .filter(([name, letters]) => hasLate(letters) && all.some(([other, second]) => other !== name && mayMeet(letters, second)))
      .map(([, letters]) => letters);
  });
}

function lettersOf(entry: Exclude<PrincipalEntry, { readonly kind: "everyone" | "every-provider" }>): readonly Letter[] {
  return entry.kind === "account" ? entry.account : entry.name;
}

function mayMeet(left: readonly Letter[], right: readonly Letter[]): boolean {
  const [one, two] = [arnOf(left)?.account ?? left, arnOf(right)?.account ?? right];
  return mayIntersect(left, right) || mayIntersect(one, two);
}
