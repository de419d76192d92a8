/** The file `access.json` of a stack: its access, for later comparisons and for other tools. */
import { type Late, partsOf, type Text } from "../iam/text";
import type { AccessDocument, PrincipalAccess, ResourceAccess, StackAccess } from "./access";

/** Version of the format; readers refuse another. */
export const accessVersion = 2;

/**
 * The value of an `access.json`. Documents stand as Terraform gets them, except that a late value is `{"late": type, "name": ...}` and a text with some is
 * `{"parts": [...]}`. `askedForBy` and `onlyWith` are by Sid.
 */
export function encodeAccess({ name, account, region, principals, resources }: StackAccess, source: string): object {
  return {
    version: accessVersion,
    source,
    stack: name,
    ...given({ account, region }),
    principals: principals.map(encodePrincipal),
    resources: resources.map(encodeResource),
  };
}

function encodePrincipal({ kind, name, address, formerly, arn, services, trust, policies, boundary }: PrincipalAccess): object {
  return {
    ...given({ kind, name, address, formerly, arn: arn && encodeText(arn) }),
    services,
    ...given({ boundary: boundary && encodeText(boundary.arn), trust: trust && encodeDocument(trust) }),
    policies: policies.map(encodeDocument),
  };
}

function encodeResource({ kind, name, address, formerly, policies }: ResourceAccess): object {
  return { ...given({ kind, name, address, formerly }), policies: policies.map(encodeDocument) };
}

function encodeDocument({ name, document, askedForBy, onlyWith }: AccessDocument): object {
  const conditional = Object.entries(onlyWith).map(([sid, late]) => [sid, encodeLate(late)] as const);
  return {
    name,
    document: encodeValue(document),
    ...(Object.keys(askedForBy).length === 0 ? {} : { askedForBy }),
    ...(conditional.length === 0 ? {} : { onlyWith: Object.fromEntries(conditional) }),
  };
}

/** The JSON of a document with its late values; no element of a policy is called `late` or `parts`. */
function encodeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encodeValue);
  if (typeof value !== "object" || value === null) return value;
  if ("late" in value || "parts" in value) return encodeText(value as Text);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encodeValue(entry)]));
}

function encodeText(text: Text): unknown {
  if (typeof text === "string") return text;
  return "late" in text
    ? encodeLate(text)
    : { parts: partsOf(text).map((part) => (typeof part === "string" ? part : encodeLate(part))) };
}

/** The template follows from the name, and Terraform has it anyway. */
function encodeLate({ late, name, mayBeEmpty }: Late): object {
  return { late, name, ...given({ mayBeEmpty }) };
}

function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
