/** Coverage: the documents of a role allow no less than the model declares. */
import { type Gap, gaps } from "./gap";
import { requested } from "./permission-words";
import { asRole, type ProvenRole } from "./proven-role";
import { type Counterexample, roleDocuments, type Theorem, together } from "./theorem";

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
        compared: proven.rows.length,
        counterexamples: gaps(proven.rows, proven.allows, "identity").map((gap) => lack(proven, gap)),
        assumptions: [],
      })),
    ),
} as const satisfies Theorem;

function lack(proven: ProvenRole, { row, verdict, request }: Gap): Counterexample {
  const cannot = verdict === "refuted" ? "cannot" : "may not be able to";
  return {
    verdict,
    words: `${proven.label} ${cannot} ${requested(row, request)}, which the platform file declares`,
    path: row.paths[0] ?? proven.role.path,
    subject: proven.role.name,
    ...(request === undefined ? {} : { request: asRole(proven, request) }),
  };
}
