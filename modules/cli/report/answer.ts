/** The answers of roles as lines. Their text is the user's in part: whoever prints it makes it visible. */
import type { Asked, RoleAnswer } from "../../verify/expectations/ask";

const statementsShown = 5;

/** The answer of one role to its own question: the verdict, then the statements that allow it. */
export function reportAnswer(answer: RoleAnswer, { action, resource }: Pick<Asked, "action" | "resource">): readonly string[] {
  const what = resource === "*" ? `\`${action}\`` : `\`${action}\` on \`${resource}\``;
  const { label } = answer.role;
  switch (answer.answer) {
    case "yes":
      return [`yes: ${label} can ${what}`, ...details(answer)];
    case "some":
      return [`yes, ${answer.depends ?? "for some requests"}: ${label} can ${what}`, ...details(answer)];
    case "no":
      return [`no: ${label} cannot ${what}: ${answer.because ?? ""}`];
    case "unknown":
      return [`unknown: whether ${label} can ${what}: ${answer.because ?? ""}`];
  }
}

/** One role in a list of them. */
export function reportRole(answer: RoleAnswer): readonly string[] {
  const { name, label, stack, account } = answer.role;
  const depends = answer.answer === "some" ? `, ${answer.depends ?? "for some requests"}` : "";
  const unknown = answer.answer === "unknown" ? `: not known, because ${answer.because ?? ""}` : "";
  return [`${name} (${label}, ${stack}, account ${account})${depends}${unknown}`, ...details(answer)];
}

function details({ statements, owner, depends }: RoleAnswer): readonly string[] {
  const listed = statements.slice(0, statementsShown).map(({ sid, policy, askedForBy, when, why }) => {
    const line = askedForBy === "" ? "" : ` (${askedForBy})`;
    const of = policy === undefined ? "" : ` of the policy of ${policy}`;
    return `  by statement \`${sid}\`${of}${line}${when === "" || depends === `when ${when}` ? "" : `, when ${when}`}${why === undefined ? "" : `: ${why}`}`;
  });
  const more = statements.length > statementsShown ? [`  and ${statements.length - statementsShown} more statements`] : [];
  const other = owner === undefined ? [] : [`  if account ${owner}, which owns the resource, allows it too`];
  return [...listed, ...more, ...other];
}
