/**
 * Text that may hold values which only Terraform knows ("late values"). They stay data, with a type, until the resources are
 * rendered: policies and proofs see the very documents that Terraform gets, with named holes.
 */

/** What a late value stands for; decides its validation in Terraform and its assumed size in a policy. */
export type LateType = "string" | "arn" | "kms-key-arn" | "account-id" | "region" | "partition" | "name" | "id";

/**
 * A value known at plan or apply time. `name` tells two of them apart (`var.kms_key_arn`, `aws_iam_role.a.arn`), although Terraform may give both
 * the same text. `template` is the Terraform template that yields it (`${var.kms_key_arn}`). `mayBeEmpty` says that `""` is a
 * legal value that means "none".
 */
export interface Late {
  readonly late: LateType;
  readonly name: string;
  readonly template: string;
  readonly mayBeEmpty?: true;
}

/** Literal text, one late value, or both concatenated. Never an empty list, never two literals in a row. */
export type Text = string | Late | { readonly parts: readonly (string | Late)[] };

/** Whether the text is one late value. */
export function isLate(text: Text): text is Late {
  return typeof text === "object" && "late" in text;
}

/** Whether the value is a list of texts: several values where one could be. */
export function isTextList(value: Text | readonly Text[]): value is readonly Text[] {
  return Array.isArray(value);
}

/** The parts of a text, in order. */
export function partsOf(text: Text): readonly (string | Late)[] {
  if (typeof text === "string") return text === "" ? [] : [text];
  return isLate(text) ? [text] : text.parts;
}

/** Concatenates texts; the result is a plain string when every part is one. */
export function concat(...texts: readonly Text[]): Text {
  const parts: (string | Late)[] = [];
  for (const part of texts.flatMap(partsOf)) {
    const last = parts[parts.length - 1];
    if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  const [only] = parts;
  if (only === undefined) return "";
  return parts.length === 1 ? only : { parts };
}

/** A template tag for `concat`: text`arn:${partition}:s3:::${bucket}`. */
export function text(literals: TemplateStringsArray, ...values: readonly Text[]): Text {
  let whole = literals[0] ?? "";
  for (const [index, value] of values.entries()) {
    // Nearly all texts are literal throughout; only the others are worth taking apart.
    if (typeof value !== "string") return concat(...interleaved(literals, values));
    whole += value + (literals[index + 1] ?? "");
  }
  return whole;
}

function interleaved(literals: readonly string[], values: readonly Text[]): readonly Text[] {
  return literals.flatMap((literal, index) => (index < values.length ? [literal, values[index] ?? ""] : [literal]));
}

/** The late values of a text. */
export function latesOf(value: Text): readonly Late[] {
  return partsOf(value).filter((part) => typeof part !== "string");
}

/** Whether two texts are different for certain: both literal, and not the same. Nobody knows that of late values. */
export function differs(left: Text, right: Text): boolean {
  return typeof left === "string" && typeof right === "string" && left !== right;
}

/** For people and for comparing: literals as they are, late values as `${name}`. */
export function showText(value: Text): string {
  return partsOf(value)
    .map((part) => (typeof part === "string" ? part : `\${${part.name}}`))
    .join("");
}

/** A text as a map key: late values between characters that no text of a policy has, so that no literal can pass for one. */
export function keyOf(value: Text): string {
  if (typeof value === "string") return value;
  return partsOf(value)
    .map((part) => (typeof part === "string" ? part : `\u0000${part.name}\u0000`))
    .join("");
}
