/**
 * A construct's model and policies as proofs compare them with those of other constructs: every token is called by what it resolves to, texts with tokens are
 * taken apart, and every path begins with its construct.
 */
import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { concat, type Late, type Text } from "../iam/text";
import type { Path } from "../problem";
import { resolvedTemplate } from "./tokens";

/** What becomes of paths; without a change they stay. */
type ChangePath = (path: Path) => Path;

/** The value in normal form. What was one object before is one object afterwards. */
export function normalForm<T>(scope: Construct, value: T, changePath: ChangePath = (path) => path): T {
  const known = new Map<object, unknown>();
  const visit = (item: unknown): unknown => {
    if (typeof item !== "object" || item === null) return item;
    const done = known.get(item);
    if (done !== undefined) return done;
    const made = remade(item);
    known.set(item, made);
    return made;
  };
  const remade = (item: object): unknown => {
    if (Array.isArray(item)) return item.map(visit);
    if (isText(item)) return "parts" in item ? concat(...item.parts.map(part)) : part(item);
    return Object.fromEntries(Object.entries(item).map(([key, entry]) => [key, keyed(key, entry)]));
  };
  const keyed = (key: string, entry: unknown): unknown => {
    if (key === "path" && Array.isArray(entry)) return changePath(entry);
    return key === "paths" && Array.isArray(entry) ? entry.map(changePath) : visit(entry);
  };
  const part = (item: string | Late): Text => (typeof item === "string" ? item : named(scope, item));
  return visit(value) as T;
}

function isText(item: object): item is Exclude<Text, string> {
  return ("late" in item && "template" in item) || "parts" in item;
}

/** Data sources of ours: every stack has its own, and they are taken for one account, region and partition until the props say otherwise. */
const ofProvider = /^\$\{data\.aws_[a-z_]+\.rolewright-[a-z]+\./;

/** The late value under the name of what each token in it resolves to, which is the same wherever the token is used in the stack. */
function named(scope: Construct, late: Late): Text {
  if (!Token.isUnresolved(late.template)) return late;
  const pieces = late.template.split(/(\$\{TfToken\[[^\]]+\]\})/).filter((piece) => piece !== "");
  return concat(
    ...pieces.map((piece): Text => {
      if (!Token.isUnresolved(piece)) return piece;
      const template = resolvedTemplate(scope, piece);
      if (!/[$%]\{/.test(template)) return template;
      return { ...late, name: ofProvider.test(template) ? template : `${TerraformStack.of(scope).node.path} ${template}` };
    }),
  );
}
