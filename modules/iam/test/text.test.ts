import { concat, differs, isLate, type Late, latesOf, partsOf, showText, type Text, text } from "../text";

const bucket: Late = { late: "name", name: "var.bucket", template: "${var.bucket}" };
const key: Late = { late: "kms-key-arn", name: "var.key", template: "${var.key}", mayBeEmpty: true };

describe("text", () => {
  const cases: [string, Text, Text][] = [
    ["nothing is the empty string", text``, ""],
    ["literals are one string", text`arn:${"aws"}:s3:::${"photos"}`, "arn:aws:s3:::photos"],
    ["one late value alone stays itself", text`${bucket}`, bucket],
    [
      "a late value keeps what stands around it",
      text`arn:aws:s3:::${bucket}/raw/*`,
      { parts: ["arn:aws:s3:::", bucket, "/raw/*"] },
    ],
    ["empty literals leave no part", text`${""}${bucket}${""}`, bucket],
    ["neighbouring literals are joined", text`a${"b"}c${bucket}d${"e"}`, { parts: ["abc", bucket, "de"] }],
    ["texts nest", text`${text`a${bucket}`}${text`b${key}`}`, { parts: ["a", bucket, "b", key] }],
  ];
  test.each(cases)("%s", (_, made, expected) => {
    expect(made).toEqual(expected);
  });

  test("says the same as concat", () => {
    const values: Text[] = ["a", bucket, text`x${key}`];
    expect(text`<${values[0]!}|${values[1]!}|${values[2]!}>`).toEqual(concat("<", "a", "|", bucket, "|", text`x${key}`, ">"));
  });
});

test("a text knows its late values, in order", () => {
  expect(latesOf(text`${bucket}-${key}-${bucket}`)).toEqual([bucket, key, bucket]);
  expect(latesOf("plain")).toEqual([]);
  expect(partsOf("")).toEqual([]);
  expect(isLate(bucket)).toBe(true);
  expect(isLate(text`x${bucket}`)).toBe(false);
});

test("people see late values by name", () => {
  expect(showText(text`arn:aws:s3:::${bucket}/*`)).toBe("arn:aws:s3:::${var.bucket}/*");
});

test("only literal texts can be said to differ", () => {
  expect(differs("a", "b")).toBe(true);
  expect(differs("a", "a")).toBe(false);
  expect(differs(bucket, "a")).toBe(false);
  expect(differs(bucket, key)).toBe(false);
});
