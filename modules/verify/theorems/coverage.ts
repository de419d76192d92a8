/** Coverage: the documents of a role allow no less than the model declares. */
import { type Difference, difference } from "../../iam/difference";
import { requested } from "./permission-words";
import { asRole, type ProvenRole } from "./proven-role";
import { type Counterexample, roleDocuments, type Theorem, together } from "./theorem";
import type { TracedPermission } from "./traced-permission";

/** No request that the platform file declares is missing from the documents. */
export const coverage = {
  id: "coverage",
  title: "every role allows all that the platform file declares",
  scope: "role",
  holdsOver:
    "every role that is written or should be, of both launch types; every declared action and resource, also where a key that may be empty is empty",
  compared: "permissions that the platform file declares",
  sides: ["what the platform file declares for each role", roleDocuments],
  find: ({ roles }) =>
    together(
      roles.map((proven) => ({
        compared: proven.declared.length,
        counterexamples: difference(proven.declared, proven.allows, "identity").map((found) => lack(proven, found)),
        assumptions: [],
      })),
    ),
} as const satisfies Theorem;

function lack(proven: ProvenRole, { permission, verdict, request }: Difference<TracedPermission>): Counterexample {
  const cannot = verdict === "refuted" ? "cannot" : "may not be able to";
  return {
    verdict,
    words: `${proven.label} ${cannot} ${requested(permission, request)}, which the platform file declares`,
    path: permission.paths[0] ?? proven.role.path,
    about: { role: proven.role.name },
    ...(request === undefined ? {} : { request: asRole(proven, request) }),
  };
}
