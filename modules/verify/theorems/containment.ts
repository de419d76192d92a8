/** Containment: the documents of a role allow no more than the model declares. */
import { type Difference, difference } from "../../iam/difference";
import { showText } from "../../iam/text";
import { quote } from "../../problem";
import { requested } from "./permission-words";
import { asRole, type DeclaredRole, existingRolesOf, type ProvenRole } from "./proven-role";
import { type Counterexample, roleDocuments, type Theorem, together } from "./theorem";
import type { TracedPermission } from "./traced-permission";

/** No document allows a request that the platform file does not declare. */
export const containment = {
  id: "containment",
  title: "every role allows only what the platform file declares",
  scope: "role",
  holdsOver:
    "every role that is written: task roles with their access list, `selfAssume`, ECS Exec and EFS volumes, overrides, execution roles with what their containers need, instance and infrastructure roles with what ECS calls; every action and resource, under every condition",
  compared: "permissions that roles are granted",
  sides: [
    roleDocuments,
    "what access lists, containers, volumes, ECS Exec and clusters of the platform file declare for that role",
  ],
  find: ({ roles, stacks }) => {
    const found = together(
      roles.map((proven) => ({
        compared: proven.allows.length,
        counterexamples: difference(proven.allows, proven.declared, "identity").map((one) => excess(proven, one)),
        assumptions: [],
      })),
    );
    return { ...found, assumptions: stacks.flatMap(({ stack }) => existingRolesOf(stack)).map(notSeen) };
  },
} as const satisfies Theorem;

/** Nobody reads here what an existing role allows: of it, no theorem says anything. */
function notSeen({ label, role }: DeclaredRole): string {
  return `not looked at by any theorem: ${label}, ${quote(showText(role.arn))}, which exists already`;
}

function excess(proven: ProvenRole, { permission, verdict, request }: Difference<TracedPermission>): Counterexample {
  const can = verdict === "refuted" ? "can" : "may be able to";
  return {
    verdict,
    words: `${proven.label} ${can} ${requested(permission, request)}, which the platform file does not declare`,
    path: permission.paths[0] ?? proven.role.path,
    about: { role: proven.role.name },
    ...(request === undefined ? {} : { request: asRole(proven, request) }),
  };
}
