/** Whether AWS holds what Terraform planned. */

/** A difference: where, by Terraform's names (`metadata_options.http_tokens`), and what. */
export interface Difference {
  readonly attribute: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/**
 * What of `expected` is not in `actual`. Keys are equal without regard to case and underscores, because Terraform says `http_tokens`
 * where the API says `HttpTokens`; a list of one block is equal to that block; lists have no order; what Terraform leaves unset (null, "", [])
 * is not compared.
 */
export function differences(expected: unknown, actual: unknown, attribute = ""): readonly Difference[] {
  if (isUnset(expected)) return [];
  const difference = [{ attribute, expected, actual }];
  if (Array.isArray(expected)) {
    if (Array.isArray(actual)) return listDifferences(expected, actual, attribute);
    return expected.length === 1 && isObject(actual) ? differences(expected[0], actual, attribute) : difference;
  }
  if (!isObject(expected)) return String(expected) === String(actual) ? [] : difference;
  if (!isObject(actual)) return difference;
  const byKey = new Map(Object.keys(actual).map((key) => [plainKey(key), key]));
  return Object.entries(expected).flatMap(([key, value]) => {
    const found = key in actual ? key : byKey.get(plainKey(key));
    const path = attribute === "" ? key : `${attribute}.${key}`;
    return differences(value, found === undefined ? undefined : actual[found], path);
  });
}

/** Each expected element must have an element of its own. When one element has none, the closest differences say why. */
function listDifferences(expected: readonly unknown[], actual: readonly unknown[], attribute: string): readonly Difference[] {
  const left = [...actual];
  const found: Difference[] = [];
  for (const element of expected.filter((value) => !isUnset(value))) {
    const candidates = left.map((value) => differences(element, value, attribute));
    const best = candidates.reduce<number>((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
    const index = candidates.findIndex(({ length }) => length === best);
    found.push(...(candidates[index] ?? [{ attribute, expected: element, actual: undefined }]));
    if (index >= 0) left.splice(index, 1);
  }
  return left.length === 0 ? found : [...found, { attribute, expected: [], actual: left }];
}

/** JSON documents are equal but for the order of lists, lists of one, and a text in place of a number or boolean. */
export function documentDifferences(expected: unknown, actual: unknown, attribute: string): readonly Difference[] {
  const wanted = canonical(parsed(expected));
  const held = canonical(parsed(actual));
  return JSON.stringify(wanted) === JSON.stringify(held) ? [] : [{ attribute, expected: wanted, actual: held }];
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(canonical).sort((a, b) => order(JSON.stringify(a), JSON.stringify(b)));
    return elements.length === 1 ? elements[0] : elements;
  }
  if (!isObject(value)) return value === null || typeof value === "string" ? value : String(value);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => order(a, b))
      .map(([key, entry]) => [key, canonical(entry)]),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** A JSON text as its value; everything else as it is. */
export function parsed(value: unknown): unknown {
  return typeof value === "string" ? (JSON.parse(value) as unknown) : value;
}

function plainKey(key: string): string {
  return key.replaceAll(/[_-]/g, "").toLowerCase();
}

function isUnset(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.every(isUnset);
  return isObject(value) && Object.values(value).every(isUnset);
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
