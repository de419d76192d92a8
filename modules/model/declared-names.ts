/** The help of an unknown reference: what the user probably meant, and what there is. */
import { quote } from "../problem";
import { closest } from "../wording";

const shown = 8;

/** "did you mean `a`? declared clusters: `a`, `b`": at most eight names, sorted. */
export function declaredNames(what: string, name: string, names: Iterable<string>): string {
  const sorted = [...names].sort();
  if (sorted.length === 0) return `no ${what} are declared`;
  const near = closest(name, sorted);
  const more = sorted.length > shown ? ` and ${sorted.length - shown} more` : "";
  const all = `declared ${what}: ${sorted.slice(0, shown).map(quote).join(", ")}${more}`;
  return near === undefined ? all : `did you mean ${quote(near)}? ${all}`;
}
