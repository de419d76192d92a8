/** Acknowledgements that the platform file declares, checked against what there is. */
import { declaredNames } from "../../model/declared-names";
import type { RoleOwner } from "../../model/model";
import { error, type Problem, quote, warning } from "../../problem";
import type { Acknowledged } from "../theorems/theorem";
import { dangerRules } from "./rules";

/** Problems: `unknown-reference` for a rule that does not exist, `unused-acknowledgement` (a warning) for one that no role of the service meets. */
export function acknowledgementProblems(services: readonly RoleOwner[], used: ReadonlySet<string>): readonly Problem[] {
  const known = new Set(dangerRules.map(({ id }) => id));
  return services.flatMap(({ name, path, acknowledge = [] }) =>
    acknowledge.flatMap(({ id }, index) => {
      const at = [...path, "acknowledge", index, "id"];
      if (!known.has(id)) {
        return [error("unknown-reference", at, `no danger rule ${quote(id)}`, declaredNames("danger rules", id, known))];
      }
      if (used.has(`${name}/${id}`)) return [];
      const help = "take the acknowledgement away: it would hide the danger when it comes";
      return [
        warning("unused-acknowledgement", at, `no role of service ${quote(name)} meets the danger rule ${quote(id)}`, help),
      ];
    }),
  );
}

/** The dangers that a service takes on; `used` are those that one of its roles meets, as `service/id`. */
export function acknowledgedBy({ name, path, acknowledge = [] }: RoleOwner, used: ReadonlySet<string>): readonly Acknowledged[] {
  return acknowledge.flatMap(({ id, why }, index) =>
    used.has(`${name}/${id}`) ? [{ service: name, id, why, path: [...path, "acknowledge", index] }] : [],
  );
}
