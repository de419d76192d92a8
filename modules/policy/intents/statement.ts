/** Statements of the user's own. */

import { showText } from "../../iam/text";
import type { StatementAccess } from "../../model/access/access";
import type { Grant } from "../statement";
import { both, deadline, present } from "./conditions";

/** The statement as the user wrote it, with `until` as one more condition. */
export function statementGrant(access: StatementAccess): Grant {
  const open = access.resources.some((resource) => showText(resource).endsWith("*"));
  return {
    statement: {
      Sid: access.sid ?? "Statement",
      Effect: "Allow",
      Action: access.actions,
      Resource: access.resources,
      ...present(both(access.conditions, deadline(access.until))),
    },
    reason: {
      paths: [access.path],
      what: `a statement of your own: ${access.actions.map((action) => `\`${action}\``).join(", ")}`,
      ...(open && access.why !== undefined ? { wildcard: access.why } : {}),
      ...(access.why === undefined ? {} : { why: access.why }),
      ...(access.unchecked.length === 0 ? {} : { unchecked: access.unchecked }),
      page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
    },
  };
}
