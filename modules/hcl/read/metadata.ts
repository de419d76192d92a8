/** Comments that a stack carries under `"//"` keys. Other tools' metadata there (cdktf's `metadata`) is not read. */

import { isObject } from "../../collections";
import { type Expression, type GroupItem, sidOf } from "../node";

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
export function commentsBySid(metadata: unknown, attribute: string): ReadonlyMap<string, readonly string[]> | undefined {
  const own = isObject(metadata) && isObject(metadata.rolewright) ? metadata.rolewright.statements : undefined;
  const bySid = isObject(own) && Object.hasOwn(own, attribute) ? own[attribute] : undefined;
  return isObject(bySid) ? new Map(Object.entries(bySid).map(([sid, texts]) => [sid, textsOf(texts)])) : undefined;
}

/** The expression with these comments at the elements of lists that have the Sid. */
export function withStatementComments(nodes: Expression, bySid: ReadonlyMap<string, readonly string[]>): Expression {
  const commented = (item: GroupItem): GroupItem => {
    const value = withStatementComments(item.value, bySid);
    const comments = item.key === undefined ? bySid.get(sidOf(value) ?? "") : undefined;
    return { ...item, value, ...(comments === undefined ? {} : { comments }) };
  };
  return nodes.map((node) => {
    return node.kind !== "group" || node.role === "index" ? node : { ...node, items: node.items.map(commented) };
  });
}
