/** Reasons as lines of text for the readers of the Terraform. */
import { distinct } from "../collections";
import type { Policy, Reason } from "../policy/statement";
import type { Path } from "../problem";
import { someOf } from "../wording";

/** Names what stands at paths of the platform file, for a reader: `orders: secret API_KEY`, or `platform.yaml:31`. */
export type Citation = (paths: readonly Path[]) => string;

/** Names it by its path, where no platform file is known: `services.orders.access[0]`. */
export const citePaths: Citation = (paths) => paths.map(showPath).join(", ");

/** The reasons of a policy's statements: Sid -> one line. */
export function policyReasons(policy: Policy, cite: Citation): ReadonlyMap<string, string> {
  return new Map(policy.grants.map(({ statement, reason }) => [statement.Sid, reasonLine(reason, cite)]));
}

const citedAtMost = 6;

/** What asks for a statement: each once, and of more than six the first five. Empty when nothing in the platform file does. */
export function askedForBy({ paths }: Reason, cite: Citation): string {
  return someOf(distinct(paths.map((path) => cite([path]))), citedAtMost);
}

function reasonLine(reason: Reason, cite: Citation): string {
  const { what, wildcard, why } = reason;
  const askers = askedForBy(reason, cite);
  const asked = askers === "" ? [] : [`asked for by ${askers}`];
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
