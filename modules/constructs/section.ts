/** Props as a section of a platform file. */
import { compact } from "../collections";
import type { Path } from "../problem";
import type { Desk } from "./plan";

/** The options that are given, with `{ var: ... }` in place of tokens; `path` is theirs in the props. */
export function options({ book }: Desk, given: object, path: Path = []): Readonly<Record<string, unknown>> {
  return book.substitute(compact(given), path) as Readonly<Record<string, unknown>>;
}

/** The name of a role as an option, which props call `roleName`. */
export function roleNameOption({ book }: Desk, roleName: string | undefined): Readonly<Record<string, unknown>> {
  return roleName === undefined ? {} : { name: book.substitute(roleName, ["roleName"]) };
}
