/** What single values mean: numbers, dates, addresses, ARNs, templates, operators; and what problems call them. */

import { readDocument } from "../../evaluate";
import { compare, decimal, instant } from "../../evaluate/decimal";
import { includes, ipRange, showAddress } from "../../evaluate/ip-range";
import { parseJson } from "../../evaluate/json-text";
import { arnOf, lastName, lettersOf, plainText, spells, startsWith } from "../../evaluate/letters";
import { operatorNames, operatorOf } from "../../evaluate/operator";
import { closer } from "../../evaluate/principal";
import { resolve, template } from "../../evaluate/template";
import { literal, showGlob } from "../../glob";
import type { Late } from "../../text";

/** Negative, zero or positive; `undefined` when one of the two is no value. */
function order(read: typeof decimal, left: string, right: string): number | undefined {
  const [one, two] = [read(left), read(right)];
  return one === undefined || two === undefined ? undefined : Math.sign(compare(one, two));
}

test.each<readonly [string, string, number | undefined]>([
  ["1", "2", -1],
  ["2", "1", 1],
  ["2", "+2.00", 0],
  ["-1", "1", -1],
  ["-1.5", "-1.25", -1],
  ["0.1", "0.09", 1],
  ["9007199254740993", "9007199254740992", 1],
  ["1".repeat(64), "1".repeat(64), 0],
  ["1".repeat(65), "1", undefined],
  ["1e3", "1000", undefined],
  ["0x10", "16", undefined],
  ["1.", "1", undefined],
  [".5", "1", undefined],
  ["", "1", undefined],
  [" 1", "1", undefined],
  ["1 ", "1", undefined],
  ["--1", "1", undefined],
])("the number %j against %j", (left, right, expected) => {
  expect(order(decimal, left, right)).toBe(expected);
});

test.each<readonly [string, string, number | undefined]>([
  ["2026", "2026-01-01T00:00:00Z", 0],
  ["2026-09", "2026-09-01T00:00Z", 0],
  ["2026-09-02", "2026-09-01T23:59:59Z", 1],
  ["1970-01-02", "86400", 0],
  ["2026-09-01T12:00Z", "2026-09-01T12:00:00.000Z", 0],
  ["2026-09-01T12:00:00.5Z", "2026-09-01T12:00:00Z", 1],
  ["2026-09-01T12:00:00.5Z", "2026-09-01T12:00:00.500000000Z", 0],
  ["2026-09-01T12:00:01Z", "2026-09-01T12:00:00.999999999Z", 1],
  ["2026-09-01T12:00+02:00", "2026-09-01T10:00Z", 0],
  ["2026-09-01T12:00-02:30", "2026-09-01T14:30Z", 0],
  ["2026-09-01T12:00+14:00", "2026-08-31T22:00Z", 0],
  ["2026-09-01T12:00+14:59", "2026-08-31T21:01Z", 0],
  ["2026-09-01T12:00+15:00", "2026", undefined],
  ["2026-09-01T12:00+01:60", "2026", undefined],
  ["2026-09-01T12:00+01:59", "2026-09-01T10:01Z", 0],
  ["2026-09-01T12:00", "2026", undefined],
  ["2026-02-29", "2026", undefined],
  ["2028-02-29", "2028-02-28T24:00:00Z", undefined],
  ["2026-13", "2026", undefined],
  ["x2026", "2026", undefined],
  ["2026x", "2026", undefined],
  ["12345", "12346", -1],
])("the time %j against %j", (left, right, expected) => {
  expect(order(instant, left, right)).toBe(expected);
});

test.each<readonly [string, string, boolean | undefined]>([
  ["10.0.0.0/8", "10.1.2.3", true],
  ["10.0.0.0/8", "11.0.0.0", false],
  ["10.0.0.0/8", "10.0.0.0/7", false],
  ["10.0.0.0/8", "10.0.0.0/8", true],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["10.0.0.0/33", "10.0.0.0", undefined],
  ["10.0.0.0/", "10.0.0.0", undefined],
  ["10.0.0.0/x8", "10.0.0.0", undefined],
  ["10.0.0.0/8x", "10.0.0.0", undefined],
  ["10.0.0.0/0008", "10.0.0.0", undefined],
  ["256.0.0.0", "10.0.0.0", undefined],
  ["1.2.3", "1.2.3.0", undefined],
  ["1.2.3.4.5", "1.2.3.4", undefined],
  ["x1.2.3.4", "1.2.3.4", undefined],
  ["1x.2.3.4", "1.2.3.4", undefined],
  ["1.2.3.", "1.2.3.0", undefined],
  ["::/0", "0.0.0.0", false],
  ["0.0.0.0/0", "::", false],
  ["2001:db8::/32", "2001:db8:ffff::1", true],
  ["2001:db8::/32", "2001:db9::", false],
  ["::ffff:10.0.0.1", "::ffff:a00:1", true],
  ["1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", true],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true],
  ["::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", true],
  ["1:2:3:4::5:6:7:8", "::", undefined],
  ["1:2:3:4:5:6:7", "::", undefined],
  ["1:2:3:4:5:6:7:8:9", "::", undefined],
  ["1::2::3", "::", undefined],
  ["1::g", "::", undefined],
  ["g::1", "::", undefined],
  ["::12345", "::", undefined],
  ["::x1", "::", undefined],
  ["1.2.3.4::", "::", undefined],
  ["::1.2.3.4:5", "::", undefined],
  ["::1.2.3", "::", undefined],
])("the range %j and %j", (outer, inner, expected) => {
  const [one, two] = [ipRange(outer), ipRange(inner)];
  expect(one === undefined || two === undefined ? undefined : includes(one, two)).toBe(expected);
});

test("addresses are written in full", () => {
  expect(showAddress(ipRange("10.0.255.1")?.bits ?? 0n, 32)).toBe("10.0.255.1");
  expect(showAddress(ipRange("2001:db8::ff")?.bits ?? 0n, 128)).toBe("2001:db8:0:0:0:0:0:ff");
});

test("an ARN has six segments, or is none", () => {
  const arn = arnOf(literal("arn:aws:iam::111122223333:role/a:b/c"));
  expect(Object.values(arn ?? {}).map(showGlob)).toEqual(["aws", "iam", "", "111122223333", "role/a:b/c"]);
  expect(showGlob(lastName(arn?.resource ?? []))).toBe("c");
  for (const text of ["", "arn:", "arn:aws", "arn:aws:iam", "arn:aws:iam:", "arn:aws:iam::1", "xrn:aws:iam::1:role/a"]) {
    expect(arnOf(literal(text))).toBeUndefined();
  }
});

test("late ARNs keep their segments apart", () => {
  const late = (type: Late["late"]): Late => ({ late: type, name: "var.x", template: "${var.x}" });
  const segments = (type: Late["late"]): unknown => arnOf(lettersOf(late(type)));
  expect(segments("arn")).toEqual({
    partition: ["var.x#partition"],
    service: ["var.x#service"],
    region: ["var.x#region"],
    account: ["var.x#account"],
    resource: ["var.x#resource"],
  });
  expect(segments("kms-key-arn")).toEqual({
    partition: ["var.x#partition"],
    service: literal("kms"),
    region: ["var.x#region"],
    account: ["var.x#account"],
    resource: [...literal("key/"), "var.x#id"],
  });
  expect(lettersOf(late("name"))).toEqual(["var.x"]);
  expect(plainText(lettersOf(late("name")))).toBeUndefined();
  expect(plainText(literal("a:b"))).toBe("a:b");
});

test("a text spells another when all letters are the same", () => {
  const [text, longer] = [literal("iam"), literal("iamx")];
  expect([spells(text, "iam"), spells(longer, "iam"), spells(text, "iamx"), spells(text, "ian")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([startsWith(longer, "iam"), startsWith(text, "iamx"), startsWith([], "")]).toEqual([true, false, true]);
});

test.each<readonly [string, string | undefined]>([
  ["a*", "a*"],
  ["${aws:username}", "bob"],
  ["x${ AWS:Username }y", "xboby"],
  ["${aws:nobody, 'none'}", "none"],
  ["${aws:nobody, ''}", ""],
  ["${aws:nobody,'a, b'}", "a, b"],
  ["${aws:username, 'none'}", "bob"],
  ["${aws:nobody}", undefined],
  ["${*}${?}${$}", "*?$"],
  ["${a", undefined],
  ["${}", undefined],
  ["${ , 'a'}", undefined],
  ["${a, b}", undefined],
  ["${a, 'b}", undefined],
  ["${a, b'}", undefined],
  ["${a, '}", undefined],
])("the template %j becomes %j", (text, expected) => {
  const read = template(text, { wildcards: true, variables: true });
  const resolved = read && resolve(read, (key) => (key === "aws:username" ? literal("bob") : undefined));
  expect(resolved && showGlob(resolved)).toBe(expected);
});

test("every operator has its family, and the prefixes and the suffix that AWS gives it", () => {
  const described = operatorNames.map((name) => {
    const { family, comparison, negated } = operatorOf(name) ?? {};
    return `${name}: ${negated ? "not " : ""}${family} ${comparison}`;
  });
  expect(described).toEqual([
    "StringEquals: string equals",
    "StringNotEquals: not string equals",
    "StringEqualsIgnoreCase: string equals-ignoring-case",
    "StringNotEqualsIgnoreCase: not string equals-ignoring-case",
    "StringLike: string like",
    "StringNotLike: not string like",
    "ArnEquals: arn like",
    "ArnLike: arn like",
    "ArnNotEquals: not arn like",
    "ArnNotLike: not arn like",
    "NumericEquals: numeric equals",
    "NumericNotEquals: not numeric equals",
    "NumericLessThan: numeric less",
    "NumericLessThanEquals: numeric less-or-equal",
    "NumericGreaterThan: numeric greater",
    "NumericGreaterThanEquals: numeric greater-or-equal",
    "DateEquals: date equals",
    "DateNotEquals: not date equals",
    "DateLessThan: date less",
    "DateLessThanEquals: date less-or-equal",
    "DateGreaterThan: date greater",
    "DateGreaterThanEquals: date greater-or-equal",
    "Bool: boolean equals",
    "BinaryEquals: binary equals",
    "IpAddress: ip equals",
    "NotIpAddress: not ip equals",
    "Null: null equals",
  ]);
  for (const name of operatorNames.filter((one) => one !== "Null")) {
    expect(operatorOf(`${name}IfExists`)).toMatchObject({ name, ifExists: true });
    expect(operatorOf(`ForAllValues:${name}`)).toMatchObject({ name, quantifier: "all", ifExists: false });
    expect(operatorOf(`ForAnyValue:${name}IfExists`)).toMatchObject({ name, quantifier: "any", ifExists: true });
  }
  for (const name of [
    "NullIfExists",
    "ForAnyValue:Null",
    "stringequals",
    "ForSomeValues:StringEquals",
    "IfExists",
    "",
    ":StringEquals",
  ]) {
    expect(operatorOf(name)).toBeUndefined();
  }
});

test("of two namings the more direct one is the closer", () => {
  expect(closer("account", "parent")).toBe("parent");
  expect(closer("direct", "parent")).toBe("direct");
  expect(closer(undefined, "account")).toBe("account");
  expect(closer(undefined, undefined)).toBeUndefined();
});

describe("messages name what they found", () => {
  const good = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  test.each<readonly [unknown, string]>([
    [null, "null"],
    [[], "a list"],
    [7, "a number"],
    ["x", "a string"],
    [true, "a boolean"],
  ])("%j is called %s", (value, expected) => {
    expect(readDocument(value, "identity").problems[0]?.message).toBe(`a policy document is an object, not ${expected}`);
  });

  test.each<readonly [string, unknown, string]>([
    ["a version that is no string", { Version: {}, Statement: good }, "an object is not a version of the policy language"],
    ["a version that nobody knows", { Version: "2020", Statement: good }, "`2020` is not a version of the policy language"],
    ["a statement that is none", { Statement: 7 }, "a statement is an object, not a number"],
    ["an object among actions", { Statement: { ...good, Action: {} } }, "expected a string, found an object"],
    ["an empty list", { Statement: { ...good, Action: [] } }, "`Action` is an empty list"],
    [
      "a Sid twice",
      {
        Statement: [
          { ...good, Sid: "a" },
          { ...good, Sid: "a" },
        ],
      },
      "two statements have the Sid `a`",
    ],
  ])("%s", (_, value, expected) => {
    expect(readDocument(value, "identity").problems.map(({ message }) => message)).toContain(expected);
  });

  test("a string of 2,048 characters is read, one more is not", () => {
    const ofLength = (length: number): unknown => ({
      Version: "2012-10-17",
      Statement: { ...good, Resource: `arn:${"🐈".repeat(length - 4)}` },
    });
    expect(readDocument(ofLength(2048), "identity").problems).toEqual([]);
    expect(readDocument(ofLength(2049), "identity").problems.map(({ code }) => code)).toEqual(["policy-too-large"]);
  });

  test("an Id is kept, and so is an empty Sid, twice", () => {
    const outcome = readDocument(
      {
        Version: "2012-10-17",
        Id: "mine",
        Statement: [
          { ...good, Sid: "" },
          { ...good, Sid: "" },
        ],
      },
      "identity",
    );
    expect(outcome).toMatchObject({
      ok: true,
      value: { id: "mine", version: "2012-10-17", statements: [{ sid: "" }, { sid: "" }] },
    });
    const without = readDocument({ Statement: good }, "identity");
    expect(without.ok && Object.keys(without.value)).toEqual(["version", "statements"]);
    expect(without.ok && without.value.version).toBe("2008-10-17");
    expect(without.ok && Object.keys(without.value.statements[0] ?? {})).toEqual([
      "index",
      "effect",
      "actions",
      "resources",
      "conditions",
    ]);
  });
});

test.each<readonly [string, readonly (readonly (string | number)[])[]]>([
  ['{"a":[{"b":1},{"b":1,"b":2}]}', [["a", 1, "b"]]],
  ['{"a":1,"a":[1,2],"a":{}}', [["a"], ["a"]]],
  ['[[{"x":0},{"x":0}],{"y":"x","y":",:"}]', [[1, "y"]]],
  ['{"a\\"":1,"a\\u0022":1}', [['a"']]],
  ['["a","a"]', []],
  ['"a"', []],
  ['{"a":["a","b"],"b":{"a":"b"}}', []],
])("the keys that %j has twice", (text, paths) => {
  expect(parseJson(text).problems.map(({ path }) => path)).toEqual(paths);
});

test("sixty-four levels are read, one more is not; a million characters are read, one more is not", () => {
  expect(parseJson(`${"[".repeat(64)}${"]".repeat(64)}`).ok).toBe(true);
  expect(parseJson(`${"[".repeat(65)}${"]".repeat(65)}`).problems.map(({ code }) => code)).toEqual(["too-deep"]);
  expect(parseJson(`"${"a".repeat(999_998)}"`).ok).toBe(true);
  expect(parseJson(`"${"a".repeat(999_999)}"`).problems.map(({ code }) => code)).toEqual(["policy-too-large"]);
});
