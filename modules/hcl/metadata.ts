/** Comments that a stack carries under `"//"` keys. Other tools' metadata there (cdktf's `metadata`) is not printed. */
import { isObject } from "../collections";
import type { Comments } from "./layout";

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/**
 * The comments above a block: `"//"` as text (one comment a line) or a list of texts, or `{"rolewright": {"comments": [...]}}`. Texts are
 * not yet safe to print.
 */
export function commentsOf(metadata: unknown): readonly string[] {
  if (!isObject(metadata)) return textsOf(metadata).flatMap((text) => text.split(/\r?\n/));
  return isObject(metadata.rolewright) ? textsOf(metadata.rolewright.comments) : [];
}

/** The comments above the statements of one attribute, by Sid: `{"rolewright": {"statements": {"policy": {"ReadTable": "..."}}}}`. */
export function statementComments(metadata: unknown, attribute: string): Comments | undefined {
  const own = isObject(metadata) && isObject(metadata.rolewright) ? metadata.rolewright.statements : undefined;
  const bySid = isObject(own) && Object.hasOwn(own, attribute) ? own[attribute] : undefined;
  return isObject(bySid) ? new Map(Object.entries(bySid).map(([sid, texts]) => [sid, textsOf(texts)])) : undefined;
}
