/**
 * Tokens of CDKTF in props: they become late values, so that a token goes through the schema and every stage as `{ var: ... }` of a platform
 * file does, and nothing is declared as a variable.
 */
import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import type { Late, LateType, Text } from "../iam/text";
import { terraformName } from "../model/role-name";
import type { VariableReference } from "../model/scope";
import { error, type Path, type Problem, quote, type Report } from "../problem";
import { citePaths } from "../resources/reason";

/** The tokens of the props of one construct. */
export interface TokenBook {
  /** The value with `{ var: name }` in place of every token; what cannot be a token is reported and left out. */
  substitute(value: unknown, path: Path): unknown;
  /** A text that may be a token. */
  text(value: string, type: LateType, path: Path): Text;
  /** The late value of a substituted token. */
  given(reference: VariableReference, type: LateType): Late | undefined;
  /** The path of the token at the path or around it. */
  tokenAt(path: Path): Path | undefined;
}

interface Entry {
  readonly name: string;
  readonly template: string;
  readonly path: Path;
}

/** Options that take a whole list from one token. */
const listOptions: ReadonlySet<string> = new Set(["subnets", "securityGroups"]);

/** Props are not data of strangers, but a mistake may make them a circle. */
const maxDepth = 64;

/** A new book; `props` tells which names are taken by `{ var: ... }` that somebody has written by hand. Codes: wrong-type, too-deep. */
export function tokenBook(scope: Construct, props: unknown, report: Report): TokenBook {
  const entries = new Map<string, Entry>();
  const paths: Path[] = [];
  const taken = new Set<string>(writtenNames(props));
  const enter = (template: string, path: Path): Entry => {
    paths.push(path);
    const known = entries.get(template);
    if (known !== undefined) return known;
    const entry = { name: freshName(path, taken), template, path };
    taken.add(entry.name);
    entries.set(template, entry);
    return entry;
  };
  const walk = (value: unknown, path: Path): unknown => {
    const refused = refusal(value, path);
    if (refused !== undefined) {
      report(refused);
      return undefined;
    }
    if (isListToken(value)) return [{ var: enter(String(value[0]), path).name }];
    if (isTokenLike(value)) return { var: enter(Token.asString(value), path).name };
    if (Array.isArray(value)) return value.map((item: unknown, index) => walk(item, [...path, index]));
    if (!isPlain(value)) return value;
    const given = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(given.map(([key, item]) => [key, walk(item, [...path, key])]));
  };
  const late = ({ template, path }: Entry, type: LateType): Late => {
    const value: Late = { late: type, name: citePaths([path]), template };
    return type === "kms-key-arn" && mayBeEmpty(scope, template) ? { ...value, mayBeEmpty: true } : value;
  };
  return {
    substitute: walk,
    text: (value, type, path) => (Token.isUnresolved(value) ? late(enter(Token.asString(value), path), type) : value),
    given: (reference, type) => {
      const entry = [...entries.values()].find(({ name }) => name === reference.var);
      return entry && late(entry, type);
    },
    tokenAt: (path) => paths.find((token) => token.every((step, index) => path[index] === step)),
  };
}

/** Attributes that hold the ARN of a key whenever there is a key at all. */
const keyArn =
  /^\$\{(?:(?:data\.)?aws_kms_(?:key|external_key|replica_key|replica_external_key)\.[^.{}]+\.arn|(?:data\.)?aws_kms_alias\.[^.{}]+\.target_key_arn)\}$/;

/**
 * Whether a key that is given as a token may turn out to be `""`, which means that there is none. Nobody sees a variable's value or what a condition
 * comes to, so every token may, but for the attributes of a key and a text that has more than the token.
 */
function mayBeEmpty(scope: Construct, template: string): boolean {
  return template.replaceAll(/\$\{TfToken\[[^\]]+\]\}/g, "") === "" && !keyArn.test(resolvedTemplate(scope, template));
}

/** The Terraform template behind a text with tokens, as the construct's own stack would have it now. */
export function resolvedTemplate(scope: Construct, template: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(template, { scope, resolver, preparing: false }));
}

function refusal(value: unknown, path: Path): Problem | undefined {
  if (path.length > maxDepth) return error("too-deep", path, "the props are nested too deeply", "is one of them inside itself?");
  if (typeof value === "number" && Token.isUnresolved(value)) return mustBeLiteral(path);
  if (isListToken(value) && !listOptions.has(String(path.at(-1)))) {
    const help = "list the elements one by one, with `Fn.element(list, 0)` where Terraform alone knows them";
    return error("wrong-type", path, "a list that only Terraform knows cannot stand here", help);
  }
  const key = isPlain(value) ? Object.keys(value).find((name) => name.includes("TfToken[")) : undefined;
  return key === undefined
    ? undefined
    : error("wrong-type", path, "the keys of a mapping must be literal", "tokens may be values");
}

/** `wrong-type` for a token where the platform file has no `{ var: ... }` either. */
export function mustBeLiteral(path: Path): Problem {
  const option = String(path.findLast((step) => typeof step === "string") ?? "value");
  const message = `${quote(option)} must be literal, because names and policies follow from it: this value is known only to Terraform`;
  return error("wrong-type", path, message, helps[option] ?? "write the value itself, or a longer form that takes tokens");
}

const helps: Readonly<Record<string, string>> = {
  image: 'name the repository in `repositories`, and write `image: "name:tag"` or `image: { repository: "name", tag }`',
  existing: "pass the role itself, or its `arn`: `taskRole: { arn }`",
};

function isListToken(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && Token.isUnresolved(value);
}

/** A string that holds tokens, or the token itself. */
function isTokenLike(value: unknown): boolean {
  const kind = typeof value;
  return (kind === "string" || (kind === "object" && value !== null && !Array.isArray(value))) && Token.isUnresolved(value);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The name of an option, which Sids take over, with a number behind it from the second time on. */
function freshName(path: Path, taken: ReadonlySet<string>): string {
  const steps = path.filter((step) => typeof step === "string");
  const option = steps.at(-1) === "arn" ? steps.at(-2) : steps.at(-1);
  const name = terraformName(option ?? "value").slice(0, 56);
  let fresh = name;
  for (let count = 2; taken.has(fresh); count += 1) fresh = `${name}_${count}`;
  return fresh;
}

function writtenNames(value: unknown, depth = 0): readonly string[] {
  if (depth > maxDepth) return [];
  if (Array.isArray(value)) return value.flatMap((item) => writtenNames(item, depth + 1));
  if (!isPlain(value)) return [];
  const own = typeof value.var === "string" ? [value.var] : [];
  return [...own, ...Object.values(value).flatMap((item) => writtenNames(item, depth + 1))];
}
