/** Props as a section of a platform file. */
import { compact } from "../collections";
import type { Path } from "../problem";
import type { Grants } from "./grants";
import type { PropsReader } from "./props";

/** The options that are given, with `{ var: ... }` in place of tokens; `path` is theirs in the props. */
export function options({ book }: PropsReader, given: object, path: Path = []): Readonly<Record<string, unknown>> {
  return book.substitute(compact(given), path) as Readonly<Record<string, unknown>>;
}

/** The name of a role as an option, which props call `roleName`. */
export function roleNameOption({ book }: PropsReader, roleName: string | undefined): Readonly<Record<string, unknown>> {
  return roleName === undefined ? {} : { name: book.substitute(roleName, ["roleName"]) };
}

/** The same options with everything that was granted behind their `access`. */
export function withGrants(
  { book }: PropsReader,
  given: Readonly<Record<string, unknown>>,
  { items }: Pick<Grants, "items">,
): Readonly<Record<string, unknown>> {
  if (items.length === 0) return given;
  const granted = items.map((item, index) => book.substitute(item, ["grants", index]));
  return { ...given, access: [...(Array.isArray(given.access) ? given.access : []), ...granted] };
}
