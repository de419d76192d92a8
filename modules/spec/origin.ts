/**
 * What asks for something, in words that stay as they are when lines are added above it: generated files name it so, never by line. Items of lists go by
 * their content, so that one more item renames no other.
 */
import { isObject } from "../collections";
import type { Path } from "../problem";

/** How an entry of a mapping, or an item of a list, is called. */
interface Noun {
  readonly noun: string;
  /** It is what everything within it is said of: `orders override cleanup: access s3 photos`. */
  readonly owns?: true;
  /** It is not named where it is the only one. */
  readonly unlessOnly?: true;
  /** Its first key says what it is: `s3` of `{ s3: { bucket: photos } }`. */
  readonly byKey?: true;
}

const nouns: Readonly<Record<string, Noun>> = {
  accounts: { noun: "account", owns: true },
  keys: { noun: "key", owns: true },
  clusters: { noun: "cluster", owns: true },
  repositories: { noun: "repository", owns: true },
  buckets: { noun: "bucket", owns: true },
  services: { noun: "service", owns: true },
  capacity: { noun: "capacity", owns: true },
  containers: { noun: "container", owns: true, unlessOnly: true },
  taskRoleOverrides: { noun: "override", owns: true },
  access: { noun: "access", byKey: true },
  expect: { noun: "expect", byKey: true },
  credentialSpecs: { noun: "credential specification" },
  environment: { noun: "environment variable" },
  environmentFiles: { noun: "environment file" },
  secrets: { noun: "secret" },
  volumes: { noun: "volume" },
};

/**
 * What stands at `path` of a platform file that has passed its schema (or of a part of one, with a path from there): `orders: secret API_KEY`,
 * `orders: access s3 photos`, `cluster main`, `repository base: pull.organization`. A service has its noun only where it stands alone, a container its
 * name only where there are several. On one line, without control characters.
 */
export function originOf(root: unknown, path: Path): string {
  const steps = stepsOf(root, path);
  const owners = steps.filter(({ is }) => is === "owner").map(({ text }) => text);
  const owner = owners.join(" ");
  const what = steps.filter(({ is }) => is !== "owner").reduce(joined, "");
  if (what === "" && owners.length < 2) return owner;
  return [owner.replace(/^service /, ""), what].filter((part) => part !== "").join(": ");
}

/** A step on the way to what stands at a path: what everything below is said of, an entry or item of many, or an option by its key. */
interface Step {
  readonly is: "owner" | "item" | "option";
  readonly text: string;
}

function stepsOf(value: unknown, [first, ...rest]: Path): readonly Step[] {
  if (first === undefined) return [];
  const inside = entryOf(value, first);
  if (typeof first === "number") return [{ is: "item", text: contentName(inside) }, ...stepsOf(inside, rest)];
  const [name, ...below] = rest;
  const noun = Object.hasOwn(nouns, first) ? nouns[first] : undefined;
  if (noun === undefined || name === undefined || (noun.owns && typeof name === "number")) {
    return [{ is: "option", text: visible(first) }, ...stepsOf(inside, rest)];
  }
  const entry = entryOf(inside, name);
  const isOnly = noun.unlessOnly && isObject(inside) && Object.keys(inside).length < 2;
  const text = `${noun.noun} ${typeof name === "string" ? visible(name) : itemName(entry, noun)}`.trim();
  return [...(isOnly ? [] : [{ is: noun.owns ? "owner" : "item", text } as const]), ...stepsOf(entry, below)];
}

/** Options within options stand as in a path. */
function joined(words: string, { is, text }: Step, index: number, steps: readonly Step[]): string {
  if (words === "" || text === "") return `${words}${text}`;
  return `${words}${is === "option" && steps[index - 1]?.is === "option" ? "." : " "}${text}`;
}

function entryOf(value: unknown, step: string | number): unknown {
  if (typeof step === "number") return Array.isArray(value) ? (value as readonly unknown[])[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function itemName(item: unknown, { byKey }: Noun): string {
  const [first] = isObject(item) ? Object.entries(item) : [];
  return byKey && first !== undefined ? `${first[0]} ${contentName(first[1])}`.trim() : contentName(item);
}

/** The schemas put first what says which thing is meant; what may be done with it is no name. */
function contentName(value: unknown): string {
  if (typeof value === "string") return visible(value);
  if (Array.isArray(value)) return listName(value);
  if (!isObject(value)) return value === undefined || value === null ? "" : String(value);
  const [first] = Object.entries(value).filter(([key]) => key !== "can");
  if (first === undefined) return "";
  return first[0] === "var" ? `variable ${contentName(first[1])}` : contentName(first[1]);
}

function listName([first, ...others]: readonly unknown[]): string {
  return others.length === 0 ? contentName(first) : `${contentName(first)} and ${others.length} more`;
}

const longest = 100;

/** What is no plain word is quoted, with control characters as escapes. */
function visible(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
  if (/^[!#-+\--:<-_a-~]+$/.test(short)) return short;
  return JSON.stringify(short).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
