/** The search over made-up options: what is a counterexample, how naming ranks, when a branch ends, and what is too much. */
import type { Clause, Constraint } from "../../compare/clause";
import type { Dimension } from "../../compare/dimension";
import { type Rank, rankOfNaming, type Space, search, type Violates } from "../../compare/search";

const dimension = (name: string, ...atoms: readonly string[]): Dimension => ({
  name,
  atoms,
  options: [
    { choice: { context: { [name]: "none" } }, holds: new Set() },
    ...atoms.map((atom) => ({ choice: { context: { [name]: atom } }, holds: new Set([atom]) })),
  ],
  complete: true,
});
const asks = (name: string, atoms: readonly string[], negated = false): Constraint => ({ dimension: name, atoms, negated });
const allow = (...constraints: readonly Constraint[]): Clause => ({ effect: "Allow", constraints });
const deny = (...constraints: readonly Constraint[]): Clause => ({ effect: "Deny", constraints });
const more: Violates = (left, right) => left > right;

/** What the search finds, all of it. */
function allOf(space: Pick<Space, "dimensions" | "left" | "right">, violates = more) {
  const contexts: unknown[] = [];
  const ending = search({ ...space, violates, found: ({ context }) => contexts.push(context) === 0 });
  return { ending, contexts };
}

const two = [dimension("a:a", "x", "y"), dimension("a:b", "z")];

describe("requests that one side allows and the other does not", () => {
  test.each<readonly [claim: string, left: readonly Clause[], right: readonly Clause[], contexts: readonly object[]]>([
    ["nothing on either side", [], [], []],
    ["something against nothing", [allow()], [], [{ "a:a": "none", "a:b": "none" }]],
    ["nothing against something", [], [allow()], []],
    ["the same", [allow(asks("a:a", ["x"]))], [allow(asks("a:a", ["x"]))], []],
    ["one value of two", [allow(asks("a:a", ["x", "y"]))], [allow(asks("a:a", ["x"]))], [{ "a:a": "y", "a:b": "none" }]],
    ["all but a value", [allow(asks("a:a", ["x"], true))], [allow(asks("a:a", ["y"]))], [{ "a:a": "none", "a:b": "none" }]],
    [
      "two dimensions against one of them",
      [allow(asks("a:a", ["x"]))],
      [allow(asks("a:a", ["x"]), asks("a:b", ["z"]))],
      [{ "a:a": "x", "a:b": "none" }],
    ],
    ["a Deny on the left", [allow(asks("a:a", ["x"])), deny(asks("a:b", ["z"], true))], [], [{ "a:a": "x", "a:b": "z" }]],
    ["a Deny of everything on the left", [allow(), deny()], [], []],
    ["a Deny of everything on the right", [allow()], [allow(), deny()], [{ "a:a": "none", "a:b": "none" }]],
    ["a Deny on the right", [allow(asks("a:a", ["x"]))], [allow(), deny(asks("a:b", ["z"]))], [{ "a:a": "x", "a:b": "z" }]],
    ["a Deny on both sides", [allow(), deny(asks("a:a", ["x"]))], [allow(), deny(asks("a:a", ["x"]))], []],
    [
      "two statements that share the work",
      [allow(asks("a:a", ["x", "y"]))],
      [allow(asks("a:a", ["x"])), allow(asks("a:a", ["y"]))],
      [],
    ],
  ])("%s", (_, left, right, contexts) => {
    expect(allOf({ dimensions: two, left, right })).toEqual({ ending: "exhausted", contexts });
  });

  test("the first is enough for whoever says so", () => {
    let count = 0;
    const found = (): boolean => {
      count += 1;
      return true;
    };
    const space = { dimensions: two, left: [allow(asks("a:a", ["x"])), allow(asks("a:b", ["z"]))], right: [] };
    expect([search({ ...space, violates: more, found }), count]).toEqual(["stopped", 1]);
  });

  test("a choice has what each option contributes", () => {
    const principal = { kind: "anonymous" } as const;
    const dimensions: readonly Dimension[] = [
      { name: "action", atoms: [], options: [{ choice: { action: "a:b" }, holds: new Set() }], complete: true },
      { name: "principal", atoms: [], options: [{ choice: { principal }, holds: new Set() }], complete: true },
      dimension("a:a"),
      dimension("a:b"),
    ];
    const choices: unknown[] = [];
    search({ dimensions, left: [allow()], right: [], violates: more, found: (choice) => choices.push(choice) === 0 });
    expect(choices).toEqual([{ action: "a:b", principal, context: { "a:a": "none", "a:b": "none" } }]);
  });
});

describe("naming", () => {
  test.each([
    [undefined, 0],
    ["account", 1],
    ["parent", 2],
    ["direct", 3],
  ] as const)("%s is rank %d", (naming, rank) => {
    expect(rankOfNaming(naming)).toBe(rank);
  });

  const levels = ["account", "parent", "direct"] as const;
  const naming = (principals: string): Clause => ({
    effect: "Allow",
    constraints: [asks("principal", [principals])],
    principals,
  });
  /** Options in which `A` is named at each level, and `B` at the level of the account. */
  const principal: Dimension = {
    name: "principal",
    atoms: ["A", "B"],
    options: levels.map((level, index) => ({
      choice: { context: { level } },
      holds: new Set(["A", "B", "account of B", ...levels.slice(0, index + 1).map((one) => `${one} of A`)]),
    })),
    complete: true,
  };

  test.each<readonly [claim: string, left: readonly Clause[], right: readonly Clause[], found: readonly string[]]>([
    ["more directly", [naming("A")], [naming("B")], ["parent", "direct"]],
    ["less directly", [naming("B")], [naming("A")], []],
    ["the most direct naming counts", [naming("B"), naming("A")], [naming("B")], ["parent", "direct"]],
    ["naming nobody is direct", [allow()], [naming("A")], ["account", "parent"]],
    ["what names against what names nobody", [naming("A")], [allow()], []],
    ["a Deny ends all naming", [naming("A"), deny()], [], []],
  ])("%s", (_, left, right, found) => {
    const { contexts } = allOf({ dimensions: [principal], left, right });
    expect(contexts).toEqual(found.map((level) => ({ level })));
  });

  test("every pair of ranks is asked about that there can be", () => {
    const pairs = new Set<string>();
    const violates = (one: Rank, other: Rank): boolean => {
      pairs.add(`${one}${other}`);
      return false;
    };
    const askedAbout = (left: readonly Clause[], right: readonly Clause[]): string => {
      pairs.clear();
      search({ dimensions: [principal], left, right, violates, found: () => true });
      return [...pairs].sort().join(" ");
    };
    expect(askedAbout([], [])).toBe("00");
    expect(askedAbout([allow()], [])).toBe("30");
    expect(askedAbout([], [allow()])).toBe("03");
    expect(askedAbout([naming("A")], [])).toBe("00 10 20 30");
    expect(askedAbout([allow(), deny(asks("principal", ["B"]))], [])).toBe("00 10 20 30");
    expect(askedAbout([allow(), deny()], [allow()])).toBe("03");
    expect(askedAbout([allow(asks("principal", ["A"]))], [])).toBe("00 10 20 30");
  });
});

describe("what is too much", () => {
  const wide = (count: number): readonly Dimension[] =>
    Array.from({ length: count }, (_, index) => dimension(`a:k${index}`, "x"));
  const closed: Violates = () => true;

  test("more than three hundred dimensions", () => {
    const ending = (count: number) =>
      search({ dimensions: wide(count), left: [], right: [], violates: () => false, found: () => true });
    expect([ending(300), ending(301)]).toEqual(["exhausted", "over-budget"]);
  });

  test("combinations of many dimensions, each of which leaves other statements alive", () => {
    const ending = (count: number) =>
      search({
        dimensions: wide(count),
        left: wide(count).map(({ name }) => allow(asks(name, ["x"]))),
        right: [],
        violates: closed,
        found: () => false,
      });
    expect([ending(8), ending(20)]).toEqual(["exhausted", "over-budget"]);
  });

  test("options that leave the same statements alive are tried once", () => {
    const many = dimension("a:a", ...Array.from({ length: 50 }, (_, index) => `v${index}`));
    const { contexts } = allOf({ dimensions: [many], left: [allow(asks("a:a", ["v3"], true))], right: [] });
    expect(contexts).toEqual([{ "a:a": "none" }]);
  });
});
