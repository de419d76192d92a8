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
function isTight(token: TokenEdge, after: TokenEdge): boolean {
  if (token.type === "ident" && (after.type === "(" || after.type === "::")) return true;
  if (token.type === "::" && after.type === "ident") return true;
  return token.type === "." || after.type === "." || after.type === "," || after.type === "...";
}

function isIndex(token: TokenEdge, after: TokenEdge): boolean {
  return after.type === "[" && (token.type === "ident" || token.type === "number" || closers.has(token.type));
}

/** Whether there is a space between `token` and `after`; `before` is what precedes `token`, if anything does. */
export function hasSpace(before: TokenEdge | undefined, token: TokenEdge, after: TokenEdge): boolean {
  if (isTight(token, after)) return false;
  if (token.type === ",") return true;
  if (token.type === "ident" && token.text === "in" && before?.type === "ident") return true;
  if (isIndex(token, after) || token.type === "!") return false;
  if (token.type === "-") return before !== undefined && !beforeSign.has(before.type);
  if (token.type === "{" || after.type === "}") return !(token.type === "{" && after.type === "}");
  return !openers.has(token.type) && !closers.has(after.type);
}
