/** Numbers and dates as exact decimals: no value loses digits, so `9007199254740993` is not `9007199254740992`. */

/** A decimal number: `units` times ten to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** The longest number in characters: longer than any service sends, so that none can cost time. */
export const MAX_DIGITS = 64;

/** The number that the text writes (`-1`, `3.50`), undefined when it is none; no exponents, no hexadecimal. */
export function decimal(text: string): Decimal | undefined {
  if (text.length > MAX_DIGITS) return undefined;
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. */
export function compare(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const difference = scaled(left, scale) - scaled(right, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function scaled(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/**
 * A point in time in seconds since 1970: one of the W3C forms of ISO 8601 (`2026`, `2026-09`, `2026-09-01`,
 * `2026-09-01T12:00Z`, `2026-09-01T12:00:00.5+02:00`) or epoch seconds; undefined when it is neither or no such day exists
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date).
 */
export function instant(text: string): Decimal | undefined {
  const match = DATE.exec(text);
  // four digits are a year, as W3C has it, not a second of 1970
  if (match === null) return decimal(text);
  const [, year, month = "01", day = "01", hour = "00", minute = "00", second = "00", fraction = "", zone = "Z"] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== iso) return undefined;
  const offset = offsetOf(zone);
  if (offset === undefined) return undefined;
  const seconds = BigInt(milliseconds / 1000 - offset);
  return { units: seconds * 10n ** BigInt(fraction.length) + BigInt(fraction === "" ? "0" : fraction), scale: fraction.length };
}

function offsetOf(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}
