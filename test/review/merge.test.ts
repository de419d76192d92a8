/** Small permissions as few sentences: what is merged, and what is kept apart. */
import { merged } from "../../modules/review/merge";
import type { NameList, StatedPermission } from "../../modules/review/stated";

const names = (text: string): NameList<string> => ({
  negated: text.startsWith("!"),
  names: text
    .replace("!", "")
    .split(",")
    .filter((name) => name !== ""),
});

/** `actions | resources | principals | operator key=values; ...`; a part that is `-` is not there. */
function stated(text: string): StatedPermission {
  const [actions = "", resources = "-", principals = "-", conditions = ""] = text.split("|").map((part) => part.trim());
  return {
    effect: "Allow",
    actions: names(actions),
    ...(resources === "-" ? {} : { resources: names(resources) }),
    ...(principals === "-" ? {} : { principals: names(principals) }),
    conditions: conditions.split(";").flatMap((one) => {
      const [, operator, key, values] = /^\s*(\S+) (\w+)=(\S*)\s*$/.exec(one) ?? [];
      return operator === undefined || key === undefined ? [] : [{ operator, key, values: (values ?? "").split(",") }];
    }),
  };
}

test.each<[claim: string, from: readonly string[], to: readonly string[]]>([
  ["nothing", [], []],
  ["one stays as it is", ["a | !x | -"], ["a | !x | -"]],
  ["actions on the same", ["a | x", "b | x"], ["a,b | x"]],
  ["one action on several", ["a | x", "a | y"], ["a | x,y"]],
  ["an action and a resource each once", ["a | x", "a | x"], ["a | x"]],
  ["actions, then resources", ["a | x", "b | x", "a | y", "b | y"], ["a,b | x,y"]],
  ["resources, then actions", ["a,b | x", "a | y", "b | y", "c | x,y"], ["a,b,c | x,y"]],
  ["what differs in two lists is two", ["a | x", "b | y"], ["a | x", "b | y"]],
  ["principals on a policy of a resource", ["a | - | p", "a | - | q"], ["a | - | p,q"]],
  ["with one list more is another thing", ["a | x | p", "a | - | p"], ["a | x | p", "a | - | p"]],
  ["a list of exceptions is not lengthened", ["!a | x", "!b | x"], ["!a | x", "!b | x"]],
  ["nor one beside a list", ["a | !x", "a | !y", "b | !x"], ["a,b | !x", "a | !y"]],
  [
    "values of one condition",
    ["a | x | - | StringEquals k=1", "a | x | - | StringEquals k=2"],
    ["a | x | - | StringEquals k=1,2"],
  ],
  [
    "values of the second of two conditions",
    ["a | x | - | StringLike j=1; StringEquals k=1", "a | x | - | StringLike j=1; StringEquals k=2,1"],
    ["a | x | - | StringLike j=1; StringEquals k=1,2"],
  ],
  [
    "values of both one after the other",
    [1, 2].flatMap((j) => [3, 4].map((k) => `a | x | - | StringLike j=${j}; StringEquals k=${k}`)),
    ["a | x | - | StringLike j=1,2; StringEquals k=3,4"],
  ],
  [
    "values that must all hold are not alternatives",
    ["a | x | - | StringNotEquals k=1", "a | x | - | StringNotEquals k=2"],
    ["a | x | - | StringNotEquals k=1", "a | x | - | StringNotEquals k=2"],
  ],
  [
    "a condition more is another thing",
    ["a | x | - | StringEquals k=1", "a | x | -"],
    ["a | x | - | StringEquals k=1", "a | x | -"],
  ],
  [
    "another operator is another thing",
    ["a | x | - | StringEquals k=1", "a | x | - | StringLike k=2"],
    ["a | x | - | StringEquals k=1", "a | x | - | StringLike k=2"],
  ],
  [
    "resources after values",
    ["a | x | - | StringEquals k=1", "a | x | - | StringEquals k=2", "a | y | - | StringEquals k=1,2"],
    ["a | x,y | - | StringEquals k=1,2"],
  ],
])("%s", (_, from, to) => {
  const groups = merged(from, stated, () => "");
  expect(groups.map(({ permission }) => permission)).toEqual(to.map(stated));
  expect(groups.flatMap(({ of }) => of).sort()).toEqual([...from].sort());
});

test("what a key keeps apart is not merged", () => {
  const [one, other] = ["a | x", "b | x"];
  expect(merged([one, other], stated, (text) => text).map(({ of }) => of)).toEqual([[one], [other]]);
});
