/** Names and labels of blocks, and the bodies under them. */

import { isObject } from "../../collections";
import { error, type Path, quote, type Report } from "../../problem";
import { isName } from "../text";
import type { JsonBody } from "./form";

/** Whether text can name a block, an argument or a resource; reports `invalid-name` when it cannot. */
export function isIdentifier(name: string, path: Path, report: Report): boolean {
  if (isName(name)) return true;
  const help = "Terraform names start with a letter or underscore and go on with letters, digits, underscores and dashes";
  report(error("invalid-name", path, `${quote(name)} cannot be a name in Terraform`, help));
  return false;
}

/**
 * Visits the bodies under `labels` levels of labels; lists of objects may stand at each level, as JSON configuration allows. Reports
 * `not-a-stack` for what is no object and `invalid-name` for labels that Terraform does not accept.
 */
export function visitBodies(
  value: unknown,
  labels: number,
  path: Path,
  report: Report,
  visit: (labels: readonly string[], body: JsonBody, path: Path) => void,
): void {
  const descend = (item: unknown, names: readonly string[], at: Path): void => {
    if (Array.isArray(item)) {
      for (const [index, each] of item.entries()) {
        if (Array.isArray(each)) report(error("not-a-stack", [...at, index], "expected an object, found a list in a list"));
        else descend(each, names, [...at, index]);
      }
    } else if (isObject(item) && names.length === labels) visit(names, item, at);
    else if (isObject(item)) {
      for (const [name, inner] of Object.entries(item)) {
        const below = [...at, name];
        if (name !== "//" && isIdentifier(name, below, report)) descend(inner, [...names, name], below);
      }
    } else if (item !== null) report(error("not-a-stack", at, "expected an object, the body of a block"));
  };
  descend(value, [], path);
}
