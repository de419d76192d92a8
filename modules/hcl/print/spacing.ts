/** Where `terraform fmt` puts a space between two tokens (https://github.com/hashicorp/hcl/blob/main/hclwrite/format.go). */

/** A token as far as spacing cares: `quote` stands for either end of a string. */
export interface TokenEdge {
  readonly type: string;
  readonly text: string;
}

const openers: ReadonlySet<string> = new Set(["(", "[", "{"]);
const closers: ReadonlySet<string> = new Set([")", "]", "}"]);

/** What a minus follows when it is a sign; behind anything else it is a subtraction. */
const beforeSign: ReadonlySet<string> = new Set("( { [ = : , ? + * / % - == != > >= < <= && || !".split(" "));

/** Whether a token that never has a space on this side decides the matter. */
function isTight(subject: TokenEdge, after: TokenEdge): boolean {
  if (subject.type === "ident" && (after.type === "(" || after.type === "::")) return true;
  if (subject.type === "::" && after.type === "ident") return true;
  return subject.type === "." || after.type === "." || after.type === "," || after.type === "...";
}

function isIndex(subject: TokenEdge, after: TokenEdge): boolean {
  return after.type === "[" && (subject.type === "ident" || subject.type === "number" || closers.has(subject.type));
}

/** Whether there is a space between `subject` and `after`; `before` is what precedes `subject`, if anything does. */
export function hasSpace(before: TokenEdge | undefined, subject: TokenEdge, after: TokenEdge): boolean {
  if (isTight(subject, after)) return false;
  if (subject.type === ",") return true;
  if (subject.type === "ident" && subject.text === "in" && before?.type === "ident") return true;
  if (isIndex(subject, after) || subject.type === "!") return false;
  if (subject.type === "-") return before !== undefined && !beforeSign.has(before.type);
  if (subject.type === "{" || after.type === "}") return !(subject.type === "{" && after.type === "}");
  return !openers.has(subject.type) && !closers.has(after.type);
}
