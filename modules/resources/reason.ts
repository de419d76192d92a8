/** Reasons as lines of text for the readers of the Terraform. */
import type { Policy, Reason } from "../policy/statement";
import type { Path } from "../problem";

/** Names places of the platform file for a reader: `platform.yaml:31`. */
export type Cite = (paths: readonly Path[]) => string;

/** Names places by their path, where no file is known: `services.orders.access[0]`. */
export const citePaths: Cite = (paths) => paths.map(showPath).join(", ");

/** The reasons of a policy's statements: Sid -> one line. */
export function policyReasons(policy: Policy, cite: Cite): ReadonlyMap<string, string> {
  return new Map(policy.grants.map(({ statement, reason }) => [statement.Sid, reasonLine(reason, cite)]));
}

const citedAtMost = 5;

function reasonLine({ what, paths, wildcard, why }: Reason, cite: Cite): string {
  const more = paths.length > citedAtMost ? ` and ${paths.length - citedAtMost} more` : "";
  const places = cite(paths.slice(0, citedAtMost));
  const asked = places === "" ? [] : [`asked for by ${places}${more}`];
  const star = wildcard === undefined ? [] : [`wildcard: ${wildcard}`];
  return [what, ...asked, ...star, ...(why === undefined ? [] : [`why: ${why}`])].map(oneLine).join("; ");
}

/** Text that cannot end a comment line. */
function oneLine(text: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, " ").trim();
}

function showPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`)).join("");
}
