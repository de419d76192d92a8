/** Documents made to take forever: the comparison answers within two seconds of processor time each, if only that it does not know. */

import { cpuTime } from "../../../../test/verify/cpu-time";
import { disjoint, equivalent, implies, type PolicyKind, readDocument } from "../..";

type Json = Readonly<Record<string, unknown>>;

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const statement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const when = (operator: string, key: string, value: unknown): Json => ({
  ...statement,
  Condition: { [operator]: { [key]: value } },
});
const address = (index: number): string => `10.${index >> 8}.${index & 255}.0/24`;
const principal = (index: number): string => `arn:aws:iam::${100_000_000_000 + index}:role/r${index}`;

type Hostile = readonly [claim: string, statements: readonly Json[], kind?: PolicyKind];

const hostile: readonly Hostile[] = [
  [
    "five thousand condition keys in one statement",
    [{ ...statement, Condition: { StringLike: Object.fromEntries(many(5000, (index) => [`a:b${index}`, "*x*"])) } }],
  ],
  ["a thousand statements with a key each", many(1000, (index) => when("StringLike", `a:b${index}`, "*x*"))],
  [
    "two hundred keys with ten patterns each",
    many(200, (index) =>
      when(
        "StringLike",
        `a:b${index}`,
        many(10, (other) => `*v${other}*w*`),
      ),
    ),
  ],
  ["a thousand limits on one number", many(1000, (index) => when("NumericLessThan", "a:n", String(index)))],
  ["eight thousand numbers", [when("NumericEquals", "a:n", many(8000, String))]],
  [
    "a thousand ranges of addresses, each in a statement",
    many(1000, (index) => when("IpAddress", "aws:SourceIp", address(index))),
  ],
  [
    "seven thousand strings",
    [
      when(
        "StringEquals",
        "a:b",
        many(7000, (index) => `v${index}`),
      ),
    ],
  ],
  ["a thousand sets", many(1000, (index) => when("ForAllValues:StringEquals", "a:b", `v${index}`))],
  ["two thousand principals", [{ ...statement, Principal: { AWS: many(2000, principal) } }], "resource"],
  ["resources of many stars that overlap", [{ ...statement, Resource: many(200, (index) => `*a${index}*b*c*`) }]],
  ["question marks that must be counted", [{ ...statement, Resource: many(200, (index) => `*a${"?".repeat(index)}`) }]],
  ["patterns as long as strings may be", [{ ...statement, Resource: ["*a".repeat(1000), `${"*b?a".repeat(480)}*`] }]],
  [
    "policy variables everywhere",
    many(200, (index) => ({ ...statement, Resource: `arn:aws:s3:::\${aws:a${index}}*\${aws:b}/*` })),
  ],
];

test.each(hostile)("%s", (...entry: unknown[]) => {
  const [, statements, kind = "identity"] = entry as unknown as Hostile;
  const [left, right] = [statements, [...statements.slice(1), { ...statements[0], Action: "s3:Get*" }]].map((Statement) =>
    readDocument({ Version: "2012-10-17", Statement }, kind),
  );
  if (!left?.ok || !right?.ok) throw new Error("the documents can be read");
  for (const question of [implies, equivalent, disjoint]) {
    const answers: string[] = [];
    const time = cpuTime(() => answers.push(question(left.value, right.value).verdict));
    expect(["proved", "refuted", "unknown"]).toContain(answers[0]);
    expect(time).toBeLessThan(2000);
  }
});
