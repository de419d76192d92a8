/** Did-you-mean for the closed lists of agent settings, keys of settings and variants. */
import { closest } from "../spec/suggest";

/** A help text that names the nearest of the known words, or lists them all when none is near. */
export function suggestion(word: string, known: readonly string[]): string {
  const near = closest(word, known);
  return near === undefined ? `known: ${known.join(", ")}` : `did you mean \`${near}\`?`;
}
