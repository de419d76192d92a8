import { type Chapter, fails, holds } from "./vocabulary";

const keys = (value: string | number) => ({ "s3:max-keys": value });
const has = (value: string) => ({ "s3:max-keys": value });
const at = (value: string) => ({ "aws:CurrentTime": value });

export const numericConditions: Chapter = {
  title: "Numeric conditions",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric",
  cases: [
    holds("NumericEquals takes an equal number", { NumericEquals: keys("10") }, has("10")),
    holds("NumericEquals compares numbers, not their digits", { NumericEquals: keys("10") }, has("10.0")),
    holds("NumericEquals takes a number without quotes", { NumericEquals: keys(10) }, has("10")),
    fails("NumericEquals refuses another number", { NumericEquals: keys("10") }, has("11")),
    fails("NumericEquals keeps every digit", { NumericEquals: keys("9007199254740993") }, has("9007199254740992")),
    fails("NumericEquals does not match a word", { NumericEquals: keys("10") }, has("ten")),
    fails("NumericEquals has no wildcards", { NumericEquals: keys("1*") }, has("10")),
    fails("NumericEquals is false without the key", { NumericEquals: keys("10") }),
    holds("NumericNotEquals takes another number", { NumericNotEquals: keys("10") }, has("9")),
    fails("NumericNotEquals refuses an equal number", { NumericNotEquals: keys("10") }, has("10")),
    holds("NumericNotEquals is true without the key", { NumericNotEquals: keys("10") }),
    holds("NumericLessThan takes a smaller number", { NumericLessThan: keys("10") }, has("9.99")),
    fails("NumericLessThan refuses an equal number", { NumericLessThan: keys("10") }, has("10")),
    fails("NumericLessThan orders numbers, not digits", { NumericLessThan: keys("10") }, has("100")),
    holds("NumericLessThan takes a negative number", { NumericLessThan: keys("0") }, has("-1")),
    holds("NumericLessThanEquals takes an equal number", { NumericLessThanEquals: keys("10") }, has("10")),
    fails("NumericLessThanEquals refuses a larger number", { NumericLessThanEquals: keys("10") }, has("11")),
    holds("NumericGreaterThan takes a larger number", { NumericGreaterThan: keys("10") }, has("10.01")),
    fails("NumericGreaterThan refuses an equal number", { NumericGreaterThan: keys("10") }, has("10")),
    holds("NumericGreaterThanEquals takes an equal number", { NumericGreaterThanEquals: keys("10") }, has("10")),
    fails("NumericGreaterThanEquals refuses a smaller number", { NumericGreaterThanEquals: keys("10") }, has("9")),
    fails("NumericGreaterThan is false without the key", { NumericGreaterThan: keys("10") }),
    holds("several limits are alternatives", { NumericEquals: { "s3:max-keys": ["1", "10"] } }, has("10")),
  ],
};

export const dateConditions: Chapter = {
  title: "Date conditions",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date",
  cases: [
    holds("DateLessThan takes an earlier time", { DateLessThan: at("2026-12-31T23:59:59Z") }, at("2026-12-31T23:59:58Z")),
    fails("DateLessThan refuses the time itself", { DateLessThan: at("2026-12-31T23:59:59Z") }, at("2026-12-31T23:59:59Z")),
    fails(
      "DateLessThan refuses a later time: the grant has ended",
      { DateLessThan: at("2026-12-31T23:59:59Z") },
      at("2027-01-01T00:00:00Z"),
    ),
    holds(
      "DateLessThanEquals takes the time itself",
      { DateLessThanEquals: at("2026-12-31T23:59:59Z") },
      at("2026-12-31T23:59:59Z"),
    ),
    fails(
      "DateLessThanEquals refuses a later time",
      { DateLessThanEquals: at("2026-12-31T23:59:59Z") },
      at("2026-12-31T23:59:59.001Z"),
    ),
    holds("DateGreaterThan takes a later time", { DateGreaterThan: at("2020-01-01T00:00:01Z") }, at("2026-09-01T00:00:00Z")),
    fails("DateGreaterThan refuses the time itself", { DateGreaterThan: at("2020-01-01T00:00:01Z") }, at("2020-01-01T00:00:01Z")),
    holds(
      "DateGreaterThanEquals takes the time itself",
      { DateGreaterThanEquals: at("2020-01-01T00:00:01Z") },
      at("2020-01-01T00:00:01Z"),
    ),
    fails(
      "DateGreaterThanEquals refuses an earlier time",
      { DateGreaterThanEquals: at("2020-01-01T00:00:01Z") },
      at("2020-01-01T00:00:00Z"),
    ),
    holds(
      "DateEquals compares instants, not their spelling",
      { DateEquals: at("2026-09-01T12:00:00Z") },
      at("2026-09-01T14:00:00+02:00"),
    ),
    fails(
      "DateEquals refuses another instant of the same clock time",
      { DateEquals: at("2026-09-01T12:00:00Z") },
      at("2026-09-01T12:00:00+02:00"),
    ),
    holds("DateEquals takes a day for its first second", { DateEquals: at("2026-09-01") }, at("2026-09-01T00:00:00Z")),
    holds("DateEquals takes a year for its first second", { DateEquals: at("2026") }, at("2026-01-01T00:00Z")),
    holds(
      "epoch seconds and ISO times compare",
      { DateEquals: { "aws:EpochTime": "2026-09-01T00:00:00Z" } },
      { "aws:EpochTime": "1788220800" },
    ),
    fails("DateEquals refuses a day that does not exist", { DateEquals: at("2026-02-30") }, at("2026-03-02T00:00:00Z")),
    fails("DateLessThan does not match a word", { DateLessThan: at("tomorrow") }, at("2026-09-01T00:00:00Z")),
    fails("DateLessThan is false without the key", { DateLessThan: at("2026-12-31T23:59:59Z") }),
    holds("DateNotEquals takes another time", { DateNotEquals: at("2026-09-01") }, at("2026-09-02")),
    fails("DateNotEquals refuses the time itself", { DateNotEquals: at("2026-09-01") }, at("2026-09-01T00:00:00.000Z")),
    holds("DateNotEquals is true without the key", { DateNotEquals: at("2026-09-01") }),
    fails(
      "a window ends both ways",
      { DateGreaterThan: at("2026-01-01T00:00:00Z"), DateLessThan: at("2026-06-01T00:00:00Z") },
      at("2026-07-01T00:00:00Z"),
    ),
    holds(
      "a window opens in between",
      { DateGreaterThan: at("2026-01-01T00:00:00Z"), DateLessThan: at("2026-06-01T00:00:00Z") },
      at("2026-03-01T00:00:00Z"),
    ),
  ],
};
