/** Containment: the documents of a role allow no more than the model declares. */
import { type Difference, difference } from "../../iam/difference";
import { requested } from "./permission-words";
import { asRole, type ProvenRole } from "./proven-role";
import { type Counterexample, roleDocuments, type Theorem, together } from "./theorem";
import type { TracedPermission } from "./traced-permission";

/** No document allows a request that the platform file does not declare. */
export const containment = {
  id: "containment",
  title: "every role allows only what the platform file declares",
  scope: "role",
  holdsOver:
    "every role that is written: task roles, overrides, execution, instance and infrastructure roles of both launch types; every action and resource, under every condition",
  compared: "permissions that roles are granted",
  sides: [
    roleDocuments,
    "what access lists, containers, volumes, ECS Exec and clusters of the platform file declare for that role",
  ],
  find: ({ roles }) =>
    together(
      roles.map((proven) => ({
        compared: proven.allows.length,
        counterexamples: difference(proven.allows, proven.rows, "identity").map((found) => excess(proven, found)),
        assumptions: [],
      })),
    ),
} as const satisfies Theorem;

function excess(proven: ProvenRole, { permission, verdict, request }: Difference<TracedPermission>): Counterexample {
  const can = verdict === "refuted" ? "can" : "may be able to";
  return {
    verdict,
    words: `${proven.label} ${can} ${requested(permission, request)}, which the platform file does not declare`,
    path: permission.paths[0] ?? proven.role.path,
    subject: proven.role.name,
    ...(request === undefined ? {} : { request: asRole(proven, request) }),
  };
}
