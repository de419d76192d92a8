import { sample } from "../../laws";
import { accountRegionOf, granted } from "../../policy/intents/cases";
import { plain, run } from "../../policy/intents/item";

const hostile = [
  "${var.secret}",
  "${aws:username}",
  "a${b",
  "%{ for x in y }",
  '"',
  '","Effect":"Allow","Action":"*',
  "a\nb",
  "a\u0000b",
  "a\tb",
  "\u202eabc",
  "\u00e9\u4e2d\ud83d\ude00",
  "\ud800",
  "*",
  "?",
  "a*",
  "../../x",
  "__proto__",
  "constructor",
  "arn:",
  "arn:aws:::::",
  "arn:aws:s3:::*",
  "arn:*:*:*:*:*",
  " ",
  "a".repeat(100_000),
  "a-".repeat(20_000),
  "arn:aws:iam::123456789012:role/".padEnd(30_000, "a/"),
];

// One case for each set of options; further ones would meet the same code.
const shapes = [
  ...new Map(
    granted.map((one) => [
      Object.entries(one.item)
        .flatMap(([intent, options]) => [intent, ...Object.keys(options as object)])
        .join(),
      one,
    ]),
  ).values(),
];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every item that comes from replacing one string of an item. */
function* replaced(value: Json, by: string): Generator<Json> {
  if (typeof value === "string") yield by;
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const other of replaced(item, by)) yield value.with(index, other);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      // Defaults of variables are Terraform's to validate.
      if (key === "default" && "var" in value) continue;
      for (const other of replaced(item, by)) yield { ...value, [key]: other };
    }
  }
}

function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, item]) => [key, ...strings(item)])
    : [];
}

test.each(hostile.map((text) => ({ name: JSON.stringify(text.slice(0, 40)), text })))(
  "$name in any option is refused or stays literal",
  ({ text }) => {
    for (const one of sample(shapes, 5)) {
      const isOwn = "statement" in one.item;
      for (const item of replaced(one.item as Json, text)) {
        const outcome = run(item, accountRegionOf(one));
        if ("schema" in outcome) continue;
        if (outcome.problems.length > 0) {
          expect(outcome.grants).toEqual([]);
          continue;
        }
        for (const found of strings(outcome.grants.map(plain))) {
          // Late values are shown as `${var.name}`; nothing else may start an interpolation, save the user's own policy variables.
          const rest = found
            .replace(/\$\{(?:var\.[a-z0-9_]+|trimprefix\(var\.[a-z0-9_]+, "\/"\))\}/g, "")
            .replace(isOwn ? /\$\{aws:[^}]*\}/g : /^$/, "");
          expect(rest).not.toContain("${");
          expect(rest).toMatch(/^[\u0020-\u007e\u00a0-\u00ff]*$/);
        }
      }
    }
  },
);

test("a wildcard in any option of an intent is refused, wherever it stands", () => {
  const why = new Set<string>();
  for (const one of granted.filter(({ item }) => !("statement" in item))) {
    for (const item of replaced(one.item as Json, "ab*cd")) {
      const outcome = run(item, accountRegionOf(one));
      if ("schema" in outcome || outcome.problems.length > 0) continue;
      const [intent = "", options = {}] = Object.entries(item as object)[0] ?? [];
      const option = Object.entries(options as object).find(([, value]) => JSON.stringify(value).includes("ab*cd"))?.[0];
      why.add(`${intent} ${option}`);
    }
  }
  // Reasons are the user's own words and reach no policy.
  expect([...why].filter((place) => !place.endsWith(" why"))).toEqual([]);
});
