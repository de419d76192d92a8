/** What variables may become: names that occur, and one that nobody has. Their names tell what they hold: `table_name_1`, `key_arn_2`. */

import { type Kind, kinds } from "./kinds";
import type { Options } from "./raw";
import { type Place, type Values, variableId, variablesByStack } from "./world";

/** Most combinations of values that are tried of one platform. */
const most = 12;

/** All assignments of values to the variables of a platform, or as many as are tried. */
export function valuesOf(raw: Options): readonly Values[] {
  const variables = variablesByStack(raw);
  let all: readonly Values[] = [new Map()];
  for (const { place, name } of variables) {
    const candidates = candidatesOf(name, place);
    all = all.flatMap((values) => candidates.map((value) => new Map([...values, [variableId(place, name), value]])));
    if (all.length > most) all = thinned(all);
  }
  return all;
}

/** Evenly, the first and the last among them. */
function thinned(all: readonly Values[]): readonly Values[] {
  const step = (all.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => all[Math.round(index * step)] as Values);
}

function candidatesOf(name: string, place: Place): readonly string[] {
  const [kindName = "", form] = name.split("_");
  const kind: Kind | undefined = kinds[kindName];
  if (kind === undefined) return ["value", "other"];
  const names = [...kind.names, kind.fresh];
  if (form === "name") return names;
  return names.map((each) => kind.arn(each, place));
}
