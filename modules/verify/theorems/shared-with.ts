/** `sharedWith`: services that let others share what was granted to them alone. */
import { declaredNames } from "../../model/declared-names";
import type { RoleOwner } from "../../model/model";
import { error, type Problem, quote } from "../../problem";
import type { Invitation } from "./theorem";

/** Whom a service lets in; nothing when nobody. */
export function invitationsOf({ name, path, sharedWith = [] }: RoleOwner): readonly Invitation[] {
  return sharedWith.length === 0 ? [] : [{ service: name, with: [...sharedWith].sort(), path: [...path, "sharedWith"] }];
}

/** Problem: `unknown-reference` for a service that does not exist in `sharedWith`. */
export function sharingProblems(services: readonly RoleOwner[]): readonly Problem[] {
  const known = new Set(services.map(({ name }) => name));
  return services.flatMap(({ path, sharedWith = [] }) =>
    sharedWith.flatMap((name, index) =>
      known.has(name)
        ? []
        : [
            error(
              "unknown-reference",
              [...path, "sharedWith", index],
              `no service ${quote(name)}`,
              declaredNames("services", name, known),
            ),
          ],
    ),
  );
}
