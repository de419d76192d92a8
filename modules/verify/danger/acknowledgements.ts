/** Acknowledgements that the platform file declares, checked against what there is. */
import { declaredNames } from "../../model/declared-names";
import type { ServicePart } from "../../model/model";
import { error, type Problem, quote, warning } from "../../problem";
import { hostRisks, riskIdsOf } from "../theorems/host-risks";
import type { Acknowledged } from "../theorems/theorem";
import { isDangerId, permissionRules } from "./permissions";
import { namedRules } from "./rules";

/** Problems: `unknown-reference` for a rule that does not exist, `unused-acknowledgement` (a warning) for one that the service does not meet. */
export function acknowledgementProblems(services: readonly ServicePart[], used: ReadonlySet<string>): readonly Problem[] {
  return services.flatMap((service) => {
    const { name, path, acknowledge = [] } = service;
    const risks = riskIdsOf(service);
    return acknowledge.flatMap(({ id }, index) => {
      const at = [...path, "acknowledge", index, "id"];
      if (!isDangerId(id) && !hostRisks.some((risk) => risk.id === id)) {
        const known = [...namedRules, ...permissionRules(), ...hostRisks].map((rule) => rule.id);
        return [error("unknown-reference", at, `no danger rule ${quote(id)}`, declaredNames("danger rules", id, known))];
      }
      if (used.has(`${name}/${id}`) || risks.includes(id)) return [];
      const help = "take the acknowledgement away: it would hide the danger when it comes";
      return [
        warning("unused-acknowledgement", at, `no role of service ${quote(name)} meets the danger rule ${quote(id)}`, help),
      ];
    });
  });
}

/** The dangers that a service takes on, and meets: `used` are those of its roles, as `service/id`. */
export function acknowledgedBy(service: ServicePart, used: ReadonlySet<string>): readonly Acknowledged[] {
  const { name, path, acknowledge = [] } = service;
  const risks = riskIdsOf(service);
  return acknowledge.flatMap(({ id, why }, index) =>
    used.has(`${name}/${id}`) || risks.includes(id) ? [{ service: name, id, why, path: [...path, "acknowledge", index] }] : [],
  );
}
