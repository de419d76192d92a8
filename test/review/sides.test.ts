/** What a comparison says where one side tells less than the other: types of late values, guards, declarations. */
import type { Access, StackAccess } from "../../modules/review/access";
import type { Declaration } from "../../modules/review/declared";
import { diffAccess } from "../../modules/review/diff";
import type { GuardedResource } from "../../modules/review/guards/guard";

const stack = (more: Partial<StackAccess> = {}): StackAccess => ({
  name: "s",
  principals: [],
  resources: [],
  unread: {},
  ...more,
});
const side = (...stacks: readonly StackAccess[]): Access => ({ stacks });

const guard: GuardedResource = {
  type: "aws_x",
  name: "x",
  address: "aws_x.x",
  guards: [{ name: "g", state: "on", level: 1 }],
  askedForBy: [],
};
const guarded = stack({ guarded: [guard] });
const unguarded = stack({ guarded: [] });
const silent = stack();

test.each<[claim: string, before: Access, after: Access, verdict: string, unseen: readonly string[], guards: number]>([
  ["both tell, and the guard stays", side(guarded), side(guarded), "unchanged", [], 0],
  ["neither tells", side(silent), side(silent), "unchanged", [], 0],
  ["one tells, of none", side(unguarded), side(silent), "unchanged", [], 0],
  ["the other tells, of none", side(silent), side(unguarded), "unchanged", [], 0],
  ["the older one tells of a guard, the newer one of nothing", side(guarded), side(silent), "widened", ["guards"], 0],
  ["the newer one tells of a guard, the older one of nothing", side(silent), side(guarded), "unchanged", ["guards"], 0],
  ["one stack of two is silent", side(guarded, silent), side(guarded, unguarded), "unchanged", ["guards"], 0],
])("guards, where %s", (_, before, after, verdict, unseen, guards) => {
  const diff = diffAccess(before, after);
  expect([diff.verdict, diff.unseen, diff.guards.length]).toEqual([verdict, unseen, guards]);
});

const expectation: Declaration = { kind: "expectation", declarer: "", frame: "f", items: ["i"], askedForBy: [] };
const declaring = (...declarations: readonly Declaration[]): Access => ({
  stacks: [],
  declared: { declarers: [], former: {}, declarations },
});

test.each<[claim: string, before: Access, after: Access, verdict: string, unseen: readonly string[], changes: number]>([
  ["both tell the same", declaring(expectation), declaring(expectation), "unchanged", [], 0],
  ["neither tells", side(), side(), "unchanged", [], 0],
  ["one tells, of none", declaring(), side(), "unchanged", [], 0],
  ["the newer one tells nothing", declaring(expectation), side(), "widened", ["declarations"], 0],
  ["the older one tells nothing", side(), declaring(expectation), "unchanged", ["declarations"], 0],
  ["one is gone", declaring(expectation), declaring(), "widened", [], 1],
  ["one is new", declaring(), declaring(expectation), "changed", [], 1],
])("declarations, where %s", (_, before, after, verdict, unseen, changes) => {
  const diff = diffAccess(before, after);
  expect([diff.verdict, diff.unseen, diff.declarations.length]).toEqual([verdict, unseen, changes]);
});

test("what is not read is told by its place, in order, with the stack where it has a name", () => {
  const before = side(
    stack({ unread: { b: "1", same: "1" }, runsWith: { r: "1", gone: "1" } }),
    stack({ name: "", unread: { c: "1" } }),
  );
  const after = side(
    stack({ unread: { a: "1", same: "1" }, runsWith: { r: "2", n: "1" } }),
    stack({ name: "", unread: { c: "2" } }),
  );
  expect(diffAccess(before, after)).toMatchObject({
    verdict: "widened",
    unread: ["a of stack s", "b of stack s", "c", "n of stack s", "r of stack s"],
  });
});
