import {
  append,
  by,
  compact,
  compare,
  compareNumbered,
  distinct,
  groupBy,
  groupByContent,
  isObject,
  listOf,
  sortedEntries,
} from "../modules/collections";

describe("order", () => {
  it("goes by code units, whatever the locale", () => {
    expect(["ä", "b", "Z", "a"].toSorted(compare)).toEqual(["Z", "a", "b", "ä"]);
    expect(compare("a", "a")).toBe(0);
  });

  it("goes by the size of numbers where they are asked to count", () => {
    expect(["a:10", "a:9", "a:09b", "a"].toSorted(compareNumbered)).toEqual(["a", "a:9", "a:09b", "a:10"]);
  });

  it("goes by a string of each value, and leaves equals as they stand", () => {
    const values = [{ name: "b" }, { name: "a", first: true }, { name: "a" }];
    expect(values.toSorted(by(({ name }) => name))).toEqual([{ name: "a", first: true }, { name: "a" }, { name: "b" }]);
  });

  it("of a record's entries does not depend on how it was written", () => {
    expect(sortedEntries({ b: 1, a: 2 })).toEqual(sortedEntries({ a: 2, b: 1 }));
    expect(sortedEntries({ b: 1, a: 2 })).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });
});

describe("groups", () => {
  it("keep keys and values in the order in which they first come", () => {
    expect([...groupBy(["b1", "a1", "b2"], (text) => text.charAt(0))]).toEqual([
      ["b", ["b1", "b2"]],
      ["a", ["a1"]],
    ]);
    expect(groupBy([], String).size).toBe(0);
  });

  it("of content are one when their JSON is", () => {
    const values = [{ k: [1] }, { k: ["1"] }, { k: [1] }];
    expect(groupByContent(values, ({ k }) => k)).toEqual([[{ k: [1] }, { k: [1] }], [{ k: ["1"] }]]);
    expect(groupByContent([], String)).toEqual([]);
  });

  it("do not take a string for the JSON that it looks like", () => {
    expect(groupByContent(["[1]", [1]], (value) => value)).toEqual([["[1]"], [[1]]]);
  });

  it("grow value by value", () => {
    const lists = new Map([["a", [1]]]);
    append(lists, "a", 2);
    append(lists, "b", 3);
    expect(Object.fromEntries(lists)).toEqual({ a: [1, 2], b: [3] });
  });
});

test.each([
  [
    ["b", "a", "b"],
    ["b", "a"],
  ],
  [
    [{ x: 1 }, { x: 1 }, { x: 2 }],
    [{ x: 1 }, { x: 2 }],
  ],
  [
    ["1", 1],
    ["1", 1],
  ],
  [[], []],
])("the distinct values of %j are %j", (values: readonly unknown[], expected) => {
  expect(distinct(values)).toEqual(expected);
});

test.each([
  ["a", ["a"]],
  [
    ["a", "b"],
    ["a", "b"],
  ],
  [[], []],
])("%j as a list is %j", (value, expected) => {
  expect(listOf<string>(value)).toEqual(expected);
});

test.each([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ["a", false],
])("that %j is an object is %s", (value, expected) => {
  expect(isObject(value)).toBe(expected);
});

test("compact leaves out what is undefined, and nothing else", () => {
  expect(Object.entries(compact({ a: undefined, b: null, c: 0, d: "", e: false }))).toEqual([
    ["b", null],
    ["c", 0],
    ["d", ""],
    ["e", false],
  ]);
});
