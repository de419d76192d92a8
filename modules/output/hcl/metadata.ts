/** Comments that a stack carries under `"//"` keys. Other tools' metadata there (cdktf's `metadata`) is not printed. */
import type { Comments } from "./layout";

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/**
 * The comments above a block: `"//"` as text (one comment a line) or a list of texts, or `{"rolewright": {"comments": [...]}}`. Texts are
 * not yet safe to print.
 */
export function commentsOf(metadata: unknown): readonly string[] {
  if (!isRecord(metadata)) return textsOf(metadata).flatMap((text) => text.split(/\r?\n/));
  return isRecord(metadata.rolewright) ? textsOf(metadata.rolewright.comments) : [];
}

/** The comments above the statements of one attribute, by Sid: `{"rolewright": {"statements": {"policy": {"ReadTable": "..."}}}}`. */
export function statementComments(metadata: unknown, attribute: string): Comments | undefined {
  const own = isRecord(metadata) && isRecord(metadata.rolewright) ? metadata.rolewright.statements : undefined;
  const bySid = isRecord(own) && Object.hasOwn(own, attribute) ? own[attribute] : undefined;
  return isRecord(bySid) ? new Map(Object.entries(bySid).map(([sid, texts]) => [sid, textsOf(texts)])) : undefined;
}
