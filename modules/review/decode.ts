/** Reads `access.json` back, strictly: whatever rolewright did not write is a problem, never a guess. */
import { isObject } from "../collections";
import type { Late, LateType, Text } from "../iam/text";
import { error, hasErrors, type Outcome, type Problem, quote } from "../problem";
import { type AccessDocument, noPolicies, type PrincipalAccess, type ResourceAccess, type StackAccess } from "./access";
import { accessVersion } from "./encode";
import { at, elements, entries, type Node, oneOf, optionalText, type Reader, refuse, text } from "./json";

/** The access of a stack, and the name of the platform file that it was generated from. */
export interface DecodedAccess {
  readonly source: string;
  readonly stack: StackAccess;
}

/** The access in the value of an `access.json`. Code: `access-unreadable`, with the path of each fault. */
export function decodeAccess(value: unknown): Outcome<DecodedAccess> {
  const problems: Problem[] = [];
  const reader: Reader = { code: "access-unreadable", report: (problem) => void problems.push(problem) };
  const root: Node = { value, path: [] };
  if (!isObject(value)) refuse(root, "an object", reader);
  else if (value.version !== accessVersion) {
    const help = "generate it anew with this version of rolewright";
    return {
      ok: false,
      problems: [
        error(
          reader.code,
          ["version"],
          `version ${quote(JSON.stringify(value.version) ?? "none")} of the format is not known`,
          help,
        ),
      ],
    };
  }
  const place = given({ account: optionalText(at(root, "account"), reader), region: optionalText(at(root, "region"), reader) });
  const stack: StackAccess = {
    name: text(at(root, "stack"), reader),
    ...place,
    principals: elements(at(root, "principals"), reader).map((node) => ({
      ...principal(node, reader),
      ...given({ account: place.account }),
    })),
    resources: elements(at(root, "resources"), reader).map((node) => ({ ...resource(node, reader), ...place })),
    unread: {},
  };
  const source = text(at(root, "source"), reader);
  return hasErrors(problems) ? { ok: false, problems } : { ok: true, value: { source, stack }, problems };
}

function principal(node: Node, reader: Reader): PrincipalAccess {
  const boundary = at(node, "boundary");
  const arn = at(node, "arn");
  return {
    ...noPolicies,
    ...identity(node, reader),
    kind: oneOf(at(node, "kind"), ["task", "execution", "instance", "infrastructure"], reader),
    ...(arn.value === undefined ? {} : { arn: decodeText(arn, reader) }),
    services: elements(at(node, "services"), reader).map((item) => text(item, reader)),
    ...(boundary.value === undefined ? {} : { boundary: { arn: decodeText(boundary, reader) } }),
    trust: document(at(node, "trust"), reader),
    policies: elements(at(node, "policies"), reader).map((item) => document(item, reader)),
    attached: [],
  };
}

function resource(node: Node, reader: Reader): ResourceAccess {
  const policies = elements(at(node, "policies"), reader).map((item) => document(item, reader));
  return { ...noPolicies, ...identity(node, reader), kind: oneOf(at(node, "kind"), ["repository", "bucket"], reader), policies };
}

function identity(node: Node, reader: Reader) {
  const formerly = optionalText(at(node, "formerly"), reader);
  return { name: text(at(node, "name"), reader), address: text(at(node, "address"), reader), ...given({ formerly }) };
}

function document(node: Node, reader: Reader): AccessDocument {
  const value = at(node, "document");
  if (!isObject(value.value)) refuse(value, "an object", reader);
  const askedForBy = entries(at(node, "askedForBy"), reader).map(([sid, names]) => {
    return [sid, elements(names, reader).map((name) => text(name, reader))] as const;
  });
  const onlyWith = entries(at(node, "onlyWith"), reader).flatMap(([sid, late]) => {
    const decoded = decodeLate(late, reader);
    return decoded === undefined ? [] : [[sid, decoded] as const];
  });
  return {
    name: text(at(node, "name"), reader),
    document: decodeValue(value, reader, 0),
    askedForBy: Object.fromEntries(askedForBy),
    onlyWith: Object.fromEntries(onlyWith),
  };
}

/** A document needs six levels. */
const MAX_DEPTH = 32;

function decodeValue(node: Node, reader: Reader, depth: number): unknown {
  const { value } = node;
  if (depth > MAX_DEPTH) {
    refuse(node, "a policy, which has a few levels only", reader);
    return undefined;
  }
  if (Array.isArray(value)) return elements(node, reader).map((item) => decodeValue(item, reader, depth + 1));
  if (!isObject(value)) return value;
  if ("late" in value || "parts" in value) return decodeText(node, reader);
  return Object.fromEntries(entries(node, reader).map(([key, item]) => [key, decodeValue(item, reader, depth + 1)]));
}

function decodeText(node: Node, reader: Reader): Text {
  const { value } = node;
  if (typeof value === "string") return value;
  if (!isObject(value) || !("parts" in value)) return decodeLate(node, reader) ?? "";
  const parts = elements(at(node, "parts"), reader).flatMap((part): readonly (string | Late)[] => {
    if (typeof part.value === "string") return [part.value];
    const late = decodeLate(part, reader);
    return late === undefined ? [] : [late];
  });
  if (parts.length < 2) refuse(node, "at least two parts", reader);
  return { parts };
}

const lateTypes: readonly [LateType, ...LateType[]] = [
  "string",
  "arn",
  "kms-key-arn",
  "account-id",
  "region",
  "partition",
  "name",
  "id",
];

function decodeLate(node: Node, reader: Reader): Late | undefined {
  if (!isObject(node.value)) {
    refuse(node, "a late value", reader);
    return undefined;
  }
  const name = text(at(node, "name"), reader);
  const late = oneOf(at(node, "late"), lateTypes, reader);
  return { late, name, template: `\${${name}}`, ...(node.value.mayBeEmpty === true ? { mayBeEmpty: true as const } : {}) };
}

function given<T extends Readonly<Record<string, string | undefined>>>(fields: T): { readonly [Key in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    readonly [Key in keyof T]?: string;
  };
}
