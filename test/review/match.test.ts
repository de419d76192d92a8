/** Which of one side is which of the other: pairs of small things, written `stack/account/space:name@address<formerly`. */
import { type Identified, pairs } from "../../modules/review/match";

function thing(text: string): Identified & { readonly text: string } {
  const [, stack = "", account, space = "", name = "", address = "", formerly] =
    /^(\w*)\/(\w*)\/(\w*):(\w*)@(\w*)(?:<(\w*))?$/.exec(text) ?? [];
  return {
    text,
    stack,
    space,
    name,
    address,
    ...(account === undefined || account === "" ? {} : { account }),
    ...(formerly === undefined ? {} : { formerly }),
  };
}

type Case = readonly [claim: string, before: readonly string[], after: readonly string[], pairs: readonly string[]];

test.each<Case>([
  ["nothing", [], [], []],
  ["new things, in their order", [], ["s//r:b@1", "s//r:a@2"], ["- s//r:b@1", "- s//r:a@2"]],
  ["things that are gone come last", ["s//r:a@1", "s//r:b@2"], ["s//r:b@3"], ["s//r:b@2 s//r:b@3", "s//r:a@1 -"]],
  ["account and name, whatever the stack", ["s/1/r:a@1"], ["t/1/r:a@2"], ["s/1/r:a@1 t/1/r:a@2"]],
  [
    "the account, where two have the name",
    ["s/1/r:a@1", "s/2/r:a@2"],
    ["s/2/r:a@1", "s/1/r:a@2"],
    ["s/2/r:a@2 s/2/r:a@1", "s/1/r:a@1 s/1/r:a@2"],
  ],
  ["the name where one side does not know the account", ["s//r:a@1"], ["s/1/r:a@2"], ["s//r:a@1 s/1/r:a@2"]],
  ["the name where the other does not", ["s/1/r:a@1"], ["s//r:a@2"], ["s/1/r:a@1 s//r:a@2"]],
  ["never two accounts, of one name and address", ["s/1/r:a@1"], ["s/2/r:a@1"], ["- s/2/r:a@1", "s/1/r:a@1 -"]],
  ["never two spaces of one name", ["s//r:a@1"], ["s//u:a@2"], ["- s//u:a@2", "s//r:a@1 -"]],
  ["the address, under another name", ["s//r:a@1"], ["s//r:b@1"], ["s//r:a@1 s//r:b@1"]],
  ["not the address of another stack", ["s//r:a@1"], ["t//r:b@1"], ["- t//r:b@1", "s//r:a@1 -"]],
  ["the address before a rename", ["s//r:a@1"], ["s//r:b@2<1"], ["s//r:a@1 s//r:b@2<1"]],
  ["which goes before the same address", ["s//r:a@1", "s//r:c@2"], ["s//r:b@2<1"], ["s//r:a@1 s//r:b@2<1", "s//r:c@2 -"]],
  ["but not before the same name", ["s//r:a@1", "s//r:b@2"], ["s//r:b@3<1"], ["s//r:b@2 s//r:b@3<1", "s//r:a@1 -"]],
  [
    "the address where a name is that of two before",
    ["s//r:a@1", "s//r:a@2"],
    ["s//r:a@2", "s//r:a@1"],
    ["s//r:a@2 s//r:a@2", "s//r:a@1 s//r:a@1"],
  ],
  [
    "no name of two, whose addresses are others",
    ["s//r:a@1", "s//r:a@2"],
    ["s//r:a@3"],
    ["- s//r:a@3", "s//r:a@1 -", "s//r:a@2 -"],
  ],
  ["one before for one after", ["s//r:a@1"], ["s//r:a@1", "s//r:a@2"], ["s//r:a@1 s//r:a@1", "- s//r:a@2"]],
])("%s", (_, before, after, expected) => {
  const found = pairs(before.map(thing), after.map(thing));
  expect(found.map((pair) => `${pair.before?.text ?? "-"} ${pair.after?.text ?? "-"}`)).toEqual(expected);
});
