/** Which roles an expectation or a question speaks of. */
import { type Expectation, roleKinds } from "../../model/expectation";
import type { ProvenRole } from "../theorems/proven-role";
import type { PlatformPolicies, RoleSelection } from "./platform-policies";

type Candidate = Pick<ProvenRole, "kind" | "role" | "owners">;

/** The roles of an expectation, each once. `task` is the role that tasks run with; those of manual runs have names. */
export function selectedRoles(
  platform: PlatformPolicies,
  { services, role }: Pick<Expectation, "services" | "role">,
): RoleSelection {
  const all = services === undefined ? [platform] : services.map(platform.rolesOf);
  const wanted = (one: Candidate): boolean => role === undefined || isOfRole(one, role);
  const written = all.flatMap((one) => ("roles" in one ? one.roles : one.written));
  return {
    written: [...new Set(written)].filter(wanted),
    existing: [...new Set(all.flatMap(({ existing }) => existing))].filter(wanted),
  };
}

function isOfRole({ kind, role, owners }: Candidate, wanted: string): boolean {
  if (!roleKinds.includes(wanted)) return role.name === wanted;
  return kind === wanted && (kind !== "task" || owners.some(({ taskRole }) => taskRole?.role === role));
}
