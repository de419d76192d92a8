/** What text of the user's may become part of a policy as it is. */
import { error, hasErrors, type Path, type Problem, quote, type Report } from "../../problem";

/**
 * What keeps a text from being one literal name in a policy, or nothing: `wildcard-in-arn` for `*` and `?`, `invalid-value` for an IAM policy variable
 * and for characters that policies do not accept (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
 */
export function literalProblem(value: string, path: Path): Problem | undefined {
  if (/[*?]/.test(value)) {
    const help =
      "write the literal text; the wildcards that a policy needs are added. For patterns of your own use `statement` with a `why`";
    return error("wildcard-in-arn", path, `wildcard in ${quote(value)}`, help);
  }
  if (value.includes("${")) {
    const help =
      "IAM would read `${...}` as a policy variable; use `statement` for those, and `{ var: name }` for Terraform variables";
    return error("invalid-value", path, `${quote(value)} holds \`\${\``, help);
  }
  return characterProblem(value, path);
}

/** `invalid-value` when the text holds characters that policies do not accept, or is nothing but blanks. */
export function characterProblem(value: string, path: Path): Problem | undefined {
  if (value.trim() === "")
    return error("invalid-value", path, `${quote(value)} is blank`, "write a value, or leave the option out");
  if (/^[\u0020-\u007e\u00a0-\u00ff]*$/.test(value)) return undefined;
  const help = "policies accept printable characters from U+0020 to U+00FF only";
  return error("invalid-value", path, `${quote(value)} holds a character that no policy accepts`, help);
}

/** The texts of an option that takes one or a list, each literal and once; nothing after a problem. */
export function literals(value: string | readonly string[], path: Path, report: Report): readonly string[] | undefined {
  const list = typeof value === "string" ? [value] : value;
  const problems = list.flatMap((item, index) => literalProblem(item, typeof value === "string" ? path : [...path, index]) ?? []);
  for (const problem of problems) report(problem);
  return hasErrors(problems) ? undefined : [...new Set(list)];
}
